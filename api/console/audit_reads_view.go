package console

import (
	"slices"
	"strings"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/workflow/casework"
)

// readRow is what one person read within one minute.
type readRow struct {
	When, Who string
	By        casework.Reader
	What      []string
}

// readRows joins the readings of one person within a minute, which are mostly one page.
func readRows(f view.Frame, lines []casework.ReadLine) []readRow {
	var out []readRow
	for _, l := range lines {
		when, what := f.Words.Moment(l.At), readWhat(f, l.What)
		if n := len(out); n > 0 && out[n-1].When == when && out[n-1].By == l.By {
			if !slices.Contains(out[n-1].What, what) {
				out[n-1].What = append(out[n-1].What, what)
			}
			continue
		}
		out = append(out, readRow{When: when, Who: readBy(f, l.By), By: l.By, What: []string{what}})
	}
	return out
}

// readWhat says in words what was read: "paper:<id>" and the like by their kind. A
// kind that the catalogue does not have yet is shown as it was recorded.
func readWhat(f view.Frame, what string) string {
	kind, rest, found := strings.Cut(what, ":")
	text := f.Words.First("reads.what." + kind)
	switch {
	case text == "":
		return what
	case found && kind == "result":
		return text + " · " + f.T("phase."+rest)
	case found && kind == "form":
		return text + " " + rest
	}
	return text
}

// readBy names a reader; by the beginning of the id where the account is not the asker's to see.
func readBy(f view.Frame, r casework.Reader) string {
	if r.Name != "" {
		return r.Name
	}
	const short = 8
	return f.T("reads.unnamed", r.ID[:min(short, len(r.ID))])
}
