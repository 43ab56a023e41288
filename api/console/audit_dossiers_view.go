package console

import (
	"strconv"

	"github.com/anjia-project/anjia/api/console/form"
	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/workflow/casework"
)

// dossierVariant says whether a dossier is whole, and up to where.
func dossierVariant(f view.Frame, d *casework.Dossier) view.Badge {
	if d.Redacted {
		return view.Badge{Text: f.T("dossier.redacted"), Tone: view.Info}
	}
	return view.Badge{Text: f.T("dossier.whole"), Tone: view.Plain}
}

// dossierState says how the making stands, as far as the list knows.
func dossierState(f view.Frame, d *casework.Dossier) view.Badge {
	if d.SHA256 == "" {
		return view.Badge{Text: f.T("dossier.unmade"), Tone: view.Warn}
	}
	return view.Badge{Text: f.T("dossier.made"), Tone: view.Good}
}

// taskState says how a task stands.
func taskState(f view.Frame, t *casework.Task) view.Badge {
	tone := map[casework.TaskState]view.Tone{
		casework.TaskQueued: view.Info, casework.TaskRunning: view.Info, casework.TaskDone: view.Good,
		casework.TaskFailed: view.Danger, casework.TaskCancelled: view.Plain,
	}[t.State]
	if t.Cancelling {
		return view.Badge{Text: f.T("task.cancelling"), Tone: view.Paused}
	}
	return view.Badge{Text: f.T("task." + string(t.State)), Tone: tone}
}

// sizeText is a size of a file as people say it.
func sizeText(f view.Frame, size int64) string {
	const kilo, mega = 1 << 10, 1 << 20
	switch {
	case size <= 0:
		return ""
	case size < mega:
		return f.T("dossier.size.kb", (size+kilo-1)/kilo)
	}
	return f.T("dossier.size.mb", strconv.FormatFloat(float64(size)/mega, 'f', 1, 64))
}

func dossierAddress(d dossiersData, one *casework.Dossier) string {
	return casePath(d.CaseID) + "/dossiers/" + one.ID
}

// copyTroubles are those of the password for the copy of one dossier.
func copyTroubles(d dossiersData, one *casework.Dossier) string {
	if d.Copying != one.ID || len(d.Troubles) == 0 {
		return ""
	}
	return d.Troubles[0].Text
}

// masked reports whether the reader sees numbers masked, and so gets redacted dossiers only: the form says so.
func masked(d dossiersData) bool {
	for _, f := range d.Fields {
		if f.Name == "/redacted" {
			return f.Kind == form.Fixed
		}
	}
	return false
}
