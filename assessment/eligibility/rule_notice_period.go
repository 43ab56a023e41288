package eligibility

import (
	"fmt"

	"github.com/anjia-project/anjia/assessment/law"
)

// paramNoticePeriod is the length of the public notice.
const paramNoticePeriod = "notice.period"

// restSpan is longer than any run of rest days. Without the day that the working calendar gives, the end of the notice
// is uncertain by that much. It is no legal number.
const restSpan = 15

// ruleNoticePeriod: Civil Code art. 1105 para. 2 and the measures: before a child whose parents cannot be found is
// registered there is a public notice, and nobody claims the child until the period is full (满).
func ruleNoticePeriod() Rule {
	return Rule{
		Code: "notice_period", Title: "寻找生父母公告期满无人认领", Stage: Registration, From: codeInForce,
		Basis:      append(codeAnd("第一千一百零五条第二款"), measuresArticle("第七条", "第八条")...),
		Categories: []Category{InstitutionFoundling, PrivateFoundling},
		Check: func(s *Subject) Finding {
			return join(join(checkNoticeRun(s), checkNoticeClaim(s)), checkNoticeCleared(s))
		},
	}
}

func checkNoticeRun(s *Subject) Finding {
	period := s.term(paramNoticePeriod)
	if s.Notice.PublishedOn.IsZero() {
		return unknown("寻找生父母的公告尚未发布，或者公告日期尚未载明", ByAuthority, "/notice/published_on")
	}
	plain := plainEnd(s.Notice.PublishedOn, period)
	earliest := plain
	if s.Notice.EarliestOn.After(earliest) {
		earliest = s.Notice.EarliestOn
	}
	switch {
	case s.Day.Before(earliest):
		return fail(fmt.Sprintf("公告于%s发布，尚未满%d日，%s起方可登记",
			s.Notice.PublishedOn.Chinese(), period.Length, earliest.Chinese()),
			"等待公告期满", ByAuthority).pending().on(earliest)
	case s.Notice.EarliestOn.IsZero() && s.Day.Before(plain.AddDays(restSpan)):
		return unknown("公告期的末日是否为休息日应当按工作日历核定", ByAuthority, "/notice/earliest_on").on(plain)
	default:
		return pass(fmt.Sprintf("公告于%s发布，已满%d日", s.Notice.PublishedOn.Chinese(), period.Length)).on(earliest)
	}
}

// plainEnd returns the first day after a full period, rest days not considered: the day of the notice is not counted.
func plainEnd(published law.Date, period law.Term) law.Date {
	var last law.Date
	switch period.Unit {
	case law.Month:
		last = published.AddMonths(period.Length)
	case law.Year:
		last = published.AddYears(period.Length)
	default:
		last = published.AddDays(period.Length)
	}
	return last.AddDays(1)
}

func checkNoticeClaim(s *Subject) Finding {
	switch {
	case s.Notice.OpenClaim == nil:
		return unknown("有无生父母或者其他监护人认领尚未载明", ByAuthority, "/notice/open_claim")
	case *s.Notice.OpenClaim:
		return fail("有人认领被收养人，核实以前不得登记", "请会同公安机关核实认领人身份", ByAuthority).pending()
	default:
		return pass("无人认领")
	}
}

func checkNoticeCleared(s *Subject) Finding {
	switch {
	case s.Notice.Cleared == nil:
		return unknown("公告期满记录尚未载明", ByAuthority, "/notice/cleared")
	case !*s.Notice.Cleared:
		return fail("公告期满记录尚未作成", "公告期满无人认领的，请作成记录", ByAuthority).pending()
	default:
		return pass("公告期满记录已作成")
	}
}

// WithNotice returns the facts with the first day on which registration is possible after the notice, as the working
// calendar gives it. Facts without a notice, or with that day already, are returned unchanged. It fails when the pack
// has no such period on the day of publication or the calendar cannot count it.
func WithNotice(f Facts, pack *law.Pack, calendar *law.Calendar) (Facts, error) {
	if f.Notice.PublishedOn.IsZero() || !f.Notice.EarliestOn.IsZero() {
		return f, nil
	}
	period, err := pack.Term(paramNoticePeriod, f.Notice.PublishedOn)
	if err != nil {
		return f, fmt.Errorf("read the notice period: %w", err)
	}
	due, err := calendar.Due(f.Notice.PublishedOn, period, nil)
	if err != nil {
		return f, fmt.Errorf("count the notice period: %w", err)
	}
	f.Notice.EarliestOn = due.Earliest
	return f, nil
}
