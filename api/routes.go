package api

import "net/http"

// routes are all routes of the API, on one screen. The acts follow in acts.go and officeacts.go, in the order of
// their tables.
func (s *server) routes() {
	const get, post, put, del = http.MethodGet, http.MethodPost, http.MethodPut, http.MethodDelete

	t := tagged("sessions")
	route(s, post, "/sessions", "Log in (登录)", s.login, t, named("login"), created(), anyone(), fails(http.StatusUnauthorized, http.StatusTooManyRequests))
	route(s, get, "/sessions/me", "Who is logged in", s.readSession, t, newPassword())
	route(s, del, "/sessions/me", "Log out (退出)", s.logout, t, named("logout"), newPassword())

	t = tagged("authorities")
	route(s, get, "/authorities", "List registration authorities (登记机关)", s.listAuthorities, t)
	route(s, get, "/authorities/{id}", "Read an authority", s.readAuthority, t)
	route(s, get, "/authorities/{id}/history", "Entries of an authority's own record (机关办理记录)", s.authorityHistory, t)
	route(s, get, "/authorities/{id}/history/{seq}", "One entry with as much of its payload as the reader may see", s.authorityEntry, t)
	t = tagged("agencies")
	route(s, get, "/agencies", "List assessment agencies (评估机构)", s.listAgencies, t)
	route(s, get, "/agencies/{id}", "Read an agency and what it lacks today", s.readAgency, t)
	route(s, get, "/agencies/{id}/offers", "List the commissions of the own agency (评估委托)", s.offers, t)
	t = tagged("evaluators")
	route(s, get, "/evaluators", "List evaluators (评估员)", s.listEvaluators, t)
	route(s, get, "/evaluators/{id}", "Read an evaluator and what he or she lacks today", s.readEvaluator, t)
	t = tagged("accounts")
	route(s, get, "/accounts", "List accounts (账户)", s.listAccounts, t)
	route(s, get, "/accounts/{id}", "Read an account", s.readAccount, t, newPassword())
	officeActs(s)

	t = tagged("children")
	route(s, post, "/children", "登记被收养人 (register child)", s.createChild, append(creates, t)...)
	route(s, get, "/children", "List children (被收养人)", s.listChildren, t)
	route(s, get, "/children/{id}", "Read a child with its notice and cases", s.readChild, t)
	route(s, get, "/children/{id}/cases", "List the cases of a child", s.casesOfChild, t)
	route(s, get, "/children/{id}/papers", "List the papers of a child's notice", s.papersOfChild, t)
	route(s, get, "/children/{id}/papers/{paper}", "Read a paper of a child as PDF", s.childPaper, t, pdf())
	childActs(s)

	t = tagged("cases")
	route(s, post, "/cases", "Open a draft (录入申请)", s.createCase, append(creates, t)...)
	route(s, get, "/cases", "List cases by nearest due date", s.listCases, t)
	route(s, get, "/cases/{id}", "Read a case", s.readCase, t)
	route(s, put, "/cases/{id}", "Replace the content of a draft", s.editCase, t, versioned(), fails(http.StatusConflict))
	route(s, del, "/cases/{id}", "Discard a draft", s.discardCase, t, versioned(), fails(http.StatusConflict))
	route(s, get, "/cases/{id}/actions", "What may be done now, what not, and why", s.actions, t)
	route(s, get, "/cases/{id}/clocks", "Legal clocks with explanation (期限)", s.clocks, t)
	route(s, get, "/cases/{id}/materials", "The checklist of papers by category (材料清单)", s.materials, t)
	route(s, get, "/cases/{id}/history", "Entries of the record (办理记录)", s.history, t)
	route(s, get, "/cases/{id}/history/{seq}", "One entry with as much of its payload as the reader may see", s.entry, t)
	t = tagged("papers")
	route(s, get, "/cases/{id}/papers", "List papers (文书)", s.papers, t)
	route(s, get, "/cases/{id}/papers/{paper}", "Read a paper as PDF", s.paper, t, pdf())
	route(s, post, "/cases/{id}/forms/{code}", "Print a form before its act (待签表单)", s.form, t, pdf())
	t = tagged("uploads")
	route(s, post, "/cases/{id}/uploads", "Keep a file (上传)", s.storeUpload, t, created(), sized(uploadMost), rawFile())
	route(s, get, "/cases/{id}/uploads/{upload}", "Get a file back", s.upload, t, anyFile())
	t = tagged("sheets")
	route(s, get, "/cases/{id}/sheets", "How many sheets are in (n of m)", s.progress, t)
	route(s, get, "/cases/{id}/sheets/{phase}", "Read the own draft sheet", s.readSheet, t)
	route(s, put, "/cases/{id}/sheets/{phase}", "Save the own draft sheet", s.saveSheet, t, versioned(), fails(http.StatusConflict))
	caseActs(s)

	t = tagged("jobs")
	route(s, get, "/jobs", "List background tasks, newest first (后台任务)", s.listJobs, t)
	route(s, get, "/jobs/{id}", "Read a task and how far it is", s.readJob, t)
	route(s, post, "/jobs/{id}/cancel", "取消后台任务 (cancel)", s.cancelJob, t, fails(http.StatusConflict))
	route(s, post, "/jobs/{id}/retry", "重试后台任务 (retry)", s.retryJob, t, fails(http.StatusConflict))

	t = tagged("law")
	route(s, get, "/instruments", "List scoring tables (评分表)", s.instruments, t)
	route(s, get, "/instruments/{name}", "Read a scoring table", s.instrument, t)
	route(s, get, "/packs", "List packs of law (规则包)", s.packs, t)
	route(s, get, "/packs/{code}", "Read the values of a pack with their articles", s.pack, t)
	route(s, get, "/calendars", "List working calendars (工作日历)", s.calendars, t)
	route(s, get, "/calendars/{region}", "Read a calendar", s.calendar, t)
	route(s, post, "/calendars/due", "Count a limit, with explanation", s.due, t)
	route(s, post, "/eligibility/check", "Judge facts without a case (条件审查)", s.checkEligibility, t)

	t = tagged("sandbox")
	route(s, get, "/sandbox/clock", "What the clock shows", s.readClock, t)
	route(s, post, "/sandbox/clock", "推进演练时钟 (advance clock)", s.advanceClock, t, fails(http.StatusConflict))
}
