package store_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
	"github.com/anjia-project/anjia/workflow/store"
)

// seal stores a signed file as casework does; a failure without an entry.
func (w *world) seal(t *testing.T, s *casework.Sealed) (created bool, err error) {
	t.Helper()
	err = w.WithinCase(t.Context(), s.CaseID, func(tx casework.Tx) error {
		if s.Failure != "" {
			created, err = tx.SaveSealed(t.Context(), s, nil)
			return err
		}
		opened, err := tx.OpenCase(t.Context(), casework.OpenCase{CaseID: s.CaseID})
		if err != nil {
			return err
		}
		c := opened.Case
		system := workflow.Actor{ID: "system", Name: "系统", Role: workflow.RoleOfficer, AuthorityID: s.AuthorityID}
		record, head := extend(t, opened.Head, system, ledger.Entry{
			Kind: ledger.KindSystem, Act: string(workflow.ActPaperSealed), From: string(c.State), To: string(c.State), CaseVersion: c.Version,
		}, c, opened.Child)
		created, err = tx.SaveSealed(t.Context(), s, &casework.Change{Case: c, WasVersion: c.Version, Record: record, Head: head})
		return err
	})
	return created, err
}

func TestPaperIsSealedOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	c := w.submitted(t, w.officer, "卓玛", "张三")
	paper := rendered(c, newID())
	_, err := w.set(t, paper)
	require.NoError(t, err)
	failed := &casework.Sealed{AuthorityID: c.AuthorityID, CaseID: c.ID, PaperID: paper.PaperID, Of: paper.SHA256, Failure: "没有配置签署密钥", At: at}
	created, err := w.seal(t, failed)
	require.NoError(t, err)
	require.True(t, created)
	done := &casework.Sealed{
		AuthorityID: c.AuthorityID, CaseID: c.ID, PaperID: paper.PaperID, Of: paper.SHA256, SHA256: strings.Repeat("cd", 32), Size: 12, FileID: newID(), At: at,
		Signatures: []casework.SealMark{{Role: casework.SealAuthority, SubjectID: c.AuthorityID, Name: "城关区民政局", Certificate: strings.Repeat("ef", 32), At: at}},
	}
	created, err = w.seal(t, done)
	require.NoError(t, err)
	require.True(t, created, "a failure gives way")
	created, err = w.seal(t, done)
	require.NoError(t, err)
	require.False(t, created)
	created, err = w.seal(t, failed)
	require.NoError(t, err)
	require.False(t, created, "a seal gives way to nothing")
	require.NoError(t, w.WithinCase(t.Context(), c.ID, func(tx casework.Tx) error {
		all, err := tx.SealedPapers(t.Context(), c.ID)
		require.NoError(t, err)
		require.Equal(t, []*casework.Sealed{done}, all)
		return nil
	}))
	verified, err := w.VerifyCase(t.Context(), c.ID)
	require.NoError(t, err)
	require.EqualValues(t, 3, verified.Entries)
	require.EqualValues(t, 2, verified.Head.CaseVersion, "a system entry does not raise the version")
}
