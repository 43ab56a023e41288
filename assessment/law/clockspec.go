package law

import "fmt"

// ClockName names a legal clock.
type ClockName string

// The clocks of domain.md §3.5 and the remedies.
const (
	ClockRegistrationReview ClockName = "registration_review" // C1 登记审查期限
	ClockFoundlingNotice    ClockName = "foundling_notice"    // C2 公告期
	ClockAssessment         ClockName = "assessment"          // C3 评估期限
	ClockIntegration        ClockName = "integration"         // C4 融合期
	ClockFollowUp           ClockName = "follow_up"           // C5 回访
	ClockSupplement         ClockName = "supplement"          // 补正期限
	ClockConsentAnswer      ClockName = "consent_answer"      // 同意评估的答复期限
	ClockReviewWindow       ClockName = "review_window"       // 复核申请期限
	ClockReconsideration    ClockName = "reconsideration"     // 行政复议申请期限
	ClockLawsuit            ClockName = "lawsuit"             // 行政诉讼起诉期限
)

// ClockSpec says of a clock what does not change: its Chinese name, the fact it starts from, the parameter that
// sets its length, and which grounds may stop it.
type ClockSpec struct {
	Name  ClockName
	Title string // Chinese
	// StartFact is the Chinese name of the day that is not counted.
	StartFact string
	// Key is the parameter that sets the length; for follow-up the schedule.
	Key string
	// PauseKey leads the parameters that name the grounds on which the clock may stand still,
	// <PauseKey>.<ground>; empty when nothing stops it.
	PauseKey string
}

// ClockSpecs lists every clock. C2, the review window and the remedies have no grounds: no hold stops them.
func ClockSpecs() []ClockSpec {
	return []ClockSpec{
		{ClockRegistrationReview, "登记审查期限", "收到申请及全部材料之日", "registration.limit", "registration.pause"},
		{ClockFoundlingNotice, "公告期", "公告之日", "notice.period", ""},
		{ClockAssessment, "收养评估期限", "收养申请人确认同意之日", "assessment.limit", "assessment.pause"},
		{ClockIntegration, "融合期", "儿童交接之日", "integration.min", "integration.pause"},
		{ClockFollowUp, "回访", "收养登记之日", "follow_up.schedule", ""},
		{ClockSupplement, "补正期限", "补正告知书送达之日", "supplement.limit", ""},
		{ClockConsentAnswer, "同意评估的答复期限", "收养评估通知书送达之日", "consent.answer_limit", ""},
		{ClockReviewWindow, "复核申请期限", "评估结论告知书送达之日", "review.window", ""},
		{ClockReconsideration, "行政复议申请期限", "决定送达之日", "remedy.reconsideration", ""},
		{ClockLawsuit, "行政诉讼起诉期限", "决定送达之日", "remedy.lawsuit", ""},
	}
}

// Spec returns what is fixed about a clock; ok is false for an unknown name.
func (n ClockName) Spec() (spec ClockSpec, ok bool) {
	for _, spec := range ClockSpecs() {
		if spec.Name == n {
			return spec, true
		}
	}
	return ClockSpec{}, false
}

// ClockError says why a clock cannot be started or changed.
type ClockError struct {
	Code   string // unknown_clock, start_missing, not_pausable, already_paused, not_paused, stopped, before_start
	What   string // Chinese
	Remedy string // Chinese
}

// Error is what; remedy.
func (e *ClockError) Error() string { return e.What + "；" + e.Remedy }

// StartClock starts a clock on the day of its start fact, with the length the pack sets on that day. It fails with
// *MissingParamError when no law sets it (the officer may then set one with ClockByHand), and with *ClockError for
// an unknown name or an unset start. A follow-up clock runs to the first visit of the schedule; use FollowUpClock
// for the others.
func StartClock(p *Pack, name ClockName, start Date) (Clock, error) {
	spec, err := specFor(name, start)
	if err != nil {
		return Clock{}, err
	}
	param, err := p.Param(spec.Key, start)
	if err != nil {
		return Clock{}, err
	}
	if name == ClockFollowUp {
		return firstVisit(p, param, start)
	}
	term, err := param.Term()
	if err != nil {
		return Clock{}, err
	}
	return newClock(spec, start, term, param), nil
}

func specFor(name ClockName, start Date) (ClockSpec, error) {
	spec, ok := name.Spec()
	if !ok {
		return spec, &ClockError{Code: "unknown_clock", What: "没有名为“" + clip(string(name)) + "”的期限", Remedy: "请核对期限名称"}
	}
	if start.IsZero() {
		return spec, &ClockError{Code: "start_missing", What: spec.Title + "没有起算日", Remedy: "请先记录" + spec.StartFact}
	}
	return spec, nil
}

func newClock(spec ClockSpec, start Date, term Term, param Param) Clock {
	return Clock{
		Name: spec.Name, StartFact: spec.StartFact, Start: start, Term: term,
		Basis: param.Basis, Status: param.Status, Pack: param.PackCode,
	}
}

func firstVisit(p *Pack, param Param, start Date) (Clock, error) {
	visits, err := param.Schedule()
	if err != nil {
		return Clock{}, err
	}
	if len(visits) == 0 {
		return Clock{}, &MissingParamError{Key: param.Key, On: start, Pack: p.Code, Remedy: "回访计划为空，请由登记机关制定回访计划或者说明不回访的理由"}
	}
	return FollowUpClock(visits[0], start, param), nil
}

// FollowUpClock runs from registration to one visit of a schedule; param is the schedule it comes from.
func FollowUpClock(v Visit, registered Date, param Param) Clock {
	spec, _ := ClockFollowUp.Spec()
	return newClock(spec, registered, Term{Length: v.Offset, Unit: v.Unit, Kind: Limit, Rolls: true}, param)
}

// ClockByHand starts a clock whose length no law sets and the officer decides, with the reason; its status is
// practice. It fails with *ClockError or *CountError.
func ClockByHand(name ClockName, start Date, term Term, reason string) (Clock, error) {
	spec, err := specFor(name, start)
	if err != nil {
		return Clock{}, err
	}
	if err := term.Valid(); err != nil {
		return Clock{}, err
	}
	if reason == "" {
		return Clock{}, &ClockError{Code: "reason_missing", What: spec.Title + "由登记机关指定但没有理由", Remedy: "请写明理由"}
	}
	if term.Kind == Limit {
		term.Rolls, term.Full = true, false
	}
	basis := Citation{Note: fmt.Sprintf("登记机关指定：%s", reason)}
	return newClock(spec, start, term, Param{Basis: basis, Status: Practice}), nil
}
