package office_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/office"
)

// application is a case of the east that was taken in and can be withdrawn.
type application struct {
	cases         *casework.Service
	officer       workflow.Actor
	id, applicant string
	version       int64
}

func (h *house) submitted(t *testing.T, n int) *application {
	t.Helper()
	lifecycle, err := workflow.Compile(workflow.Table(), workflow.Guards())
	require.NoError(t, err)
	shelf, live := h.Laws.(*casework.LiveShelf)
	require.True(t, live)
	cases, both := h.Store.(casework.Store)
	require.True(t, both)
	a := &application{officer: h.officer, cases: &casework.Service{
		Store: cases, Lifecycle: lifecycle, Laws: shelf, Tables: shelf, Now: h.clock.now, NewID: newID, Seed: seed,
	}}
	couple := sample.CoupleNumber(n)
	child, err := a.cases.DoChild(t.Context(), casework.ChildRequest{Actor: h.officer, Command: casework.RegisterChild{ChildInput: couple.Child}})
	require.NoError(t, err)
	draft, err := a.cases.CreateDraft(t.Context(), casework.DraftRequest{Actor: h.officer, Input: casework.DraftInput{
		ChildID: child.Child.ID, Category: couple.Category, Application: couple.Application,
	}})
	require.NoError(t, err)
	a.id, a.version, a.applicant = draft.Case.ID, draft.Case.Version, couple.Application.Applicants[0].Name
	a.do(t, casework.Submit{})
	return a
}

func (a *application) do(t *testing.T, c casework.Command) {
	t.Helper()
	out, err := a.cases.Do(t.Context(), casework.Request{Actor: a.officer, CaseID: a.id, Version: a.version, Command: c})
	require.NoError(t, err)
	a.version = out.Version
}

// withdraw ends the case.
func (a *application) withdraw(t *testing.T) {
	t.Helper()
	a.do(t, casework.Withdraw{By: "applicant", Name: a.applicant, Reason: "家庭情况变化"})
}

func TestAProposalWhereCasesAreClosedNeedsAWhatIfOrAReason(t *testing.T) {
	t.Parallel()
	h := newHouse(t, false)
	by := h.publishers(t)
	taken := h.submitted(t, 0)
	pack := office.SaveDraft{Kind: "pack", FileContent: office.FileContent{File: ownPack, Code: "cn-540102"}}

	before := h.draft(t, by.admin, pack)
	h.do(t, by.admin, before.ID, 1, office.ProposePublication{Reason: "首次发布"}) // a case that is open could not be judged twice
	h.do(t, by.admin, before.ID, 2, office.WithdrawDraft{Reason: "另行起草"})

	taken.withdraw(t)

	for name, proposer := range map[string]workflow.Actor{"administrator": by.admin, "supervisor": by.first} {
		p := h.draft(t, proposer, pack)
		for _, blank := range []string{"", "  "} {
			e := h.refused(t, workflow.KindInvalid, "", proposer, p.ID, 1, office.ProposePublication{Reason: "发布", NoWhatIf: blank})
			require.Len(t, e.Fields, 1, name)
			require.Equal(t, []string{"/what_if", "what_if_required"}, []string{e.Fields[0].Pointer, e.Fields[0].Code})
			require.Contains(t, e.Fields[0].Message, "1件办结案件", "counted across the whole division, also by who has no part in cases")
		}
		h.do(t, proposer, p.ID, 1, office.ProposePublication{Reason: "发布", NoWhatIf: "仅改合并方式，办结案件不受影响"})
		require.Equal(t, "仅改合并方式，办结案件不受影响", h.publication(t, proposer, p.ID).NoWhatIf)
	}

	west := ownPackOf("cn-540103")
	elsewhere := h.publication(t, by.west, h.do(t, by.west, "", 0, office.SaveDraft{AuthorityID: h.west, Kind: "pack", FileContent: west}).ID)
	h.do(t, by.west, elsewhere.ID, 1, office.ProposePublication{Reason: "发布"}) // the closed case is not of its division
}

func TestAWhatIfReportStandsInPlaceOfTheReason(t *testing.T) {
	t.Parallel()
	h := newHouse(t, false)
	by := h.publishers(t)
	h.submitted(t, 1).withdraw(t)
	p := h.draft(t, by.first, office.SaveDraft{Kind: "pack", FileContent: ownPackOf("cn-540102")})
	made, err := h.AttachWhatIf(t.Context(), by.first, office.WhatIfReport{
		WhatIf: office.WhatIf{PublicationID: p.ID, FileSHA256: p.SHA256, Cases: 1}, Report: []byte(`{"cases":1}`), Text: "一件，无变化",
	})
	require.NoError(t, err)
	h.refused(t, workflow.KindInvalid, "", by.first, p.ID, 1, office.ProposePublication{Reason: "发布"}) // made, but not named
	h.do(t, by.first, p.ID, 1, office.ProposePublication{Reason: "发布", WhatIf: made.SHA256})
	got := h.publication(t, by.first, p.ID)
	require.Equal(t, office.PublicationProposed, got.State)
	require.Equal(t, made.SHA256, got.WhatIf.SHA256)
	require.Equal(t, law.MustDate(today), got.ProposedOn)
}

// ownPackOf is the pack of the east under the code of a county of Lhasa.
func ownPackOf(code string) office.FileContent {
	return office.FileContent{File: strings.Replace(ownPack, "cn-540102", code, 1), Code: code}
}
