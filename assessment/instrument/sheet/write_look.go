package sheet

import (
	"math"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/anjia-project/anjia/assessment/instrument"
)

const (
	fontName  = "宋体"
	textStyle = 49 // the built-in number format @: what is typed stays as typed
	paperA4   = 9
	paperA3   = 8

	paperMargin = 0.4 // inches

	lineHeight    = 15   // points
	tallest       = 400  // points; the format allows 409
	wideCharacter = 2.15 // a Chinese character against a digit, by which columns are measured
)

// look is how a cell is dressed; every cell has the number format for text.
type look struct {
	title, bold, faint, heading, section bool
	indent                               int
}

// lookOf sets groups apart from items, and what belongs to an item under it.
func lookOf(f field, r record) look {
	l := look{}
	switch kind := instrument.Kind(r[typeKey]); kind {
	case instrument.KindSection, instrument.KindBonus:
		l.bold, l.section = true, true
	case optionRow, gradeRow:
		l.indent = 2
	case instrument.KindVeto, instrument.KindOption, instrument.KindPoints, instrument.KindRating, instrument.KindBoolean, instrument.KindText,
		instrument.KindInteger, instrument.KindDate, instrument.KindDual:
	}
	if f.key != "title/zh" && f.key != "code" {
		l.indent = 0
	}
	return l
}

// style gives the number under which the workbook keeps a look.
func (p *press) style(l look) (int, error) {
	if id, known := p.styles[l]; known {
		return id, nil
	}
	style := &excelize.Style{
		NumFmt:    textStyle,
		Font:      &excelize.Font{Family: fontName, Size: 11, Bold: l.bold || l.heading},
		Alignment: &excelize.Alignment{Vertical: "top", WrapText: true, Indent: l.indent},
	}
	if l.indent > 0 {
		style.Alignment.Horizontal = "left" // without it the indent is not shown
	}
	switch {
	case l.title:
		style.Font.Size, style.Font.Bold, style.Alignment.WrapText = 14, true, false
	case l.heading:
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DDEBF7"}}
		style.Alignment.Vertical = "center"
		style.Border = []excelize.Border{{Type: "bottom", Style: 1, Color: "7F7F7F"}}
	case l.section:
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"F2F2F2"}}
	case l.faint:
		style.Font.Color = "595959"
	}
	id, err := p.file.NewStyle(style)
	if err != nil {
		return 0, err
	}
	if p.styles == nil {
		p.styles = map[look]int{}
	}
	p.styles[l] = id
	return id, nil
}

// headings writes the first row, freezes it, and makes every column one of text and wide enough to read.
func (p *press) headings(sheet string, fields []field) error {
	plain, err := p.style(look{})
	if err != nil {
		return err
	}
	for i, f := range fields {
		name := letters(i + 1)
		if err := p.file.SetColWidth(sheet, name, name, f.width); err != nil {
			return err
		}
		if err := p.file.SetColStyle(sheet, name, plain); err != nil {
			return err
		}
		if err := p.put(sheet, i+1, 1, f.heading, look{heading: true}); err != nil {
			return err
		}
	}
	if err := p.file.SetRowHeight(sheet, 1, 2*lineHeight); err != nil {
		return err
	}
	return p.freeze(sheet)
}

func (p *press) freeze(sheet string) error {
	frozen := &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}
	if sheet == itemSheet { // the columns up to the name stay in sight as well
		frozen = &excelize.Panes{Freeze: true, XSplit: 4, YSplit: 1, TopLeftCell: "E2", ActivePane: "bottomRight"}
	}
	if err := p.file.SetPanes(sheet, frozen); err != nil {
		return err
	}
	return p.forPaper(sheet)
}

// height makes a row as high as its longest cell: programs differ in whether they do so by themselves.
func (p *press) height(sheet string, row int, fields []field, texts ...string) error {
	lines := 1
	for i, text := range texts {
		lines = max(lines, linesOf(text, fields[i].width))
	}
	if lines == 1 {
		return nil
	}
	return p.file.SetRowHeight(sheet, row, min(float64(lines)*lineHeight, tallest))
}

func linesOf(text string, width float64) int {
	lines := 0
	for line := range strings.SplitSeq(text, "\n") {
		length := 0.0
		for _, c := range line {
			if length++; c > 0xFF {
				length += wideCharacter - 1
			}
		}
		lines += max(1, int(math.Ceil(length/(width-1))))
	}
	return lines
}

// forPaper prints a sheet across the width of a page, with its headings on every page. The many columns of 指标 take two
// pages of A3 side by side, the second with the columns up to the name again: on one the type would be of four points.
func (p *press) forPaper(sheet string) error {
	size, pages, titles := paperA4, 1, sheet+"!$1:$1"
	if sheet == itemSheet {
		size, pages, titles = paperA3, 2, sheet+"!$A:$D,"+titles
	}
	if err := p.file.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &size, Orientation: new("landscape"), FitToWidth: &pages, FitToHeight: new(0)}); err != nil {
		return err
	}
	narrow := &excelize.PageLayoutMarginsOptions{Left: new(paperMargin), Right: new(paperMargin), Top: new(paperMargin), Bottom: new(2 * paperMargin), Footer: new(paperMargin)}
	if err := p.file.SetPageMargins(sheet, narrow); err != nil {
		return err
	}
	if err := p.file.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddFooter: "&L&A&R第&P页，共&N页"}); err != nil {
		return err
	}
	if err := p.file.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: new(true)}); err != nil {
		return err
	}
	return p.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: titles, Scope: sheet})
}
