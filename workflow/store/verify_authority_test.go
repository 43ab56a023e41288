package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
	"github.com/anjia-project/anjia/workflow/store"
)

func TestAuthorityVerificationFindsWhatASuperuserDid(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		sql   string
		fault ledger.Fault // empty: found by the rows, not by the chain
	}{
		"a changed payload":         {`update authority_payloads set after = replace(after, '卓玛', '央金') where seq = 1`, ledger.FaultPayload},
		"a deleted entry":           {`delete from authority_entries where seq = 2`, ledger.FaultSequence},
		"a cut tail":                {`delete from authority_entries where seq = 4`, ""},
		"a changed child":           {`update children set document = replace(document, '卓玛', '央金') where name = '卓玛'`, ""},
		"a child touched by a case": {`update children set document = replace(document, '达娃', '央金') where name = '达娃'`, ""},
		"a changed hash":            {`update rendered_child_papers set sha256 = repeat('0', 64)`, ""},
		"a paper's row gone":        {`delete from rendered_child_papers`, ""},
		"a child's row gone":        {`delete from children where name = '卓玛'`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, store.Options{})
			child := w.child(t, w.officer, "卓玛")
			c := w.submitted(t, w.officer, "达娃", "张三")
			require.NoError(t, w.Within(t.Context(), w.officer, func(tx casework.Tx) error {
				opened, err := tx.OpenCase(t.Context(), casework.OpenCase{CaseID: c.ID, LockChild: true})
				require.NoError(t, err)
				opened.Child.Version++
				change := changed(t, opened, w.officer, "act", note)
				change.Child, change.ChildWas = opened.Child, opened.Child.Version-1
				return tx.SaveAct(t.Context(), change)
			}))
			_, err := w.setOfChild(t, renderedOf(child, newID()))
			require.NoError(t, err)
			require.NoError(t, w.publish(t, w.officer, child.ID))
			v, err := w.VerifyAuthority(t.Context(), w.east)
			require.NoError(t, err)
			require.EqualValues(t, 4, v.Entries)
			require.Equal(t, 2, v.Children)
			w.tamper(t, tt.sql)
			_, err = w.VerifyAuthority(t.Context(), w.east)
			if tt.fault == "" {
				var row *store.TamperedRowError
				require.ErrorAs(t, err, &row)
				return
			}
			var broken *ledger.BrokenLinkError
			require.ErrorAs(t, err, &broken)
			require.Equal(t, tt.fault, broken.Fault)
		})
	}
}

func TestVerifyUnknownAuthority(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	for _, id := range []string{newID(), "x"} {
		_, err := w.VerifyAuthority(t.Context(), id)
		requireCode(t, err, workflow.KindNotFound, "authority_not_found")
	}
	v, err := w.VerifyAuthority(t.Context(), w.west)
	require.NoError(t, err)
	require.Zero(t, v.Entries)
}

func TestEntriesOfAnAuthorityByScope(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	for _, name := range []string{"卓玛", "达娃", "央金"} {
		w.child(t, w.officer, name)
	}
	read := func(who workflow.Actor, after int64, limit int) (seqs []int64, err error) {
		err = w.Within(t.Context(), who, func(tx casework.Tx) error {
			found, err := tx.AuthorityEntries(t.Context(), w.east, after, limit)
			for _, r := range found {
				require.Equal(t, casework.AboutChild, r.About)
				require.Nil(t, r.Payload)
				seqs = append(seqs, r.Entry.Sequence)
			}
			return err
		})
		return seqs, err
	}
	seqs, err := read(w.auditor, 1, 1)
	require.NoError(t, err)
	require.Equal(t, []int64{2}, seqs)
	seqs, err = read(w.person(workflow.RoleSupervisor, w.province), 0, 10)
	require.NoError(t, err)
	require.Equal(t, []int64{1, 2, 3}, seqs)
	seqs, err = read(w.person(workflow.RoleAdmin, w.east), 0, 10)
	require.NoError(t, err)
	require.Empty(t, seqs, "nothing about a child")
	_, err = read(w.person(workflow.RoleAuditor, w.west), 0, 10)
	requireCode(t, err, workflow.KindNotFound, "authority_not_found")
}
