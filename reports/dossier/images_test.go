package dossier_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/dossier"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// album adds n photos to a dossier; each comes into being when it is asked for, as from
// a store.
func album(t require.TestingT, c *dossier.Content, n, side int) (size int64) {
	noise, img := rand.New(rand.NewPCG(1, 2)), image.NewGray(image.Rect(0, 0, side, side))
	for i := range img.Pix {
		img.Pix[i] = byte(noise.Uint32())
	}
	var b bytes.Buffer
	require.NoError(t, jpeg.Encode(&b, img, &jpeg.Options{Quality: 92}))
	numbered := func(i int) []byte { // its own number in a segment that says nothing to readers
		return append([]byte{0xFF, 0xD8, 0xFF, 0xE0, 0, 4, byte(i >> 8), byte(i)}, b.Bytes()[2:]...)
	}
	numbers := map[string]int{}
	c.Manifest.Images = true
	for i := range n {
		sum := fmt.Sprintf("%x", sha256.Sum256(numbered(i)))
		numbers[sum] = i
		size += int64(b.Len() + 6)
		c.Manifest.Evidence = append(c.Manifest.Evidence, dossier.Evidence{
			ID: fmt.Sprint(i), Name: fmt.Sprintf("照片%d.jpg", i+1), Type: reports.TypeJPEG, Size: 9, SHA256: strings.Repeat("ab", 32),
			Image: &dossier.Image{SHA256: sum, Type: reports.TypeJPEG, Size: int64(b.Len() + 6), Width: side, Height: side},
		})
	}
	c.Images = func(sum string) ([]byte, error) {
		if i, ok := numbers[sum]; ok {
			return numbered(i), nil
		}
		return nil, errors.New("unknown")
	}
	return size
}

// TestPhotosTakeTheMemoryOfTheFile: two hundred photos of 300 KB each are never held besides the file and what it is
// joined from.
func TestPhotosTakeTheMemoryOfTheFile(t *testing.T) { //nolint:paralleltest // it measures the memory of the process
	c := content(t, 1, 3)
	size := album(t, &c, 200, 560)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	file, m, err := dossier.Render(c, nil)
	require.NoError(t, err)
	runtime.ReadMemStats(&after)
	require.Greater(t, int64(len(file)), size)
	require.Len(t, m.Evidence, 200)
	took := int64(after.TotalAlloc - before.TotalAlloc)
	t.Logf("%d MB of photos, %d MB allocated in all", size>>20, took>>20)
	require.Less(t, took, 4*size, "each photo comes, goes into a piece of the file, and that into the file")
}

func BenchmarkTwoHundredPhotos(b *testing.B) {
	c := content(b, 1, 3)
	album(b, &c, 200, 560)
	for b.Loop() {
		file, _, err := dossier.Render(c, nil)
		require.NoError(b, err)
		b.ReportMetric(float64(len(file))/1e6, "MB")
	}
}

func TestARedactedDossierHasNoPictures(t *testing.T) {
	t.Parallel()
	c := content(t, 1, 3)
	album(t, &c, 2, 40)
	whole, _, err := dossier.Render(c, nil)
	require.NoError(t, err)
	require.Contains(t, string(whole), "DCTDecode")
	seeds := map[string]ledger.Seed{}
	for id := range c.Documents {
		seeds[id] = seed
	}
	r, err := dossier.Redact(c, []string{"张三丰"}, seeds)
	require.NoError(t, err)
	require.Nil(t, r.Images)
	hidden, m, err := dossier.Render(r, nil)
	require.NoError(t, err)
	require.NotContains(t, string(hidden), "DCTDecode")
	require.False(t, m.Images)
	require.NotNil(t, c.Manifest.Evidence[0].Image, "the whole one is as it was")
}
