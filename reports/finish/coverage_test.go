package finish_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/font"
)

// TestEveryCharacterOfTheFontsSurvives prints each character that the embedded
// faces know, some forty-five thousand, and reads them back from the file.
func TestEveryCharacterOfTheFontsSurvives(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("sets a paper of forty-five thousand characters")
	}
	var blocks reports.Blocks
	var line strings.Builder
	count := 0
	for r := rune(0x21); r <= 0x3FFFF; r++ {
		if _, _, err := font.Embedded().Find(font.Regular, r); errors.Is(err, font.ErrNoGlyph) {
			continue
		}
		if strings.ContainsRune("\u00A0\u00AD\uFEFF", r) || refused(r) {
			continue // spaces and soft hyphens are for the reader to show or not
		}
		count++
		line.WriteRune(r)
		if line.Len() > 1500 {
			blocks = append(blocks, reports.Paragraph{Text: reports.Text(line.String())})
			line.Reset()
		}
	}
	blocks = append(blocks, reports.Paragraph{Text: reports.Text(line.String())})
	require.Greater(t, count, 44_000)
	d := reports.Document{Kind: "T01", Title: "全部字符", Moment: reports.MomentRecord, Blocks: blocks}
	path := save(t, "characters", render(t, d))
	same(t, source(d), structured(t, path))
}

func refused(r rune) bool {
	d := reports.Document{Title: string(r), Moment: reports.MomentRecord}
	return d.Check() != nil
}

func TestRandomTextSurvives(t *testing.T) {
	t.Parallel()
	chars := rapid.OneOf(
		rapid.Rune().Filter(func(r rune) bool {
			_, _, err := font.Embedded().Find(font.Regular, r)
			joiner := r >= 0x200B && r <= 0x200D // no ink: poppler does not always tell of them; TestAnyTextSurvivesOrIsNamed draws them
			return err == nil && r > 0x20 && r != 0xA0 && r != 0xAD && !joiner && !refused(r)
		}),
		rapid.RuneFrom([]rune("收养登记𠮷𫖯𬭎𰻞囧，。（）《》“”Aa1·")),
	)
	text := rapid.StringOfN(chars, 1, 60, -1)
	rapid.Check(t, func(rt *rapid.T) {
		draw := func(name string) string { return text.Draw(rt, name) }
		d := reports.Document{
			Kind: "T02", Title: draw("title"), Authority: draw("authority"), Recipient: draw("recipient"), Moment: reports.MomentIssued,
			Blocks: reports.Blocks{
				reports.Paragraph{Text: reports.Join(reports.Text(draw("text")), reports.Strong(draw("strong")))},
				reports.KeyValue{Columns: 2, Items: []reports.Item{{Label: draw("label"), Value: reports.Text(draw("value"))}, {Label: draw("label2"), Value: reports.Text(draw("value2")), Foot: []reports.Inline{reports.Text(draw("foot"))}}}},
				reports.CheckList{Items: []reports.CheckItem{{Text: reports.Text(draw("item"))}}},
				reports.Signatures{Signers: []reports.Signer{{Role: draw("role"), Name: draw("name"), Dated: true, Fingerprint: true}, {Role: draw("role2"), Name: draw("name2"), Seal: true}}},
			},
		}
		path := save(t, "random", render(t, d))
		same(t, source(d), structured(t, path))
	})
}
