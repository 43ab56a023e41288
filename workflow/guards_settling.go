package workflow

import (
	"slices"
	"strings"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
)

// Guards of what people settle where sheets and tables do not: differences between
// evaluators, and conclusions that a table leaves to a person.
const (
	GuardDisagreementOpen    GuardCode = "disagreement_open"
	GuardAdjudicatorDeclared GuardCode = "adjudicator_declared"
	GuardOutcomeLeft         GuardCode = "outcome_left"
	GuardStaterNotAssessor   GuardCode = "stater_not_assessor"
	GuardEvidenceValid       GuardCode = "evidence_valid"
	// GuardIntegrationResumable is of a sheet that is given back after the integration.
	GuardIntegrationResumable GuardCode = "integration_resumable"
)

func settlingGuards() []Guard {
	return []Guard{
		{
			GuardDisagreementOpen, "有待裁定的评分差异",
			[]law.Citation{Assessment("第九条")},
			by(ActSubmitSheet),
			plain(func(v *View) string {
				switch dispute, err := v.dispute(ScoringPhase(v.Case.State)); {
				case err != nil:
					return plainText(err)
				case dispute == nil:
					return "尚有评估员未提交评分表：全部提交以后才能确定有无需要裁定的差异"
				case len(dispute.Open()) == 0:
					return "没有需要裁定的评分差异"
				}
				return ""
			}),
		},
		{
			GuardAdjudicatorDeclared, "本人是裁定人并已声明无回避情形",
			[]law.Citation{Assessment("第十二条")},
			byNow(adjudicatingActs, ActNameAdjudicator, ActDeclareRecusal),
			holds(func(v *View) bool {
				a := v.Case.AdjudicatorByAccount(v.Actor.ID)
				return a != nil && a.Ready()
			}, "本人不是本案裁定人，或者尚未作回避声明和保密承诺，或者应当回避"),
		},
		{
			GuardOutcomeLeft, "有由审批人判断的评分结果",
			[]law.Citation{Assessment("第十条")},
			nobody(), // whether the conclusion is left to a person is the table's, not anybody's
			plain(func(v *View) string {
				for _, phase := range []string{PhaseCapacity, PhaseIntegration} {
					if r, err := v.resultOf(phase); err == nil && r != nil && r.Outcome == instrument.Human && v.Case.StatedOf(phase) == nil {
						return ""
					}
				}
				return "没有需要审批人认定的评分结果：评分表未齐全，或者评分表已有结论，或者已经认定"
			}),
		},
		{
			GuardStaterNotAssessor, "认定人、退回人不是本案评估员或者裁定人", nil, somebody(supervisor),
			holds(func(v *View) bool { return !v.Case.workedForBody(v.Actor) }, "本案评估员、裁定人、代表评估主体办理的人不得认定评分结果、退回评分表"),
		},
		{
			GuardIntegrationResumable, "融合可以恢复",
			[]law.Citation{Assessment("第八条")},
			byNow(stayingActs, ActLiftEmergency),
			holds(func(v *View) bool {
				return v.Case.Integration == nil || v.Case.Integration.ReturnedOn.IsZero() && !v.Case.Emergency.removed()
			}, "儿童已经返还或者被带离，融合不能恢复，融合评分表不能退回重新评定：请在评估报告中如实说明，或者由审批人终止评估"),
		},
		{
			GuardEvidenceValid, "证明材料在决定之日有效",
			[]law.Citation{Assessment("第八条"), Measures("第八条")},
			by(ActRenewEvidence),
			plain(func(v *View) string {
				gaps, err := v.ProofGaps(v.On)
				if err != nil {
					return plainText(err)
				}
				var text []string
				for _, g := range gaps {
					text = append(text, g.Message)
				}
				return strings.Join(text, "；")
			}),
		},
	}
}

// dispute is what has to be settled before the sheets of a phase become one result;
// nil while they are not all in.
func (v *View) dispute(phase string) (*assessment.Dispute, error) {
	if phase == "" || v.Dispute == nil || !v.Case.SheetsComplete(phase) {
		return nil, nil //nolint:nilnil // nothing can be said yet
	}
	return v.Dispute(phase)
}

// resultOf is the consolidated result of a phase; nil while the sheets are not all in.
func (v *View) resultOf(phase string) (*assessment.Result, error) {
	if v.Result == nil || !v.Case.SheetsComplete(phase) {
		return nil, nil //nolint:nilnil // nothing can be said yet
	}
	return v.Result(phase)
}

// ProofGaps lists what the proofs behind the sheets lack on a day, each with the rule
// and the remedy; phases whose sheets are not all in are left out.
func (v *View) ProofGaps(on law.Date) ([]FieldError, error) {
	var gaps []FieldError
	for _, phase := range []string{PhaseCapacity, PhaseIntegration} {
		if _, named := v.Case.Instruments[phase]; !named || v.Proofs == nil || !v.Case.SheetsComplete(phase) {
			continue
		}
		problems, err := v.Proofs(phase, on)
		if err != nil {
			return nil, err
		}
		for _, p := range problems {
			gap := Field("/"+phase+p.Pointer, p.Code, p.Message+"。"+p.Rule+"。"+p.Remedy)
			if !slices.ContainsFunc(gaps, func(g FieldError) bool { return g.Message == gap.Message }) {
				gaps = append(gaps, gap)
			}
		}
	}
	return gaps, nil
}

// Passed reports whether the family has passed a phase, by the table or, where the
// table leaves that to a person, by what the supervisor found; known is false as
// long as neither says so. It fails when the sheets make no result.
func (v *View) Passed(phase string) (passed, known bool, err error) {
	r, err := v.Result(phase)
	switch {
	case err != nil:
		return false, false, err
	case r.Outcome != instrument.Human:
		return r.Passed, true, nil
	}
	if s := v.Case.StatedOf(phase); s != nil {
		return s.Passed, true, nil
	}
	return false, false, nil
}

// sheetsSettled says what is missing before the sheets of a phase are one result.
func sheetsSettled(phase, missing string) func(v *View) string {
	return func(v *View) string {
		if !v.Case.SheetsComplete(phase) {
			return missing
		}
		dispute, err := v.dispute(phase)
		if err != nil || dispute == nil {
			return "" // that the sheets make no result is said where the result is asked for
		}
		return openItems(dispute)
	}
}

func openItems(dispute *assessment.Dispute) string {
	var items []string
	for _, d := range dispute.Open() {
		if item := d.Code + d.Title.ZH; !slices.Contains(items, item) {
			items = append(items, item)
		}
	}
	if len(items) == 0 {
		return ""
	}
	if dispute.Items[0].Ground == assessment.NoConsensus {
		return "评估员的评定尚未一致，应当共同评定或者裁定：" + strings.Join(items, "、")
	}
	return "评估员之间的评分差异超过允许范围，尚未裁定：" + strings.Join(items, "、")
}

// settlingSheetsActs: sheets that are missing are handed in, differences are ruled on
// by an adjudicator, who has to be named first.
func settlingSheetsActs(phase string) func(v *View) []ActName {
	return func(v *View) []ActName {
		switch {
		case !v.Case.SheetsComplete(phase):
			return one(ActSubmitSheet)
		case ScoringPhase(v.Case.State) != phase:
			return nil
		}
		return append(adjudicatingActs(v), jointActs(v)...)
	}
}

func adjudicatingActs(v *View) []ActName {
	switch a := v.Case.AdjudicatorOf(ScoringPhase(v.Case.State)); {
	case a == nil || a.Declared != nil && a.Declared.Conflict:
		return one(ActNameAdjudicator)
	case !a.Ready():
		return one(ActDeclareRecusal)
	}
	return one(ActRuleItems)
}
