package sheet

import (
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"
)

// workbook is what the parts around the worksheets say.
type workbook struct {
	archive *archive
	sheets  []sheetRef
	strings []string
	shown   []shownAs // by the number of the cell's style
	since   int       // 1904 in workbooks of old Macintoshes, otherwise 1900
}

// sheetRef is a sheet by its name and the part that it is in.
type sheetRef struct {
	name, part string
	hidden     bool
}

// shownAs is what a number format makes of a number.
type shownAs int

const (
	asNumber shownAs = iota
	asDate
	asPercent
)

func openWorkbook(a *archive) (*workbook, error) {
	w := &workbook{archive: a, since: 1900}
	root, err := w.relations("_rels/.rels", "")
	if err != nil {
		return nil, err
	}
	main := ""
	for kind, target := range root.byKind {
		if kind == "officeDocument" {
			main = target
		}
	}
	if !a.has(main) {
		return nil, errDamaged
	}
	links, err := w.relations(path.Join(path.Dir(main), "_rels", path.Base(main)+".rels"), path.Dir(main))
	if err != nil {
		return nil, err
	}
	if err := w.readSheets(main, links.byID); err != nil {
		return nil, err
	}
	if part := links.byKind["styles"]; a.has(part) {
		if err := w.readStyles(part); err != nil {
			return nil, err
		}
	}
	if part := links.byKind["sharedStrings"]; a.has(part) {
		if err := w.readStrings(part); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// relations are the parts that a part leads to, by the id that it uses and by the last word of their kind.
type relations struct{ byID, byKind map[string]string }

func (w *workbook) relations(part, base string) (relations, error) {
	found := relations{byID: map[string]string{}, byKind: map[string]string{}}
	err := w.archive.elements(part, func(e xml.StartElement) error {
		if e.Name.Local != "Relationship" {
			return nil
		}
		target := attr(e, "Target")
		if !strings.HasPrefix(target, "/") {
			target = path.Join("/", base, target)
		}
		target = strings.TrimPrefix(path.Clean(target), "/")
		found.byID[attr(e, "Id")], found.byKind[path.Base(attr(e, "Type"))] = target, target
		return nil
	})
	return found, err
}

func (w *workbook) readSheets(part string, links map[string]string) error {
	return w.archive.elements(part, func(e xml.StartElement) error {
		switch e.Name.Local {
		case "workbookPr":
			if isTrue(attr(e, "date1904")) {
				w.since = 1904
			}
		case "sheet":
			state := attr(e, "state")
			w.sheets = append(w.sheets, sheetRef{name: strings.TrimSpace(attr(e, "name")), part: links[attr(e, "id")], hidden: state == "hidden" || state == "veryHidden"})
		}
		return nil
	})
}

// readStyles finds out of each style whether it shows a number as a date or as a percentage.
func (w *workbook) readStyles(part string) error {
	custom, inCells := map[int]shownAs{}, false
	return w.archive.elements(part, func(e xml.StartElement) error {
		switch e.Name.Local {
		case "numFmt":
			if id, err := strconv.Atoi(attr(e, "numFmtId")); err == nil {
				custom[id] = shownBy(attr(e, "formatCode"))
			}
		case "cellXfs", "cellStyleXfs", "cellStyles", "dxfs":
			inCells = e.Name.Local == "cellXfs"
		case "xf":
			if !inCells {
				return nil
			}
			id, err := strconv.Atoi(attr(e, "numFmtId"))
			shown, known := custom[id]
			if err == nil && !known {
				shown = builtIn(id)
			}
			w.shown = append(w.shown, shown)
		}
		return nil
	})
}

// builtIn are the number formats that every workbook has by number (ECMA-376 part 1, 18.8.30), East Asian dates included.
func builtIn(id int) shownAs {
	switch {
	case id == 9 || id == 10:
		return asPercent
	case id >= 14 && id <= 22, id >= 27 && id <= 36, id >= 45 && id <= 47, id >= 50 && id <= 58:
		return asDate
	}
	return asNumber
}

// shownBy reads a format code: letters of dates and times outside quotes, brackets and escapes make a date.
func shownBy(format string) shownAs {
	quoted, bracketed, escaped := false, false, false
	for _, c := range strings.ToLower(format) {
		switch {
		case escaped:
			escaped = false
		case c == '\\' || c == '_' || c == '*':
			escaped = true
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[' || c == ']':
			bracketed = c == '['
		case bracketed:
		case strings.ContainsRune("ymdhs", c):
			return asDate
		case c == '%':
			return asPercent
		}
	}
	return asNumber
}

// readStrings reads the shared strings. Phonetic guides above a word are no part of it.
func (w *workbook) readStrings(part string) error {
	p, err := w.archive.part(part)
	if err != nil {
		return err
	}
	defer p.close()
	return p.each(func(e xml.StartElement) error {
		if e.Name.Local != "si" {
			return nil
		}
		text, err := p.richText()
		if err == nil {
			w.strings = append(w.strings, text)
		}
		return err
	})
}

// richText joins the runs of text inside the element that has just begun.
func (p *xmlPart) richText() (string, error) {
	var text strings.Builder
	depth, phonetic, inText := 1, 0, false
	for depth > 0 {
		token, err := p.next()
		if err != nil {
			return "", errOr(err, errDamaged)
		}
		switch token := token.(type) {
		case xml.StartElement:
			depth++
			if token.Name.Local == "rPh" {
				phonetic = depth
			}
			inText = token.Name.Local == "t" && phonetic == 0
		case xml.EndElement:
			if depth == phonetic {
				phonetic = 0
			}
			depth--
			inText = false
		case xml.CharData:
			if inText {
				text.Write(token)
			}
		}
	}
	return unescape(text.String()), nil
}

// errOr gives another error for the end of the file.
func errOr(err, atEnd error) error {
	if errors.Is(err, io.EOF) {
		return atEnd
	}
	return err
}
