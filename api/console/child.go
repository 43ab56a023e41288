package console

import (
	"errors"
	"net/http"
	"net/url"
	"slices"

	"github.com/labstack/echo/v4"

	"github.com/anjia-project/anjia/api/console/form"
	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// childData is the page of one child: who it is, its notice, its cases, its papers.
type childData struct {
	Frame  view.Frame
	View   *casework.ChildView
	Facts  []view.Fact
	Notice []view.Fact
	Papers []casework.PaperLine
	Acts   []view.Link
	May    bool
	Key    string
}

func childPage(v *visit) error {
	ctx, id := v.Request().Context(), v.Param("id")
	k, err := v.console.cases.ReadChild(ctx, v.actor(), id)
	if err != nil {
		return err
	}
	d := childData{View: k, Key: newKey()}
	if d.Papers, err = v.console.cases.ChildPapers(ctx, v.actor(), id); err != nil {
		return err
	}
	f := v.frame(k.Child.Name)
	d.Frame, d.Facts, d.Notice = f, childDetails(f, k.Child), noticeFacts(f, k.Child)
	d.May = v.actor().Role == workflow.RoleOfficer && v.actor().AuthorityID == k.Child.AuthorityID
	if d.May {
		for _, act := range childActs(k) {
			d.Acts = append(d.Acts, view.Link{To: childActAddress(id, act), Text: v.t("act." + string(act))})
		}
	}
	return v.show(http.StatusOK, f.Title, childBody(d))
}

func childActAddress(id string, act workflow.ActName) string {
	return pathChildren + "/" + url.PathEscape(id) + "/acts/" + string(act)
}

// childActs are those that make sense on a child as it stands; the act itself decides.
func childActs(k *casework.ChildView) []workflow.ActName {
	var out []workflow.ActName
	n := k.Child.Notice
	switch {
	case n == nil && k.Child.Source == "foundling":
		out = append(out, workflow.ActPublishNotice)
	case n != nil && n.ClearedOn.IsZero():
		out = append(out, workflow.ActClearNotice)
	}
	submitted := slices.ContainsFunc(k.Cases, func(c casework.TouchedCase) bool { return c.State != workflow.Draft })
	if n == nil && !submitted {
		out = append(out, casework.ActEditChild)
	}
	return out
}

// childPaperFile answers with a paper of a child as the API gives it.
func childPaperFile(v *visit) error {
	a, err := v.call(request{Method: http.MethodGet, Path: "/children/" + url.PathEscape(v.Param("id")) + "/papers/" + url.PathEscape(v.Param("paper"))}, nil)
	if err != nil {
		return err
	}
	return v.file(a)
}

// childActData is the page of an act on a child's record.
type childActData struct {
	Frame    view.Frame
	Child    *workflow.Child
	Act      workflow.ActName
	Fields   []form.Field
	Troubles []view.Trouble
	Checked  bool // shows what was entered, before it is done
	Values   url.Values
	Version  int64
	Key      string
}

func (v *visit) openChildAct(values url.Values) (childActData, error) {
	act := workflow.ActName(v.Param("act"))
	if !slices.Contains([]workflow.ActName{workflow.ActPublishNotice, workflow.ActClearNotice, casework.ActEditChild}, act) {
		return childActData{}, echo.NewHTTPError(http.StatusNotFound)
	}
	k, err := v.console.cases.ReadChild(v.Request().Context(), v.actor(), v.Param("id"))
	if err != nil {
		return childActData{}, err
	}
	if act == casework.ActEditChild && len(values) == 0 { // what is known stands in the form
		if values, err = form.Values(k.Child); err != nil {
			return childActData{}, err
		}
	}
	return childActData{Child: k.Child, Act: act, Fields: v.childFields(string(act), values), Values: values, Version: k.Child.Version, Key: newKey()}, nil
}

func childActPage(v *visit) error {
	d, err := v.openChildAct(url.Values{})
	if err != nil {
		return err
	}
	return v.showChildAct(http.StatusOK, d)
}

func (v *visit) showChildAct(status int, d childActData) error {
	title := v.t("act." + string(d.Act))
	d.Frame = v.frame(title)
	return v.show(status, title, childActBody(d))
}

// doChildAct shows what was entered once more, then does it.
func doChildAct(v *visit) error {
	values, err := v.formValues()
	if err != nil {
		return err
	}
	d, err := v.openChildAct(values)
	if err != nil {
		return err
	}
	if had := formVersion(values.Get("_version")); had > 0 {
		d.Version = had
	}
	if key := values.Get("_key"); key != "" {
		d.Key = key
	}
	switch values.Get("_step") {
	case stepEdit:
		return v.showChildAct(http.StatusOK, d)
	case stepDo:
	default:
		d.Checked = true
		return v.showChildAct(http.StatusOK, d)
	}
	_, err = v.call(request{
		Method: http.MethodPost, Path: "/children/" + url.PathEscape(d.Child.ID) + "/acts/" + string(d.Act), Body: form.Input(d.Fields, values), Version: d.Version, Key: d.Key,
	}, nil)
	var refused *edge.Problem
	switch {
	case errors.As(err, &refused) && refused.Status == http.StatusPreconditionFailed:
		d.Version, d.Key, d.Troubles = d.Child.Version, newKey(), []view.Trouble{{Text: refused.Detail}}
		return v.showChildAct(refused.Status, d)
	case errors.As(err, &refused):
		d.Troubles, d.Key = v.mark(d.Fields, refused), newKey()
		return v.showChildAct(refused.Status, d)
	case err != nil:
		return err
	}
	v.flash(v.t("act.done", v.t("act."+string(d.Act))))
	return v.redirect(pathChildren + "/" + url.PathEscape(d.Child.ID))
}
