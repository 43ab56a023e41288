package finish

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"

	"github.com/anjia-project/anjia/reports/page"
)

// mendFont gives a font of the file its true text and its name. gofpdf writes a
// ToUnicode map that takes every code for its character; ours says what each
// code, borrowed private ones included, stands for.
func (f *file) mendFont(ft page.Font) error {
	id := f.find("<</Type /Font\n/Subtype /Type0\n/BaseFont /" + ft.BaseFont + "\n")
	if id == 0 {
		return fmt.Errorf("font %s is not in the file", ft.BaseFont)
	}
	descendant := reference(f.object[id], "/DescendantFonts")
	descriptor := reference(f.object[descendant], "/FontDescriptor")
	unicode := reference(f.object[id], "/ToUnicode")
	system := reference(f.object[descendant], "/CIDSystemInfo")
	for _, n := range []int{descendant, descriptor, unicode, system} {
		if f.object[n] == nil {
			return fmt.Errorf("font %s is not whole", ft.BaseFont)
		}
	}
	cmap := unicodeMap(ft.Texts)
	name := subsetTag(cmap) + "+" + ft.Name
	for _, n := range []int{id, descendant, descriptor} {
		f.object[n] = bytes.ReplaceAll(f.object[n], []byte("/"+ft.BaseFont), []byte("/"+name))
	}
	f.object[unicode] = streamObject("", cmap, true)
	f.object[system] = []byte("<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>")
	return nil
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
func subsetTag(cmap []byte) string {
	sum := sha256.Sum256(cmap)
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag)
}

// unicodeMap is the ToUnicode map of a font.
func unicodeMap(texts map[uint16]string) []byte {
	codes := slices.Sorted(maps.Keys(texts))
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	const block = 100 // lines that a block may have
	for part := range slices.Chunk(codes, block) {
		fmt.Fprintf(&b, "%d beginbfchar\n", len(part))
		for _, c := range part {
			fmt.Fprintf(&b, "<%04X> <%s>\n", c, hex(texts[c]))
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return b.Bytes()
}
