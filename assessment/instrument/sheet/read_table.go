package sheet

import (
	"maps"
	"slices"
	"strings"
)

// Headings of the sheet 表头.
const (
	headLabel = "项目"
	headValue = "内容"
	headHelp  = "填写要求"
)

// ownColumn begins the heading of a column that the office keeps for itself.
const ownColumn = "备注"

// headingRows are looked through for the headings; a title may stand above them.
const headingRows = 10

// table is a sheet with its headings found: where each field stands, and the rows below.
type table struct {
	sheet   string
	fields  []field
	columns map[string]int // by key of the field; 0 when there is no such column
	rows    []gridRow
	hidden  map[int]bool
}

// at is the place of a field in a row.
func (t *table) at(row int, key string) place {
	f, _ := fieldOf(t.fields, key)
	return place{sheet: t.sheet, row: row, column: t.columns[key], heading: f.heading}
}

// hides gives the row or column that hides a cell; the zero place when it can be seen.
func (t *table) hides(row gridRow, at place) place {
	switch {
	case row.hidden:
		return place{sheet: t.sheet, row: row.number}
	case t.hidden[at.column]:
		return place{sheet: t.sheet, column: at.column}
	}
	return place{}
}

// table finds the headings of a sheet; false after a report when a column that must be there is not.
func (in *intake) table(sheet string, g *grid, fields []field) (*table, bool) {
	heading := findHeadings(g, fields)
	if heading < 0 {
		in.found.add(place{sheet: sheet}, "missing_heading", "没有找到标题行", "标题行应当有“"+strings.Join(needed(fields), "”“")+"”各列，位于前10行之内", "按模板恢复标题行")
		return nil, false
	}
	t := &table{sheet: sheet, fields: fields, columns: map[string]int{}, rows: g.rows[heading+1:], hidden: g.hiddenColumns}
	own := map[int]bool{}
	for _, column := range slices.Sorted(maps.Keys(g.rows[heading].cells)) {
		c := g.rows[heading].cells[column]
		name := plainWord(c.text)
		at := place{sheet: sheet, row: g.rows[heading].number, column: column, heading: clip(name)}
		known := slices.IndexFunc(fields, func(f field) bool { return f.heading == name })
		switch {
		case name == "":
		case strings.HasPrefix(name, ownColumn):
			own[column] = true
		case known < 0:
			own[column] = true
			in.found.add(at, "unknown_column", "没有名为“"+clip(name)+"”的列", "列的标题由模板给出；自用的列，标题以“备注”开头", "改正标题、删除该列，或者在标题前加“备注”")
		case t.columns[fields[known].key] > 0:
			own[column] = true
			in.found.add(at, "duplicate_column", "与"+letters(t.columns[fields[known].key])+"列的标题重复", "一个标题只用于一列", "删除其中一列")
		default:
			t.columns[fields[known].key] = column
		}
	}
	in.strays(t, own)
	return t, true
}

// findHeadings gives the index of the row that has every heading that must be there, or -1.
func findHeadings(g *grid, fields []field) int {
	want := needed(fields)
	for i, row := range g.rows {
		if row.number > headingRows {
			break
		}
		found := 0
		for _, name := range want {
			for _, c := range row.cells {
				if plainWord(c.text) == name {
					found++
					break
				}
			}
		}
		if found == len(want) {
			return i
		}
	}
	return -1
}

func needed(fields []field) []string {
	var names []string
	for _, f := range fields {
		if f.need {
			names = append(names, f.heading)
		}
	}
	return names
}

// strays reports content under no heading, once a column.
func (in *intake) strays(t *table, own map[int]bool) {
	used := map[int]bool{}
	for _, column := range t.columns {
		used[column] = true
	}
	for _, row := range t.rows {
		for _, column := range slices.Sorted(maps.Keys(row.cells)) {
			if used[column] || own[column] || strings.TrimSpace(row.cells[column].text) == "" {
				continue
			}
			own[column] = true
			in.found.add(place{sheet: t.sheet, row: row.number, column: column}, "content_without_heading", "内容所在的列没有标题", "有内容的列应当有标题；自用的列，标题以“备注”开头", "补上标题或者删除内容")
		}
	}
}

// record reads the cells of a row, each as its field says; empty when the row is blank. as may change what a field takes.
func (in *intake) record(t *table, row gridRow, as func(field) field) record {
	r := record{}
	for _, f := range t.fields {
		column := t.columns[f.key]
		c, filled := row.cells[column]
		if column == 0 || !filled {
			continue
		}
		at := t.at(row.number, f.key)
		if value := in.value(at, as(f), c, t.hides(row, at)); value != "" {
			r[f.key] = value
		}
	}
	return r
}
