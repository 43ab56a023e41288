package casework

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// CandidatesView is what is known of all families who want one child, side by side,
// before one of them is proposed (择优比对). No family is named in it.
type CandidatesView struct {
	ChildID string   `json:"child_id" format:"uuid"`
	On      law.Date `json:"on"`
	// Elsewhere is all that is known of cases outside the office: that there are some.
	Elsewhere  []workflow.OfficeCases `json:"elsewhere" doc:"Other offices with cases of the same child, open or ended in a registration"`
	Unknown    string                 `json:"elsewhere_unknown,omitempty" doc:"Why other offices cannot be asked: the child has no identity number"`
	Candidates []CandidateView        `json:"candidates" doc:"Oldest case first: the order says nothing about who comes first"`
}

// CandidateView is one open case of the child.
type CandidateView struct {
	CaseID      string            `json:"case_id" format:"uuid"`
	Number      string            `json:"number"`
	Order       workflow.Order    `json:"order"`
	State       workflow.State    `json:"state"`
	StateName   string            `json:"state_name"`
	InSelection bool              `json:"in_selection" doc:"已进入择优"`
	OnItsWay    bool              `json:"on_its_way" doc:"Before the choice still: an opinion has to wait for it, or to say why not"`
	Standing    workflow.Standing `json:"standing,omitempty"`
	Rank        int               `json:"rank,omitempty" doc:"Of a reserve, by the choice before"`
	// Days are calendar days up to the date of the view.
	ReceivedOn        law.Date        `json:"received_on"`
	DaysSinceReceived int             `json:"days_since_received"`
	DaysInState       int             `json:"days_in_state"`
	ReportedOn        law.Date        `json:"reported_on,omitzero" doc:"Day of the sealed report on the capacity"`
	DaysSinceReport   *int            `json:"days_since_report,omitempty"`
	Capacity          *CandidateScore `json:"capacity,omitempty" doc:"Once all sheets of the phase are in"`
	Unsettled         bool            `json:"unsettled" doc:"All sheets are in, and a difference between them is not settled"`
	// Blocks say why the case is not in the choice, or cannot be proposed.
	Blocks []workflow.Unmet `json:"blocks"`
	// Ties are left out for who may not read the recusal check.
	Ties []CandidateTie `json:"ties,omitzero" doc:"Hits of the recusal check, by kind alone"`
}

// CandidateScore is the result of the capacity table of one case.
type CandidateScore struct {
	Table      string            `json:"table" doc:"code@version"`
	Total      string            `json:"total,omitempty" doc:"Two decimals, rounded down; none where the table gives no total"`
	Highest    *instrument.Exact `json:"highest,omitempty"`
	Conclusion string            `json:"conclusion"`
	Passed     bool              `json:"passed"`
	Sections   []CandidatePart   `json:"sections" doc:"Parts of the table that give points, with their items"`
	Bonus      []CandidatePart   `json:"bonus"`
}

// CandidatePart is one section, one bonus or one item of the table that gives points.
type CandidatePart struct {
	Code   string            `json:"code"`
	Title  instrument.Text   `json:"title"`
	Points string            `json:"points" doc:"Two decimals, rounded down"`
	Max    *instrument.Exact `json:"max,omitempty"`
	Parts  []CandidatePart   `json:"parts,omitempty"`
}

// CandidateTie is one hit of the recusal check.
type CandidateTie struct {
	Role     string           `json:"role" doc:"评估机构、评估员、裁定人、登记员、审批人"`
	Kind     workflow.TieKind `json:"kind"`
	Name     string           `json:"name"`
	Excludes bool             `json:"excludes"`
	Waived   bool             `json:"waived"`
}

// Candidates puts the open cases of a child in the actor's scope side by side.
// Officers, supervisors and auditors may read it, an assessment body never; out of
// scope it fails with not_found. The reading is recorded, of the child and of each case.
func (s *Service) Candidates(ctx context.Context, actor workflow.Actor, childID string) (*CandidatesView, error) {
	out := &CandidatesView{ChildID: childID, Candidates: []CandidateView{}}
	err := s.readingChild(ctx, actor, childID, "candidates", func(tx Tx, child *workflow.Child) error {
		if err := out.elsewhere(ctx, tx, child); err != nil {
			return err
		}
		house, err := tx.House(ctx)
		if err != nil {
			return err
		}
		out.On = law.DateOf(s.Now().Add(house.Offset))
		views, err := s.rivalViews(ctx, tx, actor, childID)
		if err != nil {
			return err
		}
		for _, v := range views {
			one, err := s.candidate(ctx, tx, v, views)
			if err != nil {
				return err
			}
			out.Candidates = append(out.Candidates, *one)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// elsewhere notes what other offices have on the child.
func (v *CandidatesView) elsewhere(ctx context.Context, tx Tx, child *workflow.Child) error {
	v.Elsewhere = []workflow.OfficeCases{}
	if child.IDNumber == "" {
		v.Unknown = "被收养人没有公民身份号码，无法核对其他登记机关有无同一被收养人的案件：请向福利机构、公安机关查询"
		return nil
	}
	found, err := tx.Elsewhere(ctx, child)
	v.Elsewhere = append(v.Elsewhere, found...)
	return err
}

// rivalViews reads the open cases of a child that the actor may see, and notes the reading of each.
func (s *Service) rivalViews(ctx context.Context, tx Tx, actor workflow.Actor, childID string) ([]*workflow.View, error) {
	cases, err := tx.CasesOfChild(ctx, childID)
	if err != nil {
		return nil, err
	}
	var out []*workflow.View
	for _, c := range cases {
		if c.State == workflow.Draft || c.State.End() || access(c, actor) < accessMasked {
			continue
		}
		opened, err := tx.Case(ctx, c.ID)
		if err != nil {
			return nil, err
		}
		v, err := s.view(opened, actor, s.Now().Add(opened.House.Offset))
		if err != nil {
			return nil, err
		}
		if err := s.recordRead(ctx, tx, opened, "candidates"); err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	slices.SortFunc(out, func(a, b *workflow.View) int {
		return cmp.Or(a.Case.ReceivedOn.Compare(b.Case.ReceivedOn), cmp.Compare(a.Case.Number, b.Case.Number))
	})
	return out, nil
}

func (s *Service) candidate(ctx context.Context, tx Tx, v *workflow.View, all []*workflow.View) (*CandidateView, error) {
	c := v.Case
	one := &CandidateView{
		CaseID: c.ID, Number: c.Number, Order: cmp.Or(c.Order, workflow.OrderA), State: c.State, StateName: c.State.Chinese(),
		InSelection: c.State == workflow.Selecting, OnItsWay: c.OnItsWay(), ReceivedOn: c.ReceivedOn,
		DaysSinceReceived: c.ReceivedOn.DaysUntil(v.Today), DaysInState: c.StateSince.DaysUntil(v.Today),
		Blocks: s.blocks(v, all),
	}
	if c.Selection != nil {
		one.Standing, one.Rank = c.Selection.Standing, c.Selection.Rank
	}
	if c.Report != nil && !c.Report.SealedOn.IsZero() {
		one.ReportedOn, one.DaysSinceReport = c.Report.SealedOn, new(c.Report.SealedOn.DaysUntil(v.Today))
	}
	if c.SheetsComplete(workflow.PhaseCapacity) {
		r, err := v.Result(workflow.PhaseCapacity)
		var open *assessment.InvalidError
		switch {
		case errors.As(err, &open):
			one.Unsettled = true
		case err != nil:
			return nil, err
		default:
			one.Capacity = candidateScore(r)
		}
	}
	if !readsConflicts(c, v.Actor) {
		return one, nil
	}
	var err error
	one.Ties, err = candidateTies(ctx, tx, v)
	return one, err
}

// blocks says why a case is not in the choice yet, or why it cannot be proposed now:
// the conditions of the act that comes next on the way to the choice.
func (s *Service) blocks(v *workflow.View, all []*workflow.View) []workflow.Unmet {
	c, act := v.Case, workflow.ActEnterSelection
	if c.State == workflow.Selecting {
		act = workflow.ActProposeChoice
	}
	out := []workflow.Unmet{}
	row, ok := s.Lifecycle.Row(c, act)
	switch {
	case !ok:
		return append(out, workflow.Unmet{Guard: "other_order", Message: "本案适用" + c.Order.Chinese() + "，没有择优程序"})
	case c.State != workflow.Selecting && c.State != workflow.ReportReview:
		return append(out, workflow.Unmet{Guard: "wrong_state", Message: "案件处于“" + c.State.Chinese() + "”，不能办理“" + row.Name + "”"})
	}
	if c.Emergency.Open() && !row.Hold {
		out = append(out, workflow.Unmet{Guard: "emergency_hold", Message: "案件正处于紧急处置中", Basis: []law.Citation{workflow.Assessment("第十一条")}})
	}
	out = append(out, s.Lifecycle.Unmet(v, row)...)
	for _, r := range all {
		if act == workflow.ActProposeChoice && r != v && r.Case.HoldsChoice() {
			out = append(out, workflow.Unmet{Guard: "child_promised", Message: "案件" + r.Case.Number + "的申请人已被选定，其融合失败、撤回或者终止以前，不得另行选定"})
		}
	}
	return out
}

func candidateScore(r *assessment.Result) *CandidateScore {
	score := &CandidateScore{
		Table: r.Instrument.Name(), Total: r.Total, Highest: r.Highest, Conclusion: r.Conclusion, Passed: r.Passed,
		Sections: []CandidatePart{}, Bonus: []CandidatePart{},
	}
	for _, row := range r.Tree {
		if row.Type == instrument.KindBonus {
			score.Bonus = append(score.Bonus, candidateParts(row)...)
			continue
		}
		score.Sections = append(score.Sections, candidateParts(row)...)
	}
	return score
}

// candidateParts is a row with the rows in it, as far as they give points: what an
// evaluator recorded stays in the file of the family.
func candidateParts(rows ...assessment.Row) (out []CandidatePart) {
	for _, row := range rows {
		if row.Points != nil {
			out = append(out, CandidatePart{Code: row.Code, Title: row.Title, Points: row.Printed, Max: row.Max, Parts: candidateParts(row.Rows...)})
		}
	}
	return out
}

// candidateTies are the kinds of ties of all on whose impartiality a case rests,
// without the names of the parties and of those who are tied to them.
func candidateTies(ctx context.Context, tx Tx, v *workflow.View) ([]CandidateTie, error) {
	all, err := subjects(ctx, tx, v)
	if err != nil {
		return nil, err
	}
	out := []CandidateTie{}
	for _, one := range all {
		hits, err := conflicts(ctx, tx, v, one.subject)
		if err != nil {
			return nil, err
		}
		for _, h := range hits {
			out = append(out, CandidateTie{Role: one.role, Kind: h.Kind, Name: h.Kind.Chinese(), Excludes: h.Kind.Excludes(), Waived: h.Waived})
		}
	}
	return out, nil
}

// readsConflicts reports whether the actor may read the recusal check of a case.
func readsConflicts(c *workflow.Case, a workflow.Actor) bool {
	return a.AuthorityID == c.AuthorityID && (a.Role == workflow.RoleSupervisor || a.Role == workflow.RoleOfficer)
}
