package store_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
	"github.com/anjia-project/anjia/workflow/store"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

// dossier is a taking that an officer has asked for.
func (w *world) dossier(t *testing.T, by workflow.Actor, c *workflow.Case) *casework.Dossier {
	t.Helper()
	d := &casework.Dossier{
		ID: newID(), AuthorityID: c.AuthorityID, CaseID: c.ID, AskedBy: by.ID, AskedName: by.Name, AskedRole: by.Role.Chinese(), AskedAt: at, Purpose: "年度审计",
	}
	require.NoError(t, w.Within(t.Context(), by, func(tx casework.Tx) error { return tx.AddDossier(t.Context(), d) }))
	return d
}

// complete notes the file of a dossier, as a worker does.
func (w *world) complete(t *testing.T, d *casework.Dossier, sum string) (first bool, err error) {
	t.Helper()
	made := *d
	made.UpTo, made.EntryHash, made.FileID, made.SHA256, made.Size, made.MadeAt = 1, strings.Repeat("cd", 32), newID(), sum, 9, at.Add(time.Minute)
	err = w.WithinCase(t.Context(), d.CaseID, func(tx casework.Tx) error {
		first, err = tx.CompleteDossier(t.Context(), &made)
		return err
	})
	return first, err
}

func TestADossierIsMadeOnceAndStays(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	c := w.submitted(t, w.officer, "卓玛", "张三")
	d := w.dossier(t, w.officer, c)
	first, err := w.complete(t, d, strings.Repeat("ab", 32))
	require.NoError(t, err)
	require.True(t, first)
	first, err = w.complete(t, d, strings.Repeat("ef", 32))
	require.NoError(t, err)
	require.False(t, first, "that of another worker stands")
	require.NoError(t, w.Within(t.Context(), w.officer, func(tx casework.Tx) error {
		all, err := tx.Dossiers(t.Context(), c.ID)
		require.NoError(t, err)
		require.Len(t, all, 1)
		require.Equal(t, strings.Repeat("ab", 32), all[0].SHA256)
		require.False(t, all[0].Redacted)
		return nil
	}))
	require.NoError(t, w.Within(t.Context(), w.other, func(tx casework.Tx) error {
		all, err := tx.Dossiers(t.Context(), c.ID)
		require.NoError(t, err)
		require.Empty(t, all, "of another office")
		return nil
	}))
}

// TestALogContinuesItsEarlierHeads: of the newest heads each is proven, of older ones one for every power of two.
func TestALogContinuesItsEarlierHeads(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	key, public := logKeys(t)
	c := w.submitted(t, w.officer, "卓玛", "张三")
	heads := map[int64]ledger.LogHead{}
	var last ledger.LogHead
	for range 20 {
		w.noted(t, w.officer, c.ID)
		round := w.extendLog(t, key, 1)
		for _, signed := range w.signedHeads(t) {
			head, err := ledger.ParseHead(signed, public)
			require.NoError(t, err)
			heads[head.Size] = head
		}
		last = round.Head
	}
	require.Len(t, heads, 22, "a registration of the child, a submission, twenty acts")
	var proofs []casework.LogContinuation
	require.NoError(t, w.Within(t.Context(), w.auditor, func(tx casework.Tx) (err error) {
		proofs, err = tx.LogContinuations(t.Context(), last.Size)
		return err
	}))
	var sizes []int64
	for _, p := range proofs {
		sizes = append(sizes, p.Size)
		require.NoError(t, ledger.VerifyConsistency(heads[p.Size], last, p.Proof), p.Size)
	}
	require.Equal(t, []int64{1, 2, 4, 8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21}, sizes)
}

func (w *world) signedHeads(t *testing.T) (out []string) {
	t.Helper()
	rows, err := storetest.Open(t, w.db.Admin).Query(`select note from log_heads`)
	require.NoError(t, err)
	defer func() { require.NoError(t, rows.Close()) }()
	for rows.Next() {
		var note string
		require.NoError(t, rows.Scan(&note))
		out = append(out, note)
	}
	require.NoError(t, rows.Err())
	return out
}

// TestDossiersAndSignedPapersAreReadAgain: the files that the office hands out are looked after like those that it was given.
func TestDossiersAndSignedPapersAreReadAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	c := w.submitted(t, w.officer, "卓玛", "张三")
	paper := rendered(c, newID())
	_, err := w.set(t, paper)
	require.NoError(t, err)
	sealed := &casework.Sealed{
		AuthorityID: c.AuthorityID, CaseID: c.ID, PaperID: paper.PaperID, Of: paper.SHA256, SHA256: strings.Repeat("12", 32), Size: 12, FileID: newID(), At: at,
		Signatures: []casework.SealMark{{Role: casework.SealAuthority, SubjectID: c.AuthorityID, Name: "城关区民政局", Certificate: strings.Repeat("ef", 32), At: at}},
	}
	_, err = w.seal(t, sealed)
	require.NoError(t, err)
	waiting := w.dossier(t, w.officer, c)
	_, err = w.complete(t, w.dossier(t, w.officer, c), strings.Repeat("34", 32))
	require.NoError(t, err)
	due, err := w.FilesToCheck(t.Context(), time.Now(), 100)
	require.NoError(t, err)
	sums := map[string]int64{}
	for _, f := range due {
		sums[f.SHA256] = f.Size
	}
	require.Equal(t, map[string]int64{paper.SHA256: paper.Size, sealed.SHA256: 12, strings.Repeat("34", 32): 9}, sums, "not %s, which is not made", waiting.ID)
}
