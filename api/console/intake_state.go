package console

import (
	"slices"
	"strings"

	"github.com/anjia-project/anjia/api/console/form"
	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/workflow"
)

// taskLineOf says how a task stands: not started, in progress, done, or why it cannot be started.
func taskLineOf(f view.Frame, d draft, t intakeTask) taskLine {
	c := d.View.Case
	line := taskLine{Name: t.name, Title: t.title(f, c), To: taskAddress(c.ID, t.name)}
	if t.number > 0 && c.Application.Mode == "" {
		line.To, line.State, line.Note = "", view.Badge{Text: f.T("intake.state.cannot"), Tone: view.Paused}, f.T("intake.cannot.mode")
		return line
	}
	wrong, missing := faultsOf(d.Faults, t)
	switch {
	case !started(c, t) && t.may:
		line.State = view.Badge{Text: f.T("intake.state.may"), Tone: view.Plain}
	case !started(c, t):
		line.State = view.Badge{Text: f.T("intake.state.not_started"), Tone: view.Plain}
	case len(wrong) > 0:
		line.State, line.Note = view.Badge{Text: f.T("intake.state.in_progress"), Tone: view.Info}, f.T("intake.note.wrong", len(wrong))
	case len(missing) > 0:
		line.State, line.Note = view.Badge{Text: f.T("intake.state.missing"), Tone: view.Warn}, f.T("intake.note.missing", len(missing))
	default:
		line.State = view.Badge{Text: f.T("intake.state.done"), Tone: view.Good}
	}
	if len(missing) > 0 && line.Note == "" {
		line.Note = f.T("intake.note.missing", len(missing))
	}
	return line
}

// lastTasks come after all questions: the conditions explained, and the answers checked, signed and submitted.
func lastTasks(f view.Frame, d draft) []taskLine {
	c := d.View.Case
	check := taskLine{Name: "check", Title: f.T("intake.task.check"), To: intakeAddress(c.ID) + "/check", State: view.Badge{Text: f.T("intake.state.ready"), Tone: view.Info}}
	if n := len(keeping(d.Faults)); n > 0 {
		check.To, check.State, check.Note = "", view.Badge{Text: f.T("intake.state.cannot"), Tone: view.Paused}, f.T("intake.cannot.check", n)
	}
	rules := taskLine{Name: "eligibility", Title: f.T("intake.task.eligibility"), To: intakeAddress(c.ID) + "/eligibility", State: view.Badge{Text: f.T("intake.state.look"), Tone: view.Info}}
	if c.Category == "" {
		rules.To, rules.State, rules.Note = "", view.Badge{Text: f.T("intake.state.cannot"), Tone: view.Paused}, f.T("intake.cannot.rules")
	}
	return []taskLine{rules, check}
}

// keeping are the faults that keep a draft from being submitted.
func keeping(faults []workflow.FieldError) []workflow.FieldError {
	return slices.DeleteFunc(slices.Clone(faults), func(f workflow.FieldError) bool { return f.Code == factMissing })
}

// faultsOf are the faults of one task: what is wrong, and what the rules will ask for besides.
func faultsOf(faults []workflow.FieldError, t intakeTask) (wrong, missing []workflow.FieldError) {
	for _, f := range faults {
		switch {
		case !t.covers(f.Pointer):
		case f.Code == factMissing:
			missing = append(missing, f)
		default:
			wrong = append(wrong, f)
		}
	}
	return wrong, missing
}

// started reports whether something stands in one of the places of a task.
func started(c *workflow.Case, t intakeTask) bool {
	values, err := form.Values(inputOf(c))
	if err != nil {
		return false
	}
	for name, given := range values {
		if strings.HasPrefix(name, "_n") || len(given) == 0 || given[0] == "" || given[0] == "false" {
			continue
		}
		for _, p := range t.pointers() {
			if name == p || strings.HasPrefix(name, p+"/") {
				return true
			}
		}
	}
	return false
}
