package font_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports/font"
)

// names that officers meet and ordinary fonts lack.
const rareNames = "𠮷𬭎𫖯𰻞囧·㛃䶮喆堃龑翀祎曌"

func TestEmbeddedSetShowsRareNames(t *testing.T) {
	t.Parallel()
	for _, style := range []font.Role{font.Regular, font.Bold} {
		for _, r := range rareNames + "☐☑☒，。《》（）“”‘’—…①⑳〔〕％ABCxyz019" {
			f, g, err := font.Embedded().Find(style, r)
			require.NoError(t, err, "%c U+%04X", r, r)
			require.NotZero(t, g)
			require.NotEmpty(t, f.Contours(g), "%c U+%04X has no ink", r, r)
		}
	}
}

// tableAbove are the 196 characters of 通用规范汉字表 that lie above U+FFFF.
const tableAbove = "" +
	"𠅤𠙶𠳐𡎚𡐓𣗋𣲗𣲘𣸣𤧛𤩽𤫉𥔲𥕢𥖨𥻗𦈡𦒍𦙶𦝼𦭜𦰡𧿹𨐈𨙸𨚕𨟠𨭉𨱇𨱏𨱑𨱔𨺙𩽾𩾃𩾌𪟝𪣻𪤗𪨰𪨶𪩘𪾢𫄧𫄨𫄷𫄸𫇭𫌀" +
	"𫍣𫍯𫍲𫍽𫐄𫐐𫐓𫑡𫓧𫓯𫓶𫓹𫔍𫔎𫔶𫖮𫖯𫖳𫗧𫗴𫘜𫘝𫘦𫘧𫘨𫘪𫘬𫚕𫚖𫚭𫛭𫞩𫟅𫟦𫟹𫟼𫠆𫠊𫠜𫢸𫫇𫭟𫭢𫭼𫮃𫰛𫵷𫶇𫷷" +
	"𫸩𬀩𬀪𬂩𬃊𬇕𬇙𬇹𬉼𬊈𬊤𬌗𬍛𬍡𬍤𬒈𬒔𬒗𬕂𬘓𬘘𬘡𬘩𬘫𬘬𬘭𬘯𬙂𬙊𬙋𬜬𬜯𬞟𬟁𬟽𬣙𬣞𬣡𬣳𬤇𬤊𬤝𬨂𬨎𬩽𬪩𬬩𬬭𬬮" +
	"𬬱𬬸𬬹𬬻𬬿𬭁𬭊𬭎𬭚𬭛𬭤𬭩𬭬𬭯𬭳𬭶𬭸𬭼𬮱𬮿𬯀𬯎𬱖𬱟𬳵𬳶𬳽𬳿𬴂𬴃𬴊𬶋𬶍𬶏𬶐𬶟𬶠𬶨𬶭𬶮𬷕𬸘𬸚𬸣𬸦𬸪𬹼𬺈𬺓"

func TestEmbeddedSetCoversTheStandardTableAboveFFFF(t *testing.T) {
	t.Parallel()
	require.Len(t, []rune(tableAbove), 196)
	for _, r := range tableAbove {
		for _, style := range []font.Role{font.Regular, font.Bold} {
			_, _, err := font.Embedded().Find(style, r)
			require.NoError(t, err, "%c U+%04X", r, r)
		}
	}
}

func TestEmbeddedSetCoversLevelTwoIdeographs(t *testing.T) {
	t.Parallel()
	blocks := map[string][2]rune{
		"URO": {0x4E00, 0x9FFF}, "Extension A": {0x3400, 0x4DBF},
		"compatibility ideographs of GB 18030": {0xFA0E, 0xFA0F},
	}
	for name, b := range blocks {
		for r := b[0]; r <= b[1]; r++ {
			_, _, err := font.Embedded().Find(font.Regular, r)
			require.NoError(t, err, "%s U+%04X", name, r)
		}
	}
}

func TestMissingGlyphIsAnError(t *testing.T) {
	t.Parallel()
	for _, r := range []rune{0xE000, 0xF8FF, 0x0E01, 0x1F600, 0x10FFFD, -1, 0x110000} {
		_, _, err := font.Embedded().Find(font.Regular, r)
		require.ErrorIs(t, err, font.ErrNoGlyph, "U+%04X", r)
	}
}

func TestSubsetShowsWhatItWasCutFor(t *testing.T) {
	t.Parallel()
	uses := font.NewUses()
	for _, r := range "中国人" + rareNames + "AZ" {
		f, g, err := font.Embedded().Find(font.Regular, r)
		require.NoError(t, err)
		n, code := uses.Code(&font.Letter{Face: f, Shown: font.Shown{Glyph: g}, Text: string(r)})
		again, same := uses.Code(&font.Letter{Face: f, Shown: font.Shown{Glyph: g}, Text: string(r)})
		require.Equal(t, n, again)
		require.Equal(t, code, same)
	}
	subsets, err := uses.Subsets()
	require.NoError(t, err)
	require.Len(t, subsets, 2, "body and rare face")
	for _, s := range subsets {
		cut, err := font.Parse(s.Name, s.Data)
		require.NoError(t, err)
		for i, text := range s.Texts {
			f, g, err := font.Embedded().Find(font.Regular, []rune(text)[0])
			require.NoError(t, err)
			require.Equal(t, f.Contours(g), cut.Contours(uint16(i+1)), text)
			require.Equal(t, f.Advance(g), cut.Advance(uint16(i+1)))
			require.Equal(t, f.Advance(g)*1000/f.Upem(), s.Widths[i])
		}
	}
}

func TestOneGlyphMayStandForTwoTexts(t *testing.T) {
	t.Parallel()
	f, g, err := font.Embedded().Find(font.Regular, '葛')
	require.NoError(t, err)
	uses := font.NewUses()
	_, plain := uses.Code(&font.Letter{Face: f, Shown: font.Shown{Glyph: g}, Text: "葛"})
	_, variant := uses.Code(&font.Letter{Face: f, Shown: font.Shown{Glyph: g}, Text: "葛\U000E0100"})
	_, narrow := uses.Code(&font.Letter{Face: f, Shown: font.Shown{Glyph: g, Advance: 500}, Text: "葛"})
	require.Equal(t, []uint16{1, 2, 3}, []uint16{plain, variant, narrow})
	subsets, err := uses.Subsets()
	require.NoError(t, err)
	require.Equal(t, []int{1000, 1000, 500}, subsets[0].Widths)
	cut, err := font.Parse("cut", subsets[0].Data)
	require.NoError(t, err)
	for code := range uint16(3) {
		require.Equal(t, f.Contours(g), cut.Contours(code+1))
	}
}

func TestSubsetBytesDependOnWhatIsShownAlone(t *testing.T) {
	t.Parallel()
	f, _, err := font.Embedded().Find(font.Regular, '中')
	require.NoError(t, err)
	var shown []font.Shown
	for _, r := range "收养登记评估报告" {
		shown = append(shown, font.Shown{Glyph: f.Glyph(r)})
	}
	want, err := f.Subset(shown)
	require.NoError(t, err)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			got, err := f.Subset(shown)
			if err != nil || string(got) != string(want) {
				t.Error("the same glyphs gave other bytes")
			}
		})
	}
	wg.Wait()
}

func TestCodesRunOverIntoASecondFont(t *testing.T) {
	t.Parallel()
	f, g, err := font.Embedded().Find(font.Regular, '中')
	require.NoError(t, err)
	uses := font.NewUses()
	for i := range 0xD7FF {
		n, c := uses.Code(&font.Letter{Face: f, Shown: font.Shown{Glyph: g}, Text: "中" + string(rune(0xE0100+i))})
		require.Equal(t, 0, n)
		require.Equal(t, uint16(i+1), c)
	}
	n, c := uses.Code(&font.Letter{Face: f, Shown: font.Shown{Glyph: g}, Text: "国"})
	require.Equal(t, 1, n)
	require.Equal(t, uint16(1), c)
}

func FuzzParse(f *testing.F) {
	face, _, err := font.Embedded().Find(font.Regular, 'A')
	require.NoError(f, err)
	small, err := face.Cut([]rune("Aé中"))
	require.NoError(f, err)
	f.Add(small)
	f.Add([]byte("\x00\x01\x00\x00\x00\x09"))
	f.Fuzz(func(t *testing.T, data []byte) {
		face, err := font.Parse("fuzz", data)
		if err != nil {
			return
		}
		var shown []font.Shown
		for _, r := range "Aé中" {
			g := face.Glyph(r)
			face.Contours(g)
			shown = append(shown, font.Shown{Glyph: g})
		}
		_, _ = face.Subset(shown)
	})
}
