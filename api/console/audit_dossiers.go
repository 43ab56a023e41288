package console

import (
	"errors"
	"net/http"
	"net/url"

	"github.com/anjia-project/anjia/api/console/form"
	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// dossiersData is the page on which the file of a case is taken, and which says who
// took it before.
type dossiersData struct {
	watched

	Taken    []*casework.Dossier
	Tasks    []*casework.Task // that make dossiers of this case now, or could not
	Fields   []form.Field
	Troubles []view.Trouble
	Key      string
	Copying  string // id of the dossier whose encrypted copy was refused
}

// takesDossier names the form for its words.
const takesDossier = "take_dossier"

func dossiersPage(v *visit) error {
	return v.showDossiers(http.StatusOK, url.Values{}, nil, "")
}

// dossierFields are the form, made of the API's document. Who sees numbers masked
// gets the redacted variant, and is not asked.
func (v *visit) dossierFields(values url.Values) []form.Field {
	fields := v.builder(takesDossier, nil).Build(v.console.document.Body(http.MethodPost, apiPrefix+"/cases/{id}/dossiers"), values)
	if v.actor().Role != workflow.RoleAuditor {
		return fields
	}
	for i := range fields {
		if fields[i].Name == "/redacted" {
			fields[i].Kind, fields[i].Value = form.Fixed, "true"
		}
	}
	return fields
}

func (v *visit) showDossiers(status int, values url.Values, refused *edge.Problem, copying string) error {
	w, err := v.watch("dossiers")
	if err != nil {
		return err
	}
	d := dossiersData{watched: w, Key: newKey(), Fields: v.dossierFields(values), Copying: copying}
	ctx := v.Request().Context()
	if d.Taken, err = v.console.cases.Dossiers(ctx, v.actor(), d.CaseID); err != nil {
		return err
	}
	if d.Tasks, err = v.dossierTasks(d.CaseID); err != nil {
		return err
	}
	if refused != nil {
		d.Troubles = v.mark(d.Fields, refused)
	}
	return v.show(status, d.Frame.T("watch.title", d.Frame.Title, d.Number), dossiersBody(d))
}

// dossierTasks are the tasks by which dossiers of a case are made: those under way,
// and of those that failed the newest.
func (v *visit) dossierTasks(caseID string) ([]*casework.Task, error) {
	const most = 20
	all, err := v.console.cases.Tasks(v.Request().Context(), v.actor(), casework.TaskFilter{CaseID: caseID, Limit: most})
	if err != nil {
		return nil, err
	}
	var out []*casework.Task
	for i, t := range all {
		if t.Kind == (casework.MakeDossier{}).Kind() && (underWay(t) || i == 0 && t.State != casework.TaskDone) {
			out = append(out, t)
		}
	}
	return out, nil
}

func underWay(t *casework.Task) bool {
	return t.State == casework.TaskQueued || t.State == casework.TaskRunning
}

// anyUnderWay reports whether the page has something to wait for.
func anyUnderWay(tasks []*casework.Task) bool {
	for _, t := range tasks {
		if underWay(t) {
			return true
		}
	}
	return false
}

// takeDossier orders a dossier, or stops or repeats the making of one.
func takeDossier(v *visit) error {
	values, err := v.formValues()
	if err != nil {
		return err
	}
	for _, step := range []string{"cancel", "retry"} {
		if task := values.Get("_" + step); task != "" {
			if _, err := v.call(request{Method: http.MethodPost, Path: "/jobs/" + url.PathEscape(task) + "/" + step}, nil); err != nil {
				return err
			}
			return v.redirect(casePath(v.Param("id")) + "/dossiers")
		}
	}
	body := form.Input(v.dossierFields(values), values)
	if _, asked := body["redacted"]; asked { // given by the page as a text, or chosen
		body["redacted"] = values.Get("/redacted") != "false" || v.actor().Role == workflow.RoleAuditor
	}
	_, err = v.call(request{
		Method: http.MethodPost, Path: "/cases/" + url.PathEscape(v.Param("id")) + "/dossiers", Body: body, Key: values.Get("_key"),
	}, nil)
	var refused *edge.Problem
	switch {
	case errors.As(err, &refused) && (refused.Status == http.StatusUnprocessableEntity || refused.Status == http.StatusConflict || refused.Status == http.StatusForbidden):
		return v.showDossiers(refused.Status, values, refused, "")
	case err != nil:
		return err
	}
	v.flash(v.t("dossier.ordered"))
	return v.redirect(casePath(v.Param("id")) + "/dossiers")
}

// dossierProgress is the part of the page that waits. When all is made, the browser
// loads the page anew, with what was made in the list.
func dossierProgress(v *visit) error {
	tasks, err := v.dossierTasks(v.Param("id"))
	if err != nil {
		return err
	}
	if !v.partial() || !anyUnderWay(tasks) {
		v.Response().Header().Set("HX-Redirect", casePath(v.Param("id"))+"/dossiers")
		return v.redirectPlain(casePath(v.Param("id")) + "/dossiers")
	}
	d := dossiersData{watched: watched{Frame: v.frame(""), CaseID: v.Param("id")}, Tasks: tasks}
	return v.render(http.StatusOK, dossierTasksPart(d))
}

// redirectPlain leads on; htmx gets an answer without a body, whose header says where to.
func (v *visit) redirectPlain(to string) error {
	if v.partial() {
		return v.NoContent(http.StatusNoContent)
	}
	return v.redirect(to)
}

func dossierFile(v *visit) error {
	return v.sendFile(request{Method: http.MethodGet, Path: "/cases/" + url.PathEscape(v.Param("id")) + "/dossiers/" + url.PathEscape(v.Param("dossier"))})
}

// dossierCopy answers with an encrypted copy. The password goes to the API and
// nowhere else; it never comes back.
func dossierCopy(v *visit) error {
	values, err := v.FormParams()
	if err != nil {
		return err
	}
	err = v.sendFile(request{
		Method: http.MethodPost, Path: "/cases/" + url.PathEscape(v.Param("id")) + "/dossiers/" + url.PathEscape(v.Param("dossier")) + "/encrypted-copy",
		Body: map[string]string{"password": values.Get("password")},
	})
	var refused *edge.Problem
	if errors.As(err, &refused) && refused.Status == http.StatusUnprocessableEntity {
		return v.showDossiers(refused.Status, url.Values{}, refused, v.Param("dossier"))
	}
	return err
}
