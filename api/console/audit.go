package console

import (
	"net/http"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/workflow"
)

// watchPages are the pages about a case for those who watch over it, by the end of
// their address; the word of each is watch.<name>.
func watchPages(role workflow.Role) []string {
	switch role { //nolint:exhaustive // the others watch over nothing
	case workflow.RoleOfficer:
		return []string{"dossiers"}
	case workflow.RoleSupervisor:
		return []string{"dossiers", "reads"}
	case workflow.RoleAuditor:
		return []string{"dossiers", "reads"}
	}
	return nil
}

// watchLinks lead between these pages and back to the case; none for who has none of them.
func (v *visit) watchLinks(caseID, here string) []view.Link {
	pages := watchPages(v.actor().Role)
	if len(pages) == 0 {
		return nil
	}
	out := []view.Link{{To: casePath(caseID), Text: v.t("watch.case")}}
	for _, p := range pages {
		out = append(out, view.Link{To: casePath(caseID) + "/" + p, Text: v.t("watch." + p), Here: p == here})
	}
	return out
}

// watchFrom are the links on the page of a case; a draft has nothing to be watched yet.
func (v *visit) watchFrom(c *workflow.Case) []view.Link {
	links := v.watchLinks(c.ID, "")
	if c.State == workflow.Draft || len(links) == 0 {
		return nil
	}
	links = links[1:]
	for _, phase := range []string{workflow.PhaseCapacity, workflow.PhaseIntegration} {
		if _, begun := c.Instruments[phase]; begun && c.SheetsComplete(phase) {
			links = append(links, view.Link{To: casePath(c.ID) + "/compare/" + phase, Text: v.t("watch.compare") + " " + v.t("phase."+phase)})
		}
	}
	return links
}

func casePath(id string) string { return Prefix + "/cases/" + id }

// watched is the head of such a page: which case, and where else to go.
type watched struct {
	Frame  view.Frame
	CaseID string
	Number string
	Links  []view.Link
}

// watch reads whose page it is. The title of the page comes before the number of the case.
func (v *visit) watch(here string) (watched, error) {
	id := v.Param("id")
	c, err := v.console.cases.ReadCase(v.Request().Context(), v.actor(), id)
	if err != nil {
		return watched{}, err
	}
	number := c.Case.Number
	if number == "" {
		number = v.t("state." + string(c.Case.State))
	}
	w := watched{CaseID: id, Number: number, Links: v.watchLinks(id, here)}
	w.Frame = v.frame(v.t("watch." + here))
	return w, nil
}

// sendFile answers with a file of the API as it is.
func (v *visit) sendFile(in request) error {
	a, err := v.call(in, nil)
	if err != nil {
		return err
	}
	for _, name := range []string{"Content-Type", "Content-Disposition", "ETag"} {
		if value := a.header.Get(name); value != "" {
			v.Response().Header().Set(name, value)
		}
	}
	return v.Blob(http.StatusOK, a.header.Get("Content-Type"), a.body.Bytes())
}
