package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// WriteReport sets the text of the assessment report (撰写评估报告, 2020 办法 art.
// 9(4)): the body's own words; the scores are taken from the sheets. A new text
// voids the signatures under the old one.
type WriteReport struct {
	Dated
	Work       string `json:"work" minLength:"1" maxLength:"10000" doc:"评估工作基本情况"`
	Analysis   string `json:"analysis" minLength:"1" maxLength:"20000" doc:"评估内容分析"`
	Conclusion string `json:"conclusion" enum:"fit,unfit" doc:"评估结论"`
	Opinion    string `json:"opinion" minLength:"1" maxLength:"5000" doc:"结论表述和建议"`
}

// Act names the act.
func (WriteReport) Act() workflow.ActName { return workflow.ActWriteReport }

// Decide keeps the text. A score supports the conclusion and does not replace
// it, but the two must not contradict: who found the family unfit cannot report
// it fit, and where a result of the tables did not pass the report cannot say fit.
func (in WriteReport) Decide(_ context.Context, d *Decision) error {
	if in.Conclusion != workflow.ConclusionFit && in.Conclusion != workflow.ConclusionUnfit {
		return workflow.Invalid(workflow.Field("/conclusion", "enum", "评估结论应当是适合收养（fit）或者不适合收养（unfit）"))
	}
	r := d.Case.ReportInHand()
	if r == nil {
		r = &workflow.Report{}
		d.Case.SetReport(r)
	}
	r.Covers = d.Row.Covers
	if err := d.outcomesStated(); err != nil {
		return err
	}
	if in.Conclusion == workflow.ConclusionFit {
		if err := d.mayBeFit(r); err != nil {
			return err
		}
	}
	r.Work, r.Analysis, r.Conclusion, r.Opinion = in.Work, in.Analysis, in.Conclusion, in.Opinion
	r.WrittenOn, r.Signatures = d.On, nil
	r.AgencySealedOn, r.AgencySealedBy, r.AgencySealedByID = law.Date{}, "", ""
	r.Revision = d.Case.NextRevision(r)
	return nil
}

func (d *Decision) mayBeFit(r *workflow.Report) error {
	if r.Unfit {
		return workflow.Invalid(workflow.Field("/conclusion", "contradiction", "评估主体已认定不具备收养能力，结论不得为适合收养"))
	}
	for _, phase := range r.Covers {
		res, err := d.Result(phase)
		if err != nil {
			return err
		}
		switch passed, known, err := d.Passed(phase); {
		case err != nil:
			return err
		case !known:
			return outcomeOpen(res)
		case !passed:
			return workflow.Invalid(workflow.Field("/conclusion", "contradiction", res.Phase.Chinese()+"结果为“"+res.Conclusion+"”，结论不得为适合收养"))
		}
	}
	return nil
}

// outcomesStated refuses a report on a result that the table leaves to a person, as
// long as the supervisor has not stated one: the family has neither passed nor failed.
func (d *Decision) outcomesStated() error {
	for _, phase := range []string{workflow.PhaseCapacity, workflow.PhaseIntegration} {
		if _, named := d.Case.Instruments[phase]; !named || !d.Case.SheetsComplete(phase) {
			continue
		}
		res, err := d.Result(phase)
		if err != nil {
			return sheetError(err)
		}
		if _, known, err := d.Passed(phase); err != nil || !known {
			return outcomeOpen(res)
		}
	}
	return nil
}

func outcomeOpen(res *assessment.Result) error {
	return workflow.GuardUnmet(workflow.Unmet{
		Guard: string(workflow.GuardOutcomeLeft), Message: res.Phase.Chinese() + "结果“" + res.Conclusion + "”由审批人判断，尚未认定：认定以前既不视为合格，也不视为不合格，不得出具报告",
		Basis: []law.Citation{workflow.Assessment("第十条")}, Who: []workflow.Role{workflow.RoleSupervisor},
	})
}
