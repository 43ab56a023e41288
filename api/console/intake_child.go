package console

import (
	"slices"

	"github.com/anjia-project/anjia/api/console/form"
	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// childChoice picks the child of an application out of those that are registered.
type childChoice struct {
	Text    string // what was searched for
	Chosen  string
	Options []form.Option
	More    bool
	Error   string
}

// childChoiceMost is how many children a search shows at most.
const childChoiceMost = 20

// childChoice lists the children that the search of the page finds, the chosen one first.
func (v *visit) childChoice(chosen, wrong string) (*childChoice, error) {
	out := &childChoice{Text: v.QueryParam("q"), Chosen: chosen, Error: wrong}
	ctx := v.Request().Context()
	found, err := v.console.cases.ListChildren(ctx, v.actor(), casework.ChildFilter{Text: out.Text, Limit: childChoiceMost + 1})
	if err != nil {
		return nil, err
	}
	if out.More = len(found) > childChoiceMost; out.More {
		found = found[:childChoiceMost]
	}
	if chosen != "" && !slices.ContainsFunc(found, func(k *workflow.Child) bool { return k.ID == chosen }) {
		k, err := v.console.cases.ReadChild(ctx, v.actor(), chosen)
		if err != nil {
			return nil, err
		}
		found = append([]*workflow.Child{k.Child}, found...)
	}
	for _, k := range found {
		if k.AuthorityID == v.actor().AuthorityID && (k.AdoptedBy == "" && k.DiedOn.IsZero() || k.ID == chosen) {
			out.Options = append(out.Options, form.Option{Value: k.ID, Label: k.Name, Hint: childHint(view.Frame{Words: v.words}, k), Chosen: k.ID == chosen})
		}
	}
	return out, nil
}

// childHint tells one child from another.
func childHint(f view.Frame, k *workflow.Child) string {
	text := k.Code
	for _, part := range []string{f.Words.First("option.sex." + string(k.Sex)), f.Words.Date(k.Born), f.Words.First("option.source." + k.Source), k.Institution} {
		if part != "" {
			text += " · " + part
		}
	}
	return text
}
