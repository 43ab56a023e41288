package workflow

import (
	"slices"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/law"
)

// Guards of a joint re-rating.
const (
	GuardByConsensus GuardCode = "by_consensus"
	GuardJointOpen   GuardCode = "joint_open"
)

// JointRating is what the evaluators of a phase agree to record at items at which
// their sheets differ (共同评定), where the pack joins sheets by consensus. One enters
// it, the others agree, each by an act of their own; the sheets stay as they are. It
// has effect when everybody with a sheet has agreed, as rulings of the same id.
type JointRating struct {
	ID       string      `json:"id"`
	Phase    string      `json:"phase"`
	EntrySeq int64       `json:"entry_seq"` // of the act that entered it
	On       law.Date    `json:"on"`
	By       string      `json:"by"`
	ByID     string      `json:"by_id"`
	Items    []JointItem `json:"items"`
	Agreed   []Agreement `json:"agreed"` // who entered it first
	DoneOn   law.Date    `json:"done_on,omitzero"`
	VoidOn   law.Date    `json:"void_on,omitzero"`
	VoidWhy  string      `json:"void_why,omitempty"`
}

// JointItem is the joint answer at one item, of one applicant where each is judged.
type JointItem struct {
	Code      string            `json:"code"`
	Applicant string            `json:"applicant,omitempty"`
	Title     string            `json:"title"`
	Answer    assessment.Answer `json:"answer"`
	Value     string            `json:"value"` // the answer in a few words
	Reason    string            `json:"reason"`
}

// Agreement is one evaluator's agreement with a joint rating.
type Agreement struct {
	AccountID string   `json:"account_id"`
	Name      string   `json:"name"`
	On        law.Date `json:"on"`
}

// Open reports whether somebody's agreement is still out.
func (j *JointRating) Open() bool { return j != nil && j.DoneOn.IsZero() && j.VoidOn.IsZero() }

// AgreedBy reports whether the account has agreed.
func (j *JointRating) AgreedBy(account string) bool {
	return slices.ContainsFunc(j.Agreed, func(a Agreement) bool { return a.AccountID == account })
}

// Void takes effect from a joint rating; it stays in the record with the reason.
func (j *JointRating) Void(on law.Date, why string) { j.VoidOn, j.VoidWhy = on, why }

// OpenJoint returns the joint rating of a phase that waits for agreement, nil when there is none.
func (c *Case) OpenJoint(phase string) *JointRating {
	for i := range c.JointRatings {
		if j := &c.JointRatings[i]; j.Phase == phase && j.Open() {
			return j
		}
	}
	return nil
}

// byConsensus reports whether the pack joins the sheets of the case by consensus.
func (v *View) byConsensus() bool {
	if v.Pack == nil || v.Case.Commission == nil {
		return false
	}
	mode, err := v.Pack.Text("consolidation", v.Case.Commission.BegunOn)
	return err == nil && assessment.Mode(mode) == assessment.Consensus
}

func jointGuards() []Guard {
	return []Guard{
		{
			GuardByConsensus, "本地规则按一致方式合并评分",
			[]law.Citation{Assessment("第九条")},
			nobody(), // the pack says so, or it does not
			holds((*View).byConsensus, "本地规则不按一致方式合并评分：评分差异由裁定人裁定，评估员不得共同改评"),
		},
		{
			GuardJointOpen, "有待本人同意的共同评定",
			[]law.Citation{Assessment("第九条")},
			by(ActRateJointly),
			plain(func(v *View) string {
				switch j := v.Case.OpenJoint(ScoringPhase(v.Case.State)); {
				case j == nil:
					return "没有待同意的共同评定"
				case j.AgreedBy(v.Actor.ID):
					return "本人已同意该共同评定：应当由其他评估员表示同意"
				}
				return ""
			}),
		},
	}
}

// jointActs: under consensus the evaluators can settle a difference themselves.
func jointActs(v *View) []ActName {
	if !v.byConsensus() {
		return nil
	}
	if v.Case.OpenJoint(ScoringPhase(v.Case.State)) != nil {
		return []ActName{ActRateJointly, ActAgreeRating}
	}
	return one(ActRateJointly)
}
