package store_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
	"github.com/anjia-project/anjia/workflow/office"
	"github.com/anjia-project/anjia/workflow/store"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

const (
	hisNumber  = "540102198501010011"
	herNumber  = "540102198701010028"
	kinNumber  = "540102196001010039"
	farAccount = "01900000-0000-7000-8000-0000000000aa"
)

// family are the traces of an applicant.
func family(number, phone string, kin ...workflow.Kin) []workflow.Trace {
	c := workflow.Case{Application: workflow.Application{Applicants: []workflow.Applicant{{Person: workflow.Person{Name: "张三", IDNumber: number, Phone: phone}, Kin: kin}}}}
	return c.Traces(nil)
}

// marked submits a case whose marks are kept.
func (w *world) marked(t *testing.T, by workflow.Actor, m casework.CaseMarks) *workflow.Case {
	t.Helper()
	c := w.submitted(t, by, "卓玛", "张三")
	require.NoError(t, w.Within(t.Context(), by, func(tx casework.Tx) error {
		opened, err := tx.OpenCase(t.Context(), casework.OpenCase{CaseID: c.ID})
		require.NoError(t, err)
		change := changed(t, opened, by, "act", note)
		change.Marks = &m
		return tx.SaveAct(t.Context(), change)
	}))
	return c
}

// carded files an evaluator of an office.
func (w *world) carded(t *testing.T, authority string, e workflow.EvaluatorCard) workflow.EvaluatorCard {
	t.Helper()
	e.ID, e.AuthorityID, e.Version = newID(), authority, 1
	admin := workflow.Actor{ID: newID(), Role: workflow.RoleAdmin, AuthorityID: authority}
	require.NoError(t, w.OfficeWithin(t.Context(), admin, func(tx office.Tx) error {
		opened, err := tx.Open(t.Context(), office.Open{AuthorityID: authority})
		require.NoError(t, err)
		record, head := extend(t, opened.Head, admin, ledger.Entry{Act: "register_evaluator"}, nil, nil)
		return tx.Save(t.Context(), &office.Change{Evaluator: &e, Record: record, Head: head})
	}))
	return e
}

func (w *world) ties(t *testing.T, by workflow.Actor, q casework.TieQuery) []casework.OfficeTie {
	t.Helper()
	var out []casework.OfficeTie
	require.NoError(t, w.Within(t.Context(), by, func(tx casework.Tx) (err error) {
		out, err = tx.Ties(t.Context(), q)
		return err
	}))
	return out
}

func TestTiesAcrossOfficesSayKindAndOfficeAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	far := workflow.EvaluatorCard{Name: "洛桑", IDNumber: hisNumber, Phone: "13900000001", Kin: []workflow.Kin{{Relation: workflow.KinLineal, IDNumber: herNumber}}}
	w.carded(t, w.west, far)
	here := workflow.EvaluatorCard{Name: "洛桑", IDNumber: hisNumber}
	parties := family(herNumber, "+86 139 0000 0001")
	c := w.marked(t, w.officer, casework.CaseMarks{Parties: parties})
	q := casework.TieQuery{CaseID: c.ID, CardID: newID(), Subject: here.Traces(), Parties: parties}
	west := "拉萨市堆龙德庆区民政局"
	require.Equal(t, []casework.OfficeTie{{Kind: workflow.TieKin, OfficeID: w.west, Office: west}, {Kind: workflow.TiePhone, OfficeID: w.west, Office: west}}, w.ties(t, w.officer, q))
	q.Subject = workflow.EvaluatorCard{IDNumber: kinNumber}.Traces()
	require.Empty(t, w.ties(t, w.officer, q), "somebody else's card ties nobody")
	q.Subject = far.Traces()
	require.Len(t, w.ties(t, w.officer, q), 2, "what another card shows is told, although the one at hand shows it too")
}

// TestOneRelativeOfBothIsKnownAcrossOffices: the card of another office names who the family names too.
func TestOneRelativeOfBothIsKnownAcrossOffices(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		card, party workflow.KinRelation
		want        workflow.TieKind
	}{
		"a brother is the other's father":      {workflow.KinCollateral, workflow.KinLineal, workflow.TieRelative},
		"the spouse is a collateral relative":  {workflow.KinSpouse, workflow.KinCollateral, workflow.TieKin},
		"a collateral relative is the spouse":  {workflow.KinCollateral, workflow.KinSpouse, workflow.TieKin},
		"father of both":                       {workflow.KinLineal, workflow.KinLineal, workflow.TieKin},
		"beyond the degrees on either side":    {workflow.KinOther, workflow.KinLineal, ""},
		"brothers-in-law of the same relative": {workflow.KinAffinity, workflow.KinAffinity, workflow.TieRelative},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, store.Options{})
			w.carded(t, w.west, workflow.EvaluatorCard{Name: "洛桑", IDNumber: hisNumber, Kin: []workflow.Kin{{Relation: c.card, IDNumber: kinNumber}}})
			here := workflow.EvaluatorCard{Name: "洛桑", IDNumber: hisNumber}
			parties := family(herNumber, "", workflow.Kin{Relation: c.party, IDNumber: kinNumber})
			found := w.ties(t, w.officer, casework.TieQuery{CaseID: newID(), CardID: newID(), Subject: here.Traces(), Parties: parties})
			if c.want == "" {
				require.Empty(t, found)
				return
			}
			require.Equal(t, []casework.OfficeTie{{Kind: c.want, OfficeID: w.west, Office: "拉萨市堆龙德庆区民政局"}}, found)
		})
	}
}

func TestTiesByEarlierCasesAndDeclaredInterests(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	parties := family(herNumber, "")
	marks := casework.CaseMarks{Parties: parties, Team: []string{farAccount}}
	running := w.marked(t, w.other, marks)
	q := casework.TieQuery{CaseID: newID(), Subject: []workflow.Trace{{Kind: workflow.TraceLogin, Value: farAccount}}, Parties: parties}
	require.Empty(t, w.ties(t, w.officer, q), "a case that runs beside is none that was earlier")
	marks.Settled = true
	w.remark(t, w.other, running.ID, marks)
	require.Equal(t, workflow.TieEarlier, w.ties(t, w.officer, q)[0].Kind)
	require.Equal(t, w.west, w.ties(t, w.officer, q)[0].OfficeID)
	marks.Settled, marks.Team, marks.Declared = false, nil, []string{farAccount}
	w.remark(t, w.other, running.ID, marks)
	found := w.ties(t, w.officer, q)
	require.Len(t, found, 1, "what is not so any more is forgotten")
	require.Equal(t, workflow.TieDeclared, found[0].Kind)
	q.CaseID = running.ID
	require.Empty(t, w.ties(t, w.officer, q), "a case is not compared with itself")
	q.CaseID, q.Parties = newID(), family(kinNumber, "")
	require.Empty(t, w.ties(t, w.officer, q))
}

// TestCasesOfAChildElsewhere: office and number of cases of the same child, and nothing to assessment bodies.
func TestCasesOfAChildElsewhere(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	child := &workflow.Child{AuthorityID: w.officer.AuthorityID}
	child.Name, child.IDNumber = "卓玛", "540102201501010015"
	found := func(by workflow.Actor) (out []workflow.OfficeCases, err error) {
		err = w.Within(t.Context(), by, func(tx casework.Tx) (err error) {
			out, err = tx.Elsewhere(t.Context(), child)
			return err
		})
		return out, err
	}
	marks := casework.CaseMarks{Parties: new(workflow.Case).Traces(child)}
	w.marked(t, w.officer, marks)
	out, err := found(w.officer)
	require.NoError(t, err)
	require.Empty(t, out, "the own office's cases are not elsewhere")
	first := w.marked(t, w.other, marks)
	w.marked(t, w.other, marks)
	w.marked(t, w.other, casework.CaseMarks{Parties: family(child.IDNumber, "")})
	out, err = found(w.officer)
	require.NoError(t, err)
	require.Equal(t, []workflow.OfficeCases{{OfficeID: w.west, Office: "拉萨市堆龙德庆区民政局", Cases: 2}}, out, "not the case in which the number is an applicant's")
	marks.Settled = true
	w.remark(t, w.other, first.ID, marks)
	out, err = found(w.officer)
	require.NoError(t, err)
	require.Equal(t, 1, out[0].Cases)
	_, err = found(workflow.Actor{ID: newID(), Role: workflow.RoleEvaluator, AuthorityID: w.officer.AuthorityID})
	require.Error(t, err)
	child.IDNumber = ""
	out, err = found(w.officer)
	require.NoError(t, err)
	require.Empty(t, out)
}

func (w *world) remark(t *testing.T, by workflow.Actor, caseID string, m casework.CaseMarks) {
	t.Helper()
	require.NoError(t, w.Within(t.Context(), by, func(tx casework.Tx) error {
		opened, err := tx.OpenCase(t.Context(), casework.OpenCase{CaseID: caseID})
		require.NoError(t, err)
		change := changed(t, opened, by, "act", note)
		change.Marks = &m
		return tx.SaveAct(t.Context(), change)
	}))
}

// TestTheServerDoesNotSeeMarks: the table is closed to the server's role, which keeps
// and compares by functions; what stands in it are hashes with the installation's key.
func TestTheServerDoesNotSeeMarks(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	w.marked(t, w.officer, casework.CaseMarks{Parties: family(herNumber, "13900000001", workflow.Kin{Relation: workflow.KinSpouse, IDNumber: hisNumber}), Team: []string{farAccount}})
	server := storetest.Open(t, w.db.Server)
	for _, sql := range []string{`select * from conflict_marks`, `delete from conflict_marks`, `insert into conflict_marks select * from conflict_marks`, `update conflict_marks set settled = true`} {
		_, err := server.ExecContext(context.Background(), sql)
		require.ErrorContains(t, err, "permission denied", sql)
	}
	_, err := server.ExecContext(context.Background(), `select * from conflict_ties(gen_random_uuid(), null, '{}', '{}', '{}', '{}')`)
	require.ErrorContains(t, err, "only who works on cases")
	admin := storetest.Open(t, w.db.Admin)
	var n int
	require.NoError(t, admin.QueryRow(`select count(*) from conflict_marks where length(mark) = 32 and mark <> sha256($1::bytea)`, []byte(herNumber)).Scan(&n))
	require.Equal(t, 6, n, "id, kin, near and spouse of the relative, phone; who assessed")
	require.NoError(t, w.CheckGrants(t.Context()))
}
