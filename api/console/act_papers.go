package console

import (
	"errors"
	"net/http"
	"net/url"

	"github.com/anjia-project/anjia/api/console/form"
	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow"
)

// paperOf names a paper of an act.
type paperOf struct {
	Code  workflow.PaperCode
	Title string
}

// formsOf are the forms that an act takes back signed: they are printed before it.
func formsOf(r workflow.Row) []paperOf {
	var out []paperOf
	for _, code := range r.Papers {
		if spec, ok := code.Spec(); ok && spec.Moment == workflow.MomentForm {
			out = append(out, paperOf{code, spec.Title})
		}
	}
	return out
}

// paperTitles names papers by their codes.
func paperTitles(codes []workflow.PaperCode) []string {
	out := make([]string, 0, len(codes))
	for _, c := range codes {
		if spec, ok := c.Spec(); ok {
			out = append(out, spec.Title)
		}
	}
	return out
}

// printForms makes the forms of an act ready: the hash of what is typed goes into the form, so that what comes back
// signed is what is entered. What keeps a form from being set shows as a refusal.
func (v *visit) printForms(d actData, in *inCase, values url.Values) error {
	d.Fields = v.fieldsOf(d, in, values)
	for _, p := range formsOf(d.Row) {
		a, err := v.call(v.paperRequest("forms", p.Code, d, values), nil)
		var refused *edge.Problem
		switch {
		case errors.As(err, &refused):
			return v.actRefused(d, in, values, refused)
		case err != nil:
			return err
		}
		values.Set("/form_hash", a.header.Get("X-Form-Hash"))
		d.Printed = append(d.Printed, p)
	}
	d.Fields = nil
	return v.showAct(http.StatusOK, d, in, values)
}

// paperRequest asks for a paper of an act that is not done yet: a form to be signed, or a preview.
func (v *visit) paperRequest(kind string, code workflow.PaperCode, d actData, values url.Values) request {
	return request{
		Method: http.MethodPost, Path: "/cases/" + url.PathEscape(v.Param("id")) + "/" + kind + "/" + url.PathEscape(string(code)),
		Body: map[string]any{"act": d.Action.Act, "input": form.Input(d.Fields, values)},
	}
}

// actPaper answers with a form of an act, or with a preview of a paper, for what is typed.
func actPaper(v *visit) error {
	values, err := v.formValues()
	if err != nil {
		return err
	}
	d, in, err := v.openAct()
	if err != nil {
		return err
	}
	tidy(values)
	d.Fields = v.fieldsOf(d, in, values)
	kind := "previews"
	if v.Param("kind") == "forms" {
		kind = "forms"
	}
	a, err := v.call(v.paperRequest(kind, workflow.PaperCode(v.Param("code")), d, values), nil)
	if err != nil {
		return err
	}
	v.Response().Header().Set("Content-Disposition", a.header.Get("Content-Disposition"))
	v.Response().Header().Set("Cache-Control", "private, no-store")
	return v.Blob(http.StatusOK, a.header.Get("Content-Type"), a.body.Bytes())
}

// since is what changed in the file of a case after the version that the reader had: from the entry of that version
// to the newest, as far as the reader may see it.
func (v *visit) since(caseID string, had int64) []change {
	ctx := v.Request().Context()
	lines, err := v.console.cases.ReadHistory(ctx, v.actor(), caseID, 0)
	if err != nil || len(lines) == 0 {
		return nil // who may not read the record is told what was done, not what it changed
	}
	first := int64(0)
	for _, l := range lines {
		if l.Version <= had {
			first = l.Seq
		}
	}
	now, err := v.console.cases.ReadEntry(ctx, v.actor(), caseID, lines[len(lines)-1].Seq)
	if err != nil || first == 0 {
		return nil
	}
	then, err := v.console.cases.ReadEntry(ctx, v.actor(), caseID, first)
	if err != nil {
		return nil
	}
	was, _ := shown(then.Payload)
	is, _ := shown(now.Payload)
	return changed(view.Frame{Words: v.words}, was, is)
}
