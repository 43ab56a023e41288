package console

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/anjia-project/anjia/api/console/form"
	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// visitData is the record of a visit as it is written on a phone: the same act and the
// same input as everywhere, asked in the order in which things happen. The script keeps
// it on the device while there is no net.
type visitData struct {
	actData

	Person string // account id
	Parts  []visitPart
	Files  []form.Field // the files that go with it
}

// visitPart is one group of questions.
type visitPart struct {
	Title  string
	Fields []form.Field
}

// visitParts are the groups, by the last member of the field's name; what is in none goes to the last.
func visitParts() [][]string {
	return [][]string{
		{"visit_id", "on", "held_on", "from", "to", "place"},
		{"evaluator_ids", "shown", "seen", "child_seen"},
		{"narrative", "situation", "care", "health", "school", "relation", "advice", "exchanges"},
	}
}

func visitFormPage(v *visit) error {
	d, in, err := v.openVisit()
	if err != nil {
		return err
	}
	return v.showVisit(http.StatusOK, d, in, v.visitValues(d))
}

func (v *visit) openVisit() (visitData, *inCase, error) {
	if !slices.Contains(visitActs(), workflow.ActName(v.Param("act"))) {
		return visitData{}, nil, echo.NewHTTPError(http.StatusNotFound)
	}
	a, in, err := v.openAct()
	return visitData{actData: a}, in, err
}

// visitValues are what is known beforehand: today, who writes, whom one goes to see.
func (v *visit) visitValues(d visitData) url.Values {
	values := url.Values{"_n/exchanges": {"1"}}
	for name, given := range v.QueryParams() {
		values[name] = given
	}
	if today, _, err := v.console.cases.Today(v.Request().Context(), v.actor()); err == nil && !today.IsZero() {
		values.Set("/on", today.String())
	}
	for _, e := range d.Case.Case.ActiveEvaluators() {
		values.Add("/evaluator_ids", e.EvaluatorID)
	}
	people := d.Case.Case.Application.Applicants
	values.Set("_n/seen", strconv.Itoa(max(1, len(people))))
	for i, a := range people {
		values.Set("/seen/"+strconv.Itoa(i)+"/name", a.Name)
		values.Set("/seen/"+strconv.Itoa(i)+"/relation", v.t("visit.applicant"))
	}
	return values
}

func (v *visit) showVisit(status int, d visitData, in *inCase, values url.Values) error {
	title := v.actName(d.Action.Act, d.Action.Name)
	d.Frame, d.Values = v.frame(title), values
	if d.Fields == nil {
		d.Fields = v.fieldsOf(d.actData, in, values)
	}
	d.Person = v.actor().ID
	d.Parts = make([]visitPart, len(visitParts())+1)
	for i := range d.Parts {
		d.Parts[i].Title = v.t("visit.part." + strconv.Itoa(i+1))
	}
	for _, f := range d.Fields {
		if f.Name == "/evidence_ids" {
			d.Files = append(d.Files, f)
			continue
		}
		at := len(d.Parts) - 1
		for i, names := range visitParts() {
			if slices.Contains(names, member(f.Name)) {
				at = i
			}
		}
		d.Parts[at].Fields = append(d.Parts[at].Fields, f)
	}
	return v.show(status, title, visitBody(d))
}

// sendVisit goes one step on: one more item, the check, or, for what was kept on the device, the act at once.
func sendVisit(v *visit) error {
	values, err := v.formValues()
	if err != nil {
		return err
	}
	if err := v.keepMore(values); err != nil {
		return err
	}
	d, in, err := v.openVisit()
	if err != nil {
		return v.visitFailed(err)
	}
	if had, err := strconv.ParseInt(values.Get("_version"), 10, 64); err == nil {
		d.Version = had
	}
	if key := values.Get("_key"); key != "" {
		d.Key = key
	}
	switch {
	case values.Has("_add"):
		form.Add(values, values.Get("_add"))
		return v.showVisit(http.StatusOK, d, in, values)
	case values.Has("_remove"):
		form.Remove(values, values.Get("_remove"))
		return v.showVisit(http.StatusOK, d, in, values)
	}
	dropEmpty(values, "/exchanges", "q", "a")
	d.Fields = v.fieldsOf(d.actData, in, values)
	path := "/cases/" + url.PathEscape(v.Param("id")) + "/acts/" + url.PathEscape(string(d.Action.Act))
	kept := v.fromDevice()
	if !kept {
		path += "?preview=true"
	}
	out := &casework.Outcome{}
	_, err = v.call(request{Method: http.MethodPost, Path: path, Body: form.Input(d.Fields, values), Version: d.Version, Key: d.Key}, out)
	var refused *edge.Problem
	switch {
	case err != nil && kept:
		return v.visitFailed(err)
	case errors.As(err, &refused):
		return v.visitRefused(d, in, values, refused)
	case err != nil:
		return err
	case kept:
		return v.JSON(http.StatusOK, map[string]any{"ok": true, "case": out.CaseID})
	}
	d.Outcome = out
	return v.showAct(http.StatusOK, d.actData, in, values)
}

// fromDevice reports whether the script sends what it had kept.
func (v *visit) fromDevice() bool {
	return strings.HasPrefix(v.Request().Header.Get("Accept"), "application/json")
}

// visitFailed tells the script why something was not taken, and with which version it can be sent
// after the reader has seen what others did.
func (v *visit) visitFailed(err error) error {
	var p *edge.Problem
	if !v.fromDevice() || !errors.As(err, &p) {
		return err
	}
	var texts []string
	for _, e := range p.Errors {
		texts = append(texts, e.Message)
	}
	for _, u := range p.Unmet {
		texts = append(texts, u.Message)
	}
	if len(texts) == 0 {
		texts = []string{p.Detail}
	}
	return v.JSON(p.Status, map[string]any{"refused": texts, "stale": p.Status == http.StatusPreconditionFailed})
}

// visitRefused shows the record again with everything that was typed.
func (v *visit) visitRefused(d visitData, in *inCase, values url.Values, p *edge.Problem) error {
	switch p.Status {
	case http.StatusPreconditionFailed:
		for _, e := range p.Errors {
			d.Meanwhile = append(d.Meanwhile, view.Trouble{Text: e.Message})
		}
		d.Version, d.Key = d.Case.Case.Version, newKey()
	case http.StatusUnprocessableEntity, http.StatusConflict, http.StatusForbidden:
		d.Troubles, d.Key = v.mark(d.Fields, p), newKey()
	default:
		return p
	}
	return v.showVisit(p.Status, d, in, values)
}

// dropEmpty takes items out of a list in which nothing is typed: the form shows one to begin with.
func dropEmpty(values url.Values, list string, names ...string) {
	n, err := strconv.Atoi(values.Get("_n" + list))
	if err != nil {
		return
	}
	for i := min(n, 200) - 1; i >= 0; i-- { //nolint:mnd // as many as the API takes
		at, empty := list+"/"+strconv.Itoa(i), true
		for _, name := range names {
			empty = empty && strings.TrimSpace(values.Get(at+"/"+name)) == ""
		}
		if empty {
			form.Remove(values, at)
		}
	}
}

// offlinePage is what the browser shows when there is no net: a page without any data, on
// which the script shows what is kept, encrypted, on the device.
func offlinePage(v *visit) error {
	v.session = nil
	title := v.t("offline.title")
	return v.show(http.StatusOK, title, offlineBody(v.frame(title)))
}

// offlineWorker is the script that stands between the pages and the net. Its address stays the
// same, so that it can be renewed; it names the style of this program, so that it is renewed.
func offlineWorker(v *visit) error {
	h := v.Response().Header()
	h.Set("Cache-Control", "no-cache")
	set := v.console.assets
	raw := "const SHELL = \"" + Prefix + "/offline\"; const FILES = [\"" +
		strings.Join([]string{set.Path("anjia.css"), set.Path("anjia.js"), set.Path("htmx.js"), set.Path("icon.svg")}, "\", \"") + "\"];\n"
	return v.Blob(http.StatusOK, "text/javascript; charset=utf-8", append([]byte(raw), set.Raw("worker.js")...))
}
