package console

import (
	"bytes"
	"encoding/csv"
	"net/http"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/anjia-project/anjia/workflow"
)

// statisticsCSV answers with all tables one below the other, as spreadsheets open them: UTF-8 with its mark.
func statisticsCSV(v *visit) error {
	d, err := v.fileStatistics()
	if err != nil {
		return err
	}
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	for _, line := range statisticsLines(d) {
		for i := range line {
			line[i] = plainCell(line[i])
		}
		if err := w.Write(line); err != nil {
			return err
		}
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return err
	}
	return v.attachment(d, "csv", "text/csv; charset=utf-8", b.Bytes())
}

// statisticsXLSX answers with the same as a workbook; numbers are numbers there.
func statisticsXLSX(v *visit) error {
	d, err := v.fileStatistics()
	if err != nil {
		return err
	}
	book := excelize.NewFile()
	defer func() { _ = book.Close() }()
	sheet := book.GetSheetName(0)
	for r, line := range statisticsLines(d) {
		for c, text := range line {
			cell, err := excelize.CoordinatesToCellName(c+1, r+1)
			if err != nil {
				return err
			}
			var value any = text
			if n, err := strconv.ParseFloat(text, 64); err == nil && c > 0 {
				value = n
			}
			if err := book.SetCellValue(sheet, cell, value); err != nil {
				return err
			}
		}
	}
	b, err := book.WriteToBuffer()
	if err != nil {
		return err
	}
	return v.attachment(d, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b.Bytes())
}

func (v *visit) fileStatistics() (statisticsData, error) {
	d, err := v.statistics()
	if err == nil && d.Trouble != "" {
		err = workflow.Invalid(workflow.Field("/from", "period", d.Trouble))
	}
	return d, err
}

func (v *visit) attachment(d statisticsData, ending, kind string, content []byte) error {
	v.Response().Header().Set("Content-Disposition", `attachment; filename="anjia-statistics-`+d.From+"-"+d.To+"."+ending+`"`)
	return v.Blob(http.StatusOK, kind, content)
}

// statisticsLines are the tables as lines: a heading, the columns, the rows, an empty line.
func statisticsLines(d statisticsData) [][]string {
	f := d.Frame
	out := [][]string{{f.Title, d.From, d.To}, {f.T("statistics.total"), strconv.FormatInt(d.Figures.Total, 10)}, {}}
	for _, t := range d.Tables {
		out = append(out, []string{t.Title}, append([]string(nil), t.Heads...))
		for _, r := range t.Rows {
			out = append(out, append([]string{r.Name}, r.Cells...))
		}
		out = append(out, []string{})
	}
	return out
}

// plainCell keeps a text from being taken for a formula by a spreadsheet.
func plainCell(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t", rune(text[0])) {
		return "'" + text
	}
	return text
}
