package workflow

import (
	"fmt"
	"slices"
	"strings"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
)

// Guards of the counter and of the parties' papers and consents.
const (
	GuardApplicationComplete GuardCode = "application_complete"
	GuardChildLinked         GuardCode = "child_linked"
	GuardSupplementOnce      GuardCode = "supplement_once"
	GuardSupplementLapsed    GuardCode = "supplement_lapsed"
	GuardInScope             GuardCode = "in_scope"
	GuardMaterialsListed     GuardCode = "materials_listed"
	GuardMaterialsSeen       GuardCode = "materials_seen"
	GuardNotExempt           GuardCode = "not_exempt"
	GuardReviewedEligible    GuardCode = "reviewed_eligible"
	GuardPlacerConsent       GuardCode = "placer_consent"
	GuardDutyHoldersConsent  GuardCode = "duty_holders_consent"
	GuardChildConsent        GuardCode = "child_consent"
	GuardNoticePublished     GuardCode = "notice_published"
	GuardAnswerLapsed        GuardCode = "answer_lapsed"
)

func counterGuards() []Guard {
	return []Guard{
		{
			GuardApplicationComplete, "申请内容完整",
			[]law.Citation{Measures("第五条"), Measures("第六条")},
			somebody(officer),
			plain(func(v *View) string {
				switch faults := ApplicationFaults(v); len(faults) {
				case 0:
					return ""
				case 1:
					return "申请内容尚不完整：" + faults[0].Message
				default:
					return fmt.Sprintf("申请内容有%d处需要补充或者改正，首先是：%s", len(faults), faults[0].Message)
				}
			}),
		},
		{
			GuardChildLinked, "已关联被收养人",
			[]law.Citation{Measures("第七条")},
			by(ActRegisterChild),
			holds(func(v *View) bool { return v.Child != nil }, "尚未关联被收养人：请先登记被收养人并在申请中选定"),
		},
		{
			GuardSupplementOnce, "补正只告知一次",
			[]law.Citation{Measures("第八条")},
			nobody(),
			holds(func(v *View) bool { return len(v.Case.Supplements) == 0 }, "已经一次性告知过补正内容，不得再次要求补正：请受理，或者依法不予受理"),
		},
		{GuardSupplementLapsed, "补正期限届满", []law.Citation{Measures("第八条")}, nobody(), clockRunOut(law.ClockSupplement, "补正期限")},
		{GuardAnswerLapsed, "答复期限届满", []law.Citation{Assessment("第九条")}, nobody(), clockRunOut(law.ClockConsentAnswer, "答复期限")},
		{
			GuardInScope, "属于受理范围",
			[]law.Citation{Measures("第二条"), Measures("第四条")},
			by(ActRequestSupplement, ActSupplySupplement),
			plain(func(v *View) string {
				switch s := eligibility.Scope(FactsOf(v)); s.Answer {
				case eligibility.ScopeAccepted:
					return ""
				case eligibility.ScopeNotAccepted:
					return s.Message + "；请以“不予受理”办结，并告知申请人向" + s.Competent + "申请"
				default:
					return s.Message
				}
			}),
		},
		{
			GuardMaterialsListed, "材料清单已核对",
			[]law.Citation{Measures("第六条"), Measures("第七条")},
			by(ActRecordMaterial),
			plain(func(v *View) string { return missingMaterials(v, false) }),
		},
		{
			GuardMaterialsSeen, "法定材料齐全并已核验原件",
			[]law.Citation{Measures("第六条"), Measures("第七条")},
			by(ActRecordMaterial),
			plain(func(v *View) string { return missingMaterials(v, true) }),
		},
	}
}

// unmetFields names the places of the case that an unmet guard is about: faults of
// form, facts that are missing; nil for the other guards.
func unmetFields(code GuardCode, v *View) []FieldError {
	switch code { //nolint:exhaustive // the others are not about single facts
	case GuardApplicationComplete:
		return ApplicationFaults(v)
	case GuardEvidenceValid:
		gaps, err := v.ProofGaps(v.On)
		if err == nil {
			return gaps
		}
	case GuardInScope:
		return MissingFacts(inCase(eligibility.Report{Scope: eligibility.Scope(FactsOf(v))}))
	case GuardReviewedEligible:
		if last := v.Case.LastEligibility(); last != nil && last.Purpose != PurposeReceipt && last.Report.Preliminary == eligibility.Undetermined {
			return MissingFacts(preliminary(last.Report))
		}
	}
	return nil
}

// preliminary is a report with what has to be known at the preliminary review alone.
func preliminary(r eligibility.Report) eligibility.Report {
	r.Outcomes = slices.DeleteFunc(slices.Clone(r.Outcomes), func(o eligibility.Outcome) bool { return o.Stage != eligibility.Preliminary })
	return r
}

// clockRunOut holds when the named clock is armed and its last day has passed.
func clockRunOut(name law.ClockName, title string) func(*View) (string, law.Date) {
	return func(v *View) (string, law.Date) {
		k := v.Case.Clock(name)
		if k == nil {
			return title + "未载明：规则包没有规定该期限，不得推定逾期", law.Date{}
		}
		due, err := k.Explain(v.Calendar)
		if err != nil {
			return err.Error(), law.Date{}
		}
		if due.Running {
			return title + "正在中止，尚未届满", law.Date{}
		}
		if !v.On.After(due.On) {
			return fmt.Sprintf("%s于%s届满，尚未逾期", title, due.On.Chinese()), due.On.AddDays(1)
		}
		return "", law.Date{}
	}
}

// missingMaterials names the required materials that are not recorded; with
// originals, also those whose original has not been seen.
func missingMaterials(v *View, originals bool) string {
	have := map[string]Material{}
	for _, m := range v.Case.Materials {
		have[m.Code] = m
	}
	var gaps []string
	for _, r := range eligibility.RequiredMaterials(v.Case.Category.Eligibility(), FactsOf(v)) {
		m, ok := have[r.Code]
		switch {
		case !ok || m.Missing && originals:
			gaps = append(gaps, r.Title)
		case originals && r.Original && !m.Original:
			gaps = append(gaps, r.Title+"（未核验原件）")
		case originals && !m.ValidUntil.IsZero() && m.ValidUntil.Before(v.On):
			gaps = append(gaps, r.Title+"（"+m.ValidUntil.Chinese()+"已过有效期）")
		}
	}
	if len(gaps) == 0 {
		return ""
	}
	return "材料清单尚缺：" + strings.Join(gaps, "、")
}

func partyGuards() []Guard {
	return []Guard{
		{
			GuardNotExempt, "应当进行收养评估",
			[]law.Citation{Assessment("第二条")},
			nobody(),
			holds(func(v *View) bool { return !v.Case.Category.Exempt() }, "收养继子女不进行收养评估：初审合格的，请直接提出拟准予登记的意见"),
		},
		{
			GuardReviewedEligible, "条件审查结论为符合",
			[]law.Citation{CivilCode("第一千零九十八条"), Measures("第八条")},
			by(ActCheckEligibility),
			plain(func(v *View) string {
				last := v.Case.LastEligibility()
				switch {
				case last == nil || last.Purpose == PurposeReceipt:
					return "受理后尚未进行条件审查（提交申请时的审查不能代替）：请先办理条件审查（check_eligibility）"
				case last.Report.Preliminary == eligibility.Ineligible:
					return "条件审查结论为不符合：" + reasons(last.Report, eligibility.Preliminary)
				case last.Report.Preliminary != eligibility.Eligible:
					return "条件审查尚有未查明的事项：" + reasons(last.Report, eligibility.Preliminary)
				}
				return ""
			}),
		},
		{GuardPlacerConsent, "送养人同意送养", []law.Citation{CivilCode("第一千一百零四条"), CivilCode("第一千零九十七条")}, by(ActRecordConsent), plain(missingPlacerConsent)},
		{GuardDutyHoldersConsent, "有抚养义务的人同意", []law.Citation{CivilCode("第一千零九十六条")}, by(ActRecordConsent), plain(missingDutyHoldersConsent)},
		{GuardChildConsent, "八周岁以上被收养人同意", []law.Citation{CivilCode("第一千一百零四条")}, by(ActRecordChildOpinion, ActRecordConsent), plain(missingChildConsent)},
		{
			GuardNoticePublished, "已公告查找生父母",
			[]law.Citation{CivilCode("第一千一百零五条"), Measures("第八条")},
			by(ActPublishNotice),
			holds(func(v *View) bool {
				return !v.Case.Category.NeedsNotice() || v.Child != nil && v.Child.Notice != nil
			}, "收养查找不到生父母的未成年人，登记前应当公告，尚未公告"),
		},
	}
}
