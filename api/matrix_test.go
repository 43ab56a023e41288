package api_test

import (
	"net/http"
	"slices"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
)

// refusal is what a route answers to people who may not.
type refusal struct {
	role   workflow.Role // of the own office or agency that may not: 403; "" where every role may
	office int           // to the same role of another office
	agency int           // to the manager of another agency
}

// Answers to strangers that are no refusal: the own things of the stranger, and nothing of ours.
const (
	nothingOfOurs = http.StatusOK
	public        = 0 // what is asked for belongs to nobody: law, clock, the own session
)

const (
	hidden    = http.StatusNotFound
	forbidden = http.StatusForbidden
)

// refusals is the matrix. A route without a line fails the test.
func refusals() map[string]refusal {
	m := map[string]refusal{
		"POST /sessions": {}, "POST /notices/read": {}, "GET /sessions/me": {}, "DELETE /sessions/me": {},
		"GET /sessions": {}, "DELETE /sessions": {}, "DELETE /sessions/{session}": {"", hidden, hidden}, "GET /settings": {}, "PUT /settings": {}, // each the own
		"GET /second-factor": {}, "POST /second-factor": {}, "POST /second-factor/confirm": {}, "POST /second-factor/remove": {},
		"POST /second-factor/recovery-codes": {},

		"GET /authorities":                             {workflow.RoleManager, nothingOfOurs, forbidden},
		"GET /authorities/{id}":                        {workflow.RoleManager, hidden, forbidden},
		"GET /authorities/{id}/history":                {workflow.RoleOfficer, hidden, forbidden},
		"GET /authorities/{id}/history/{seq}":          {workflow.RoleOfficer, hidden, forbidden},
		"POST /authorities":                            {workflow.RoleOfficer, hidden, forbidden},
		"POST /authorities/{id}/acts/change_authority": {workflow.RoleOfficer, hidden, forbidden},

		"GET /agencies":                   {"", nothingOfOurs, nothingOfOurs},
		"GET /agencies/{id}":              {"", hidden, hidden},
		"GET /agencies/{id}/offers":       {workflow.RoleOfficer, forbidden, hidden},
		"GET /boards/agencies":            {workflow.RoleOfficer, nothingOfOurs, nothingOfOurs},
		"GET /statistics":                 {workflow.RoleManager, nothingOfOurs, forbidden},
		"POST /agencies":                  {workflow.RoleOfficer, hidden, forbidden},
		"GET /evaluators":                 {"", nothingOfOurs, nothingOfOurs},
		"GET /evaluators/{id}":            {"", hidden, hidden},
		"POST /evaluators":                {workflow.RoleOfficer, hidden, hidden},
		"GET /accounts":                   {workflow.RoleOfficer, nothingOfOurs, forbidden},
		"GET /accounts/{id}":              {workflow.RoleOfficer, hidden, forbidden},
		"GET /accounts/{id}/recusal-card": {workflow.RoleOfficer, hidden, forbidden},
		"POST /accounts":                  {workflow.RoleOfficer, hidden, forbidden},
		"POST /children":                  {workflow.RoleSupervisor, public, forbidden}, // of the own office
		"GET /children":                   {workflow.RoleManager, nothingOfOurs, forbidden},
		"GET /children/{id}":              {workflow.RoleManager, hidden, forbidden},
		"GET /children/{id}/cases":        {workflow.RoleManager, hidden, forbidden},
		"GET /children/{id}/candidates":   {workflow.RoleManager, hidden, forbidden},
		"GET /children/{id}/papers":       {workflow.RoleManager, hidden, forbidden},
		"POST /cases":                     {workflow.RoleSupervisor, public, forbidden}, // of the own office
		"GET /cases":                      {"", nothingOfOurs, nothingOfOurs},
		"PUT /cases/{id}":                 {workflow.RoleAuditor, hidden, forbidden},
		"DELETE /cases/{id}":              {workflow.RoleAuditor, hidden, forbidden},
		"POST /sandbox/clock":             {workflow.RoleOfficer, public, forbidden}, // one clock for all
		"GET /sandbox/clock":              {},
		"GET /notices":                    {"", nothingOfOurs, nothingOfOurs},
		"GET /notices/count":              {"", nothingOfOurs, nothingOfOurs},
		"POST /notices/{id}/read":         {"", hidden, hidden},
		"GET /jobs":                       {"", nothingOfOurs, nothingOfOurs},
		"GET /jobs/{id}":                  {"", hidden, hidden}, // to an officer of the own office too: TestJobsOfOthers
		"POST /jobs/{id}/cancel":          {"", hidden, hidden},
		"POST /jobs/{id}/retry":           {"", hidden, hidden},
		"POST /authorities/{id}/acts/set_certificate_shift": {workflow.RoleOfficer, hidden, forbidden},
		"GET /certificate-test-print":                       {workflow.RoleManager, public, forbidden},
		"GET /blanks":                                       {workflow.RoleManager, nothingOfOurs, forbidden},
		"GET /authorities/{id}/blanks":                      {workflow.RoleManager, hidden, forbidden},
		"GET /authorities/{id}/blanks/{year}":               {workflow.RoleManager, hidden, forbidden},
		"GET /blank-slips":                                  {workflow.RoleManager, nothingOfOurs, forbidden},
		"GET /blank-slips/{id}":                             {workflow.RoleManager, hidden, forbidden},
		"POST /blank-slips/receipts":                        {workflow.RoleManager, public, forbidden}, // each in the own register
		"POST /blank-slips/issues":                          {workflow.RoleManager, public, forbidden},
		"POST /blank-slips/hand-backs":                      {workflow.RoleManager, public, forbidden},
		"POST /blank-slips/spoilings":                       {workflow.RoleManager, public, forbidden},
		"POST /blank-slips/losses":                          {workflow.RoleManager, public, forbidden},
		"POST /blank-slips/returns":                         {workflow.RoleManager, public, forbidden},
		"POST /blank-slips/reissues":                        {workflow.RoleManager, public, forbidden},
		"POST /blank-slips/recalls":                         {workflow.RoleManager, public, forbidden},
		"POST /blank-slips/destructions":                    {workflow.RoleManager, public, forbidden},
		"GET /publications":                                 {"", nothingOfOurs, nothingOfOurs},
		"GET /publications/{id}":                            {"", hidden, hidden},
		"POST /publications":                                {workflow.RoleOfficer, hidden, forbidden},
		"POST /publications/repeals":                        {workflow.RoleOfficer, hidden, forbidden},
		"POST /publications/workbooks":                      {workflow.RoleOfficer, hidden, forbidden},
		"POST /publications/{id}/what-if":                   {workflow.RoleOfficer, forbidden, forbidden},
		"GET /publications/{id}/what-if/{sha256}":           {workflow.RoleOfficer, forbidden, forbidden},
		"GET /log/checkpoint":                               {workflow.RoleOfficer, forbidden, forbidden}, // to every auditor: it is one log
		"GET /log/heads":                                    {workflow.RoleOfficer, forbidden, forbidden},
		"GET /log/tile/{level}/{n}":                         {workflow.RoleOfficer, forbidden, forbidden},
		"GET /log/tile/{level}/{folder}/{n}":                {workflow.RoleOfficer, forbidden, forbidden},
		"GET /log/tile/{level}/{top}/{folder}/{n}":          {workflow.RoleOfficer, forbidden, forbidden},
		"GET /instruments":                                  {}, "GET /instruments/{name}": {}, "GET /packs": {}, "GET /packs/{code}": {},
		"POST /verifications": {}, // what is brought, not what is here
		"GET /calendars":      {}, "GET /calendars/{region}": {}, "POST /calendars/due": {}, "POST /eligibility/check": {},
		"GET /children/{id}/papers/{paper}": {workflow.RoleManager, hidden, forbidden},
	}
	for _, at := range []string{"", "/actions", "/clocks", "/rules", "/materials", "/history", "/history/{seq}", "/papers", "/papers/{paper}", "/uploads/{upload}", "/uploads/{upload}/copies/{kind}", "/evidence", "/conflicts", "/upload-sessions/{session}", "/sheets", "/sheets/{phase}", "/sheets/{phase}/versions", "/sheets/{phase}/versions/{version}", "/results/{phase}", "/dossiers", "/dossiers/{dossier}", "/certificate-overlay"} {
		m["GET /cases/{id}"+at] = refusal{"", hidden, hidden}
	}
	m["GET /cases/{id}/eligibility"] = refusal{workflow.RoleManager, hidden, forbidden}
	m["GET /cases/{id}/reads"] = refusal{workflow.RoleOfficer, hidden, hidden}
	m["POST /cases/{id}/forms/{code}"] = refusal{"", hidden, hidden}
	m["POST /cases/{id}/previews/{code}"] = refusal{workflow.RoleAuditor, hidden, hidden}
	for _, route := range []string{
		"POST /cases/{id}/uploads", "POST /cases/{id}/upload-sessions", "PATCH /cases/{id}/upload-sessions/{session}",
		"POST /cases/{id}/dossiers", "POST /cases/{id}/dossiers/{dossier}/encrypted-copy", "DELETE /cases/{id}/upload-sessions/{session}", "POST /cases/{id}/upload-sessions/{session}/complete",
	} {
		m[route] = refusal{"", hidden, hidden}
	}
	m["PUT /cases/{id}/sheets/{phase}"] = refusal{workflow.RoleOfficer, hidden, hidden}
	for _, row := range office.Table() {
		if at := map[office.Subject]string{office.SubjectAgency: "/agencies", office.SubjectEvaluator: "/evaluators", office.SubjectAccount: "/accounts", office.SubjectPublication: "/publications", office.SubjectBlankSlip: "/blank-slips"}[row.Subject]; at != "" && !row.Creates {
			r := refusal{workflow.RoleOfficer, hidden, forbidden}
			if slices.Contains(row.Roles, workflow.RoleManager) {
				r.agency = hidden
			}
			if row.Act == office.ActChangeOwnPassword || row.Act == office.ActFileRecusalCard { // of somebody else
				r = refusal{"", hidden, hidden}
			}
			if row.Subject == office.SubjectBlankSlip { // for supervisors alone
				r = refusal{workflow.RoleOfficer, forbidden, forbidden}
			}
			m["POST "+at+"/{id}/acts/"+string(row.Act)] = r
		}
	}
	for _, row := range workflow.Table() {
		m["POST /cases/{id}/acts/"+string(row.Act)] = refusal{workflow.RoleAuditor, hidden, hidden}
	}
	for _, act := range []string{"edit_child", "publish_notice", "clear_notice"} {
		m["POST /children/{id}/acts/"+act] = refusal{workflow.RoleSupervisor, hidden, forbidden}
	}
	return m
}
