package console

import (
	"slices"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// listTab is one of the lists that a role has.
type listTab struct {
	name   string
	filter func(a workflow.Actor, today law.Date) casework.CaseFilter
}

// tabsOf are the lists of a role; the first is where the day begins.
func tabsOf(role workflow.Role) []listTab {
	switch role { //nolint:exhaustive // an administrator sees no cases
	case workflow.RoleOfficer:
		return []listTab{tabMine, tabOffice, tabDrafts, tabEnded}
	case workflow.RoleSupervisor:
		return []listTab{tabApproval, tabOffice, tabOverdue, tabArea, tabEnded}
	case workflow.RoleManager:
		return []listTab{tabOffers, tabFiles, tabEnded}
	case workflow.RoleEvaluator:
		return []listTab{tabStudy, tabPart, tabEnded}
	case workflow.RoleAuditor:
		return []listTab{tabArea, tabOverdue, tabEnded}
	}
	return nil
}

// allTabs are the lists of every role.
func allTabs() []listTab {
	return []listTab{tabMine, tabOffice, tabDrafts, tabEnded, tabApproval, tabOverdue, tabArea, tabOffers, tabFiles, tabStudy, tabPart}
}

// The lists. What of them an actor sees is settled by the scope of cases.
var (
	tabMine = listTab{"mine", func(a workflow.Actor, _ law.Date) casework.CaseFilter {
		return casework.CaseFilter{Standing: casework.ListOpen, OfficerID: a.ID}
	}}
	tabOffice = listTab{"office", func(a workflow.Actor, _ law.Date) casework.CaseFilter {
		return casework.CaseFilter{Standing: casework.ListOpen, AuthorityID: a.AuthorityID}
	}}
	tabArea = listTab{"area", func(workflow.Actor, law.Date) casework.CaseFilter {
		return casework.CaseFilter{Standing: casework.ListOpen}
	}}
	tabDrafts = listTab{"drafts", func(workflow.Actor, law.Date) casework.CaseFilter {
		return casework.CaseFilter{States: []workflow.State{workflow.Draft}}
	}}
	tabOverdue = listTab{"overdue", func(_ workflow.Actor, today law.Date) casework.CaseFilter {
		return casework.CaseFilter{Standing: casework.ListOpen, DueBy: today.AddDays(-1)}
	}}
	tabApproval = listTab{"approval", func(a workflow.Actor, _ law.Date) casework.CaseFilter {
		return casework.CaseFilter{Awaits: true, AuthorityID: a.AuthorityID}
	}}
	tabEnded = listTab{"ended", func(workflow.Actor, law.Date) casework.CaseFilter {
		return casework.CaseFilter{Standing: casework.ListEnded}
	}}
	tabOffers = listTab{"offers", func(workflow.Actor, law.Date) casework.CaseFilter {
		return casework.CaseFilter{Standing: casework.ListOpen, File: casework.FileOffer}
	}}
	tabFiles = listTab{"files", func(workflow.Actor, law.Date) casework.CaseFilter {
		return casework.CaseFilter{Standing: casework.ListOpen, File: casework.FileOpen}
	}}
	// In these states an evaluator visits, scores, writes or signs.
	tabStudy = listTab{"study", func(workflow.Actor, law.Date) casework.CaseFilter {
		return casework.CaseFilter{States: []workflow.State{
			workflow.Commissioning, workflow.Assessing, workflow.Integrating, workflow.Reporting, workflow.IntegrationReview, workflow.FollowUp,
		}}
	}}
	tabPart = listTab{"part", func(workflow.Actor, law.Date) casework.CaseFilter {
		return casework.CaseFilter{Standing: casework.ListOpen}
	}}
)

// listTabOf is the list that the address names; the first of the role when it names none.
// A search from the top of a page goes through all cases and has none.
func listTabOf(role workflow.Role, q listQuery) (listTab, bool) {
	tabs := tabsOf(role)
	i := slices.IndexFunc(tabs, func(t listTab) bool { return t.name == q.get("tab") })
	switch {
	case i >= 0:
		return tabs[i], true
	case len(tabs) == 0 || q.get("q") != "":
		return listTab{filter: func(workflow.Actor, law.Date) casework.CaseFilter { return casework.CaseFilter{} }}, false
	}
	return tabs[0], true
}
