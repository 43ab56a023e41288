package sheet_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/instrument/sheet"
)

const itemPart, stringsPart = "xl/worksheets/sheet3.xml", "xl/sharedStrings.xml"

// part is one file of a workbook.
type part struct{ name, content string }

// sampleParts are those of the sample of frame F1.
func sampleParts(tb testing.TB) []part {
	tb.Helper()
	spec, err := sheet.Frame("F1")
	require.NoError(tb, err)
	book := written(tb, spec)
	from, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	require.NoError(tb, err)
	var parts []part
	for _, f := range from.File {
		r, err := f.Open()
		require.NoError(tb, err)
		content, err := io.ReadAll(r)
		require.NoError(tb, err)
		require.NoError(tb, r.Close())
		parts = append(parts, part{name: f.Name, content: string(content)})
	}
	return parts
}

// replaced puts a workbook together with one part replaced; content "" takes the part away.
func replaced(tb testing.TB, parts []part, name, content string) []byte {
	tb.Helper()
	var out bytes.Buffer
	to := zip.NewWriter(&out)
	for _, p := range parts {
		if p.name == name {
			p.content = content
		}
		if p.content == "" {
			continue
		}
		w, err := to.CreateHeader(&zip.FileHeader{Name: p.name, Method: method(p)})
		require.NoError(tb, err)
		_, err = io.WriteString(w, p.content)
		require.NoError(tb, err)
	}
	require.NoError(tb, to.Close())
	return out.Bytes()
}

// method packs what is large; fuzzing is quicker without packing.
func method(p part) uint16 {
	if len(p.content) > 1<<16 {
		return zip.Deflate
	}
	return zip.Store
}

const (
	before = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`
	after  = `</sheetData></worksheet>`
)

// Files made to exhaust a reader are refused by name; a reader that gave them the memory they ask for would not come back.
func TestBombs(t *testing.T) {
	t.Parallel()
	parts := sampleParts(t)
	for _, c := range []struct {
		name, part, content, code string
	}{
		{"rows as wide as they can be", itemPart, before + strings.Repeat(`<row><c r="XFD1"/></row>`, 1000) + after, "damaged_file"},
		{"a grid of 17 thousand million cells", itemPart, before + wideRows(100000) + after, "missing_heading"},
		{"more than is unpacked", itemPart, before + strings.Repeat(" ", 33<<20) + after, "too_large"},
		{"strings without end", stringsPart, `<sst><si><t>` + strings.Repeat("字", 12<<20) + `</t></si></sst>`, "too_large"},
		{"elements within elements", itemPart, before + strings.Repeat("<a>", 100000), "damaged_file"},
		{"everything merged", itemPart, strings.Repeat(`<mergeCell ref="A1:XFD1048576"/>`, 1000), "missing_heading"},
		{"an entity of entities", itemPart, `<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>` + before + `<row><c t="str"><v>&b;</v></c></row>` + after, "damaged_file"},
		{"a string that there is not", itemPart, before + `<row><c t="s"><v>99999</v></c></row>` + after, "damaged_file"},
		{"rows that come back", itemPart, before + `<row r="3"/><row r="2"/>` + after, "damaged_file"},
		{"a cell in another row", itemPart, before + `<row r="3"><c r="A9"/></row>` + after, "damaged_file"},
		{"no cell after all", itemPart, before + after, "missing_heading"},
		{"no XML", itemPart, "PK", "missing_heading"},
		{"no workbook", "xl/workbook.xml", "", "damaged_file"},
		{"no links", "_rels/.rels", "", "damaged_file"},
		{"no types", "[Content_Types].xml", "", "not_xlsx"},
		{"no worksheet", itemPart, "", "damaged_file"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			book := replaced(t, parts, c.part, c.content)
			require.Less(t, len(book), 8<<20)
			_, errs := sheet.Read(bytes.NewReader(book))
			require.NotEmpty(t, errs)
			require.Equal(t, c.code, errs[0].Code, "%v", errs)
		})
	}
}

func wideRows(n int) string {
	var out strings.Builder
	for i := range n {
		out.WriteString(`<row r="` + strconv.Itoa(i+1) + `"><c r="XFD` + strconv.Itoa(i+1) + `" t="str"><v>x</v></c></row>`)
	}
	return out.String()
}

func TestFilesThatAreNoWorkbook(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		raw  []byte
		code string
	}{
		"nothing":        {nil, "not_xlsx"},
		"text":           {[]byte("代码,名称\n010,动机\n"), "not_xlsx"},
		"an old file":    {[]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest"), "not_xlsx"},
		"half a file":    {written(t, instrument.Spec{})[:4000], "not_xlsx"},
		"a file too big": {bytes.Repeat([]byte("x"), 8<<20+1), "too_large"},
	} {
		spec, errs := sheet.Read(bytes.NewReader(c.raw))
		require.Len(t, errs, 1, name)
		require.Equal(t, c.code, errs[0].Code, name)
		require.Equal(t, instrument.Spec{}, spec, name)
	}
	_, errs := sheet.Read(io.MultiReader(strings.NewReader("PK"), failing{}))
	require.Equal(t, "unreadable_file", errs[0].Code)
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// FuzzWorksheet gives the reader any XML in place of the sheet 指标.
func FuzzWorksheet(f *testing.F) {
	parts := sampleParts(f)
	for _, seed := range []string{
		before + after,
		before + `<row r="1"><c r="A1" t="inlineStr"><is><t>层级</t></is></c><c r="B1" t="str"><v>类型</v></c><c t="str"><v>代码</v></c><c t="str"><v>名称</v></c></row>` +
			`<row><c><v>1</v></c><c t="str"><v>区间评分</v></c><c t="str"><v>010</v></c><c t="b"><v>1</v></c></row>` + after,
		before + `<row hidden="1"><c s="3"><f>A1</f><v>7.0000000000000007E-2</v></c><c t="e"><v>#N/A</v></c><c t="d"><v>2024-01-01T00:00:00</v></c></row>` + after + `<mergeCell ref="A1:B2"/>`,
		`<cols><col min="1" max="99999999" hidden="1"/></cols>`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, content string) {
		if content == "" {
			return
		}
		_, errs := sheet.Read(bytes.NewReader(replaced(t, parts, itemPart, content)))
		for _, e := range errs {
			require.NotEmpty(t, e.Error())
		}
	})
}

// FuzzRead gives the reader any bytes.
func FuzzRead(f *testing.F) {
	f.Add(written(f, instrument.Spec{}))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		spec, errs := sheet.Read(bytes.NewReader(raw))
		if len(errs) == 0 {
			_, err := instrument.Compile(spec)
			require.NoError(t, err)
		}
	})
}
