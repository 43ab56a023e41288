package console

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/anjia-project/anjia/api/console/form"
	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// draft is an application that is being entered, as saved.
type draft struct {
	View   *casework.CaseView
	Faults []workflow.FieldError
}

// openDraft reads the draft of the address.
func (v *visit) openDraft() (draft, error) {
	c, err := v.console.cases.ReadCase(v.Request().Context(), v.actor(), v.Param("id"))
	if err != nil {
		return draft{}, err
	}
	return draft{View: c, Faults: c.Faults}, nil
}

// inputOf is the draft as the API takes it.
func inputOf(c *workflow.Case) casework.DraftInput {
	return casework.DraftInput{ChildID: c.ChildID, Category: c.Category, Secrecy: c.Secrecy, Application: c.Application}
}

// draftValues are the values of all pages of a draft, with room for the applicants that its mode wants.
func draftValues(c *workflow.Case) (url.Values, error) {
	values, err := form.Values(inputOf(c))
	if err != nil {
		return nil, err
	}
	for have := len(c.Application.Applicants); have < wantedApplicants(c); have++ {
		form.Add(values, atApplicants)
	}
	return values, nil
}

// overlaid are the saved values with those of one page replaced by what was typed there.
func overlaid(c *workflow.Case, t intakeTask, typed url.Values) (url.Values, error) {
	values, err := draftValues(c)
	if err != nil {
		return nil, err
	}
	for _, p := range t.pointers() {
		form.Drop(values, p)
	}
	for name, given := range typed {
		if strings.HasPrefix(strings.TrimPrefix(name, "_n"), "/") {
			values[name] = given
		}
	}
	return values, nil
}

// taskFields makes the fields of the pages of a draft and picks those of one.
func (v *visit) taskFields(t intakeTask, values url.Values) map[string]form.Field {
	b := v.builder("draft", nil)
	all := b.Build(v.console.document.Body(http.MethodPut, apiPrefix+"/cases/{id}"), values)
	wanted := map[string]bool{}
	for _, p := range t.pointers() {
		wanted[p] = true
	}
	out := map[string]form.Field{}
	form.Walk(all, func(f *form.Field) {
		if wanted[f.Name] {
			f.Required = needed[member(f.Name)] && !strings.HasPrefix(f.Name, atPlacer) && f.Kind != form.Group && f.Kind != form.List
			out[f.Name] = *f
		}
	})
	return out
}

// needed are the members without which no application is submitted; a draft is saved without them.
var needed = map[string]bool{
	"category": true, "mode": true, "reason": true, "name": true, "id_type": true, "id_number": true, "sex": true, "born": true,
	"identity": true, "marital": true, "attendance": true,
}

// merged is the saved draft with the members of one page replaced by what its fields hold.
func merged(c *workflow.Case, t intakeTask, fields map[string]form.Field, values url.Values) (map[string]any, error) {
	raw, err := json.Marshal(inputOf(c))
	if err != nil {
		return nil, fmt.Errorf("console: draft: %w", err)
	}
	tree := map[string]any{}
	d := json.NewDecoder(strings.NewReader(string(raw)))
	d.UseNumber()
	if err := d.Decode(&tree); err != nil {
		return nil, fmt.Errorf("console: draft: %w", err)
	}
	for _, p := range t.pointers() {
		f, ok := fields[p]
		if !ok {
			continue
		}
		in := form.Input([]form.Field{f}, values)
		var value any
		for _, one := range in {
			value = one
		}
		place(tree, strings.Split(p[1:], "/"), value)
	}
	return tree, nil
}

// place sets a member of a tree; nil takes it out. Applicants that are not there yet are made.
func place(tree map[string]any, path []string, value any) {
	name := path[0]
	switch {
	case len(path) == 1 && value == nil:
		delete(tree, name)
	case len(path) == 1:
		tree[name] = value
	case isIndex(path[1]):
		i, _ := strconv.Atoi(path[1])
		list, _ := tree[name].([]any)
		for len(list) <= i {
			list = append(list, map[string]any{})
		}
		if item, ok := list[i].(map[string]any); ok {
			place(item, path[2:], value)
		}
		tree[name] = list
	default:
		inner, ok := tree[name].(map[string]any)
		if !ok {
			inner = map[string]any{}
		}
		place(inner, path[1:], value)
		tree[name] = inner
	}
}

func isIndex(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// derived fills in what the number of an identity card says, where nothing was chosen: kind of paper, sex, birth date.
func derived(values url.Values) {
	for name := range values {
		at, ok := strings.CutSuffix(name, "/id_number")
		if !ok {
			continue
		}
		id, err := eligibility.ParseResidentID(strings.ToUpper(strings.TrimSpace(values.Get(name))))
		if err != nil {
			continue
		}
		kind := eligibility.ResidentCard
		if id.Identity != eligibility.Mainland && id.DivisionKnown {
			kind = eligibility.ResidencePermit
		}
		for member, value := range map[string]string{"id_type": string(kind), "sex": string(id.Sex), "born": id.BirthDate.String()} {
			if values.Get(at+"/"+member) == "" && !strings.Contains(at, "/kin/") {
				values.Set(at+"/"+member, value)
			}
		}
		values.Set(name, id.Number)
	}
}

// saveDraft gives the whole draft to the API, in the version that the page has shown.
func (v *visit) saveDraft(id string, version int64, in map[string]any) (casework.Draft, error) {
	var out casework.Draft
	_, err := v.call(request{Method: http.MethodPut, Path: "/cases/" + url.PathEscape(id), Body: in, Version: version}, &out)
	return out, err
}

// formVersion is the version that a form has carried on, 0 for none.
func formVersion(text string) int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// today is the civil date of the house; the zero date when it cannot be told.
func (v *visit) today() law.Date {
	day, _, err := v.console.cases.Today(v.Request().Context(), v.actor())
	if err != nil {
		return law.Date{}
	}
	return day
}
