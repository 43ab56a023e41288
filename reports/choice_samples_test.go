package reports_test

import (
	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// inChoice puts a case into a choice of two families, as the chosen one or the reserve.
func inChoice(t require.TestingT, standing workflow.Standing) *world {
	w := couple(t)
	w.c.Order = workflow.OrderB
	w.c.Report.Covers = []string{workflow.PhaseCapacity}
	k := workflow.Choice{
		ID: "choice", ChosenID: w.c.ID, ChosenNumber: w.c.Number, On: day("2024-02-20"), By: "次旦·平措", ByID: "acc-officer",
		Reasons: []string{"能力评估得分最高，具有照护残疾儿童的经验", "家庭居住地附近有康复机构"},
		Candidates: []workflow.Candidate{
			{CaseID: w.c.ID, Number: w.c.Number, Score: "98.50", Table: "s1@1", Conclusion: "合格", ReportedOn: day("2024-02-06")},
			{CaseID: "other", Number: "540102-2024-SY-00012-35", Rank: 1, Score: "88.00", Table: "s1@1", Conclusion: "合格", ReportedOn: day("2024-02-07"), Reason: "得分较低，夫妻双方均需倒班"},
		},
		NotAwaited: []workflow.Unwaited{{CaseID: "late", Number: "540102-2024-SY-00019-28", State: workflow.Assessing, Reason: "三月以后方能完成评估，儿童亟需手术后的家庭照护"}},
		ApprovedOn: day("2024-02-21"), ApprovedBy: "旺堆", ApprovedByID: "acc-supervisor", Opinion: "同意。",
	}
	w.c.Selection = &workflow.Selection{EnteredOn: day("2024-02-19"), Standing: standing, Opinion: "能力评估合格", Choice: &k, RankedOn: day("2024-02-21")}
	if standing == workflow.StandingReserve {
		k.ChosenID, k.ChosenNumber = "other", "540102-2024-SY-00012-35"
		k.Candidates[0].Number, k.Candidates[1].Number = k.Candidates[1].Number, k.Candidates[0].Number
		w.c.Selection.Rank = 1
	}
	return w
}

// choiceSamples are the papers of order B.
func choiceSamples(t require.TestingT, add func(string, workflow.PaperJob)) {
	w := inChoice(t, workflow.StandingChosen)
	toAuthority := func(p *workflow.Paper) { p.To, p.Recipient = "authority", "拉萨市城关区民政局" }
	add("D13-capacity", w.order("D13", "2024-02-06", toAuthority))
	add("D14-capacity", w.order("D14", "2024-02-08"))
	add("D26a", w.order("D26a", "2024-02-21"))
	add("D26b-chosen", w.order("D26b", "2024-02-21"))
	r := *w.c.Report
	r.Covers, r.Work, r.Analysis, r.Opinion = []string{workflow.PhaseIntegration}, "两次入户走访，与申请人、被收养人分别交谈。", "被收养人已经适应新的家庭生活。", "融合情况良好，建议办理收养登记。"
	w.c.IntegrationReport = &r
	add("D16c", w.order("D16c", "2024-03-11", toAuthority))
	add("D14b-fit", w.order("D14b", "2024-03-13"))
	failed := inChoice(t, workflow.StandingChosen)
	bad := r
	bad.Conclusion, bad.Opinion = workflow.ConclusionUnfit, "被收养人与申请人未能建立亲子关系。"
	failed.c.IntegrationReport = &bad
	add("D14b-unfit", failed.order("D14b", "2024-03-13"))
	reserve := inChoice(t, workflow.StandingReserve)
	add("D26b-reserve", reserve.order("D26b", "2024-02-21"))
	alone := inChoice(t, workflow.StandingChosen)
	alone.c.Selection.Choice.Candidates, alone.c.Selection.Choice.NotAwaited = alone.c.Selection.Choice.Candidates[:1], nil
	add("D26a-alone", alone.order("D26a", "2024-02-21"))
	reserve.c.Ending = &workflow.Ending{
		On: day("2024-03-20"), Ground: "not_selected", Reason: "被收养人已由择优选定的家庭登记收养", EventOn: day("2024-03-20"),
		Basis: []law.Citation{workflow.CivilCode("第一千一百零五条"), workflow.Assessment("第十六条")},
	}
	add("D26c", reserve.order("D26c", "2024-03-20"))
	add("D26c-remedies", reserve.order("D26c", "2024-03-20", func(p *workflow.Paper) {
		p.Remedies = &workflow.Remedies{Reconsideration: "拉萨市城关区人民政府", Court: "拉萨市城关区人民法院"}
	}))
}
