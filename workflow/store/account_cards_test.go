package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
	"github.com/anjia-project/anjia/workflow/office"
	"github.com/anjia-project/anjia/workflow/store"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

// accountWith opens an account of an officer with a card.
func (w *world) accountWith(t *testing.T, authority string, card workflow.RecusalCard) office.Account {
	t.Helper()
	id := newID()
	a := office.Account{ID: id, AuthorityID: authority, Version: 1, Login: "d" + id[24:], Name: "某登记员", Role: workflow.RoleOfficer, CreatedOn: law.MustDate("2024-01-02")}
	admin := workflow.Actor{ID: newID(), Role: workflow.RoleAdmin, AuthorityID: authority}
	require.NoError(t, w.OfficeWithin(t.Context(), admin, func(tx office.Tx) error {
		opened, err := tx.Open(t.Context(), office.Open{AuthorityID: authority})
		require.NoError(t, err)
		record, head := extend(t, opened.Head, admin, ledger.Entry{Act: "file_recusal_card"}, nil, nil)
		return tx.Save(t.Context(), &office.Change{Account: &a, Card: &card, Record: record, Head: head})
	}))
	return a
}

// TestTheCardOfAnAccountTies: by the account alone, of the office and by the number of other offices;
// and the card itself is seen by its person and the administrator alone.
func TestTheCardOfAnAccountTies(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	a := w.accountWith(t, w.west, workflow.RecusalCard{IDNumber: hisNumber, Kin: []workflow.Kin{{Relation: workflow.KinLineal, IDNumber: herNumber}}})
	w.carded(t, w.west, workflow.EvaluatorCard{Name: "洛桑", IDNumber: hisNumber, Phone: "13900000001"})
	q := casework.TieQuery{CaseID: newID(), Subject: []workflow.Trace{{Kind: workflow.TraceLogin, Value: a.ID}}, Parties: family(herNumber, "13900000001")}
	var kinds []workflow.TieKind
	for _, tie := range w.ties(t, w.officer, q) {
		kinds = append(kinds, tie.Kind)
	}
	require.Equal(t, []workflow.TieKind{workflow.TieKin, workflow.TiePhone}, kinds)

	require.NoError(t, w.Within(t.Context(), w.officer, func(tx casework.Tx) error {
		for id, want := range map[string]bool{a.ID: true, newID(): false} {
			filed, err := tx.CardFiled(t.Context(), id)
			require.NoError(t, err)
			require.Equal(t, want, filed)
		}
		return nil
	}))
	other := w.accountWith(t, w.east, workflow.RecusalCard{IDNumber: hisNumber})
	w.accountWith(t, w.east, workflow.RecusalCard{IDNumber: herNumber})
	evaluates := w.accountWith(t, w.west, workflow.RecusalCard{}).ID
	w.carded(t, w.west, workflow.EvaluatorCard{Name: "洛桑", AccountID: evaluates, IDNumber: hisNumber})
	require.NoError(t, w.Within(t.Context(), w.officer, func(tx casework.Tx) error {
		same, err := tx.OtherAccounts(t.Context(), a.ID)
		require.NoError(t, err)
		require.ElementsMatch(t, []string{other.ID, evaluates}, same, "of another office and as an evaluator")
		same, err = tx.OtherAccounts(t.Context(), newID())
		require.NoError(t, err)
		require.Empty(t, same)
		return nil
	}))
	sees := func(who workflow.Actor) bool {
		var err error
		require.NoError(t, w.OfficeWithin(t.Context(), who, func(tx office.Tx) error {
			_, err = tx.RecusalCard(t.Context(), a.ID)
			return nil
		}))
		return err == nil
	}
	for _, role := range workflow.Roles() {
		require.Equal(t, role == workflow.RoleAdmin || role == workflow.RoleAuditor, sees(workflow.Actor{ID: newID(), Role: role, AuthorityID: w.west}), role)
	}
	require.True(t, sees(workflow.Actor{ID: a.ID, Role: workflow.RoleOfficer, AuthorityID: w.west}))
	require.False(t, sees(w.officer))

	admin := storetest.Open(t, w.db.Admin)
	for _, sql := range []string{`delete from conflict_marks`, `delete from conflict_marked`} {
		_, err := admin.Exec(sql)
		require.NoError(t, err)
	}
	require.Empty(t, w.ties(t, w.officer, q))
	_, err := w.MarkOld(t.Context(), 100)
	require.NoError(t, err)
	require.Len(t, w.ties(t, w.officer, q), 2, "a worker marks the cards of accounts too")
}
