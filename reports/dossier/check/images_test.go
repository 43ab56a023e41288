package check_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/dossier"
	"github.com/anjia-project/anjia/reports/dossier/check"
)

// photo is a picture of one's own for each n.
func photo(n int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, 900, 600))
	for i := range img.Pix {
		img.Pix[i] = uint8(i*(n+3)>>7) | 1
	}
	for i := 3; i < len(img.Pix); i += 4 {
		img.Pix[i] = 0xFF
	}
	img.SetNRGBA(0, 0, color.NRGBA{A: 0x80})
	return img
}

func encoded(tb testing.TB, img image.Image, kind string) []byte {
	tb.Helper()
	var b bytes.Buffer
	if kind == reports.TypePNG {
		require.NoError(tb, png.Encode(&b, img))
	} else {
		require.NoError(tb, jpeg.Encode(&b, img, nil))
	}
	return b.Bytes()
}

// withImages adds two photos and a scan as PNG to the evidence of a world.
func withImages(tb testing.TB, w *world) (files [][]byte) {
	tb.Helper()
	store := map[string][]byte{}
	w.content.Manifest.Images = true
	for i, kind := range []string{reports.TypeJPEG, reports.TypeJPEG, reports.TypePNG} {
		b := encoded(tb, photo(i), kind)
		store[sum(b)], files = b, append(files, b)
		w.content.Manifest.Evidence = append(w.content.Manifest.Evidence, dossier.Evidence{
			ID: fmt.Sprint("i", i), Name: fmt.Sprintf("照片%d", i+1), Kind: "住房照片", Type: kind, Size: 5, SHA256: evidenceSum,
			Image: &dossier.Image{SHA256: sum(b), Type: kind, Size: int64(len(b)), Width: 900, Height: 600},
		})
	}
	w.content.Manifest.Evidence = append(w.content.Manifest.Evidence, dossier.Evidence{
		ID: "i9", Name: "护照.jpg", Type: reports.TypeJPEG, Size: 5, SHA256: evidenceSum, NotShown: "颜色为CMYK，应当转换为RGB后重新提交",
	})
	w.content.Images = func(sum string) ([]byte, error) {
		if b, ok := store[sum]; ok {
			return b, nil
		}
		return nil, errors.New("unknown")
	}
	return files
}

func TestADossierWithImagesHolds(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 2, 4)
	files := withImages(t, w)
	file := w.signed(t)
	r := check.File(file, trusting(t, w.trustFile()))
	require.Equal(t, check.CodeHolds, r.ExitCode(), lines(r))
	require.Contains(t, lines(r), "页面所附证明材料图片3幅")
	c, err := check.Content(file)
	require.NoError(t, err)
	for i, b := range files {
		got, err := c.Images(c.Manifest.Evidence[i+1].Image.SHA256)
		require.NoError(t, err)
		require.True(t, bytes.Equal(b, got), "picture %d is in the file as it was", i)
	}
	require.Equal(t, 1, bytes.Count(file, files[0]))
	path := filepath.Join(t.TempDir(), "dossier.pdf")
	require.NoError(t, os.WriteFile(path, file, 0o600))
	if keep := os.Getenv("DOSSIER_OUT"); keep != "" {
		require.NoError(t, os.WriteFile(keep, file, 0o600))
	}
	for _, tool := range [][]string{{"qpdf", "--check", path}, {"pdfimages", "-list", path}, {"pdftotext", path, "-"}} {
		if _, err := exec.LookPath(tool[0]); err != nil {
			t.Skipf("SKIPPED, NOT ALL WAS CHECKED: %s is not installed", tool[0])
		}
		out, err := exec.Command(tool[0], tool[1:]...).CombinedOutput()
		require.NoError(t, err, "%s", out)
		switch tool[0] {
		case "pdfimages":
			require.Len(t, regexp.MustCompile(`(?m)^ .* (image|smask) +900 +600 `).FindAll(out, -1), 4)
		case "pdftotext":
			require.Contains(t, string(out), "图片未附：颜色为")
		}
	}
}

// TestImagesThatWereTamperedWith are found and named.
func TestImagesThatWereTamperedWith(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 1, 2)
	files := withImages(t, w)
	file := w.set(t)
	anybody := w.trustFile()
	anybody.Signers = nil
	o := trusting(t, anybody)
	first := func(changed []byte) string {
		t.Helper()
		r := check.File(changed, o)
		require.Equal(t, check.CodeFails, r.ExitCode(), lines(r))
		return r.First().Code
	}
	middle := bytes.Clone(file)
	at := bytes.Index(middle, files[0])
	require.Positive(t, at)
	middle[at+len(files[0])/2] ^= 1
	require.Equal(t, "image_changed", first(middle))
	require.Equal(t, "照片1", check.File(middle, o).First().Place.Name)

	require.Equal(t, "image_moved", first(exchanged(t, file)))

	stretched := bytes.Replace(file, []byte("/Width 900 /Height 600"), []byte("/Width 600 /Height 900"), 1)
	require.Equal(t, "image_moved", first(stretched))

	for name, c := range map[string]struct {
		do   func(*dossier.Manifest)
		code string
	}{
		"other size":           {func(m *dossier.Manifest) { m.Evidence[1].Image.Size++ }, "image_described"},
		"the hash of another":  {func(m *dossier.Manifest) { m.Evidence[1].Image = m.Evidence[2].Image }, ""},
		"shown for other file": {func(m *dossier.Manifest) { m.Evidence[1].Image, m.Evidence[4].Image = nil, m.Evidence[1].Image }, ""},
	} {
		v := newWorld(t, 1, 2)
		withImages(t, v)
		c.do(&v.content.Manifest)
		r := check.File(v.set(t), o)
		if c.code == "" { // the authority may say so: its seal answers for what the copies show
			require.NotEqual(t, check.CodeFails, r.ExitCode(), name+lines(r))
			continue
		}
		require.Equal(t, c.code, r.First().Code, name)
	}
}

// TestImagesOfAnotherVersionAreCompared by their pixels, where the bytes of the file cannot be.
func TestImagesOfAnotherVersionAreCompared(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 1, 2)
	withImages(t, w)
	file := w.set(t)
	anybody := w.trustFile()
	anybody.Signers = nil
	o := trusting(t, anybody)
	own, err := json.Marshal(w.content.Manifest.Renderer)
	require.NoError(t, err)
	older := func(file []byte) check.Result {
		f := forge(t, file)
		f.attached(dossier.Format, func(b []byte) []byte { return bytes.Replace(b, own, []byte(`"t0-r0"`), 1) })
		return check.File(f.bytes(), o)
	}
	r := older(file)
	require.Equal(t, check.CodePartial, r.ExitCode(), lines(r))
	require.Contains(t, lines(r), "已核对每页文字")
	require.Equal(t, "image_moved", older(exchanged(t, file)).First().Code)
}

// exchanged is the file with the names of its first two pictures exchanged.
func exchanged(t *testing.T, file []byte) []byte {
	t.Helper()
	names := regexp.MustCompile(`/I0 (\d+) 0 R /I1 (\d+) 0 R`).FindSubmatch(file)
	require.NotNil(t, names)
	require.Len(t, names[1], len(names[2]))
	return bytes.Replace(file, names[0], fmt.Appendf(nil, "/I0 %s 0 R /I1 %s 0 R", names[2], names[1]), 1)
}
