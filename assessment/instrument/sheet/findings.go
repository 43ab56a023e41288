package sheet

import (
	"errors"
	"strings"

	"github.com/anjia-project/anjia/assessment/instrument"
)

// rowPlace is a row that stands for a part of the Spec.
type rowPlace struct {
	table *table
	row   int
	what  string // itemSheet, gateSheet, optionRow or gradeRow
}

// compile asks the compiler and says where in the workbook its findings stand. A cell that has an error already gets no
// second one, and a row in which a cell could not be read gets none about how its cells go together.
func (in *intake) compile() {
	_, err := instrument.Compile(in.spec)
	var problems instrument.Problems
	if err != nil && !errors.As(err, &problems) {
		in.found.add(place{}, "unreadable_table", "评估表无法编译："+clip(err.Error()), "评估表应当完整", "改正其他问题后再次导入")
		return
	}
	read := map[place]bool{}
	for _, e := range in.found.list {
		if e.Code == "hidden_sheet" { // was read none the less
			continue
		}
		read[place{sheet: e.Sheet, row: e.Row}] = true
	}
	for _, problem := range problems {
		at := in.locate(problem.Pointer)
		switch {
		case in.found.seen[at], read[place{sheet: at.sheet}]: // told already
			continue
		case read[place{sheet: at.sheet, row: at.row}] && !ofOneCell(problem.Code), in.uneven && strings.HasSuffix(problem.Pointer, "/nodes"):
			continue // may only follow from what could not be read
		}
		e := at.error(problem.Code, "", "", "")
		e.Pointer, e.Detail = problem.Pointer, problem.What
		e.What, e.Rule, e.Remedy = chinese(problem)
		if problem.Code == "missing_field" && at.row == 0 && at.heading == "" {
			e.What, e.Rule, e.Remedy = "工作表没有内容", "至少填写一行", "按说明逐行填写"
		}
		if problem.Code == "duplicate_code" || strings.HasPrefix(problem.Code, "missing_") {
			e.Detail = "" // names lines of a text that the office does not see, or keys of the format
		}
		in.found.keep(at, e)
	}
}

// ofOneCell tells findings about what is typed in a single cell from those about how cells go together.
func ofOneCell(code string) bool {
	switch code {
	case "bad_number", "bad_code", "bad_date", "unknown_value", "too_long", "control_character", "title_brackets":
		return true
	}
	return false
}

// locate finds the cell that a JSON pointer into the Spec leads to.
func (in *intake) locate(pointer string) place {
	for above := pointer; above != ""; above = above[:strings.LastIndexByte(above, '/')] {
		if row, known := in.places[above]; known {
			return row.cell(strings.TrimPrefix(strings.TrimPrefix(pointer, above), "/"))
		}
	}
	switch {
	case strings.HasPrefix(pointer, "/nodes"):
		return place{sheet: itemSheet}
	case strings.HasPrefix(pointer, "/gates"):
		return place{sheet: gateSheet}
	}
	return in.headCell(strings.TrimPrefix(pointer, "/"))
}

func (in *intake) headCell(key string) place {
	if key == "aggregation" { // sums are told at the total
		key = "aggregation/total"
	}
	f, known := cellField(headFields(), key)
	if !known {
		return place{sheet: headSheet}
	}
	if at, there := in.heads[f.key]; there {
		return at
	}
	return place{sheet: headSheet, heading: f.heading}
}

// cell is the cell of the row in which a part of it stands.
func (p rowPlace) cell(rest string) place {
	key := rest
	switch p.what {
	case optionRow:
		switch rest {
		case "from":
			key = "min"
		case "to":
			key = "max"
		}
	case gradeRow:
		if rest == "rating" {
			key = "code"
		}
	case gateSheet:
		key = gateKey(rest)
	}
	f, known := cellField(p.table.fields, key)
	if !known {
		f, _ = fieldOf(p.table.fields, "code")
	}
	return p.table.at(p.row, f.key)
}

// gateKey leads from the condition of a gate to the columns that it is written in.
func gateKey(rest string) string {
	parts := strings.Split(rest, "/")
	if parts[0] != "when" || len(parts) == 1 {
		return rest
	}
	switch parts[len(parts)-1] {
	case string(instrument.TotalAtLeast), string(instrument.TotalBelow), "mark":
		return markKey
	case "value":
		return valueKey
	}
	if len(parts) > 2 {
		return codesKey
	}
	return testKey
}

// cellField finds the field of a key, or the first field below it, or those of the key above.
func cellField(fields []field, key string) (field, bool) {
	for key != "" {
		if f, known := fieldOf(fields, key); known {
			return f, true
		}
		if f, known := firstBelow(fields, key); known {
			return f, true
		}
		key = key[:max(strings.LastIndexByte(key, '/'), 0)]
	}
	return field{}, false
}
