package casework

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/workflow"
)

// ProposeChoice is the officer's opinion that the family of this case be chosen
// for the child (择优意见, order B), with the rank of every other family that is
// ready. A family alone is proposed in the same way. Another person decides.
type ProposeChoice struct {
	Dated
	Impartial
	Reasons    []string        `json:"reasons" minItems:"1" maxItems:"20" doc:"选定的理由"`
	Others     []RankedCase    `json:"others,omitempty" maxItems:"50" doc:"Every other case of the child in selection, ranked 1, 2, 3 …"`
	NotAwaited []NotAwaitedOne `json:"not_awaited,omitempty" maxItems:"50" doc:"Cases of the child that are still on their way, with the reason for not waiting"`
	Agreed     string          `json:"agreed,omitempty" maxLength:"2000" doc:"What was agreed with the other offices that have cases of the same child; needed where there are any (与其他登记机关商定的情况)"`
	Departure  string          `json:"departure,omitempty" maxLength:"2000" doc:"Why another is chosen than rank or score suggest; needed in that case"`
}

// RankedCase is the place of another family of the choice.
type RankedCase struct {
	CaseID string `json:"case_id" format:"uuid"`
	Rank   int    `json:"rank" minimum:"1" maximum:"50"`
	Reason string `json:"reason" minLength:"1" maxLength:"2000" doc:"Why it is not chosen, why this rank"`
}

// NotAwaitedOne is a case that the choice does not wait for.
type NotAwaitedOne struct {
	CaseID string `json:"case_id" format:"uuid"`
	Reason string `json:"reason" minLength:"1" maxLength:"2000"`
}

// Act names the act.
func (ProposeChoice) Act() workflow.ActName { return workflow.ActProposeChoice }

// Decide writes the opinion into every case of the choice, with the scores as the record has
// them. It fails while another family is chosen (child_promised), with a family
// left out, ranks that are not 1 to n, a case on its way that is passed over in
// silence, cases of the child at another office with which nothing was agreed, or another choice than rank or score suggest without a reason.
func (in ProposeChoice) Decide(ctx context.Context, d *Decision) error {
	if err := d.promised(); err != nil {
		return err
	}
	var faults []workflow.FieldError
	for i, r := range in.Reasons {
		faults = append(faults, Need(pointerAt("/reasons", i), strings.TrimSpace(r), "选定的理由")...)
	}
	if len(in.Reasons) == 0 {
		faults = append(faults, Need("/reasons", "", "选定的理由")...)
	}
	elsewhere, err := d.Tx.Elsewhere(ctx, d.Child)
	if err != nil {
		return err
	}
	if in.Agreed = strings.TrimSpace(in.Agreed); in.Agreed == "" && len(elsewhere) > 0 {
		faults = append(faults, workflow.Field("/agreed", "child_elsewhere",
			"同一被收养人在"+officesWords(elsewhere)+"：请与该机关联系，商定由何处继续办理，并记明商定的情况", workflow.Assessment("第四条")))
	}
	others, more := in.others(d)
	unwaited, still := in.unwaited(d)
	if faults = slices.Concat(faults, more, still); len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	k := workflow.Choice{
		ID: d.NewID(), ChosenID: d.Case.ID, ChosenNumber: d.Case.Number, On: d.On, By: d.Actor.Name, ByID: d.Actor.ID,
		Reasons: in.Reasons, Departure: in.Departure, NotAwaited: unwaited, Elsewhere: elsewhere, Agreed: in.Agreed,
	}
	if err := in.line(d, d, &k); err != nil {
		return err
	}
	for _, r := range others {
		if err := in.line(d, r, &k); err != nil {
			return err
		}
	}
	takeChoice(d.Case, k)
	for _, r := range others {
		err := d.Also(r, workflow.ActProposeChoice, in, func(r *Decision) error { takeChoice(r.Case, k); return nil }) //nolint:contextcheck // the machine never sees the caller's context: a cancelled one would leave it stuck
		if err != nil {
			return err
		}
	}
	return nil
}

// officesWords says where else there are cases of the child, and how many.
func officesWords(all []workflow.OfficeCases) string {
	var words []string
	for _, o := range all {
		words = append(words, cmp.Or(o.Office, "另一登记机关")+fmt.Sprintf("另有案件%d件", o.Cases))
	}
	return strings.Join(words, "、")
}

// others finds the other families of the choice, by rank; each must be named, once.
func (in ProposeChoice) others(d *Decision) (out []*Decision, f []workflow.FieldError) {
	ready := map[string]*Decision{}
	for _, r := range d.Rivals {
		if r.Case.State == workflow.Selecting {
			ready[r.Case.ID] = r
		}
	}
	rank, taken := map[string]int{}, map[int]bool{}
	for i, o := range in.Others {
		at := pointerAt("/others", i)
		r := ready[o.CaseID]
		if r == nil || rank[o.CaseID] > 0 {
			f = append(f, workflow.Field(at+"/case_id", "not_in_selection", "不是同一被收养人参加择优的其他案件，或者重复填写"))
			continue
		}
		if o.Rank < 1 || o.Rank > len(in.Others) || taken[o.Rank] {
			f = append(f, workflow.Field(at+"/rank", "rank", fmt.Sprintf("候选顺序应当自1起连续编排，现有%d个候选家庭", len(in.Others))))
		}
		f = append(f, Need(at+"/reason", strings.TrimSpace(o.Reason), "未选定的理由")...)
		rank[o.CaseID], taken[o.Rank] = o.Rank, true
		out = append(out, r)
	}
	for _, r := range d.Rivals {
		if ready[r.Case.ID] != nil && rank[r.Case.ID] == 0 {
			f = append(f, workflow.Field("/others", "incomplete", "尚未说明案件"+r.Case.Number+"的候选顺序和理由"))
		}
	}
	slices.SortFunc(out, func(a, b *Decision) int { return cmp.Compare(rank[a.Case.ID], rank[b.Case.ID]) })
	return out, f
}

// unwaited lists the cases that are on their way; each needs a reason.
func (in ProposeChoice) unwaited(d *Decision) (out []workflow.Unwaited, f []workflow.FieldError) {
	why := map[string]string{}
	for _, n := range in.NotAwaited {
		why[n.CaseID] = strings.TrimSpace(n.Reason)
	}
	for _, r := range d.Rivals {
		if !r.Case.OnItsWay() {
			continue
		}
		if why[r.Case.ID] == "" {
			f = append(f, workflow.Field("/not_awaited", "on_its_way",
				"案件"+r.Case.Number+"仍在办理（"+r.Case.State.Chinese()+"）：请等待其评估完毕，或者说明不等待的理由", workflow.Assessment("第四条")))
			continue
		}
		out = append(out, workflow.Unwaited{CaseID: r.Case.ID, Number: r.Case.Number, State: r.Case.State, Reason: why[r.Case.ID]})
		delete(why, r.Case.ID)
	}
	for i, n := range in.NotAwaited {
		if _, left := why[n.CaseID]; left && !slices.ContainsFunc(d.Rivals, func(r *Decision) bool { return r.Case.ID == n.CaseID && r.Case.OnItsWay() }) {
			f = append(f, workflow.Field(pointerAt("/not_awaited", i)+"/case_id", "not_on_its_way", "不是同一被收养人仍在办理的案件"))
		}
	}
	return out, f
}

// line adds a family with its scores to the choice, and asks for a reason where it
// would have come before the one that is proposed.
func (in ProposeChoice) line(d, r *Decision, k *workflow.Choice) error {
	res, err := r.Result(workflow.PhaseCapacity)
	if err != nil {
		return ofCase(r, err)
	}
	line := workflow.Candidate{
		CaseID: r.Case.ID, Number: r.Case.Number, Rank: len(k.Candidates), WasRank: r.Case.Selection.Rank, Score: res.Total,
		Table: res.Instrument.Name(), Conclusion: res.Conclusion, ReportedOn: r.Case.Report.SealedOn,
	}
	for _, o := range in.Others {
		if o.CaseID == r.Case.ID {
			line.Reason = o.Reason
		}
	}
	k.Candidates = append(k.Candidates, line)
	if r == d || in.Departure != "" {
		return nil
	}
	if why, err := in.before(d, r, res); err != nil || why != "" {
		if err != nil {
			return err
		}
		return workflow.Invalid(workflow.Field("/departure", "required", why, workflow.Assessment("第四条")))
	}
	return nil
}

// before says why another family would have come first: its rank by the choice
// before, else its score.
func (in ProposeChoice) before(d, r *Decision, res *assessment.Result) (string, error) {
	own, other := d.Case.Selection.Rank, r.Case.Selection.Rank
	if other > 0 && (own == 0 || other < own) {
		return fmt.Sprintf("案件%s在前次择优中候选顺序为第%d，先于本案：另行选定应当说明理由", r.Case.Number, other), nil
	}
	if own > 0 {
		return "", nil
	}
	mine, err := d.Result(workflow.PhaseCapacity)
	if err != nil {
		return "", err
	}
	if mine.TotalExact != nil && res.TotalExact != nil && res.TotalExact.Cmp(*mine.TotalExact) > 0 {
		return "案件" + r.Case.Number + "的能力评估得分（" + res.Total + "）高于本案（" + mine.Total + "）：选定得分较低的家庭应当说明理由", nil
	}
	return "", nil
}
