package font_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/reports/font"
)

func tibetan(t require.TestingT) *font.Face {
	f, _, err := font.Embedded().Find(font.Regular, 'བ')
	require.NoError(t, err)
	require.Equal(t, "AnjiaTibetan-Regular", f.Name())
	return f
}

func TestStackIsOneCluster(t *testing.T) {
	t.Parallel()
	text := []rune("བསྒྲུབས་པ")
	cs := tibetan(t).Shape(text)
	var parts []string
	for _, c := range cs {
		parts = append(parts, string(text[:c.Runes]))
		text = text[c.Runes:]
		require.NotEmpty(t, tibetan(t).Outline(c.Shown), "a cluster without ink")
	}
	require.Equal(t, []string{"བ", "སྒྲུ", "བ", "ས", "་", "པ"}, parts)
}

func TestChineseFaceDoesNotShape(t *testing.T) {
	t.Parallel()
	f, _, err := font.Embedded().Find(font.Regular, '中')
	require.NoError(t, err)
	require.False(t, f.Shapes('中'))
	require.Nil(t, f.Shape([]rune("中")))
}

func TestClusterIsCutAsOneGlyph(t *testing.T) {
	t.Parallel()
	f := tibetan(t)
	cs := f.Shape([]rune("སྒྲུ"))
	require.Len(t, cs, 1)
	uses := font.NewUses()
	uses.Code(&font.Letter{Face: f, Shown: cs[0].Shown, Text: "སྒྲུ"})
	subsets, err := uses.Subsets()
	require.NoError(t, err)
	require.Equal(t, []string{"སྒྲུ"}, subsets[0].Texts)
	require.Equal(t, int(cs[0].Shown.Advance)*1000/f.Upem(), subsets[0].Widths[0])
	cut, err := font.Parse("cut", subsets[0].Data)
	require.NoError(t, err)
	require.Equal(t, f.Outline(cs[0].Shown), cut.Contours(1))
}

// Any order of Tibetan letters and marks is shaped whole, or not at all, the
// same by eight at once.
func TestShapingLosesNothing(t *testing.T) {
	t.Parallel()
	f := tibetan(t)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SliceOfN(rapid.Int32Range(0x0F00, 0x0FFF).Filter(func(r int32) bool { return f.Shapes(r) }), 1, 40).Draw(t, "text")
		want := f.Shape(text)
		if want == nil {
			return
		}
		n := 0
		for _, c := range want {
			require.Positive(t, c.Runes)
			n += c.Runes
		}
		require.Equal(t, len(text), n)
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				got := f.Shape(text)
				for i := range got {
					if got[i] != want[i] {
						t.Errorf("cluster %d differs", i)
					}
				}
			})
		}
		wg.Wait()
	})
}
