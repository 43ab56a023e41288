package law_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
)

func startClock(t *testing.T, name law.ClockName, start string) law.Clock {
	t.Helper()
	c, err := law.StartClock(pack(t, "cn-540100", true), name, law.MustDate(start))
	require.NoError(t, err)
	return c
}

func TestClocks(t *testing.T) {
	t.Parallel()
	cal := national(t)
	for _, row := range []struct {
		name               law.ClockName
		start, due         string
		earliest           string
		article            string
		status             law.Status
		kind               law.TermKind
		startFactMustStand string
	}{
		{law.ClockRegistrationReview, "2024-01-02", "2024-02-01", "", "第八条", law.Official, law.Limit, "收到申请及全部材料之日"},
		{law.ClockFoundlingNotice, "2024-01-03", "2024-03-04", "2024-03-05", "第八条", law.Official, law.Floor, "公告之日"},
		{law.ClockAssessment, "2024-01-03", "2024-03-04", "", "第十条", law.Official, law.Limit, "确认同意之日"},
		{law.ClockIntegration, "2024-01-03", "2024-02-02", "2024-02-02", "第八条", law.Official, law.Floor, "儿童交接之日"},
		{law.ClockFollowUp, "2024-01-31", "2024-02-29", "", "", law.Illustrative, law.Limit, "收养登记之日"},
		{law.ClockSupplement, "2024-01-02", "2024-02-01", "", "", law.Illustrative, law.Limit, "补正告知书送达之日"},
		{law.ClockConsentAnswer, "2024-02-05", "2024-02-20", "", "", law.Illustrative, law.Limit, "收养评估通知书送达之日"},
		{law.ClockReviewWindow, "2024-02-05", "2024-02-20", "", "", law.Illustrative, law.Limit, "评估结论告知书送达之日"},
		{law.ClockReconsideration, "2024-01-02", "2024-03-04", "", "第二十条第一款", law.Official, law.Limit, "决定送达之日"},
		{law.ClockLawsuit, "2024-08-31", "2025-02-28", "", "第四十六条第一款", law.Official, law.Limit, "决定送达之日"},
	} {
		c := startClock(t, row.name, row.start)
		due, err := c.Explain(cal)
		require.NoError(t, err, row.name)
		require.Equal(t, row.due, due.On.String(), row.name)
		require.Equal(t, row.earliest, due.Earliest.String(), row.name)
		require.Equal(t, row.article, c.Basis.Article, row.name)
		require.Equal(t, row.status, c.Status, row.name)
		require.Equal(t, row.kind, c.Term.Kind, row.name)
		require.Contains(t, due.Texts()[0], row.startFactMustStand)
		require.Contains(t, due.Texts()[0], c.Title())
		require.Equal(t, row.status == law.Illustrative, strings.Contains(due.Texts()[0], "示例值"))
	}
	require.Len(t, law.ClockSpecs(), 10)
}

func TestOldCasesKeepOldLaw(t *testing.T) {
	t.Parallel()
	require.Equal(t, "第七条", startClock(t, law.ClockRegistrationReview, "2023-07-19").Basis.Article)
	require.Equal(t, "第八条", startClock(t, law.ClockRegistrationReview, "2023-07-20").Basis.Article)
	require.Equal(t, "第九条第一款", startClock(t, law.ClockReconsideration, "2023-12-31").Basis.Article)
	require.Equal(t, "第二十条第一款", startClock(t, law.ClockReconsideration, "2024-01-01").Basis.Article)
	p := pack(t, "cn", false)
	_, err := law.StartClock(p, law.ClockAssessment, law.MustDate("2020-12-31"))
	var missing *law.MissingParamError
	require.ErrorAs(t, err, &missing)
	_, err = law.StartClock(p, law.ClockAssessment, law.MustDate("2021-01-01"))
	require.NoError(t, err)
	_, err = law.StartClock(p, law.ClockConsentAnswer, law.MustDate("2020-12-31"))
	require.NoError(t, err, "the 2015 guideline was in force")
	_, err = law.StartClock(p, law.ClockConsentAnswer, law.MustDate("2021-01-01"))
	require.ErrorAs(t, err, &missing, "and is repealed")
	require.Contains(t, missing.Remedy, "指定合理期限")
}

func TestReviewPausesForNoticeAndAssessment(t *testing.T) {
	t.Parallel()
	cal, p := national(t), pack(t, "cn", false)
	c := startClock(t, law.ClockRegistrationReview, "2024-01-02")
	c, err := c.Pause(p, "notice", law.MustDate("2024-01-10"))
	require.NoError(t, err)
	c, err = c.Pause(p, "assessment", law.MustDate("2024-02-10"))
	require.NoError(t, err)
	due, err := c.Explain(cal)
	require.NoError(t, err)
	require.True(t, due.Running && c.Paused())

	c, err = c.ResumeFor(p, "notice", law.MustDate("2024-03-11"))
	require.NoError(t, err)
	require.True(t, c.Paused(), "the assessment still runs")
	c, err = c.Resume(law.MustDate("2024-03-20"))
	require.NoError(t, err)
	due, err = c.Explain(cal)
	require.NoError(t, err)
	// 3 to 9 January are 7 days, 20 March is the 8th, 11 April the 30th.
	require.Equal(t, "2024-04-11", due.On.String())
	require.Contains(t, strings.Join(due.Texts(), "\n"),
		"停计：2024-01-10至2024-03-19 共70日不计入（公告查找生父母期间，《中国公民收养子女登记办法》第八条；收养评估期间，《收养评估办法（试行）》（民发〔2020〕144号）第十条）")
}

func TestPauseRefusals(t *testing.T) {
	t.Parallel()
	p := pack(t, "cn", false)
	on := law.MustDate("2024-01-10")
	review := startClock(t, law.ClockRegistrationReview, "2024-01-02")
	paused, err := review.Pause(p, "notice", on)
	require.NoError(t, err)
	stopped, err := review.Stop(on, "准予登记")
	require.NoError(t, err)
	for name, row := range map[string]struct {
		code string
		call func() (law.Clock, error)
	}{
		"the notice is never held": {"not_pausable", func() (law.Clock, error) {
			return startClock(t, law.ClockFoundlingNotice, "2024-01-02").Pause(p, "suspension", on)
		}},
		"nor are remedies": {"not_pausable", func() (law.Clock, error) {
			return startClock(t, law.ClockLawsuit, "2024-01-02").Pause(p, "suspension", on)
		}},
		"twice":                    {"already_paused", func() (law.Clock, error) { return paused.Pause(p, "notice", on) }},
		"stopped":                  {"stopped", func() (law.Clock, error) { return stopped.Pause(p, "notice", on) }},
		"before the start":         {"before_start", func() (law.Clock, error) { return review.Pause(p, "notice", law.MustDate("2024-01-01")) }},
		"not paused for it":        {"not_paused", func() (law.Clock, error) { return paused.ResumeFor(p, "assessment", on) }},
		"resumed before the pause": {"before_start", func() (law.Clock, error) { return paused.Resume(law.MustDate("2024-01-09")) }},
		"stopped twice":            {"stopped", func() (law.Clock, error) { return stopped.Stop(on, "") }},
		"stopped before the start": {"before_start", func() (law.Clock, error) { return review.Stop(law.MustDate("2024-01-01"), "") }},
		"restarted before":         {"before_start", func() (law.Clock, error) { return review.Restart(law.MustDate("2024-01-01")) }},
		"unknown clock":            {"unknown_clock", func() (law.Clock, error) { return law.StartClock(p, "tea_time", on) }},
		"no start":                 {"start_missing", func() (law.Clock, error) { return law.StartClock(p, law.ClockAssessment, law.Date{}) }},
		"by hand without a reason": {"reason_missing", func() (law.Clock, error) {
			return law.ClockByHand(law.ClockSupplement, on, limit(5, law.WorkingDay), "")
		}},
		"by hand for unknown clock": {"unknown_clock", func() (law.Clock, error) { return law.ClockByHand("x", on, limit(5, law.WorkingDay), "r") }},
	} {
		_, err := row.call()
		var fault *law.ClockError
		require.ErrorAs(t, err, &fault, name)
		require.Equal(t, row.code, fault.Code, name)
		require.NotEmpty(t, fault.Remedy, name)
	}
	_, err = review.Pause(p, "lunch", on)
	var missing *law.MissingParamError
	require.ErrorAs(t, err, &missing)
	require.Empty(t, review.Pauses, "a copy was changed, not the clock")
}

// TestEveryPauseGroundIsNamed ties the list of grounds to the texts it names.
func TestEveryPauseGroundIsNamed(t *testing.T) {
	t.Parallel()
	p, on := pack(t, "cn", false), law.MustDate("2024-01-02")
	grounds, err := p.Strings("registration.pause_grounds", on)
	require.NoError(t, err)
	require.Len(t, grounds, 7)
	for _, ground := range grounds {
		text, basis, err := law.PauseText(p, law.ClockRegistrationReview, ground, on)
		require.NoError(t, err)
		require.NotEmpty(t, text+basis.String())
	}
}

func TestRestartStopAndStanding(t *testing.T) {
	t.Parallel()
	cal, p := national(t), pack(t, "cn", false)
	c := startClock(t, law.ClockRegistrationReview, "2024-01-02")
	c, err := c.Pause(p, "supplement", law.MustDate("2024-01-05"))
	require.NoError(t, err)
	at, err := c.At(cal, law.MustDate("2024-01-06"))
	require.NoError(t, err)
	require.Equal(t, law.ClockPaused, at.State)
	c, err = c.Restart(law.MustDate("2024-01-15"))
	require.NoError(t, err)
	require.Empty(t, c.Pauses)

	// Day 30 is 14 February, in Spring Festival; the clock rolls to Sunday the 18th, a make-up workday.
	for on, want := range map[string]struct {
		state law.ClockState
		left  int
		late  bool
	}{
		"2024-02-18": {law.ClockRunning, 0, false},
		"2024-02-19": {law.ClockEnded, -1, true},
		"2024-02-08": {law.ClockRunning, 10, false},
	} {
		at, err := c.At(cal, law.MustDate(on))
		require.NoError(t, err)
		require.Equal(t, want.state, at.State, on)
		require.Equal(t, want.left, at.DaysLeft, on)
		late, err := c.Late(cal, law.MustDate(on))
		require.NoError(t, err)
		require.Equal(t, want.late, late, on)
	}
	for on, want := range map[string]bool{"2024-02-18": false, "2024-02-19": true} {
		stopped, err := c.Stop(law.MustDate(on), "准予登记")
		require.NoError(t, err)
		late, err := stopped.Late(cal, law.MustDate("2024-12-31"))
		require.NoError(t, err)
		require.Equal(t, want, late, on)
		at, err := stopped.At(cal, law.MustDate("2024-12-31"))
		require.NoError(t, err)
		require.Equal(t, law.ClockStopped, at.State)
		require.Contains(t, strings.Join(at.Due.Texts(), "\n"), "已于 "+on+" 终结（准予登记）")
	}
	notice := startClock(t, law.ClockFoundlingNotice, "2024-01-03")
	for on, want := range map[string]law.ClockState{"2024-03-04": law.ClockRunning, "2024-03-05": law.ClockEnded} {
		at, err := notice.At(cal, law.MustDate(on))
		require.NoError(t, err)
		require.Equal(t, want, at.State, on)
		late, err := notice.Late(cal, law.MustDate("2030-01-01"))
		require.NoError(t, err)
		require.False(t, late, "a floor is never late")
	}
}

func TestClockByHand(t *testing.T) {
	t.Parallel()
	c, err := law.ClockByHand(law.ClockSupplement, law.MustDate("2024-02-05"), law.Term{Length: 5, Unit: law.WorkingDay, Kind: law.Limit}, "材料需异地调取")
	require.NoError(t, err)
	require.Equal(t, law.Practice, c.Status)
	require.True(t, c.Term.Rolls)
	due, err := c.Explain(national(t))
	require.NoError(t, err)
	require.Equal(t, "2024-02-18", due.On.String()) // a Sunday worked for Spring Festival
	require.Contains(t, due.Texts()[0], "登记机关指定：材料需异地调取（惯例）")
	_, err = law.ClockByHand(law.ClockSupplement, law.MustDate("2024-02-05"), law.Term{}, "r")
	require.Error(t, err)
}

func TestClockJSON(t *testing.T) {
	t.Parallel()
	p := pack(t, "cn", false)
	c := startClock(t, law.ClockRegistrationReview, "2024-01-02")
	c, err := c.Pause(p, "notice", law.MustDate("2024-01-10"))
	require.NoError(t, err)
	text, err := json.Marshal(c)
	require.NoError(t, err)
	require.NotContains(t, string(text), `"to"`)
	var back law.Clock
	require.NoError(t, json.Unmarshal(text, &back))
	require.Equal(t, c, back)
	a, err := c.Explain(national(t))
	require.NoError(t, err)
	b, err := back.Explain(national(t))
	require.NoError(t, err)
	require.Equal(t, a, b)
}

func TestFollowUpSchedule(t *testing.T) {
	t.Parallel()
	registered := law.MustDate("2024-01-31")
	for code, want := range map[string][]string{
		"cn":        {"2024-04-30", "2024-07-31", "2025-01-31"},
		"cn-54":     {"2024-04-30", "2025-01-31"},
		"cn-540100": {"2024-02-29", "2024-07-31", "2025-01-31"},
	} {
		visits, err := pack(t, code, true).Schedule("follow_up.schedule", registered)
		require.NoError(t, err)
		var planned []law.Date
		for _, v := range visits {
			on, from, to := v.Window(registered)
			require.Equal(t, v.WindowBefore, from.DaysUntil(on))
			require.Equal(t, v.WindowAfter, on.DaysUntil(to))
			planned = append(planned, on)
		}
		require.Equal(t, want, days(planned...), code)
	}
	_, err := pack(t, "cn-540100", false).Schedule("follow_up.schedule", registered)
	var missing *law.MissingParamError
	require.ErrorAs(t, err, &missing)
}

func TestFeasibility(t *testing.T) {
	t.Parallel()
	cal, p := national(t), pack(t, "cn", false)
	consent := law.MustDate("2024-01-03") // day 60 is 3 March
	for on, want := range map[string]struct {
		warn bool
		left int
	}{"2024-02-02": {false, 30}, "2024-02-03": {true, 29}, "2024-03-04": {true, -1}} {
		f, err := law.FeasibilityWarning(consent, law.MustDate(on), false, p, cal)
		require.NoError(t, err)
		require.Equal(t, want.warn, f.Warn, on)
		require.Equal(t, want.left, f.DaysLeft, on)
		require.Equal(t, []string{"2024-03-03", "2024-02-02"}, days(f.End, f.Latest))
		require.Equal(t, 30, f.Needed)
		started, err := law.FeasibilityWarning(consent, law.MustDate(on), true, p, cal)
		require.NoError(t, err)
		require.False(t, started.Warn)
	}
	f, err := law.FeasibilityWarning(consent, law.MustDate("2024-02-03"), false, p, cal)
	require.NoError(t, err)
	require.Equal(t, "评估期限至2024年3月3日，自2024年2月3日起余29日；融合期不得少于30日，儿童最迟应当于2024年2月2日交接，期限内已不足以完成融合", f.Text)

	c := startClock(t, law.ClockAssessment, "2024-01-03")
	c, err = c.Pause(p, "suspension", law.MustDate("2024-01-10"))
	require.NoError(t, err)
	f, err = c.Feasible(law.MustDate("2024-02-10"), false, p, cal)
	require.NoError(t, err)
	require.False(t, f.Warn)
	c, err = c.Resume(law.MustDate("2024-01-20"))
	require.NoError(t, err)
	f, err = c.Feasible(law.MustDate("2024-02-12"), false, p, cal)
	require.NoError(t, err)
	require.False(t, f.Warn, "ten paused days move the end to 13 March")
	require.Equal(t, 30, f.DaysLeft)
}
