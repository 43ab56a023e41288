package console

import (
	"strings"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/workflow"
)

// entry is one line of the menu: where it leads, which word it has, who sees it.
type entry struct {
	to, word string
	roles    []workflow.Role // empty: everybody
}

// menuEntries are the rooms of the console, in the order of the menu.
var menuEntries = []entry{
	{to: pathAgency, word: "menu.agency", roles: []workflow.Role{workflow.RoleManager}},
	{to: Prefix + "/visits", word: "menu.visits", roles: []workflow.Role{workflow.RoleEvaluator}},
	{to: Prefix + "/cases", word: "menu.cases"},
	{to: pathIntake, word: "menu.intake", roles: []workflow.Role{workflow.RoleOfficer}},
	{to: pathChildren, word: "menu.children", roles: []workflow.Role{workflow.RoleOfficer, workflow.RoleSupervisor, workflow.RoleAuditor}},
	{to: pathApprovals, word: "menu.approvals", roles: []workflow.Role{workflow.RoleSupervisor}},
	{to: pathStatistics, word: "menu.statistics", roles: []workflow.Role{workflow.RoleSupervisor, workflow.RoleAuditor, workflow.RoleOfficer}},
	{to: pathNotices, word: "menu.notices"},
	{to: pathJobs, word: "menu.jobs", roles: []workflow.Role{workflow.RoleAdmin, workflow.RoleSupervisor}},
	{to: pathVerify, word: "menu.verify", roles: []workflow.Role{workflow.RoleAuditor, workflow.RoleSupervisor, workflow.RoleOfficer}},
}

// noticesMost is from where on the number of waiting reminders says no more.
const noticesMost = 99

// menu lists what the role has, with the place where the reader is.
func (v *visit) menu() []view.Link {
	here := v.Request().URL.Path
	var out []view.Link
	for _, m := range menuEntries {
		if !m.seenBy(v.actor().Role) {
			continue
		}
		link := view.Link{To: m.to, Text: v.t(m.word), Here: here == m.to || strings.HasPrefix(here, m.to+"/")}
		if m.to == pathNotices {
			if n := v.waiting(); n > 0 {
				link.Count = v.words.Count(n, noticesMost)
			}
		}
		out = append(out, link)
	}
	return out
}

func (m entry) seenBy(r workflow.Role) bool {
	if len(m.roles) == 0 {
		return true
	}
	for _, have := range m.roles {
		if have == r {
			return true
		}
	}
	return false
}
