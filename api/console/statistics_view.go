package console

import (
	"strconv"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/workflow/casework"
)

// figureTable is one table of figures; where it has shares, each row has a bar beside its number.
type figureTable struct {
	ID, Title string
	Heads     []string // of the columns
	Rows      []figureRow
	Plot      bool
}

// figureRow is one row: its name, its numbers as texts, and the length of its bar in
// percent of the longest.
type figureRow struct {
	Name  string
	Cells []string
	Share float64
}

// figureTables are all tables of the page, in its order; those of the files that are taken away are the same.
func figureTables(f view.Frame, s *casework.Statistics) []figureTable {
	named := func(prefix string) func(casework.Figure) string {
		return func(one casework.Figure) string { return f.T(prefix + one.Key) }
	}
	return []figureTable{
		countTable(f, "states", s.States, named("state.")),
		countTable(f, "outcomes", s.Outcomes, func(one casework.Figure) string {
			if text := f.Words.First("statistics.outcome." + one.Key); text != "" {
				return text
			}
			return f.T("state." + one.Key)
		}),
		countTable(f, "received", s.Received, func(one casework.Figure) string { return one.Key }),
		countTable(f, "categories", s.Category, named("category.")),
		countTable(f, "offices", s.Offices, func(one casework.Figure) string {
			if one.Name == "" {
				return one.Key
			}
			return one.Name
		}),
		stageTable(f, s.Stages),
		limitTable(f, s.Limits),
	}
}

func countTable(f view.Frame, id string, figures []casework.Figure, name func(casework.Figure) string) figureTable {
	t := figureTable{ID: id, Title: f.T("statistics." + id), Heads: []string{f.T("statistics." + id + ".head"), f.T("statistics.count")}, Plot: true}
	var most int64
	for _, one := range figures {
		most = max(most, one.Count)
	}
	for _, one := range figures {
		t.Rows = append(t.Rows, figureRow{Name: name(one), Cells: []string{strconv.FormatInt(one.Count, 10)}, Share: share(float64(one.Count), float64(most))})
	}
	return t
}

func stageTable(f view.Frame, stages []casework.StageFigure) figureTable {
	t := figureTable{ID: "stages", Title: f.T("statistics.stages"), Plot: true, Heads: []string{
		f.T("statistics.stages.head"), f.T("statistics.median"), f.T("statistics.quarters"), f.T("statistics.most"), f.T("statistics.count"),
	}}
	most := 0.0
	for _, one := range stages {
		most = max(most, one.Median)
	}
	for _, one := range stages {
		t.Rows = append(t.Rows, figureRow{
			Name:  f.T("statistics.stage." + one.Stage),
			Cells: []string{days(one.Median), days(one.Lower) + "–" + days(one.Upper), strconv.FormatInt(one.Most, 10), strconv.FormatInt(one.Count, 10)},
			Share: share(one.Median, most),
		})
	}
	return t
}

func limitTable(f view.Frame, limits []casework.LimitFigure) figureTable {
	t := figureTable{ID: "limits", Title: f.T("statistics.limits"), Heads: []string{
		f.T("statistics.limits.head"), f.T("statistics.running"), f.T("statistics.overdue"),
	}}
	for _, one := range limits {
		t.Rows = append(t.Rows, figureRow{
			Name: f.T("clock." + one.Clock), Cells: []string{strconv.FormatInt(one.Running, 10), strconv.FormatInt(one.Overdue, 10)},
		})
	}
	return t
}

// share is a part in percent of the longest bar.
func share(part, most float64) float64 {
	const percent = 100
	if most <= 0 {
		return 0
	}
	return part / most * percent
}

// days writes a number of days with at most one decimal.
func days(n float64) string {
	if n == float64(int64(n)) {
		return strconv.FormatInt(int64(n), 10)
	}
	return strconv.FormatFloat(n, 'f', 1, 64)
}

// barWidth is the length of a bar for SVG; a count above nothing is always seen.
func barWidth(r figureRow) string {
	if r.Share <= 0 {
		return "0"
	}
	return strconv.FormatFloat(max(r.Share, 1), 'f', 1, 64)
}
