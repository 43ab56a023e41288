package store_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/store"
)

// offered takes a submitted case to the agency: an offer, which accepted opens.
func (w *world) offered(t *testing.T, agency string) *workflow.Case {
	t.Helper()
	c := w.submitted(t, w.officer, "卓玛", "张三")
	return w.act(t, w.officer, c.ID, "issue_notice", func(c *workflow.Case) {
		c.State, c.AcceptedOn = workflow.Commissioning, day("2024-01-02")
		c.Commission = &workflow.Commission{Kind: workflow.BodyAgency, BodyID: agency, BodyName: "某评估机构", NamedOn: day("2024-01-02")}
	})
}

func agent(role workflow.Role, agency string) workflow.Actor {
	return workflow.Actor{ID: newID(), Name: "某人", Role: role, AgencyID: agency, Organisation: "某机构"}
}

// sees counts what the database shows an actor.
func (w *world) sees(t *testing.T, who workflow.Actor, table string) int {
	t.Helper()
	var n int
	require.NoError(t, w.Within(t.Context(), who, func(tx casework.Tx) error {
		return store.Scan(t.Context(), tx, &n, "select count(*) from "+table)
	}))
	return n
}

func TestEachRoleSeesItsOwnCases(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	agency := newID()
	manager, stranger := agent(workflow.RoleManager, agency), agent(workflow.RoleManager, newID())
	evaluator, follower, outsider := agent(workflow.RoleEvaluator, agency), agent(workflow.RoleEvaluator, ""), agent(workflow.RoleEvaluator, agency)
	c := w.offered(t, agency)
	draft := w.draft(w.officer, "", "李四")
	require.NoError(t, w.Within(t.Context(), w.officer, func(tx casework.Tx) error { return tx.CreateDraft(t.Context(), draft, nil, nil) }))

	above, below := w.person(workflow.RoleSupervisor, w.province), w.person(workflow.RoleAuditor, w.province)
	nobody := workflow.Actor{}
	for _, who := range []struct {
		actor                 workflow.Actor
		cases, entries, child int
	}{
		{w.officer, 2, 2, 1},
		{w.boss, 2, 2, 1},
		{w.auditor, 1, 2, 1},
		{above, 1, 2, 1},
		{below, 1, 2, 1},
		{w.other, 0, 0, 0},
		{w.person(workflow.RoleAuditor, w.west), 0, 0, 0},
		{w.person(workflow.RoleAdmin, w.province), 0, 0, 0},
		{manager, 1, 0, 1},
		{stranger, 0, 0, 0},
		{evaluator, 0, 0, 0},
		{nobody, 0, 0, 0},
		{workflow.Actor{ID: newID(), Role: workflow.RoleManager}, 0, 0, 0}, // a manager of no agency
		{workflow.Actor{ID: newID(), Role: workflow.RoleOfficer}, 0, 0, 0}, // an officer of no office
		{workflow.Actor{ID: newID(), AuthorityID: w.east, Role: "root"}, 0, 0, 0},
	} {
		require.Equal(t, who.cases, w.sees(t, who.actor, "cases"), "cases of %+v", who.actor)
		for _, table := range []string{"case_entries", "case_payloads"} {
			require.Equal(t, who.entries, w.sees(t, who.actor, table), "%s of %+v", table, who.actor)
		}
		require.Equal(t, who.child, w.sees(t, who.actor, "children"), "children of %+v", who.actor)
	}

	w.act(t, manager, c.ID, "accept_commission", func(c *workflow.Case) { c.Commission.AcceptedOn = day("2024-01-02") })
	require.Equal(t, 3, w.sees(t, manager, "case_entries"), "the file is open")
	w.act(t, manager, c.ID, "assign_evaluators", func(c *workflow.Case) {
		c.Commission.Members = []workflow.Evaluator{{AccountID: evaluator.ID, Name: "评估员"}}
		c.FollowUps = &workflow.FollowUpPlan{Visits: []workflow.FollowUpVisit{{AssigneeID: follower.ID}}}
	})
	require.Equal(t, 1, w.sees(t, evaluator, "cases"))
	require.Equal(t, 1, w.sees(t, follower, "cases"))
	require.Equal(t, 4, w.sees(t, evaluator, "case_entries"))
	require.Zero(t, w.sees(t, outsider, "cases"))
	w.act(t, evaluator, c.ID, "declare_recusal", func(c *workflow.Case) { c.Commission.Members[0].ReleasedOn = day("2024-01-02") })
	require.Zero(t, w.sees(t, evaluator, "cases"), "the act by which somebody leaves a case is possible, and the last")
}

func TestAgencyThatDeclinesSeesTheCaseNoLonger(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	manager := agent(workflow.RoleManager, newID())
	c := w.offered(t, manager.AgencyID)
	w.act(t, manager, c.ID, "decline_commission", func(c *workflow.Case) { c.Commission.DeclinedOn = day("2024-01-02") })
	require.Zero(t, w.sees(t, manager, "cases"))
	_, err := w.try(t, manager, c.ID, "accept_commission", nil, note)
	requireCode(t, err, workflow.KindNotFound, "case_not_found")
}

func TestAuditorChangesNoCase(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	c := w.submitted(t, w.officer, "卓玛", "张三")
	_, err := w.try(t, w.auditor, c.ID, "record_material", nil, note)
	require.ErrorContains(t, err, "an auditor changes no case")
}

func TestOfficeWritesOnlyInItsOwnScope(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	foreign := w.draft(w.officer, "", "张三")
	err := w.Within(t.Context(), w.other, func(tx casework.Tx) error { return tx.CreateDraft(t.Context(), foreign, nil, nil) })
	requireCode(t, err, workflow.KindForbidden, "out_of_scope")
	err = w.Within(t.Context(), w.other, func(tx casework.Tx) error {
		return tx.RecordRead(t.Context(), casework.Read{CaseID: newID(), AuthorityID: w.east, What: "case", At: at})
	})
	require.Error(t, err)
}

// hostile is one transaction of somebody with a random scope, who tries to read and to change what is not his or hers.
func (w *world) hostile(ctx context.Context, who workflow.Actor, allowed map[string]bool, leaks *atomic.Int64) error {
	return w.Within(ctx, who, func(tx casework.Tx) error {
		var seen []string
		if err := store.Scan(ctx, tx, &seen, "select array_agg(authority_id::text) from cases"); err != nil {
			return err
		}
		for _, authority := range seen {
			if !allowed[authority] {
				leaks.Add(1)
			}
		}
		lines, err := tx.ListCases(ctx, casework.CaseFilter{Text: "张三"})
		if err != nil {
			return err
		}
		for _, l := range lines {
			if !allowed[l.AuthorityID] {
				leaks.Add(1)
			}
		}
		for _, of := range []string{w.east, w.west} {
			if allowed[of] {
				continue
			}
			n, err := store.Exec(ctx, tx, "delete from due_dates where authority_id = $1", of)
			if err != nil {
				return err
			}
			leaks.Add(n)
		}
		switch rand.IntN(4) {
		case 0:
			return errors.New("rolled back")
		case 1:
			panic("a fault")
		}
		return nil
	})
}

func TestHostileScopesOverFewConnections(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{MaxConns: 4})
	for range 4 {
		w.submitted(t, w.officer, "卓玛", "张三")
		w.submitted(t, w.other, "达娃", "张三丰")
	}
	actors := []struct {
		who     workflow.Actor
		allowed map[string]bool
	}{
		{w.officer, map[string]bool{w.east: true}},
		{w.other, map[string]bool{w.west: true}},
		{w.person(workflow.RoleAuditor, w.province), map[string]bool{w.east: true, w.west: true}},
		{w.person(workflow.RoleAdmin, w.province), nil},
		{agent(workflow.RoleManager, newID()), nil},
		{agent(workflow.RoleEvaluator, ""), nil},
		{workflow.Actor{}, nil},
	}
	var leaks, unscoped, done atomic.Int64
	failures := make(chan error, 16)
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			for range 60 {
				a := actors[rand.IntN(len(actors))]
				func() {
					defer func() {
						if p := recover(); p != nil && p != "a fault" {
							panic(p)
						}
					}()
					if err := w.hostile(t.Context(), a.who, a.allowed, &leaks); err != nil && err.Error() != "rolled back" {
						select {
						case failures <- fmt.Errorf("%+v: %w", a.who, err):
						default:
						}
					}
				}()
				var n int64
				if err := w.DB().QueryRowContext(t.Context(), `select count(*) from cases`).Scan(&n); err == nil {
					unscoped.Add(n)
					done.Add(1)
				}
			}
		})
	}
	wg.Wait()
	close(failures)
	require.NoError(t, <-failures)
	require.Zero(t, leaks.Load(), "rows of others that were seen or changed")
	require.Zero(t, unscoped.Load(), "rows seen without a scope, on connections that had one before")
	require.EqualValues(t, 16*60, done.Load())
}
