package finish

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"github.com/anjia-project/anjia/reports/font"
	"github.com/anjia-project/anjia/reports/page"
)

// putFonts writes the cut fonts and names them in the resources that all pages
// share, beside what else these need.
func (f *file) putFonts(fonts []font.Subset, part int, besides string) {
	var b strings.Builder
	b.WriteString("<</ProcSet [/PDF /Text] /Font <<")
	for i, s := range fonts {
		fmt.Fprintf(&b, "/%s %d 0 R ", page.FontKey(i), f.putFont(s, part))
	}
	b.WriteString(">>" + besides + ">>")
	f.put(resourcesObject, []byte(b.String()))
}

// putFont adds a font with its widths, its name and the true text of every
// code, and returns its number.
func (f *file) putFont(s font.Subset, part int) int {
	sum := sha256.Sum256(s.Data)
	name := subsetTag(sum) + "+" + s.Name
	program := f.stream(fmt.Sprintf("/Length1 %d", len(s.Data)), s.Data, true)
	descriptor := f.add(descriptorOf(name, s, program, f.glyphSet(s, part)))
	descendant := f.add(dictionary("/Type /Font /Subtype /CIDFontType2 /BaseFont /"+name,
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>",
		fmt.Sprintf("/FontDescriptor %d 0 R /CIDToGIDMap /Identity /DW 1000", descriptor), widths(s.Widths)))
	unicode := f.stream("", unicodeMap(s.Texts), true)
	return f.add(dictionary("/Type /Font /Subtype /Type0 /BaseFont /"+name, "/Encoding /Identity-H",
		fmt.Sprintf("/DescendantFonts [%d 0 R] /ToUnicode %d 0 R", descendant, unicode)))
}

// glyphSet lists the glyphs that a font has, which PDF/A-1 asks for and later
// parts do without. Code n is glyph n, and the glyph 0 is in every font.
func (f *file) glyphSet(s font.Subset, part int) string {
	if part != 1 {
		return ""
	}
	set := make([]byte, len(s.Texts)/8+1)
	for n := range len(s.Texts) + 1 {
		set[n/8] |= 0x80 >> (n % 8)
	}
	return fmt.Sprintf("/CIDSet %d 0 R", f.stream("", set, true))
}

func descriptorOf(name string, s font.Subset, program int, set string) []byte {
	const symbolic, stem = 4, 80
	return dictionary("/Type /FontDescriptor /FontName /"+name,
		fmt.Sprintf("/Flags %d /FontBBox [%d %d %d %d] /ItalicAngle 0", symbolic, s.Box[0], s.Box[1], s.Box[2], s.Box[3]),
		fmt.Sprintf("/Ascent %d /Descent %d /CapHeight %d /StemV %d", s.Ascent, s.Descent, s.CapHeight, stem),
		fmt.Sprintf("/FontFile2 %d 0 R", program), set)
}

// subsetTag is the six letters that mark a cut font, made from its content.
func subsetTag(sum [sha256.Size]byte) string {
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag)
}

// widths lists the widths that are not the default of a whole em, in runs.
func widths(ws []int) string {
	const full = 1000
	var b strings.Builder
	b.WriteString("/W [")
	for i := 0; i < len(ws); {
		if ws[i] == full {
			i++
			continue
		}
		fmt.Fprintf(&b, "%d [", i+1)
		for ; i < len(ws) && ws[i] != full; i++ {
			fmt.Fprintf(&b, "%d ", ws[i])
		}
		b.WriteString("]")
	}
	b.WriteString("]")
	return b.String()
}

// unicodeMap is the ToUnicode map of a font.
func unicodeMap(texts []string) []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	const block = 100 // lines that a block may have
	code := 0
	for part := range slices.Chunk(texts, block) {
		fmt.Fprintf(&b, "%d beginbfchar\n", len(part))
		for _, text := range part {
			code++
			fmt.Fprintf(&b, "<%04X> <%s>\n", code, hex(text))
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return b.Bytes()
}
