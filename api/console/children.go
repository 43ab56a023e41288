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

// pathChildren is the register of children.
const pathChildren = Prefix + "/children"

// childrenData is the list of children.
type childrenData struct {
	Frame    view.Frame
	Text     string
	Children []*workflow.Child
	Next     string // of the next page; "" on the last
	May      bool   // may register one
}

// childrenPage lists the children that the reader may see.
func childrenPage(v *visit) error {
	d := childrenData{Text: v.QueryParam("q"), May: v.actor().Role == workflow.RoleOfficer}
	found, err := v.console.cases.ListChildren(v.Request().Context(), v.actor(), casework.ChildFilter{Text: d.Text, After: v.QueryParam("after"), Limit: listMost + 1})
	if err != nil {
		return err
	}
	if len(found) > listMost {
		found = found[:listMost]
		d.Next = pathChildren + "?" + url.Values{"q": {d.Text}, "after": {found[listMost-1].ID}}.Encode()
	}
	d.Children = found
	title := v.t("children.title")
	d.Frame = v.frame(title)
	return v.show(http.StatusOK, title, childrenBody(d))
}

// registerData is the form of a child that is registered.
type registerData struct {
	Frame    view.Frame
	Fields   []form.Field
	Troubles []view.Trouble
	Case     string // the draft for which the child is registered
	Key      string
}

func registerPage(v *visit) error {
	return v.showRegister(http.StatusOK, registerData{Case: v.QueryParam("case"), Key: newKey(), Fields: v.childFields("register_child", url.Values{})})
}

func (v *visit) showRegister(status int, d registerData) error {
	title := v.t("children.new")
	d.Frame = v.frame(title)
	return v.show(status, title, registerBody(d))
}

// childFields makes the form of an act on a child's record.
func (v *visit) childFields(act string, values url.Values) []form.Field {
	path := apiPrefix + "/children/{id}/acts/" + act
	if act == string(workflow.ActRegisterChild) {
		path = apiPrefix + "/children"
	}
	return v.builder(act, nil).Build(v.console.document.Body(http.MethodPost, path), values)
}

// registerChild keeps the child; a draft that it is registered for gets it at once.
func registerChild(v *visit) error {
	values, err := v.formValues()
	if err != nil {
		return err
	}
	derived(values)
	fields := v.childFields(string(workflow.ActRegisterChild), values)
	var out struct {
		ID string `json:"id"`
	}
	_, err = v.call(request{Method: http.MethodPost, Path: "/children", Body: form.Input(fields, values), Key: values.Get("_key")}, &out)
	var refused *edge.Problem
	switch {
	case errors.As(err, &refused) && refused.Status == http.StatusUnprocessableEntity:
		return v.showRegister(refused.Status, registerData{Case: values.Get("_case"), Key: newKey(), Troubles: v.mark(fields, refused), Fields: fields})
	case err != nil:
		return err
	}
	v.flash(v.t("children.registered"))
	if id := values.Get("_case"); id != "" {
		return v.redirect(taskAddress(id, "child") + "?child_id=" + url.QueryEscape(out.ID))
	}
	return v.redirect(pathChildren + "/" + out.ID)
}
