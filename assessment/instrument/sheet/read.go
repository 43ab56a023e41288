package sheet

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/anjia-project/anjia/assessment/instrument"
)

// Read reads a workbook into an editable table and compiles it. Without errors, instrument.Compile of the Spec gives the
// table. With errors, the Spec is what could be read: enough to keep as a draft, never to be published. The errors are
// all that were found, up to 200, in the order of the workbook; a file that is no workbook gives one error and an empty
// Spec. Read takes at most 8 MB from r, unpacks at most 32 MB, and does not panic whatever the bytes are.
func Read(r io.Reader) (instrument.Spec, []RowError) {
	in := &intake{}
	archive, err := openArchive(r)
	if err == nil {
		in.book, err = openWorkbook(archive)
	}
	if err != nil {
		return instrument.Spec{}, []RowError{fileError(err)}
	}
	in.head()
	in.items()
	in.gates()
	in.compile()
	return in.spec, in.found.sorted()
}

// intake is one reading.
type intake struct {
	book   *workbook
	spec   instrument.Spec
	found  findings
	places map[string]rowPlace // of nodes, options, grades and gates, by their JSON pointer
	heads  map[string]place    // of the fields of 表头, by their key
	told   map[place]bool      // hidden rows and columns that have been reported
	uneven bool                // a level is missing or cannot be, so that what stands below what is uncertain
}

func fileError(err error) RowError {
	at := place{}
	switch {
	case errors.Is(err, errTooLarge):
		return at.error("too_large", "文件过大", fmt.Sprintf("文件不超过%d MB，展开后不超过%d MB", maxFileBytes>>20, maxUnpacked>>20), "删除图片和无关的内容，或者在新模板中重新填写")
	case errors.Is(err, errOldFormat):
		return at.error("not_xlsx", "文件是旧版 .xls 格式，或者设置了打开密码", "导入 .xlsx 格式、没有密码的文件", "另存为“Excel 工作簿（*.xlsx）”并取消密码")
	case errors.Is(err, errNotZIP):
		return at.error("not_xlsx", "文件不是 .xlsx 工作簿", "导入 .xlsx 格式的文件", "另存为“Excel 工作簿（*.xlsx）”")
	case errors.Is(err, errDamaged):
		return at.error("damaged_file", "工作簿的内容损坏，无法读取", "文件应当能够用表格软件正常打开", "用表格软件打开后另存为新的 .xlsx 文件")
	}
	return at.error("unreadable_file", "文件未能读完："+err.Error(), "文件应当完整", "重新上传")
}

// sheet finds a sheet by its name and reads it; false after a report when that cannot be done.
func (in *intake) sheet(name string) (*grid, bool) {
	at := slices.IndexFunc(in.book.sheets, func(s sheetRef) bool { return s.name == name })
	if at < 0 {
		in.found.add(place{sheet: name}, "missing_sheet", "工作簿中没有工作表“"+name+"”", "工作簿应当有“表头”“指标”“评定规则”三张工作表，顺序不限", "把工作表名称改回“"+name+"”，或者在新模板中填写")
		return nil, false
	}
	if in.book.sheets[at].hidden {
		in.found.add(place{sheet: name}, "hidden_sheet", "工作表被隐藏", "导入的内容应当都能够看到", "取消隐藏并核对内容")
	}
	g, err := in.book.grid(in.book.sheets[at].part)
	if err != nil {
		e := fileError(err)
		e.Sheet = name
		in.found.keep(place{sheet: name}, e)
		return nil, false
	}
	if g.beyond > 0 {
		in.found.add(place{sheet: name, row: g.beyond}, "too_many_cells", "内容超出读取范围", fmt.Sprintf("一张工作表最多%d行、%d列", maxRow, maxColumn), "删除范围以外的内容")
	}
	for _, m := range g.merged {
		in.found.add(place{sheet: name, row: m.row, column: m.column}, "merged_cells",
			fmt.Sprintf("从%s到%s的单元格被合并", cellName(m.column, m.row), cellName(m.lastColumn, m.lastRow)), "每个单元格单独填写", "取消合并，在每一行填写")
	}
	return g, true
}

// head reads the sheet 表头: the field by its name in the first column, its value in the second.
func (in *intake) head() {
	in.heads = map[string]place{}
	values := record{}
	defer func() { in.spec = values.head() }()
	g, ok := in.sheet(headSheet)
	if !ok {
		return
	}
	columns := []field{{key: headLabel, heading: headLabel, need: true}, {key: headValue, heading: headValue, need: true}, {key: headHelp, heading: headHelp}}
	t, ok := in.table(headSheet, g, columns)
	if !ok {
		return
	}
	fields := headFields()
	for _, row := range t.rows {
		label := plainWord(row.cells[t.columns[headLabel]].text)
		at := place{sheet: headSheet, row: row.number, column: t.columns[headValue], heading: label}
		if label == "" {
			if _, filled := row.cells[t.columns[headValue]]; filled {
				in.found.add(at, "unknown_field", "填写了内容，但没有项目名称", "项目名称由模板给出", "补上项目名称，或者清空该单元格")
			}
			continue
		}
		known := slices.IndexFunc(fields, func(f field) bool { return f.heading == label })
		if known < 0 {
			in.found.add(at, "unknown_field", "没有名为“"+clip(label)+"”的项目", "项目名称由模板给出", "改正项目名称或者删除该行")
			continue
		}
		if earlier, twice := in.heads[fields[known].key]; twice {
			in.found.add(at, "duplicate_field", fmt.Sprintf("项目与第%d行重复", earlier.row), "一个项目填写一行", "删除其中一行")
			continue
		}
		in.heads[fields[known].key] = at
		values[fields[known].key] = in.value(at, fields[known], row.cells[t.columns[headValue]], t.hides(row, at))
	}
}

// gates reads the sheet 评定规则.
func (in *intake) gates() {
	g, ok := in.sheet(gateSheet)
	if !ok {
		return
	}
	t, ok := in.table(gateSheet, g, gateFields())
	if !ok {
		return
	}
	seen := map[string]int{}
	for _, row := range t.rows {
		r := in.record(t, row, func(f field) field { return f })
		if len(r) == 0 {
			continue
		}
		in.condition(t, row, r)
		in.duplicate(t, row, r, seen, "规则")
		in.put("/gates/"+strconv.Itoa(len(in.spec.Gates)), rowPlace{table: t, row: row.number, what: gateSheet})
		in.spec.Gates = append(in.spec.Gates, r.gate())
	}
}

// condition asks for the cells that a condition needs and refuses those that it does not read.
func (in *intake) condition(t *table, row gridRow, r record) {
	test := instrument.Test(r[testKey])
	if _, known := fieldOfWords(tests, string(test)); !known {
		return
	}
	needed, allowed := whenCells(test)
	for _, key := range []string{markKey, codesKey, valueKey} {
		at := t.at(row.number, key)
		switch {
		case in.found.seen[at]: // told already
		case slices.Contains(needed, key) && r[key] == "":
			in.found.add(at, "missing_field", "没有填写", "条件“"+field{words: tests}.show(string(test))+"”需要本栏目", "填写本栏目")
		case r[key] != "" && !slices.Contains(needed, key) && !slices.Contains(allowed, key):
			in.found.add(at, "unused_cell", "填写了不适用的内容", "条件“"+field{words: tests}.show(string(test))+"”不填写本栏目", "清空该单元格或者改正条件")
		}
	}
}

func fieldOfWords(words []word, value string) (string, bool) { return field{words: words}.parse(value) }

// duplicate reports a code that an earlier row has.
func (in *intake) duplicate(t *table, row gridRow, r record, seen map[string]int, what string) {
	if r["code"] == "" {
		return
	}
	if earlier, twice := seen[r["code"]]; twice {
		in.found.add(t.at(row.number, "code"), "duplicate_code", fmt.Sprintf("代码“%s”与第%d行重复", clip(r["code"]), earlier), "一个代码只用于一项"+what, "改用其他代码")
		return
	}
	seen[r["code"]] = row.number
}

func (in *intake) put(pointer string, at rowPlace) {
	if in.places == nil {
		in.places = map[string]rowPlace{}
	}
	in.places[pointer] = at
}

// clip keeps messages short.
func clip(text string) string {
	const most = 40
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return strings.ToValidUTF8(text, "\uFFFD")
}
