package sheet_test

import (
	"bytes"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/instrument/sheet"
)

// changed writes the sample of frame F3, lets a test change the workbook as somebody at an office might, and reads it.
// In 指标, A-D are level, type, code and title, E-G points, lowest and highest; row 3 is item 1.1, rows 4-6 its options.
func changed(t *testing.T, change func(f *excelize.File) error) (instrument.Spec, []sheet.RowError) {
	t.Helper()
	spec, err := sheet.Frame("F3")
	require.NoError(t, err)
	f := opened(t, written(t, spec))
	require.NoError(t, change(f))
	var out bytes.Buffer
	require.NoError(t, f.Write(&out))
	return sheet.Read(&out)
}

func opened(t *testing.T, book []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(book))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, f.Close()) })
	return f
}

func style(f *excelize.File, s *excelize.Style, at, cell string) error {
	id, err := f.NewStyle(s)
	if err != nil {
		return err
	}
	return f.SetCellStyle(at, cell, cell, id)
}

// Each mistake gives exactly one error, at its cell, and none besides.
func TestMistakesAreNamedByCell(t *testing.T) {
	t.Parallel()
	general := &excelize.Style{NumFmt: 0}
	for _, c := range []struct {
		name   string
		change func(f *excelize.File) error
		code   string
		where  string
	}{
		{"a formula", func(f *excelize.File) error { return f.SetCellFormula("指标", "G3", "5+5") }, "formula", "指标G3"},
		{"a formula in a wording", func(f *excelize.File) error { return f.SetCellFormula("指标", "R3", `"a"&"b"`) }, "formula", "指标R3"},
		{"a code as a number", func(f *excelize.File) error { return f.SetCellValue("指标", "C7", 12) }, "number_as_code", "指标C7"},
		{"a date for a code", func(f *excelize.File) error {
			if err := f.SetCellValue("指标", "C7", 45293); err != nil {
				return err
			}
			return style(f, &excelize.Style{NumFmt: 14}, "指标", "C7")
		}, "date_cell", "指标C7"},
		{"a sum of binary fractions", func(f *excelize.File) error { return f.SetCellDefault("评定规则", "C3", "0.30000000000000004") }, "computed_number", "评定规则C3"},
		{"a percentage for points", func(f *excelize.File) error {
			if err := f.SetCellValue("评定规则", "C3", 0.5); err != nil {
				return err
			}
			return style(f, &excelize.Style{NumFmt: 9}, "评定规则", "C3")
		}, "percent_cell", "评定规则C3"},
		{"words for a number", func(f *excelize.File) error { return f.SetCellStr("评定规则", "C3", "二十分") }, "bad_number", "评定规则C3"},
		{"a unit beside a number", func(f *excelize.File) error { return f.SetCellStr("指标", "E5", "6分") }, "bad_number", "指标E5"},
		{"a truth value for a word", func(f *excelize.File) error { return f.SetCellValue("指标", "L3", true) }, "wrong_cell_type", "指标L3"},
		{"a type that is none", func(f *excelize.File) error { return f.SetCellStr("指标", "L3", "照片") }, "unknown_value", "指标L3"},
		{"merged cells", func(f *excelize.File) error { return f.MergeCell("指标", "AB3", "AB4") }, "merged_cells", "指标AB3"},
		{"a hidden sheet", func(f *excelize.File) error { return f.SetSheetVisible("评定规则", false) }, "hidden_sheet", "评定规则"},
		{"a hidden column", func(f *excelize.File) error { return f.SetColVisible("评定规则", "C", false) }, "hidden_cell", "评定规则C2"},
		{"no such sheet", func(f *excelize.File) error { return f.SetSheetName("评定规则", "规则") }, "missing_sheet", "评定规则"},
		{"a heading spoilt", func(f *excelize.File) error { return f.SetCellStr("指标", "R1", "怎样评定") }, "unknown_column", "指标R1"},
		{"a heading that must be there", func(f *excelize.File) error { return f.SetCellStr("评定规则", "B1", "判断") }, "missing_heading", "评定规则"},
		{"a heading twice", func(f *excelize.File) error { return f.SetCellStr("指标", "AD1", "名称") }, "duplicate_column", "指标AD1"},
		{"content without a heading", func(f *excelize.File) error { return f.SetCellStr("指标", "AE7", "草稿") }, "content_without_heading", "指标AE7"},
		{"a field of the head that is none", func(f *excelize.File) error { return f.SetCellStr("表头", "A30", "负责人") }, "unknown_field", "表头B30"},
		{"a field of the head twice", func(f *excelize.File) error { return f.SetCellStr("表头", "A30", "名称") }, "duplicate_field", "表头B30"},
		{"a level that jumps", func(f *excelize.File) error { return f.SetCellStr("指标", "A3", "3") }, "level_jump", "指标A3"},
		{"a level under an item", func(f *excelize.File) error { return f.SetCellStr("指标", "A7", "3") }, "level_under_item", "指标A7"},
		{"no level", func(f *excelize.File) error { return f.SetCellStr("指标", "A3", "") }, "missing_field", "指标A3"},
		{"a code twice", func(f *excelize.File) error { return f.SetCellStr("指标", "C7", "1.1") }, "duplicate_code", "指标C7"},
		{"a weight for an option", func(f *excelize.File) error { return f.SetCellStr("指标", "I4", "0.5") }, "unused_cell", "指标I4"},
		{"a weight for points", func(f *excelize.File) error { return f.SetCellStr("指标", "I12", "0.5") }, "unknown_key", "指标I12"},
		{"a mark where none belongs", func(f *excelize.File) error { return f.SetCellStr("评定规则", "C4", "5") }, "unused_cell", "评定规则C4"},
		{"an option above the maximum", func(f *excelize.File) error { return f.SetCellStr("指标", "E5", "11") }, "option_above_maximum", "指标E5"},
		{"a band that overlaps", func(f *excelize.File) error { return f.SetCellStr("指标", "G9", "9") }, "overlapping_options", "指标F9"},
		{"a total that differs", func(f *excelize.File) error { return f.SetCellStr("表头", "B19", "31") }, "total_mismatch", "表头B19"},
		{"a mark above the maximum", func(f *excelize.File) error { return f.SetCellStr("评定规则", "C3", "31") }, "pass_mark_above_maximum", "评定规则B3"},
		{"a section that is none", func(f *excelize.File) error { return f.SetCellStr("评定规则", "D2", "9") }, "unknown_code", "评定规则B2"},
		{"a date that is none", func(f *excelize.File) error { return f.SetCellStr("表头", "B16", "2024-02-30") }, "bad_date", "表头B16"},
		{"a time of the day", func(f *excelize.File) error {
			if err := f.SetCellValue("表头", "B16", 45292.5); err != nil {
				return err
			}
			return style(f, &excelize.Style{NumFmt: 22}, "表头", "B16")
		}, "bad_date", "表头B16"},
		{"a number too long for any table", func(f *excelize.File) error { return f.SetCellValue("评定规则", "C3", 1e300) }, "bad_number", "评定规则C3"},
		{"content far away", func(f *excelize.File) error { return f.SetCellStr("指标", "A30000", "x") }, "too_many_cells", "指标30000"},
		{"a number in general format for a rate that is typed", func(f *excelize.File) error {
			if err := f.SetCellValue("评定规则", "C3", 22.123456); err != nil {
				return err
			}
			return style(f, general, "评定规则", "C3")
		}, "computed_number", "评定规则C3"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, errs := changed(t, c.change)
			require.NotEmpty(t, errs)
			require.Equal(t, c.code, errs[0].Code, "%v", errs)
			require.Len(t, errs, 1, "%v", errs)
			require.Equal(t, c.where, where(errs[0]))
			require.NotEmpty(t, errs[0].What)
			require.NotEmpty(t, errs[0].Rule)
			require.NotEmpty(t, errs[0].Remedy)
		})
	}
}

func where(e sheet.RowError) string {
	if e.Row == 0 {
		return e.Sheet
	}
	return e.Sheet + e.Column + strconv.Itoa(e.Row)
}

// What is tolerated, and documented as tolerated, changes nothing.
func TestToleratedWorkbooks(t *testing.T) {
	t.Parallel()
	want, err := sheet.Frame("F3")
	require.NoError(t, err)
	for name, change := range map[string]func(f *excelize.File) error{
		"another order of sheets": func(f *excelize.File) error { return f.MoveSheet("评定规则", "说明") },
		"a sheet of one's own":    func(f *excelize.File) error { return set(f.NewSheet("草稿")) },
		"no guide":                func(f *excelize.File) error { return f.DeleteSheet("说明") },
		"a column of one's own": func(f *excelize.File) error {
			return cells(f, "指标", "AD1", "备注（科长意见）", "AD3", "待定")
		},
		"blank rows":                 func(f *excelize.File) error { return f.InsertRows("指标", 7, 3) },
		"a title above the headings": func(f *excelize.File) error { return titled(f) },
		"columns moved":              func(f *excelize.File) error { return f.InsertCols("指标", "D", 2) },
		"a column less":              func(f *excelize.File) error { return f.RemoveCol("指标", "AC") },
		"spaces around": func(f *excelize.File) error {
			return cells(f, "指标", "C3", " 1.1　", "G3", "\u00a010 ", "L3", "证明材料 ")
		},
		"full-width characters": func(f *excelize.File) error { return cells(f, "指标", "C3", "１．１", "E5", "６", "C4", "ａ") },
		"words of the format":   func(f *excelize.File) error { return cells(f, "指标", "B3", "option", "L3", "file") },
		"numbers as numbers":    func(f *excelize.File) error { return numbers(f) },
		"a date as a date":      func(f *excelize.File) error { return dated(f) },
		"other separators":      func(f *excelize.File) error { return cells(f, "评定规则", "D2", " 2 ，") },
		"cells of spaces":       func(f *excelize.File) error { return cells(f, "指标", "I3", " ", "R3", "　") },
		"a hidden column with nothing in it": func(f *excelize.File) error {
			return f.SetColVisible("指标", "T", false)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, errs := changed(t, change)
			require.Empty(t, errs)
			require.Equal(t, want, got)
		})
	}
}

func set(_ int, err error) error { return err }

func cells(f *excelize.File, sheet string, pairs ...string) error {
	for i := 0; i < len(pairs); i += 2 {
		if err := f.SetCellStr(sheet, pairs[i], pairs[i+1]); err != nil {
			return err
		}
	}
	return nil
}

func titled(f *excelize.File) error {
	if err := f.InsertRows("指标", 1, 2); err != nil {
		return err
	}
	return f.SetCellStr("指标", "A1", "某市收养家庭评估指标表")
}

// numbers stores points as spreadsheets do that were not told to keep text.
func numbers(f *excelize.File) error {
	for cell, value := range map[string]any{"A3": 2, "E5": 6.0, "G9": 7.5, "F9": 5, "H7": 0.5, "P3": 6} {
		if err := f.SetCellValue("指标", cell, value); err != nil {
			return err
		}
	}
	return f.SetCellValue("评定规则", "C3", 22.5)
}

func dated(f *excelize.File) error {
	if err := f.SetCellValue("表头", "B16", 45292); err != nil { // 2024-01-01
		return err
	}
	return style(f, &excelize.Style{CustomNumFmt: new(`yyyy"年"m"月"d"日"`)}, "表头", "B16")
}

// All mistakes are told at once, in the order in which one reads, and the same cell is not told twice.
func TestAllMistakesAtOnce(t *testing.T) {
	t.Parallel()
	spec, errs := changed(t, func(f *excelize.File) error {
		if err := cells(f, "表头", "B3", "大写 CODE", "B13", "暂行"); err != nil {
			return err
		}
		if err := cells(f, "指标", "G3", "很多", "C7", "一、2", "B12", "打分"); err != nil {
			return err
		}
		return cells(f, "评定规则", "F4", "待定")
	})
	var got []string
	for _, e := range errs {
		got = append(got, where(e)+" "+e.Code)
	}
	require.Equal(t, []string{"表头B3 bad_code", "表头B13 unknown_value", "指标G3 bad_number", "指标C7 bad_code", "指标B12 unknown_value", "评定规则F4 unknown_value"}, got)
	require.Equal(t, "很多", spec.Nodes[0].Nodes[0].Max, "a draft keeps what was typed")
	require.Equal(t, "工作表“指标”第3行G列（最高值）：数字不正确（max of node \"1.1\": \"很多\" is not a plain decimal number such as 7 or 7.5）。"+
		"规则：数字写作 7 或者 7.5，分值最多两位小数，权重最多四位小数。改正：改正数字。", errs[2].Error())
}
