package casework_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/store"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

// receiptID is the delivery of blanks, 54240001 to 54240020, that a real house begins with.
const receiptID = "10000000-0000-7000-8000-00000000b1a0"

// newRealHouse is the house on a PostgreSQL of its own, through the server's role and row-level security.
// prepare may change the office before it is entered.
func newRealHouse(t *testing.T, prepare ...func(*house)) (*house, *store.Store) {
	t.Helper()
	h := newHouse(t, true)
	for _, f := range prepare {
		f(h)
	}
	db := storetest.New(t)
	s, err := store.Open(t.Context(), db.Server, store.Options{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	require.NoError(t, s.Mark(t.Context(), true, time.Time{}))
	admin := storetest.Open(t, db.Admin)
	exec := func(sql string, args ...any) {
		_, err := admin.Exec(sql, args...)
		require.NoError(t, err, sql)
	}
	a := h.store.state.Authorities[officeID]
	exec(`insert into authorities (id, name, short_name, certificate_mark, division, superior, court, pack) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
		a.ID, a.Ref.Name, a.Ref.ShortName, a.Ref.CertificateMark, a.Ref.Division, a.Ref.Superior, a.Ref.Court, a.Pack)
	exec(`insert into blank_slips (authority_id, id, version, name, kind, state, series, prefix, width, first, last, on_date, document)
 values ($1, $2, 1, 'x', 'receipt', 'done', 'certificate', '', 8, 54240001, 54240020, '2023-12-01', '{}')`, officeID, receiptID)
	exec(`insert into blanks (authority_id, receipt_id, series, number, prefix, width, serial, received_on)
 select $1, $2, 'certificate', n::text, '', 8, n, '2023-12-01' from generate_series(54240001, 54240020) n`, officeID, receiptID)
	agency := h.store.state.Agencies[agencyID]
	exec(`insert into agencies (authority_id, id, version, name, credit_code, document) values ($1, $2, 1, $3, 'x', $4)`,
		officeID, agencyID, agency.Name, string(encode(agency)))
	for id, card := range h.store.state.Evaluators {
		exec(`insert into accounts (authority_id, id, agency_id, login, name, role, organisation) values ($1, $2, nullif($3, '')::uuid, $4, $4, 'evaluator', 'x')`,
			officeID, card.AccountID, card.AgencyID, card.Name)
		exec(`insert into evaluators (authority_id, id, agency_id, account_id, version, name, document) values ($1, $2, nullif($3, '')::uuid, $4, 1, $5, $6)`,
			officeID, id, card.AgencyID, card.AccountID, card.Name, string(encode(card)))
	}
	for _, a := range h.store.state.Accounts {
		if card, ok := h.store.state.Cards[a.ID]; ok {
			exec(`insert into accounts (authority_id, id, login, name, role, organisation) values ($1, $2, $3, $3, $4, 'x')`, officeID, a.ID, a.Name, string(a.Role))
			exec(`insert into account_cards (authority_id, account_id, document) values ($1, $2, $3)`, officeID, a.ID, string(encode(card)))
		}
	}
	_, err = s.MarkOld(t.Context(), 100)
	require.NoError(t, err)
	h.service.Store = s
	// The sandbox's clock is the database's: Now gives what, with its offset, is the test's time.
	marked, err := s.Marked(t.Context())
	require.NoError(t, err)
	h.service.Now = func() time.Time { return h.now.Add(-marked.Offset) }
	return h, s
}

func TestCounterOnRealStore(t *testing.T) {
	t.Parallel()
	h, s := newRealHouse(t)
	id := h.integrating()
	h.refused(h.eval, id, casework.FinishIntegration{Summary: "好"}, workflow.KindGuard, "integration_elapsed")
	h.on("2024-01-20")
	emergency(h, id)
	end := casework.TerminateAssessment{Reason: "侵害儿童"}
	end.ReturnedOn, end.ReturnedTo = day("2024-01-20"), "福利院"
	h.must(h.supervisor, id, end)
	c := h.load(id)
	require.Equal(t, workflow.Deciding, c.State)
	for _, p := range c.Papers {
		_, err := h.service.Paper(t.Context(), h.officer, id, p.ID)
		require.NoError(t, err, p.Code)
	}
	p, err := h.service.Paper(t.Context(), h.auditor, id, c.Papers[0].ID)
	require.NoError(t, err)
	require.NotEmpty(t, p.Content)
	v, err := s.VerifyCase(t.Context(), id)
	require.NoError(t, err)
	require.NotZero(t, v)
	require.Contains(t, h.seen(h.officer, id), "瘀伤")
}

func TestNoticeOnRealStore(t *testing.T) {
	t.Parallel()
	h, _ := newRealHouse(t)
	child := h.mustChild(casework.RegisterChild{ChildInput: foundling()}, "").Child
	id := h.submit(child.ID, workflow.CatInstitutionFoundling, couple())
	h.on("2024-01-04")
	out := h.mustChild(casework.PublishNotice{Medium: "《西藏日报》", Contact: "0891"}, child.ID)
	require.Len(t, out.Cases, 1)
	h.on("2024-03-05")
	h.mustChild(casework.ClearNotice{Unclaimed: true}, child.ID)
	require.Equal(t, day("2024-04-02"), h.clock(id, law.ClockRegistrationReview).RawEnd)
	v, err := h.service.ReadChild(t.Context(), h.officer, child.ID)
	require.NoError(t, err)
	require.Len(t, v.Cases, 1)
	list, err := h.service.ListChildren(t.Context(), h.officer, casework.ChildFilter{Limit: 10})
	require.NoError(t, err)
	require.Len(t, list, 1)
}

func TestTwoClerksReplayAndScopesOnRealStore(t *testing.T) {
	t.Parallel()
	h, _ := newRealHouse(t)
	id := h.submitted()
	version := h.load(id).Version
	req := func(who workflow.Actor, key string) casework.Request {
		return casework.Request{Actor: who, CaseID: id, Version: version, Key: key, Command: casework.RequestSupplement{Items: []string{"婚姻证明"}}}
	}
	errs := make([]error, 2)
	var wg sync.WaitGroup
	for i, who := range []workflow.Actor{h.officer, h.officer2} {
		wg.Go(func() { _, errs[i] = h.service.Do(context.Background(), req(who, "k")) })
	}
	wg.Wait()
	require.NotEqual(t, errs[0] == nil, errs[1] == nil, "one wins: %v", errs)
	require.True(t, workflow.IsKind(errors.Join(errs...), workflow.KindStale), "%v", errs)
	winner := h.officer
	if errs[0] != nil {
		winner = h.officer2
	}
	again, err := h.service.Do(t.Context(), req(winner, "k"))
	require.NoError(t, err)
	require.True(t, again.Replayed)
	require.Len(t, h.load(id).Supplements, 1)
	h.refused(h.supervisor, id, casework.SupplySupplement{}, workflow.KindForbidden, "收养登记员")
	other := h.officer
	other.ID, other.AuthorityID = "30000000-0000-7000-8000-000000000099", "10000000-0000-7000-8000-000000000002"
	for _, who := range []workflow.Actor{other, h.manager, h.eval} {
		_, err := h.service.ReadCase(t.Context(), who, id)
		require.True(t, workflow.IsKind(err, workflow.KindNotFound), "%s: %v", who.Role, err)
		_, err = h.do(who, id, casework.SupplySupplement{})
		require.True(t, workflow.IsKind(err, workflow.KindNotFound), "%s: %v", who.Role, err)
	}
	lines, err := h.service.ListCases(t.Context(), h.officer, casework.CaseFilter{Limit: 10})
	require.NoError(t, err)
	require.Len(t, lines, 1)
}

func TestOfferOnRealStore(t *testing.T) {
	t.Parallel()
	h, _ := newRealHouse(t)
	id := h.submitted()
	h.on("2024-01-08")
	h.noticed(id)
	v, err := h.service.ReadCase(t.Context(), h.manager, id)
	require.NoError(t, err)
	require.Equal(t, []string{"D05"}, codes(v.Case.Papers))
	_, err = h.service.Paper(t.Context(), h.manager, id, v.Case.Papers[0].ID)
	require.NoError(t, err)
	_, err = h.service.StoreUpload(t.Context(), casework.NewUpload{Actor: h.manager, CaseID: id, Name: "x.png", MediaType: "image/png", Content: []byte("x")})
	require.True(t, workflow.IsKind(err, workflow.KindNotFound), "%v", err)
}
