package store_test

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
	"github.com/anjia-project/anjia/workflow/store"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

// world is a database of its own with three offices: a province over two counties.
type world struct {
	*store.Store
	db                     *storetest.Database
	province, east, west   string
	officer, boss, auditor workflow.Actor // of the east
	other                  workflow.Actor // an officer of the west
}

var lastID atomic.Uint64

// newID is a UUIDv7 by form; ids made later sort later.
func newID() string {
	var tail [8]byte
	_, _ = rand.Read(tail[:])
	n := lastID.Add(1)
	return fmt.Sprintf("01900000-%04x-7%03x-8%03x-%012x", n>>12&0xffff, n&0xfff, uint16(tail[0])<<4&0xfff, uint64(tail[1])<<40|uint64(tail[2])<<32|n)
}

func newWorld(tb testing.TB, o store.Options) *world {
	tb.Helper()
	db := storetest.New(tb)
	s, err := store.Open(context.Background(), db.Server, o)
	require.NoError(tb, err)
	tb.Cleanup(func() { require.NoError(tb, s.Close()) })
	w := &world{Store: s, db: db, province: newID(), east: newID(), west: newID()}
	require.NoError(tb, s.Mark(tb.Context(), true, time.Date(2024, 1, 2, 1, 0, 0, 0, time.UTC)))
	admin := storetest.Open(tb, db.Admin)
	for _, a := range []struct{ id, parent, name, division string }{
		{w.province, "", "西藏自治区民政厅", "540000"}, {w.east, w.province, "拉萨市城关区民政局", "540102"}, {w.west, w.province, "拉萨市堆龙德庆区民政局", "540103"},
	} {
		_, err := admin.Exec(`insert into authorities (id, parent_id, name, short_name, certificate_mark, division, superior, court, pack)
			values ($1, nullif($2, '')::uuid, $3, '拉民收', '藏拉', $4, '', '', 'cn')`, a.id, a.parent, a.name, a.division)
		require.NoError(tb, err)
	}
	w.officer, w.boss, w.auditor = w.person(workflow.RoleOfficer, w.east), w.person(workflow.RoleSupervisor, w.east), w.person(workflow.RoleAuditor, w.east)
	w.other = w.person(workflow.RoleOfficer, w.west)
	return w
}

func (*world) person(role workflow.Role, authority string) workflow.Actor {
	return workflow.Actor{ID: newID(), Name: "某" + role.Chinese(), Role: role, AuthorityID: authority, Organisation: "某机关"}
}

// at is the first instant that entries of tests are recorded at.
var at = time.Date(2024, 1, 2, 1, 30, 0, 0, time.UTC)

func day(s string) law.Date { return law.MustDate(s) }

// child registers a child, which is an act on the chain of the actor's office.
func (w *world) child(tb testing.TB, by workflow.Actor, name string) *workflow.Child {
	tb.Helper()
	id := newID()
	c := &workflow.Child{ID: id, AuthorityID: by.AuthorityID, Version: 1, Person: workflow.Person{Name: name, Born: day("2019-05-04")}, Code: "城关" + id[24:], Source: "foundling"}
	err := w.Within(tb.Context(), by, func(tx casework.Tx) error {
		opened, err := tx.OpenChild(tb.Context(), casework.OpenChild{AuthorityID: by.AuthorityID})
		if err != nil {
			return err
		}
		record, head := extend(tb, opened.Authority, by, ledger.Entry{Act: "register_child"}, nil, c)
		return tx.SaveChildAct(tb.Context(), &casework.ChildChange{Child: c, Record: record, Head: head})
	})
	require.NoError(tb, err)
	return c
}

// draft is a draft of an application that could be submitted.
func (w *world) draft(by workflow.Actor, childID string, applicants ...string) *workflow.Case {
	c := &workflow.Case{
		ID: newID(), AuthorityID: by.AuthorityID, Authority: workflow.AuthorityRef{Name: "拉萨市城关区民政局", ShortName: "拉城民收", Division: "540102"},
		Kind: workflow.KindRegistration, Category: workflow.CatInstitutionFoundling, Order: "A", State: workflow.Draft, Version: 1,
		OfficerID: by.ID, OfficerName: by.Name, ChildID: childID,
	}
	for _, name := range applicants {
		c.Application.Applicants = append(c.Application.Applicants, workflow.Applicant{ID: newID(), Person: workflow.Person{Name: name}})
	}
	return c
}

// submitted is a case with its first entry: number, receipt, a running clock.
func (w *world) submitted(tb testing.TB, by workflow.Actor, childName string, applicants ...string) *workflow.Case {
	tb.Helper()
	c := w.draft(by, w.child(tb, by, childName).ID, applicants...)
	require.NoError(tb, w.Within(tb.Context(), by, func(tx casework.Tx) error { return tx.CreateDraft(tb.Context(), c, nil, nil) }))
	return w.act(tb, by, c.ID, "submit", func(c *workflow.Case) {
		c.State, c.StateSince, c.ReceivedOn = workflow.Submitted, day("2024-01-02"), day("2024-01-02")
		c.Number = "540102-2024-SY-" + c.ID[24:]
	})
}

// act does one act with what the function changes; it must succeed.
func (w *world) act(tb testing.TB, by workflow.Actor, caseID, name string, change func(c *workflow.Case)) *workflow.Case {
	tb.Helper()
	c, err := w.try(tb, by, caseID, name, nil, change)
	require.NoError(tb, err)
	return c
}

// try does one act as casework does: open, change, record, save.
func (w *world) try(tb testing.TB, by workflow.Actor, caseID, name string, key *casework.Key, change func(c *workflow.Case)) (saved *workflow.Case, err error) {
	tb.Helper()
	err = w.Within(tb.Context(), by, func(tx casework.Tx) error {
		opened, err := tx.OpenCase(tb.Context(), casework.OpenCase{CaseID: caseID, Key: key})
		if err != nil {
			return err
		}
		if opened.Answer != nil {
			saved = &workflow.Case{}
			return json.Unmarshal(opened.Answer, saved)
		}
		made := changed(tb, opened, by, name, change)
		saved, made.Key = made.Case, key
		if key != nil {
			if made.Answer, err = json.Marshal(saved); err != nil {
				return err
			}
		}
		return tx.SaveAct(tb.Context(), made)
	})
	return saved, err
}

// changed makes the change of an act on an opened case, with one due date.
func changed(tb testing.TB, opened *casework.OpenedCase, by workflow.Actor, name string, change func(c *workflow.Case)) *casework.Change {
	tb.Helper()
	c, from, was := opened.Case, opened.Case.State, opened.Case.Version
	change(c)
	c.Version++
	record, head := extend(tb, opened.Head, by, ledger.Entry{Act: name, From: string(from), To: string(c.State), CaseVersion: c.Version}, c, opened.Child)
	return &casework.Change{
		Case: c, WasVersion: was, Record: record, Head: head,
		Dues: []casework.DueDate{{Clock: law.ClockRegistrationReview, DueOn: day("2024-02-01")}, {Clock: law.ClockIntegration, DueOn: day("2024-01-20"), Floor: true}},
	}
}

// extend records the aggregate, as casework does.
func extend(tb testing.TB, head ledger.Head, by workflow.Actor, e ledger.Entry, c *workflow.Case, child *workflow.Child) (ledger.Record, ledger.Head) {
	tb.Helper()
	after, err := json.Marshal(struct {
		Case  *workflow.Case  `json:"case"`
		Child *workflow.Child `json:"child,omitempty"`
	}{c, child})
	require.NoError(tb, err)
	payload := ledger.Payload{Seed: sha256.Sum256([]byte(newID())), Input: []byte(`{"note":"笔录"}`), After: after}
	if e.Kind == "" {
		e.Kind = ledger.KindAct
	}
	e.Actor = ledger.Actor{ID: by.ID, Name: by.Name, Role: string(by.Role), Organisation: ledger.Organisation{ID: by.AuthorityID, Name: by.Organisation}}
	e.At, e.On = head.NotBefore(at), "2024-01-02"
	e.Payload, err = payload.Commit()
	require.NoError(tb, err)
	e, next, err := head.Extend(e)
	require.NoError(tb, err)
	return ledger.Record{Entry: e, Hash: next.Hash, Payload: payload}, next
}

func note(c *workflow.Case) { c.Application.Motive += "补充" }

func requireCode(tb testing.TB, err error, kind workflow.Kind, code string) {
	tb.Helper()
	var e *workflow.Error
	require.ErrorAs(tb, err, &e)
	require.Equal(tb, kind, e.Kind, err)
	require.Equal(tb, code, e.Code, err)
	require.NotEmpty(tb, e.Message)
}
