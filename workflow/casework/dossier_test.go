package casework_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// taken adds the row of a dossier, as an order does, and gathers it.
func (h *house) taken(id string, upTo int64, redacted bool) *casework.DossierSource {
	h.t.Helper()
	d := casework.Dossier{ID: h.newID(), AuthorityID: h.load(id).AuthorityID, CaseID: id, Purpose: "审计", UpTo: upTo, Redacted: redacted}
	require.NoError(h.t, h.service.Store.WithinCase(context.Background(), id, func(tx casework.Tx) error { return tx.AddDossier(context.Background(), &d) }))
	job, told := casework.MakeDossier{AuthorityID: d.AuthorityID, CaseID: id, DossierID: d.ID}, 0
	require.NoError(h.t, h.service.SetForDossier(context.Background(), job, func(done, of int) error {
		require.Equal(h.t, told, done)
		require.Len(h.t, h.load(id).Papers, of)
		told++
		return nil
	}))
	if upTo == 0 {
		require.Len(h.t, h.load(id).Papers, told, "each is told of")
	} else {
		require.Zero(h.t, told, "nothing is set for a state of before")
	}
	source, err := h.service.GatherDossier(context.Background(), job, false)
	require.NoError(h.t, err)
	return source
}

func TestADossierAsOfAnEntryIsTheSameLater(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	then := h.taken(id, 0, true)
	n := then.Dossier.UpTo
	require.NotEmpty(t, then.Papers)
	for _, p := range then.Papers {
		require.NotNil(t, p.Rendered, "the newest state has every paper set")
		require.NotEmpty(t, p.Document)
	}
	h.must(h.officer, id, casework.RecordConsent{Kind: workflow.ConsentPlacer, By: "拉萨市儿童福利院", Given: true})
	later := h.taken(id, n, true)
	then.Dossier, later.Dossier = nil, nil
	require.Equal(t, then, later)
	require.Greater(t, int64(len(h.taken(id, 0, true).Records)), n)
}

func TestSecretsAreWhatTellsThePersons(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	secrets := h.taken(id, 0, true).Secrets
	c := h.load(id)
	for _, a := range c.Application.Applicants {
		require.Contains(t, secrets, a.Name)
		require.Contains(t, secrets, a.IDNumber)
	}
	require.Empty(t, h.taken(id, 0, false).Secrets)
	for _, s := range secrets {
		require.NotContains(t, []string{"male", "female", id}, s)
	}
}

func TestWhoMayTakeADossier(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	order := func(who workflow.Actor, o casework.DossierOrder) error {
		_, err := h.service.OrderDossier(context.Background(), who, id, o)
		return err
	}
	code := func(err error, kind workflow.Kind, want string) {
		t.Helper()
		require.ErrorContains(t, err, "")
		require.True(t, workflow.IsKind(err, kind), "%v", err)
		var refused *workflow.Error
		require.ErrorAs(t, err, &refused)
		if want != "" {
			require.Equal(t, want, refused.Code)
		}
	}
	code(order(h.auditor, casework.DossierOrder{Purpose: "审计"}), workflow.KindForbidden, "redacted_only")
	code(order(h.officer, casework.DossierOrder{Purpose: "  "}), workflow.KindInvalid, "")
	code(order(h.officer, casework.DossierOrder{Purpose: strings.Repeat("审", 201)}), workflow.KindInvalid, "")
	code(order(h.officer, casework.DossierOrder{Purpose: "审计", UpTo: 9999}), workflow.KindInvalid, "")
	for _, d := range h.store.state.DossierRows {
		require.Empty(t, d.ID, "nothing was ordered")
	}
}

// TestWhoStopsTheSettingOfPapers: the word of who waits ends it between two papers.
func TestWhoStopsTheSettingOfPapers(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	d := casework.Dossier{ID: h.newID(), AuthorityID: h.load(id).AuthorityID, CaseID: id, Purpose: "审计"}
	require.NoError(t, h.service.Store.WithinCase(t.Context(), id, func(tx casework.Tx) error { return tx.AddDossier(t.Context(), &d) }))
	stop := errors.New("cancelled")
	require.ErrorIs(t, h.service.SetForDossier(t.Context(), casework.MakeDossier{AuthorityID: d.AuthorityID, CaseID: id, DossierID: d.ID}, func(done, _ int) error {
		if done == 1 {
			return stop
		}
		return nil
	}), stop)
	d.UpTo, d.EntryHash = 1, "x"
	require.NoError(t, h.service.KeepDossier(t.Context(), &d, []byte("made")))
	require.NoError(t, h.service.SetForDossier(t.Context(), casework.MakeDossier{AuthorityID: d.AuthorityID, CaseID: id, DossierID: d.ID}, func(int, int) error { return stop }), "one that is made needs nothing")
}

func TestADossierIsKeptOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	d := h.taken(id, 0, false).Dossier
	require.NoError(t, h.service.KeepDossier(context.Background(), d, []byte("first")))
	require.NoError(t, h.service.KeepDossier(context.Background(), d, []byte("second")))
	_, content, err := h.service.DossierFile(context.Background(), h.officer, id, d.ID)
	require.NoError(t, err)
	require.Equal(t, "first", string(content))
	_, _, err = h.service.DossierFile(context.Background(), h.auditor, id, d.ID)
	require.True(t, workflow.IsKind(err, workflow.KindForbidden), "a whole dossier is not the auditor's: %v", err)
}
