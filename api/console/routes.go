package console

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// Addresses of pages that others lead to.
const (
	pathSignIn   = Prefix + "/signin"
	pathSignOut  = Prefix + "/signout"
	pathAccount  = Prefix + "/account"
	pathPassword = Prefix + "/account/password"
	pathFactor   = Prefix + "/account/second-factor"
)

// routes are all pages, on one screen.
func (c *Console) routes(e *echo.Echo) {
	e.GET(Prefix+"/assets/*", echo.WrapHandler(c.assets))

	e.GET(pathSignIn, c.open(signInPage))
	e.POST(pathSignIn, c.open(signIn))
	e.POST(pathSignOut, c.open(signOut))
	e.POST(Prefix+"/preferences", c.open(setPreferences))
	e.GET(Prefix+"/help", c.open(helpPage))
	e.GET(pathAccount, c.signed(accountPage))
	e.POST(pathAccount+"/sessions", c.signed(endSessions))
	e.GET(pathFactor, c.signed(factorPage))
	e.POST(pathFactor, c.signed(changeFactor))
	e.GET(pathFactor+"/qr", c.signed(factorQR))
	e.GET(pathPassword, c.signed(passwordPage))
	e.POST(pathPassword, c.signed(changePassword))

	e.GET(Prefix, c.signed(homePage))
	e.GET(Prefix+"/cases", c.signed(workListPage))
	e.GET(Prefix+"/cases/:id", c.signed(casePage))
	e.GET(Prefix+"/cases/:id/acts/:act", c.signed(actPage))
	e.POST(Prefix+"/cases/:id/acts/:act", c.signed(doAct))
	e.POST(Prefix+"/cases/:id/acts/:act/:kind/:code", c.signed(actPaper))
	e.GET(Prefix+"/cases/:id/papers/:paper", c.signed(paperFile))
	e.GET(Prefix+"/cases/:id/history/:seq", c.signed(entryPage))
	e.GET(Prefix+"/cases/:id/uploads/:upload", c.signed(uploadFile))
	e.GET(Prefix+"/cases/:id/uploads/:upload/copies/:kind", c.signed(uploadCopy))
	e.GET(Prefix+"/cases/:id/sheets/:phase", c.signed(sheetPage))
	e.POST(Prefix+"/cases/:id/sheets/:phase", c.signed(saveSheetPage))
	e.GET(Prefix+"/visits", c.signed(fieldworkPage))
	e.GET(pathAgency, c.signed(agencyPage))
	e.GET(Prefix+"/cases/:id/visits/:act", c.signed(visitFormPage))
	e.POST(Prefix+"/cases/:id/visits/:act", c.signed(sendVisit))
	e.GET(Prefix+"/offline", c.open(offlinePage))
	e.GET(Prefix+"/worker.js", c.open(offlineWorker))
	e.POST(Prefix+"/cases/:id/files", c.signed(beginFile))
	e.GET(Prefix+"/cases/:id/files/:session", c.signed(fileSoFar))
	e.PATCH(Prefix+"/cases/:id/files/:session", c.signed(moreOfFile))
	e.POST(Prefix+"/cases/:id/files/:session/complete", c.signed(fileComplete))

	e.GET(Prefix+"/cases/:id/materials", c.signed(materialsPage))
	e.POST(Prefix+"/cases/:id/materials", c.signed(recordMaterials))
	e.GET(pathIntake, c.signed(intakePage))
	e.POST(pathIntake, c.signed(openIntake))
	e.GET(pathIntake+"/:id", c.signed(taskListPage))
	e.POST(pathIntake+"/:id/discard", c.signed(discardDraft))
	e.GET(pathIntake+"/:id/tasks/:task", c.signed(taskPage))
	e.POST(pathIntake+"/:id/tasks/:task", c.signed(saveTask))
	e.GET(pathIntake+"/:id/eligibility", c.signed(eligibilityPage))
	e.POST(pathIntake+"/identity", c.signed(identityPart))
	e.GET(pathIntake+"/:id/check", c.signed(checkPage))
	e.GET(pathIntake+"/:id/form", c.signed(printedForm))
	e.GET(pathIntake+"/:id/submit", c.signed(submitPage))
	e.POST(pathIntake+"/:id/submit", c.signed(submitDraft))
	e.GET(pathChildren, c.signed(childrenPage))
	e.POST(pathChildren, c.signed(registerChild))
	e.GET(pathChildren+"/new", c.signed(registerPage))
	e.GET(pathChildren+"/:id", c.signed(childPage))
	e.GET(pathChildren+"/:id/acts/:act", c.signed(childActPage))
	e.POST(pathChildren+"/:id/acts/:act", c.signed(doChildAct))
	e.GET(pathChildren+"/:id/papers/:paper", c.signed(childPaperFile))

	e.GET(Prefix+"/cases/:id/dossiers", c.signed(dossiersPage))
	e.POST(Prefix+"/cases/:id/dossiers", c.signed(takeDossier))
	e.GET(Prefix+"/cases/:id/dossiers/progress", c.signed(dossierProgress))
	e.GET(Prefix+"/cases/:id/dossiers/:dossier", c.signed(dossierFile))
	e.POST(Prefix+"/cases/:id/dossiers/:dossier/copy", c.signed(dossierCopy))
	e.GET(Prefix+"/cases/:id/reads", c.signed(readsPage))
	e.GET(Prefix+"/cases/:id/compare/:phase", c.signed(comparePage))
	e.GET(pathApprovals, c.signed(approvalsPage))
	e.GET(pathStatistics, c.signed(statisticsPage))
	e.GET(pathStatistics+"/file.csv", c.signed(statisticsCSV))
	e.GET(pathStatistics+"/file.xlsx", c.signed(statisticsXLSX))
	e.GET(pathVerify, c.signed(verifyPage))
	e.POST(pathVerify, c.signed(verifyFile))

	e.GET(pathNotices, c.signed(noticesPage))
	e.POST(pathNotices, c.signed(readNotices))

	e.GET(pathJobs, c.signed(jobsPage))
	e.GET(pathJobs+"/:id", c.signed(jobPage))
	e.POST(pathJobs+"/:id", c.signed(changeJob))
	e.GET(pathJobs+"/:id/events", c.signed(jobEvents))

	if c.sandbox {
		e.GET(Prefix+"/components", c.open(componentsPage))
	}
	e.RouteNotFound(Prefix+"/*", c.open(func(*visit) error { return echo.NewHTTPError(http.StatusNotFound) }))
}
