package finish

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/anjia-project/anjia/reports/font"
	"github.com/anjia-project/anjia/reports/page"
)

// putFont puts the cut font in the place of the stub that gofpdf wrote, with
// its widths, its name and the true text of every code.
func (f *file) putFont(ft page.Font) error {
	id := f.find("<</Type /Font\n/Subtype /Type0\n/BaseFont /" + ft.BaseFont + "\n")
	if id == 0 {
		return fmt.Errorf("font %s is not in the file", ft.BaseFont)
	}
	descendant, unicode := reference(f.object[id], "/DescendantFonts"), reference(f.object[id], "/ToUnicode")
	descriptor, gids := reference(f.object[descendant], "/FontDescriptor"), reference(f.object[descendant], "/CIDToGIDMap")
	system, program := reference(f.object[descendant], "/CIDSystemInfo"), reference(f.object[descriptor], "/FontFile2")
	for _, n := range []int{descendant, unicode, descriptor, gids, system, program} {
		if f.object[n] == nil {
			return fmt.Errorf("font %s is not whole", ft.BaseFont)
		}
	}
	sum := sha256.Sum256(ft.Data)
	name := subsetTag(sum) + "+" + ft.Name
	f.object[id] = dictionary("/Type /Font /Subtype /Type0 /BaseFont /"+name, "/Encoding /Identity-H",
		fmt.Sprintf("/DescendantFonts [%d 0 R] /ToUnicode %d 0 R", descendant, unicode))
	f.object[descendant] = dictionary("/Type /Font /Subtype /CIDFontType2 /BaseFont /"+name,
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>",
		fmt.Sprintf("/FontDescriptor %d 0 R /CIDToGIDMap /Identity /DW 1000", descriptor), widths(ft.Widths))
	f.object[descriptor] = descriptorOf(name, ft.Subset, program)
	f.object[unicode] = streamObject("", unicodeMap(ft.Texts), true)
	f.object[program] = streamObject(fmt.Sprintf("/Length1 %d", len(ft.Data)), ft.Data, true)
	f.drop(gids, system)
	return nil
}

func descriptorOf(name string, s font.Subset, program int) []byte {
	const symbolic, stem = 4, 80
	return dictionary("/Type /FontDescriptor /FontName /"+name,
		fmt.Sprintf("/Flags %d /FontBBox [%d %d %d %d] /ItalicAngle 0", symbolic, s.Box[0], s.Box[1], s.Box[2], s.Box[3]),
		fmt.Sprintf("/Ascent %d /Descent %d /CapHeight %d /StemV %d", s.Ascent, s.Descent, s.CapHeight, stem),
		fmt.Sprintf("/FontFile2 %d 0 R", program))
}

// find is the first object that begins with a text, 0 when none does.
func (f *file) find(prefix string) int {
	for _, id := range slices.Sorted(maps.Keys(f.object)) {
		if bytes.HasPrefix(f.object[id], []byte(prefix)) {
			return id
		}
	}
	return 0
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
