package pdf_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports/dossier/pdf"
)

// readAll reads all that the package can read of a file.
func readAll(b []byte) error {
	f, err := pdf.Read(b)
	if err != nil {
		return err
	}
	if _, err := f.Attachments(); err != nil {
		return err
	}
	if _, err := f.Info(); err != nil {
		return err
	}
	pages, err := f.Pages()
	if err != nil {
		return err
	}
	texts := f.Texts()
	for _, p := range pages {
		if _, err := texts.Page(p); err != nil {
			return err
		}
	}
	return nil
}

// file writes objects with a table of cross references, as small as it gets.
func file(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	x := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, x)
	return b.Bytes()
}

// catalog is a file whose objects from the fourth on are given; the page is the third.
func catalog(content string, more ...string) []byte {
	return file(append([]string{
		"<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [3 0 R] /Count 1>>",
		"<</Type /Page /Parent 2 0 R /Resources <</Font <</F0 5 0 R>>>> /Contents 4 0 R>>",
		stream("", content),
		"<</Type /Font /Subtype /Type0 /ToUnicode 6 0 R>>",
		stream("", "1 beginbfchar\n<0001> <6536>\nendbfchar\n1 beginbfrange\n<0002> <0003> <517B>\nendbfrange"),
	}, more...)...)
}

func stream(dict, data string) string {
	return fmt.Sprintf("<<%s /Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

func TestWhatIsNotOfOurFormIsRefused(t *testing.T) {
	t.Parallel()
	good := catalog("BT /F0 12 Tf <00010002> Tj ET")
	require.NoError(t, readAll(good))
	for name, c := range map[string]struct {
		b    []byte
		kind error
		says string
	}{
		"nothing":                     {nil, pdf.ErrNotPDF, "begin"},
		"bytes after the end":         {append(bytes.Clone(good), 'x'), pdf.ErrTrailing, "1 bytes"},
		"cut off":                     {good[:len(good)-20], pdf.ErrForm, "startxref"},
		"table that leads to itself":  {bytes.Replace(good, []byte("/Root 1 0 R>>"), fmt.Appendf(nil, "/Root 1 0 R /Prev %d>>", bytes.Index(good, []byte("xref\n0"))), 1), pdf.ErrForm, "earlier table"},
		"hidden between objects":      {hide(good), pdf.ErrForm, ""},
		"deep arrays":                 {catalog(strings.Repeat("[", 5000)), pdf.ErrLimit, "deep"},
		"deep marks":                  {catalog(strings.Repeat("/A BMC ", 50)), pdf.ErrLimit, "deep"},
		"many operands":               {catalog(strings.Repeat("1 ", 100) + "m"), pdf.ErrLimit, "operands"},
		"glyph without text":          {catalog("BT /F0 12 Tf <0009> Tj ET"), pdf.ErrForm, "no map names"},
		"font that is not there":      {catalog("BT /F9 12 Tf <0001> Tj ET"), pdf.ErrForm, "no font"},
		"marks that do not end":       {catalog("/Artifact BMC"), pdf.ErrForm, "no end"},
		"marks that were not begun":   {catalog("EMC"), pdf.ErrForm, "not begun"},
		"picture in the operators":    {catalog("BI ID EI"), pdf.ErrForm, "picture"},
		"half a code":                 {catalog("BT /F0 12 Tf <000100> Tj ET"), pdf.ErrForm, "two bytes"},
		"pages that loop":             {file("<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [2 0 R]>>"), pdf.ErrForm, "comes back"},
		"name twice":                  {file("<</Type /Catalog /Type /Catalog /Pages 2 0 R>>"), pdf.ErrForm, "twice"},
		"stream longer than the file": {catalog("x", "<</Length 99999>>\nstream\nx\nendstream"), nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := readAll(c.b)
			if c.kind == nil {
				require.NoError(t, err, "an object that nothing refers to is not read")
				return
			}
			require.ErrorIs(t, err, c.kind)
			require.ErrorContains(t, err, c.says)
			var e *pdf.Error
			require.ErrorAs(t, err, &e)
		})
	}
}

// hide puts a comment between two objects; the table is kept right.
func hide(b []byte) []byte {
	const comment = "% x\n"
	at := bytes.Index(b, []byte("3 0 obj"))
	out := append(bytes.Clone(b[:at]), comment...)
	return append(out, b[at:]...)
}

func TestActualTextStandsForItsGlyphs(t *testing.T) {
	t.Parallel()
	f, err := pdf.Read(catalog("/Span <</ActualText <FEFF6536>>> BDC BT /F0 12 Tf <00020003> Tj ET EMC /Artifact BMC BT [<0001> 120 <0002>] TJ ET EMC"))
	require.NoError(t, err)
	pages, err := f.Pages()
	require.NoError(t, err)
	text, err := f.Texts().Page(pages[0])
	require.NoError(t, err)
	require.Equal(t, pdf.PageText{Body: "收", Furniture: "收养"}, text)
}

// FuzzRead: whatever the bytes are, reading ends, without a panic.
func FuzzRead(f *testing.F) {
	_, b := paper(f)
	f.Add(b)
	f.Add(catalog("BT /F0 12 Tf <00010002> Tj ET"))
	f.Add(catalog("/Span <</ActualText (\\377)>> BDC EMC [ (a) 1.5 -2 ] TJ"))
	f.Add(file("<</Type /Catalog /Names <</EmbeddedFiles 2 0 R>>>>", "<</Kids [2 0 R]>>"))
	f.Fuzz(func(_ *testing.T, b []byte) { _ = readAll(b) })
}
