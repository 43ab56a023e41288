package eligibility

import (
	"slices"

	"github.com/anjia-project/anjia/assessment/law"
)

// Verdict sums up the outcomes.
type Verdict string

// Verdicts.
const (
	Eligible     Verdict = "eligible"     // 符合条件
	Ineligible   Verdict = "ineligible"   // 不符合条件: refusal is proposed
	Undetermined Verdict = "undetermined" // 尚不能确定: facts are missing or a step is still to come
	OutOfScope   Verdict = "out_of_scope" // 不属于本机关受理范围
)

// Report is the answer to one set of facts.
type Report struct {
	AskedOn  law.Date `json:"asked_on"`
	Day      law.Date `json:"day"`   // the day for which the conditions were judged
	Final    bool     `json:"final"` // Day is the day of registration or of the decision
	Category Category `json:"category,omitzero"`

	Pack        string `json:"pack"`
	PackVersion string `json:"pack_version"`
	PackSHA256  string `json:"pack_sha256"`

	// Verdict says whether the adoption may be registered on Day: eligible only when every applicable rule in force
	// passes. Preliminary says whether the preliminary review may pass: what is only due by registration and not
	// yet refused does not count.
	Verdict     Verdict `json:"verdict"`
	Preliminary Verdict `json:"preliminary"`

	Scope    Acceptance `json:"scope"`
	Outcomes []Outcome  `json:"outcomes"` // in the order of the rules
	// Grounds are the reasons for which refusal is proposed; a person decides.
	Grounds []Ground `json:"grounds,omitempty"`
	// Missing joins the pointers of all outcomes, sorted. Pending names the rules still open for registration only.
	Missing []string `json:"missing,omitempty"`
	Pending []string `json:"pending,omitempty"`
}

// Ground is one reason of a proposed refusal (不予登记理由), ready for the notice.
type Ground struct {
	Rule  string         `json:"rule"`
	Basis []law.Citation `json:"basis"`
	Text  string         `json:"text"`
}

// Outcome returns the outcome of a rule by its code and whether there is one.
func (r *Report) Outcome(code string) (Outcome, bool) {
	for i := range r.Outcomes {
		if r.Outcomes[i].Rule == code {
			return r.Outcomes[i], true
		}
	}
	return Outcome{}, false
}

// Reasons returns the messages of all that stands in the way of registration, the reasons to refuse first.
func (r *Report) Reasons() []string {
	var refusing, open []string
	if !r.Scope.Accepted {
		refusing = append(refusing, r.Scope.Message)
	}
	for i := range r.Outcomes {
		switch o := &r.Outcomes[i]; {
		case o.Refuses():
			refusing = append(refusing, o.Message)
		case o.Hinders(), o.Kind == NotInForce:
			open = append(open, o.Title+"："+o.Message)
		}
	}
	return append(refusing, open...)
}

func newReport(s *Subject, asked law.Date, outcomes []Outcome) Report {
	r := Report{
		AskedOn: asked, Day: s.Day, Final: s.Final, Category: s.Category,
		Pack: s.pack.Code, PackVersion: s.pack.Version, PackSHA256: s.pack.SHA256,
		Scope: Scope(*s.Facts), Outcomes: outcomes,
	}
	r.Missing = append(r.Missing, r.Scope.Missing...)
	for i := range outcomes {
		o := &outcomes[i]
		r.Missing = append(r.Missing, o.Missing...)
		if o.Refuses() {
			r.Grounds = append(r.Grounds, Ground{Rule: o.Rule, Basis: o.Basis, Text: o.Message})
		}
		if o.Stage == Registration && o.Hinders() && !o.Refuses() {
			r.Pending = append(r.Pending, o.Rule)
		}
	}
	slices.Sort(r.Missing)
	r.Missing = slices.Compact(r.Missing)
	r.Verdict = verdict(r.Scope, outcomes, Registration)
	r.Preliminary = verdict(r.Scope, outcomes, Preliminary)
	return r
}

// verdict sums up what must be met at a stage. A rule not in force yet leaves the verdict open: the law before the
// Civil Code is not held here.
func verdict(scope Acceptance, outcomes []Outcome, stage Stage) Verdict {
	if scope.Answer == ScopeNotAccepted {
		return OutOfScope
	}
	open := scope.Answer != ScopeAccepted
	for i := range outcomes {
		o := &outcomes[i]
		switch {
		case o.Refuses():
			return Ineligible
		case o.Kind == NotInForce:
			open = true
		case o.Hinders() && (stage == Registration || o.Stage == Preliminary):
			open = true
		}
	}
	if open {
		return Undetermined
	}
	return Eligible
}
