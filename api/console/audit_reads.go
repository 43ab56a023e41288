package console

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/anjia-project/anjia/workflow/casework"
)

// readsData is the page that says who looked at a case.
type readsData struct {
	watched

	Lines []readRow
	By    string // account whose readings alone are shown
	Older string // address of the page before in time; "" on the last
}

// readsMost is how many readings a page tells of; those of one person within a minute are one line.
const readsMost = 200

func readsPage(v *visit) error {
	f := casework.ReadsFilter{By: v.QueryParam("by"), Limit: readsMost + 1}
	if before, err := strconv.ParseInt(v.QueryParam("before"), 10, 64); err == nil && before > 0 {
		f.Before = before
	}
	w, err := v.watch("reads")
	if err != nil {
		return err
	}
	d := readsData{watched: w, By: f.By}
	lines, err := v.console.cases.Reads(v.Request().Context(), v.actor(), d.CaseID, f)
	if err != nil {
		return err
	}
	if len(lines) > readsMost {
		lines = lines[:readsMost]
		query := url.Values{"before": {strconv.FormatInt(lines[readsMost-1].ID, 10)}}
		if d.By != "" {
			query.Set("by", d.By)
		}
		d.Older = casePath(d.CaseID) + "/reads?" + query.Encode()
	}
	d.Lines = readRows(d.Frame, lines)
	return v.show(http.StatusOK, d.Frame.T("watch.title", d.Frame.Title, d.Number), readsBody(d))
}
