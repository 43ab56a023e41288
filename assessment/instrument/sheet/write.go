package sheet

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/anjia-project/anjia/assessment/instrument"
)

const (
	lastInput   = 2000  // rows that drop lists reach to
	maxCellText = 32767 // UTF-16 units, the limit of the file format
)

// Write writes a workbook with the table in it; of the zero Spec, an empty one to fill in. Any Spec that compiles is
// written whole, and so is one that does not compile yet. Write fails when a wording cannot stand in a cell (longer than
// 32767 characters, or with a character that XML does not know), and when w fails. The same Spec gives the same bytes.
func Write(w io.Writer, spec instrument.Spec) (err error) {
	if spec.Format == "" {
		spec.Format = "anjia-instrument/1"
	}
	p := &press{file: excelize.NewFile()}
	defer func() {
		if closed := p.file.Close(); err == nil {
			err = closed
		}
	}()
	if err := p.workbook(spec); err != nil {
		return fmt.Errorf("write the table %q as a workbook: %w", spec.Code, err)
	}
	_, err = p.file.WriteTo(w)
	return err
}

// press makes one workbook.
type press struct {
	file   *excelize.File
	styles map[look]int
}

func (p *press) workbook(spec instrument.Spec) error {
	if err := p.file.SetDefaultFont(fontName); err != nil {
		return err
	}
	if err := p.file.SetSheetName("Sheet1", guideSheet); err != nil {
		return err
	}
	for _, name := range []string{headSheet, itemSheet, gateSheet} {
		if _, err := p.file.NewSheet(name); err != nil {
			return err
		}
	}
	if err := p.guide(); err != nil {
		return err
	}
	if err := p.head(headRecord(spec)); err != nil {
		return err
	}
	if err := p.rows(itemSheet, itemFields(), itemRecords(spec.Nodes, 1)); err != nil {
		return err
	}
	var gates []record
	for _, gate := range spec.Gates {
		gates = append(gates, gateRecord(gate))
	}
	if err := p.rows(gateSheet, gateFields(), gates); err != nil {
		return err
	}
	at, err := p.file.GetSheetIndex(headSheet)
	p.file.SetActiveSheet(at)
	return err
}

// itemRecords are the rows of 指标: each node, then its grades and options, then the nodes below it.
func itemRecords(nodes []instrument.NodeSpec, level int) []record {
	var rows []record
	for _, node := range nodes {
		r := nodeRecord(node)
		r[levelKey] = strconv.Itoa(level)
		rows = append(rows, r)
		for _, grade := range node.Grades {
			rows = append(rows, gradeRecord(grade))
		}
		for _, option := range node.Options {
			rows = append(rows, optionRecord(option))
		}
		rows = append(rows, itemRecords(node.Nodes, level+1)...)
	}
	return rows
}

// head writes one field a row: what it is, its value, what to write.
func (p *press) head(values record) error {
	headings := []field{{heading: headLabel, width: 14}, {heading: headValue, width: 60}, {heading: headHelp, width: 70}}
	if err := p.headings(headSheet, headings); err != nil {
		return err
	}
	for i, f := range headFields() {
		row := i + 2
		if err := p.put(headSheet, 1, row, f.heading, look{bold: true}); err != nil {
			return err
		}
		if err := p.put(headSheet, 2, row, f.show(values[f.key]), look{}); err != nil {
			return err
		}
		if err := p.put(headSheet, 3, row, f.help, look{faint: true}); err != nil {
			return err
		}
		if err := p.dropList(headSheet, f, cellName(2, row)); err != nil {
			return err
		}
		if err := p.height(headSheet, row, headings, f.heading, values[f.key], f.help); err != nil {
			return err
		}
	}
	return nil
}

// rows writes a sheet of one record a row under frozen headings, with a drop list in each column of closed words.
func (p *press) rows(sheet string, fields []field, records []record) error {
	if err := p.headings(sheet, fields); err != nil {
		return err
	}
	for column, f := range fields {
		if err := p.dropList(sheet, f, cellName(column+1, 2)+":"+cellName(column+1, max(lastInput, len(records)+1))); err != nil {
			return err
		}
	}
	for i, r := range records {
		if err := p.row(sheet, i+2, fields, r); err != nil {
			return err
		}
	}
	if len(records) == 0 {
		return nil
	}
	return p.file.AddIgnoredErrors(sheet, "A2:"+cellName(len(fields), len(records)+1), excelize.IgnoredErrorsNumberStoredAsText)
}

func (p *press) row(sheet string, row int, fields []field, r record) error {
	shown := make([]string, len(fields))
	for i, f := range fields {
		l := lookOf(f, r)
		if shown[i] = f.show(r[f.key]); shown[i] == "" && !l.section {
			continue
		}
		if err := p.put(sheet, i+1, row, shown[i], l); err != nil {
			return err
		}
	}
	return p.height(sheet, row, fields, shown...)
}

// put writes text and nothing else: a cell of another type would lose leading zeros or decimals.
func (p *press) put(sheet string, column, row int, text string, l look) error {
	cell := cellName(column, row)
	switch {
	case len(utf16.Encode([]rune(text))) > maxCellText:
		return fmt.Errorf("cell %s of %s would have more than %d characters; shorten the wording", cell, sheet, maxCellText)
	case strings.ContainsFunc(text, notXML) || !utf8.ValidString(text):
		return fmt.Errorf("cell %s of %s would hold a character that no spreadsheet can; remove it from the wording", cell, sheet)
	}
	style, err := p.style(l)
	if err != nil {
		return err
	}
	if text != "" {
		if err := p.file.SetCellStr(sheet, cell, escape(text)); err != nil {
			return err
		}
	}
	return p.file.SetCellStyle(sheet, cell, cell, style)
}

// notXML finds what XML 1.0 has no room for, and the carriage return, which it reads as a line feed.
func notXML(c rune) bool {
	return c < ' ' && c != '\t' && c != '\n' || c == 0xFFFE || c == 0xFFFF
}

func (p *press) dropList(sheet string, f field, cells string) error {
	if len(f.words) == 0 {
		return nil
	}
	list := excelize.NewDataValidation(true)
	list.SetSqref(cells)
	if err := list.SetDropList(f.list()); err != nil {
		return err
	}
	list.SetError(excelize.DataValidationErrorStyleStop, f.heading, "应当从下拉列表选择："+strings.Join(f.list(), codeSeparator))
	return p.file.AddDataValidation(sheet, list)
}

// cellName is such as AB12; column and row count from 1.
func cellName(column, row int) string { return letters(column) + strconv.Itoa(row) }

// letters names a column as spreadsheets do.
func letters(column int) string {
	name := ""
	for ; column > 0; column = (column - 1) / 26 {
		name = string(rune('A'+(column-1)%26)) + name
	}
	return name
}
