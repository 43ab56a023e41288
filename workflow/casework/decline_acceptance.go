package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// Grounds on which a case ends before its decision.
const (
	EndNotInScope       = "not_in_scope"        // 不属于本办法的受理范围
	EndNoJurisdiction   = "no_jurisdiction"     // 本机关没有管辖权
	EndSupplementLapsed = "supplement_lapsed"   // 逾期未补正
	EndConsentRefused   = "consent_refused"     // 不同意评估
	EndNoAnswer         = "no_answer"           // 逾期未答复
	EndByApplicant      = "withdrawn_applicant" // 收养人撤回
	EndByPlacer         = "withdrawn_placer"    // 送养人撤回
	EndByChild          = "withdrawn_child"     // 八周岁以上被收养人不同意
	EndChildDied        = "child_died"          // 被收养人死亡
	EndApplicantDied    = workflow.EndApplicantDied
	EndParentsFound     = "parents_found" // 找到生父母或者其他监护人
	EndObjectLost       = "object_lost"   // 收养标的不复存在
)

// DeclineAcceptance refuses to take the application (不予受理): another authority
// is competent, or another law applies.
type DeclineAcceptance struct {
	Dated
	Ground    string         `json:"ground" enum:"not_in_scope,no_jurisdiction"`
	Reason    string         `json:"reason" minLength:"1" maxLength:"1000" doc:"Facts on which it rests (不予受理的理由)"`
	Basis     []law.Citation `json:"basis,omitempty" maxItems:"10" doc:"Articles; the rules' own when left out"`
	Competent string         `json:"competent,omitempty" maxLength:"200" doc:"Authority to which the family is sent (有权办理的机关); the rules' own when left out"`
}

// Act names the act.
func (DeclineAcceptance) Act() workflow.ActName { return workflow.ActDeclineAcceptance }

// Decide ends the case with ground, article and competent authority, and orders D02d.
func (in DeclineAcceptance) Decide(ctx context.Context, d *Decision) error {
	basis, competent := in.fromRules(d)
	faults := Need("/reason", in.Reason, "不予受理的理由")
	if in.Ground != EndNotInScope && in.Ground != EndNoJurisdiction {
		faults = append(faults, workflow.Field("/ground", "enum", "不予受理的事由应当是不属于受理范围（not_in_scope）或者没有管辖权（no_jurisdiction）"))
	}
	if len(basis) == 0 {
		faults = append(faults, workflow.Field("/basis", "required", "请引用不予受理所依据的条文", workflow.Measures("第四条")))
	}
	if competent == "" {
		faults = append(faults, workflow.Field("/competent", "required", "请告知申请人有权办理的机关", workflow.Measures("第四条")))
	}
	if len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	d.Case.Ending = &workflow.Ending{
		On: d.On, By: d.Actor.Name, Ground: in.Ground, Reason: in.Reason, Basis: basis, Competent: competent,
	}
	return d.notAccepted(ctx, "不予受理")
}

// fromRules fills basis and competent authority from what the rules on scope and
// jurisdiction answered; what the officer gave stands.
func (in DeclineAcceptance) fromRules(d *Decision) (basis []law.Citation, competent string) {
	basis, competent = in.Basis, in.Competent
	var ruled []law.Citation
	var named string
	switch in.Ground {
	case EndNotInScope:
		s := eligibility.Scope(workflow.FactsOf(&d.View))
		ruled, named = s.Basis, s.Competent
	case EndNoJurisdiction:
		p, err := d.Pack.Param("jurisdiction.category_"+string(d.Case.Category), d.On)
		if err == nil {
			ruled = []law.Citation{p.Basis}
			if text, err := p.Text(); err == nil {
				named = text
			}
		}
	}
	if len(basis) == 0 {
		basis = ruled
	}
	if competent == "" {
		competent = named
	}
	return basis, competent
}
