package console

import (
	"strings"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/assessment/instrument/sheet"
	"github.com/anjia-project/anjia/workflow/casework"
)

// jobState says how a task stands.
func jobState(f view.Frame, t *casework.Task) view.Badge {
	b := taskState(f, t)
	if t.Cancelling {
		return b
	}
	b.Text = f.T("jobs.state." + string(t.State))
	return b
}

// jobDoing is what is being done now, or what it waits for.
func jobDoing(f view.Frame, t *casework.Task) string {
	switch {
	case t.Progress.Text != "" && underWay(t):
		return t.Progress.Text
	case t.State == casework.TaskQueued:
		return f.T("jobs.waits")
	case t.State == casework.TaskRunning:
		return f.T("jobs.begins")
	}
	return ""
}

// jobName is what a task does, in the reader's words.
func jobName(f view.Frame, t *casework.Task) string {
	if text := f.Words.First("jobs.kind." + t.Kind); text != "" {
		return text
	}
	return t.Title
}

// jobRemedy says what helps a task that failed.
func jobRemedy(f view.Frame, t *casework.Task) string {
	if text := f.Words.First("jobs.remedy." + t.Kind); text != "" {
		return text
	}
	return f.T("jobs.remedy")
}

// jobFacts tell who asked, since when, and until when.
func jobFacts(d jobData) []view.Fact {
	f, t := d.Frame, d.Task
	who := t.AskedName
	if d.Mine {
		who = f.T("jobs.you", who)
	}
	out := appendFact(nil, f.T("jobs.kind"), jobName(f, t))
	out = appendFact(out, f.T("jobs.who"), who)
	out = appendFact(out, f.T("jobs.asked"), f.Words.Moment(t.AskedAt))
	if !t.StartedAt.IsZero() {
		out = appendFact(out, f.T("jobs.started"), f.Words.Moment(t.StartedAt))
	}
	if !t.EndedAt.IsZero() {
		out = appendFact(out, f.T("jobs.ended"), f.Words.Moment(t.EndedAt))
	}
	return out
}

// jobLinks lead to what came of a task.
func jobLinks(d jobData) []view.Link {
	f, t := d.Frame, d.Task
	if t.State != casework.TaskDone {
		return nil
	}
	switch t.Kind {
	case casework.MakeDossier{}.Kind():
		if t.CaseID != "" {
			return []view.Link{{To: casePath(t.CaseID) + "/dossiers", Text: f.T("jobs.to.dossier")}}
		}
	case casework.ImportTable{}.Kind():
		if d.Yield.PublicationID != "" {
			return []view.Link{{To: draftPath(d.Yield.PublicationID), Text: f.T("jobs.to.draft")}}
		}
	case casework.RunWhatIf{}.Kind():
		if d.Yield.SHA256 != "" {
			return []view.Link{
				{To: draftPath(d.Yield.PublicationID) + "/what-if/" + d.Yield.SHA256, Text: f.T("jobs.to.what_if")},
				{To: draftPath(d.Yield.PublicationID), Text: f.T("jobs.to.draft")},
			}
		}
	}
	return nil
}

// rowPlace says where in a workbook a fault stands.
func rowPlace(f view.Frame, e sheet.RowError) string {
	var parts []string
	if e.Sheet != "" {
		parts = append(parts, e.Sheet)
	}
	if e.Row > 0 {
		parts = append(parts, f.T("jobs.row", e.Row))
	}
	if e.Column != "" {
		parts = append(parts, f.T("jobs.column", e.Column))
	}
	if e.Heading != "" {
		parts = append(parts, e.Heading)
	}
	if len(parts) == 0 {
		return f.T("jobs.whole_file")
	}
	return strings.Join(parts, " · ")
}

// importFailed reports whether a workbook was read and found wrong.
func (d jobData) importFailed() bool { return len(d.Yield.Errors) > 0 }

// pathTables are the pages of scoring tables.
const pathTables = Prefix + "/instruments"

// draftPath is the page of a file of law on its way into force.
func draftPath(id string) string { return pathTables + "/drafts/" + id }
