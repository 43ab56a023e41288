package console

import (
	"net/url"

	"github.com/anjia-project/anjia/api/console/form"
	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/api/edge"
)

// actState is what the page of every act has, whatever the act is about: a case, a child, a subject of the office, or
// one that only begins with it. What is typed goes on from page to page in it, with the version that the reader has
// seen and the key under which the act is done once.
type actState struct {
	Frame    view.Frame
	Fields   []form.Field
	Troubles []view.Trouble
	Version  int64 // 0 where the act begins its subject
	Key      string
	Values   url.Values // what was typed, as the page carries it on
	// Meanwhile is what was done since the form was opened; set when somebody was quicker.
	Meanwhile []view.Trouble
	Since     []change // what it changed in the file
}

// The steps of the page, in the field _step.
const (
	stepCheck = "check"
	stepEdit  = "edit"
	stepDo    = "do"
	stepPrint = "print"
)

// take goes on with the version and the key that the form was shown with.
func (a *actState) take(values url.Values) {
	if had := formVersion(values.Get("_version")); had > 0 {
		a.Version = had
	}
	if key := values.Get("_key"); key != "" {
		a.Key = key
	}
}

// reshaped reports whether only the form is to be shown again: with room for one more item, with one less, or as it is.
func reshaped(values url.Values) bool {
	switch {
	case values.Has("_add"):
		form.Add(values, values.Get("_add"))
	case values.Has("_remove"):
		form.Remove(values, values.Get("_remove"))
	default:
		return values.Get("_step") == stepEdit
	}
	return true
}

// quicker notes that somebody was: what was done meanwhile stands on the page, which goes on with the version of now.
func (a *actState) quicker(p *edge.Problem, now int64, since []change) {
	for _, e := range p.Errors {
		a.Meanwhile = append(a.Meanwhile, view.Trouble{Text: e.Message})
	}
	if len(a.Meanwhile) == 0 {
		a.Meanwhile = []view.Trouble{{Text: p.Detail}}
	}
	a.Since, a.Version, a.Key = since, now, newKey()
}
