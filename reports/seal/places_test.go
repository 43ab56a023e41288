package seal_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/finish"
	"github.com/anjia-project/anjia/reports/seal"
)

// sealedPaper is a paper with text round the place of its seal.
func sealedPaper(tb testing.TB, part int, seals bool) []byte {
	tb.Helper()
	b, err := finish.Render(reports.Document{
		Kind: "D14", Title: "收养评估结论告知书", Authority: "成都市民政局", Moment: reports.MomentIssued, EntryHash: strings.Repeat("0a", 32), RendererNote: "D14/1",
		Number: "蓉民收〔2026〕1号", Date: law.MustDate("2026-03-01"),
		Blocks: []reports.Block{
			reports.Paragraph{Text: reports.Text(strings.Repeat("经评估，该收养申请人具备抚养教育被收养人的能力。", 6))},
			reports.Closing{Seal: seals},
		},
	}, finish.Options{Created: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC), Part: part})
	require.NoError(tb, err)
	return b
}

// roundSeal is a red ring with a star of sorts, half transparent at its edge.
func roundSeal(tb testing.TB) []byte {
	tb.Helper()
	const side, mid = 400, 199.5
	img := image.NewNRGBA(image.Rect(0, 0, side, side))
	for y := range side {
		for x := range side {
			r := math.Hypot(float64(x)-mid, float64(y)-mid)
			switch {
			case r > 180 && r < 196 || r < 60 && (x+y)%3 > 0:
				img.Set(x, y, color.NRGBA{R: 200, A: 255})
			case r >= 196 && r < 199:
				img.Set(x, y, color.NRGBA{R: 200, A: 128})
			}
		}
	}
	var b bytes.Buffer
	require.NoError(tb, png.Encode(&b, img))
	return b.Bytes()
}

// TestASealStandsAtItsPlace: the first on the place that the paper leaves, the
// next where there is none, and neither spoils the other.
func TestASealStandsAtItsPlace(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	o := h.order(h.authority, "成都市民政局")
	o.Image = &seal.Image{PNG: roundSeal(t)}
	plain := sealedPaper(t, 0, true)
	place := bytes.Index(plain, []byte("/Seals [["))
	require.Positive(t, place, "the paper says where it leaves room")
	one := sign(t, plain, o)
	two := sign(t, one, h.pictured(h.agency, "某评估机构", o.Image))
	require.Equal(t, plain, two[:len(plain)])
	r := check(t, two, h.trust(t))
	require.True(t, r.Holds(), r.Findings)
	require.Len(t, r.Signatures, 2)
	clean(t, two)
	x, y, ok := strings.Cut(string(plain[place+len("/Seals [["):place+60]), " ")
	require.True(t, ok)
	y, _, _ = strings.Cut(y, " ")
	require.Contains(t, string(one), "/Rect ["+x+" "+y+" ", "the signature stands on that place")
	require.Equal(t, 1, strings.Count(string(two), "/Rect ["+x+" "+y+" "))
	require.Contains(t, string(sign(t, sealedPaper(t, 0, false), o)), " 108.00 ", "a paper without a place: the lower right")
	if dir := os.Getenv("ANJIA_TEST_KEEP"); dir != "" {
		require.NoError(t, os.WriteFile(filepath.Join(dir, "seal.pdf"), two, 0o600))
	}
}

func (h house) pictured(s seal.Signer, name string, image *seal.Image) seal.Order {
	o := h.order(s, name)
	o.Image = image
	return o
}
