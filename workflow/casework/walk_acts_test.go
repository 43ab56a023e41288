package casework_test

import (
	"context"
	"fmt"

	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

func (w *walk) onReport(act workflow.ActName, o *casework.OpenedCase, _ workflow.Actor) casework.Command {
	c, d := o.Case, w.dated()
	switch act { //nolint:exhaustive // the acts on the report
	case workflow.ActReportCircumstance:
		return casework.ReportCircumstance{Dated: d, Item: rapid.IntRange(1, 10).Draw(w.rt, "item"), Person: "王林", Facts: w.word("情形"), LearntOn: law.DateOf(w.now), KnownAt: w.instant()}
	case workflow.ActDecideCircumstance:
		id := "40000000-0000-7000-8000-000000000000"
		for _, k := range c.Circumstances {
			if k.Decision == "" {
				id = k.ID
			}
		}
		return casework.DecideCircumstance{
			Dated: d, CircumstanceID: id, Reason: w.word("决定"),
			Decision: map[bool]string{false: "continue", true: "terminate"}[w.seldom(4, "decision")],
		}
	case workflow.ActWriteReport:
		conclusion := workflow.ConclusionFit
		if c.Report != nil && c.Report.Unfit || w.unfit[c.ID] || w.seldom(5, "unfit") {
			conclusion = workflow.ConclusionUnfit
		}
		// A text that nobody sealed may be written anew: it is no record yet.
		return casework.WriteReport{Dated: d, Work: "走访", Analysis: "分析", Conclusion: conclusion, Opinion: "意见"}
	case workflow.ActSignReport:
		revision := 1
		if r := c.ReportInHand(); r != nil {
			revision = r.Revision
		}
		return casework.SignReport{Dated: d, Revision: revision}
	case workflow.ActSealReport:
		return casework.SealReport{Dated: d, Note: "x"}
	case workflow.ActReturnReport:
		return casework.ReturnReport{Dated: d, Reason: w.word("退回")}
	case workflow.ActCheckReport:
		return casework.CheckReport{Dated: d, Opinion: w.word("审核")}
	case workflow.ActConfirmConclusion:
		return casework.ConfirmConclusion{Dated: d, Opinion: w.word("确认")}
	case workflow.ActRecordReply:
		return casework.RecordReply{Dated: d, Reply: w.word("意见"), Agrees: w.mostly("agrees")}
	}
	return nil
}

func (w *walk) atDecision(act workflow.ActName, o *casework.OpenedCase, _ workflow.Actor) casework.Command {
	c, d := o.Case, w.dated()
	visit := w.plannedVisit(c)
	switch act { //nolint:exhaustive // the acts from the decision to the archive
	case workflow.ActProposeRegistration:
		return casework.ProposeRegistration{Dated: d, Reasons: []string{w.word("符合")}}
	case workflow.ActProposeRefusal:
		return casework.ProposeRefusal{Dated: d, Reasons: []string{w.word("不符合")}, Basis: []law.Citation{workflow.CivilCode("第一千零九十八条")}}
	case workflow.ActReturnProposal:
		return casework.ReturnProposal{Dated: d, Reason: w.word("退回")}
	case workflow.ActReturnChild:
		return casework.ReturnChild{Dated: d, ChildReturn: w.returned(), Reason: w.word("返还")}
	case workflow.ActGiveGuidance:
		return casework.GiveGuidance{Dated: d, Content: w.word("指导"), Persons: []string{"王林"}}
	case workflow.ActApproveRegistration:
		return casework.ApproveRegistration{Dated: d, Opinion: w.word("同意"), BlankNumber: w.blank()}
	case workflow.ActApproveRefusal:
		return casework.ApproveRefusal{Dated: d, Opinion: w.word("不予登记")}
	case workflow.ActHandCertificate:
		in := casework.HandCertificate{Dated: d, BlankNumber: w.blank(), Receivers: []string{c.Application.Applicants[0].Name}}
		if c.Registration != nil && c.Registration.BlankNumber != "" {
			in.Spoilt = []casework.SpoiltBlank{{Number: c.Registration.BlankNumber, Reason: w.word("作废")}}
		}
		return in
	case workflow.ActPlanFollowUp:
		return casework.PlanFollowUp{Dated: d, Visits: []casework.PlannedVisit{w.planned()}, Reason: w.word("计划")}
	case workflow.ActAssignFollowUp:
		return casework.AssignFollowUp{Dated: d, VisitID: visit, AccountID: rapid.SampledFrom([]string{w.officer.ID, w.eval.ID, w.manager.ID}).Draw(w.rt, "assignee")}
	case workflow.ActRecordFollowUp:
		return casework.RecordFollowUp{
			Dated: d, VisitID: visit, Place: "家中", Seen: []workflow.Seen{{Name: "王林", Relation: "养父"}}, Situation: w.word("回访"), Conclusion: "continue",
			Flag: w.flag(), FlagNote: w.word("异常"), KnownAt: w.instant(),
		}
	case workflow.ActMissFollowUp:
		return casework.MissFollowUp{Dated: d, VisitID: visit, Reason: w.word("未遇")}
	case workflow.ActReplanFollowUp:
		return casework.ReplanFollowUp{Dated: d, VisitID: visit, Visit: w.planned(), Reason: w.word("调整")}
	case workflow.ActSettleFlag:
		return casework.SettleFlag{Dated: d, VisitID: flagged(c), Disposal: w.word("处置")}
	case workflow.ActEndFollowUp:
		return casework.EndFollowUp{Dated: d, Opinion: w.word("终结"), Reason: w.word("理由")}
	case workflow.ActPermitFoundling:
		return casework.PermitFoundling{Dated: d, Reason: w.word("同意")}
	case workflow.ActClose:
		return casework.Close{Dated: d, Pages: 9}
	}
	return nil
}

func (w *walk) planned() casework.PlannedVisit {
	return casework.PlannedVisit{DueOn: law.DateOf(w.now).AddDays(rapid.IntRange(-1, 60).Draw(w.rt, "due")), Mode: "home"}
}

// plannedVisit is a visit that is open; the clock goes to its window now and then.
func (w *walk) plannedVisit(c *workflow.Case) string {
	if c.FollowUps != nil {
		for _, v := range c.FollowUps.Visits {
			if v.Status == workflow.VisitPlanned || v.Status == workflow.VisitMissed {
				if due := v.DueOn.Time(); due.After(w.now) && (w.sure || rapid.Bool().Draw(w.rt, "wait")) {
					w.now = due
				}
				return v.ID
			}
		}
	}
	return "40000000-0000-7000-8000-000000000000"
}

func (w *walk) flag() string {
	switch {
	case w.wants(workflow.ActSettleFlag):
		return workflow.FlagOther
	case w.seldom(5, "harm"):
		return workflow.FlagHarm
	case w.seldom(5, "other"):
		return workflow.FlagOther
	}
	return ""
}

func flagged(c *workflow.Case) string {
	if c.FollowUps != nil {
		for _, v := range c.FollowUps.Visits {
			if v.FlagOpen {
				return v.ID
			}
		}
	}
	return "40000000-0000-7000-8000-000000000000"
}

func (w *walk) beside(act workflow.ActName, o *casework.OpenedCase, who workflow.Actor) casework.Command {
	c, d := o.Case, w.dated()
	switch act { //nolint:exhaustive // the acts beside the road
	case workflow.ActAdoptRules:
		return casework.AdoptRules{Dated: d, Reason: w.word("规则发布"), PackSHA256: c.Pack.SHA256}
	case workflow.ActWaiveRecusal:
		return casework.WaiveRecusal{Dated: d, Subject: w.tied(c), Reason: w.word("不影响公正")}
	case workflow.ActRaiseEmergency:
		return casework.RaiseEmergency{Dated: d, Facts: w.word("紧急"), KnownAt: w.instant()}
	case workflow.ActRecordPoliceReport:
		return casework.RecordPoliceReport{Dated: d, ReportedAt: w.instant(), Station: w.word("派出所"), Content: w.word("报案"), Receipt: w.word("回执")}
	case workflow.ActRemoveChild:
		return casework.RemoveChild{Dated: d, RemovedTo: w.word("救助"), HandedBy: w.word("交"), ReceivedBy: w.word("接")}
	case workflow.ActLiftEmergency:
		in := casework.LiftEmergency{Dated: d, Reason: w.word("解除"), Plan: w.word("方案")}
		if c.Emergency != nil && !c.Emergency.RemovedOn.IsZero() && w.mostly("back") {
			in.BackOn = law.DateOf(w.now)
		}
		return in
	case workflow.ActTerminateAssessment:
		return casework.TerminateAssessment{Dated: d, ChildReturn: w.returned(), Reason: w.word("终止")}
	case workflow.ActWithdraw:
		return casework.Withdraw{Dated: d, ChildReturn: w.returned(), By: rapid.SampledFrom([]string{"applicant", "placer", "child"}).Draw(w.rt, "by"), Name: c.Application.Applicants[0].Name, Reason: w.word("撤回")}
	case workflow.ActTerminate:
		return casework.Terminate{
			Dated: d, ChildReturn: w.returned(), Ground: rapid.SampledFrom([]string{"child_died", "applicant_died", "parents_found", "object_lost"}).Draw(w.rt, "ground"),
			EventOn: law.DateOf(w.now), Who: c.Application.Applicants[0].Name, Proof: w.word("证明"), Reason: w.word("终止"),
		}
	case workflow.ActServePaper:
		return w.receiver(c, casework.ServePaper{Dated: d, PaperID: w.paper(c, true), Mode: workflow.ServedDirectly})
	case workflow.ActAttachScan:
		return casework.AttachScan{Dated: d, PaperID: w.paper(c, false), UploadID: w.upload(c, who)}
	case workflow.ActVoidPaper:
		return casework.VoidPaper{Dated: d, PaperID: w.paper(c, false), Reason: w.word("作废")}
	}
	return nil
}

// upload brings a file to the case; its id is that of no upload when the actor may bring none.
func (w *walk) upload(c *workflow.Case, who workflow.Actor) string {
	up, err := w.service.StoreUpload(context.Background(), casework.NewUpload{Actor: who, CaseID: c.ID, Name: "扫描件.png", MediaType: "image/png", Content: []byte(w.newID())})
	if err != nil {
		return "40000000-0000-7000-8000-000000000000"
	}
	return up.ID
}

// receiver is service on the addressee mostly, else on somebody of the household or a stranger.
func (w *walk) receiver(c *workflow.Case, in casework.ServePaper) casework.ServePaper {
	if p := c.Paper(in.PaperID); p != nil {
		in.Recipient = p.Recipient
	}
	switch {
	case w.sure || w.mostly("addressee"):
	case rapid.Bool().Draw(w.rt, "household"):
		in.Recipient, in.Relation, in.Cohabits = w.word("母"), w.word("亲属"), true
	default:
		in.Mode, in.Witness, in.Place, in.Note = workflow.ServedLeaving, w.word("见证"), w.word("住所"), w.word("拒收")
	}
	return in
}

// paper is mostly one that matters: the newest that was not served yet.
func (w *walk) paper(c *workflow.Case, unserved bool) string {
	var open []string
	for _, p := range c.Papers {
		spec, _ := p.Code.Spec()
		if !unserved || spec.Served && p.ServedOn().IsZero() && p.VoidOn.IsZero() {
			open = append(open, p.ID)
		}
	}
	if len(open) == 0 {
		return c.Papers[0].ID
	}
	if unserved && w.sure {
		if p := w.toServe(c); p != nil {
			return p.ID
		}
	}
	if unserved && w.mostly("newest") {
		return open[len(open)-1]
	}
	return rapid.SampledFrom(open).Draw(w.rt, "paper")
}

// blank is a printed number that nobody has used yet.
func (w *walk) blank() string {
	w.serial++
	s := fmt.Sprintf("A%08d", w.serial)
	w.given = append(w.given, s)
	return s
}
