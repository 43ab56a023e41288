package finish_test

import (
	"bytes"
	"errors"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/finish"
	"github.com/anjia-project/anjia/reports/font"
)

// hostile draws what people paste into fields: Chinese, Latin, Tibetan, rare
// characters, emoji, marks, signs that turn the direction of writing, and bytes
// that are no text.
func hostile() *rapid.Generator[string] {
	piece := rapid.OneOf(
		rapid.StringOfN(rapid.RuneFrom([]rune("收养登记评估报告，。《》（）“”—…〔〕")), 1, 20, -1),
		rapid.StringOfN(rapid.RuneFrom([]rune("𠮷𫖯𬭎𰻞囧㛃䶮喆")), 1, 6, -1),
		rapid.StringOfN(rapid.RuneFrom([]rune("abcXYZ 0123456789.,-/éñü")), 1, 20, -1),
		rapid.SampledFrom([]string{"བཀྲ་ཤིས་བདེ་ལེགས།", "སློབ་གྲྭ་ཆེན་མོའི་", "བསྒྲུབས་པ་རྫོགས་སོ།།", "ཧཱུྃ", "2024年3月6日", "〔2024〕12号"}),
		rapid.StringOfN(rapid.Int32Range(0x0F00, 0x0FFF).Filter(known), 1, 8, -1),
		rapid.SampledFrom([]string{"e\u0301", "\u200b", "葛\U000E0100", "\ufe0f", "བ\u200dད"}),
	)
	wild := rapid.OneOf(
		rapid.SampledFrom([]string{"😀", "👨‍👩‍👧", "\u202eabc", "\u2067", "\xff\xfe", "\xe6\x94", "\ue000", "\U000F0000", "ก", "א", "\x00", "한", "a\u0300\u0323", "字\u0301", "ཀ\u0301"}),
		rapid.Map(rapid.Rune(), func(r rune) string { return string(r) }),
	)
	return rapid.Custom(func(t *rapid.T) string {
		parts := rapid.SliceOfN(piece, 1, 8).Draw(t, "parts")
		if rapid.IntRange(0, 24).Draw(t, "wild") == 0 {
			parts = append(parts, wild.Draw(t, "foreign"))
		}
		return "文" + strings.Join(parts, "") + "字"
	})
}

func known(r rune) bool {
	_, _, err := font.Embedded().Find(font.Regular, r)
	return err == nil
}

// everywhere is a paper with a text in every kind of field.
func everywhere(t *rapid.T) reports.Document {
	text := func(name string) string { return hostile().Draw(t, name) }
	fact := func(name string) reports.Inline { return reports.Fact("/"+name, text(name)) }
	return reports.Document{
		Kind: "T04", Title: "试验", Moment: reports.MomentRecord,
		Blocks: reports.Blocks{
			reports.Heading{Level: rapid.IntRange(1, 3).Draw(t, "level"), Text: fact("heading")},
			reports.Paragraph{Text: reports.Join(fact("text"), reports.Strong(text("strong")))},
			reports.KeyValue{Columns: 2, Items: []reports.Item{{Label: "姓名", Value: fact("name")}, {Label: "住址", Value: fact("address")}}},
			reports.List{Style: reports.ListChinese, Items: []reports.ListItem{{Text: fact("item")}}},
			reports.Signatures{Signers: []reports.Signer{{Role: "申请人", Name: text("signer"), Dated: true}}},
		},
	}
}

// TestAnyTextSurvivesOrIsNamed: what a paper says can be taken out of it again
// letter by letter; what cannot be set is refused with the character and the
// field; nothing panics, and the same paper has the same bytes.
func TestAnyTextSurvivesOrIsNamed(t *testing.T) {
	t.Parallel()
	set, refused := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		d := everywhere(rt)
		b, err := finish.Render(d, finish.Options{Created: created})
		if err != nil {
			refused++
			var se *reports.SettingError
			if !errors.As(err, &se) || se.Path == "" {
				rt.Fatalf("no place in %v", err)
			}
			if se.Code == reports.CodeMissingGlyph && (se.Rune == 0 || !strings.ContainsRune(d.Text(), se.Rune)) {
				rt.Fatalf("%v names a character that is not in the text", err)
			}
			return
		}
		set++
		again, err := finish.Render(d, finish.Options{Created: created})
		require.NoError(rt, err)
		require.True(rt, bytes.Equal(b, again), "the same paper has other bytes")
		path := save(t, "hostile", b)
		if want, got := source(d), structured(t, path); want != got {
			rt.Fatalf("text of the structure:\nwant %q\ngot  %q", want, got)
		}
		first, ok := d.Blocks[1].(reports.Paragraph)
		require.True(rt, ok)
		want := shown(first.Text.String())
		if got := shown(tool(t, "pdftotext", "-raw", path, "-")); !strings.Contains(got, want) {
			rt.Fatalf("pdftotext: %q lacks %q", got, want)
		}
	})
	t.Logf("%d papers set, %d refused", set, refused)
	require.Positive(t, set)
	require.Positive(t, refused)
}

// shown is text without white space and without the characters that have no ink,
// which page order cannot keep.
func shown(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == utf8.RuneError || r >= 0x200B && r <= 0x200D || r == 0xFEFF {
			return -1
		}
		return r
	}, s)
}

// TestEightPapersAtOnceShareTheirFaces is for the race detector.
func TestEightPapersAtOnceShareTheirFaces(t *testing.T) {
	t.Parallel()
	d := reports.Document{
		Kind: "T05", Title: "藏汉双语", Moment: reports.MomentIssued, Authority: "民政局 ཁྲིམས་", Recipient: "次仁 ཚེ་རིང་",
		Blocks: reports.Blocks{
			reports.Heading{Level: 1, Text: reports.Text("一、𠮷 བཀྲ་ཤིས")},
			reports.Heading{Level: 2, Text: reports.Text("（一）སློབ་གྲྭ")},
			reports.Paragraph{Text: reports.Text(strings.Repeat("བསྒྲུབས་པ་རྫོགས་སོ།། 收养登记𫖯𰻞。", 20))},
		},
	}
	want := render(t, d)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 3 {
				got, err := finish.Render(d, finish.Options{Created: created})
				if err != nil || !bytes.Equal(got, want) {
					t.Errorf("another file (%v)", err)
				}
			}
		})
	}
	wg.Wait()
}
