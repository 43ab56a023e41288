package poppler_test

import (
	"bytes"
	"fmt"
	"image/png"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow/content"
	"github.com/anjia-project/anjia/workflow/content/poppler"
)

// paper is a PDF of one page of the given size in points.
func paper(w, h int) string {
	var b strings.Builder
	at := []int{}
	object := func(text string) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj%s endobj\n", len(at), text)
	}
	b.WriteString("%PDF-1.4\n")
	object("<</Type/Catalog/Pages 2 0 R>>")
	object("<</Type/Pages/Kids[3 0 R]/Count 1>>")
	object(fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]>>", w, h))
	xref := b.Len()
	b.WriteString("xref\n0 4\n0000000000 65535 f \n")
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", xref)
	return b.String()
}

func drawer(t *testing.T) *poppler.Drawer {
	t.Helper()
	d := poppler.Find()
	if d == nil {
		t.Skip("pdftoppm is not installed (apt-get install poppler-utils)")
	}
	return d
}

func TestFirstPage(t *testing.T) {
	t.Parallel()
	d := drawer(t)
	for _, size := range [][2]int{{595, 842}, {14400, 14400}} { // A4, and the largest page there is: no larger picture
		b, err := d.FirstPage(t.Context(), strings.NewReader(paper(size[0], size[1])), 640)
		require.NoError(t, err)
		img, err := png.Decode(bytes.NewReader(b))
		require.NoError(t, err)
		require.Equal(t, 640, max(img.Bounds().Dx(), img.Bounds().Dy()))
	}
}

func TestPapersThatCannotBeDrawn(t *testing.T) {
	t.Parallel()
	d := drawer(t)
	for _, broken := range []string{"", "%PDF-1.7\nnothing more", "no paper"} {
		_, err := d.FirstPage(t.Context(), strings.NewReader(broken), 640)
		r, ok := content.Refused(err)
		require.True(t, ok, "%q: %v", broken, err)
		require.Equal(t, "broken", r.Code)
	}
}
