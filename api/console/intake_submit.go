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

// submitData is the last page of an application: print, sign, scan, submit.
type submitData struct {
	Frame    view.Frame
	Case     *workflow.Case
	Fields   []form.Field
	Troubles []view.Trouble
	Outcome  *casework.Outcome // what the submission would do
	Hash     string            // of the content that the signed form shows
	Scan     string            // id of the scan that is kept already
	Signed   bool
	Version  int64
	Key      string
}

// Names of the controls of the page beside the act's own.
const (
	signedField = "_signed"
	scanField   = "_scan"
	formOfFile  = workflow.PaperCode("D01")
)

// submitPage prepares the submission.
func submitPage(v *visit) error {
	d, err := v.openSubmit(url.Values{})
	if err != nil {
		return err
	}
	return v.showSubmit(http.StatusOK, d)
}

// openSubmit reads the draft, makes the form of the act and asks what would follow.
func (v *visit) openSubmit(values url.Values) (submitData, error) {
	opened, err := v.openDraft()
	if err != nil {
		return submitData{}, err
	}
	c := opened.View.Case
	d := submitData{Case: c, Version: c.Version, Key: newKey(), Scan: values.Get(scanField), Signed: values.Get(signedField) == "true"}
	if c.State != workflow.Draft {
		return d, &edge.Problem{Status: http.StatusConflict, Code: "wrong_state", Detail: v.t("intake.submitted")}
	}
	b := v.builder(string(workflow.ActSubmit), nil)
	b.Fixed = func(pattern string) (string, bool) { return "", pattern == "/form_hash" }
	d.Fields = b.Build(v.console.document.Body(http.MethodPost, apiPrefix+"/cases/{id}/acts/"+string(workflow.ActSubmit)), values)
	if file, err := v.printed(c.ID); err == nil {
		d.Hash = file.header.Get("X-Form-Hash")
	}
	out := &casework.Outcome{}
	if _, err := v.call(request{
		Method: http.MethodPost, Path: submitPath(c.ID) + "?preview=true", Body: form.Input(d.Fields, values), Version: c.Version, Key: newKey(),
	}, out); err == nil {
		d.Outcome = out
	}
	return d, nil
}

func submitPath(id string) string {
	return "/cases/" + url.PathEscape(id) + "/acts/" + string(workflow.ActSubmit)
}

func (v *visit) showSubmit(status int, d submitData) error {
	title := v.t("intake.submit")
	d.Frame = v.frame(title)
	return v.show(status, title, submitBody(d))
}

// submitDraft submits the application and binds the scan of the signed form to its paper.
func submitDraft(v *visit) error {
	values, err := v.formValues()
	if err != nil {
		return err
	}
	d, err := v.openSubmit(values)
	if err != nil {
		return err
	}
	if had := formVersion(values.Get("_version")); had > 0 {
		d.Version = had
	}
	if key := values.Get("_key"); key != "" {
		d.Key = key
	}
	in := form.Input(d.Fields, values)
	if d.Signed && d.Hash != "" {
		in["form_hash"] = d.Hash
	}
	out := &casework.Outcome{}
	_, err = v.call(request{Method: http.MethodPost, Path: submitPath(d.Case.ID), Body: in, Version: d.Version, Key: d.Key}, out)
	var refused *edge.Problem
	switch {
	case errors.As(err, &refused) && refused.Status == http.StatusPreconditionFailed:
		d.Troubles, d.Version, d.Key = []view.Trouble{{Text: v.t("intake.submit.changed")}}, d.Case.Version, newKey()
		return v.showSubmit(refused.Status, d)
	case errors.As(err, &refused):
		d.Troubles, d.Key = v.mark(d.Fields, refused), newKey()
		return v.showSubmit(refused.Status, d)
	case err != nil:
		return err
	}
	v.flash(v.attachSigned(out, d.Scan))
	return v.redirect(Prefix + "/cases/" + url.PathEscape(d.Case.ID))
}

// attachSigned binds the scan to the application form of the submission and says what
// was done. A scan that cannot be bound is kept with the files of the case.
func (v *visit) attachSigned(out *casework.Outcome, scan string) string {
	if scan == "" {
		return v.t("intake.submit.done", out.Number)
	}
	for _, p := range out.Papers {
		if p.Code != formOfFile {
			continue
		}
		in := casework.AttachScan{PaperID: p.ID, UploadID: scan}
		_, err := v.call(request{
			Method: http.MethodPost, Path: "/cases/" + url.PathEscape(out.CaseID) + "/acts/" + string(workflow.ActAttachScan), Body: in, Version: out.Version, Key: newKey(),
		}, nil)
		if err == nil {
			return v.t("intake.submit.done_with_scan", out.Number)
		}
	}
	return v.t("intake.submit.done_without_scan", out.Number)
}

// printed is the application form of a draft as it stands, to be signed.
func (v *visit) printed(id string) (*answer, error) {
	return v.call(request{
		Method: http.MethodPost, Path: "/cases/" + url.PathEscape(id) + "/forms/" + string(formOfFile),
		Body: map[string]any{"act": workflow.ActSubmit, "input": map[string]any{}},
	}, nil)
}

// printedForm answers with the form as PDF.
func printedForm(v *visit) error {
	a, err := v.printed(v.Param("id"))
	if err != nil {
		return err
	}
	return v.file(a)
}

// file hands a file of the API on.
func (v *visit) file(a *answer) error {
	for _, name := range []string{"Content-Disposition", "Content-Length"} {
		if value := a.header.Get(name); value != "" {
			v.Response().Header().Set(name, value)
		}
	}
	return v.Blob(http.StatusOK, a.header.Get("Content-Type"), a.body.Bytes())
}

// caseViewOf is a case as the pages of acts know it.
type caseViewOf = casework.CaseView
