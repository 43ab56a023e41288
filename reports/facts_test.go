package reports_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/workflow"
)

func textOf(t *testing.T, job workflow.PaperJob) string {
	t.Helper()
	doc, err := reports.Build(job)
	require.NoError(t, err)
	return doc.Text()
}

// TestBlankIsNotUnknown: what a family leaves open reads otherwise than what
// nobody could find out about the child.
func TestBlankIsNotUnknown(t *testing.T) {
	t.Parallel()
	w := couple(t)
	a := &w.c.Application.Applicants[0]
	a.Education, a.Phone, a.Health, a.Income, a.Children, a.Marital = "", "", "", "", nil, ""
	w.c.Application.Motive, w.c.Application.PrivateRoom = "", nil
	text := textOf(t, w.order("D01", "2024-01-02"))
	require.NotContains(t, text, "未查明")
	for _, line := range []string{"文化程度\t未填写", "联系电话\t未填写", "婚姻状况\t未填写", "现有子女数\t未填写", "家庭年收入\t未填写", "收养动机\t未填写", "独立房间\t未填写"} {
		require.Contains(t, text, line)
	}
	w.k.Ethnicity, w.k.FoundOn = "", law.Date{}
	text = textOf(t, w.order("D01", "2024-01-02"))
	require.Contains(t, text, "民族\t未查明")
	require.Contains(t, text, "捡拾时间\t未查明")
}

// TestNationality: the adopters of a registration are Chinese citizens by their
// category; the record need not say it twice.
func TestNationality(t *testing.T) {
	t.Parallel()
	w := couple(t)
	w.k.Nationality = ""
	for i := range w.c.Application.Applicants {
		w.c.Application.Applicants[i].Nationality = ""
	}
	text := textOf(t, w.order("D19", "2024-03-19"))
	require.NotContains(t, text, "未查明")
	require.Contains(t, text, "中国\t"+w.c.Application.Applicants[0].IDNumber)
	require.Contains(t, text, "国籍\t中国")

	w.c.Application.Applicants[1].Identity, w.c.Application.Applicants[1].IDType = eligibility.Foreigner, eligibility.Passport
	w.k.IDNumber, w.k.IDType, w.k.NoIDReason = "", "", "尚未办理户口登记"
	text = textOf(t, w.order("D19", "2024-03-19"))
	require.Contains(t, text, "未填写\t"+w.c.Application.Applicants[1].IDNumber)
	require.Contains(t, text, "国籍\t未查明")
}

// TestRunningNotice: a notice that still runs is no condition that is not met;
// the day after its end, or after a claim, it is judged as the rule says.
func TestRunningNotice(t *testing.T) {
	t.Parallel()
	review := func(on string, change func(*workflow.Child)) string {
		w := couple(t)
		w.k.Notice.ClearedOn, w.k.Notice.ClearedBy = law.Date{}, ""
		running, err := law.StartClock(w.pack, law.ClockFoundlingNotice, w.k.Notice.PublishedOn)
		require.NoError(t, err)
		w.k.Clock = &running
		change(w.k)
		w.c.Eligibility, w.c.Report = nil, nil
		w.eligible(on, workflow.PurposeReview)
		return textOf(t, w.order("R02", on))
	}
	none := func(*workflow.Child) {}
	text := review("2023-10-31", none)
	require.Contains(t, text, "公告期未满")
	require.Contains(t, text, "公告期至2023年10月31日届满；期满无人认领并作成记录的，2023年11月1日起可以登记")
	require.NotContains(t, text, "\t不符合\t")
	text = review("2023-11-01", none)
	require.NotContains(t, text, "公告期未满")
	require.Contains(t, text, "待满足")
	require.NotContains(t, review("2023-10-31", func(k *workflow.Child) { k.Notice.Claimed = true }), "公告期未满")
}

// TestNobodyWritesToTheDead: after the death of an applicant the letter goes to
// the other, or to the next of kin.
func TestNobodyWritesToTheDead(t *testing.T) {
	t.Parallel()
	died := func(w *world, who string) string {
		w.c.Ending = &workflow.Ending{On: day("2024-02-05"), Who: who, Ground: "applicant_died", Reason: "因病死亡", EventOn: day("2024-02-03"), Basis: []law.Citation{workflow.Measures("第八条")}}
		return textOf(t, w.order("D22b", "2024-02-05"))
	}
	text := died(couple(t), "王𠮷林")
	require.Contains(t, text, "\n𫖯𬭎·次仁央金：\n你和王𠮷林于")
	require.Contains(t, text, "可以依法重新申请")
	text = died(single(t), "德吉·央宗")
	require.Contains(t, text, "\n德吉·央宗的近亲属：\n德吉·央宗于")
	require.NotContains(t, text, "重新申请")
}

// TestIllustrativeHasNoLaw: an example is never put on a law's authority.
func TestIllustrativeHasNoLaw(t *testing.T) {
	t.Parallel()
	for _, s := range samples(t) {
		switch s.job.Paper.Code {
		case "D11", "D13", "D16b":
			text := textOf(t, s.job)
			require.Contains(t, text, "示例评估表，非正式标准", s.name)
			require.NotContains(t, text, "四川省", s.name)
		}
	}
}
