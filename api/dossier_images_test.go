package api_test

import (
	"bytes"
	"encoding/json"
	"image"
	"image/color"
	"image/jpeg"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/dossier"
	"github.com/anjia-project/anjia/reports/dossier/check"
	"github.com/anjia-project/anjia/workflow/casework"
)

// cameraPhoto is a photo with the place and the position in which it was taken.
func cameraPhoto(t *testing.T) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 800, 400))
	for x := range 800 {
		for y := range 400 {
			img.Set(x, y, color.RGBA{uint8(x / 4), uint8(y / 2), 90, 255})
		}
	}
	var b bytes.Buffer
	require.NoError(t, jpeg.Encode(&b, img, nil))
	return append([]byte("\xFF\xD8\xFF\xE1\x00\x2CExif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00GPS-29.65-91.10-"), b.Bytes()[2:]...)
}

// TestADossierWithThePicturesOfTheEvidence has the copies without metadata on pages of its own, and holds. A file that no
// act has named is not in it. A redacted one has no pictures.
func TestADossierWithThePicturesOfTheEvidence(t *testing.T) {
	t.Parallel()
	w, f := underStudy(t, "2024-04-30")
	b := newBureau(t, w)
	p := pieces{world: w, who: f.Office.Officer, path: "/cases/" + f.ID}
	named, unnamed := p.whole(cameraPhoto(t), map[string]any{"name": "公示照片.jpg"}), p.whole(append(cameraPhoto(t), 0), map[string]any{"name": "没有用的.jpg"})
	k, err := f.Reload(t.Context(), f.Office.Officer)
	require.NoError(t, err)
	r := w.do(f.Office.Officer, http.MethodPost, p.path+"/acts/attach_scan", map[string]any{"paper_id": k.PaperOf("D01").ID, "upload_id": named.text("id")}, key(), current(f))
	require.Equal(t, http.StatusOK, r.status, string(r.body))

	order := map[string]any{"purpose": "卷宗检查", "inline_images": true}
	_, file := b.take(f.Office.Officer, f.ID, order)
	if keep := os.Getenv("DOSSIER_OUT"); keep != "" {
		require.NoError(t, os.WriteFile(keep, file, 0o600))
	}
	require.False(t, bytes.Contains(file, []byte("GPS-29.65-91.10")), "where the photo was taken is in the file")
	c := b.holds(file, check.CodeHolds)
	shown := map[string]dossier.Evidence{}
	for _, e := range c.Manifest.Evidence {
		require.NotEqual(t, unnamed.text("id"), e.ID, "no act has named it")
		if e.Image != nil {
			shown[e.ID] = e
		}
	}
	require.Greater(t, len(shown), 1, "%+v", c.Manifest.Evidence)
	photo := shown[named.text("id")]
	require.Equal(t, [2]int{400, 800}, [2]int{photo.Image.Width, photo.Image.Height}, "upright")
	stripped := w.do(f.Office.Officer, http.MethodGet, p.path+"/uploads/"+photo.ID+"/copies/stripped", nil)
	require.Equal(t, 1, bytes.Count(file, stripped.body), "the copy is in the file as it was stored")
	content, err := c.Images(photo.Image.SHA256)
	require.NoError(t, err)
	is, err := reports.InspectImage(content)
	require.NoError(t, err)
	require.Equal(t, reports.TypeJPEG, is.Type)
	path := filepath.Join(t.TempDir(), "dossier.pdf")
	require.NoError(t, os.WriteFile(path, file, 0o600))
	pages, err := exec.Command("pdftotext", path, "-").Output()
	require.NoError(t, err)
	require.Contains(t, string(pages), "公示照片.jpg")
	require.Contains(t, string(pages), photo.Image.SHA256)

	copied := w.do(f.Office.Officer, http.MethodPost, p.path+"/dossiers/"+w.lastDossier(f).ID+"/encrypted-copy", map[string]any{"password": "correct horse battery"})
	require.Equal(t, http.StatusOK, copied.status, "an encrypted copy has them too")
	require.True(t, w.lastDossier(f).InlineImages)

	both := w.do(f.Office.Officer, http.MethodPost, p.path+"/dossiers", map[string]any{"purpose": "年度审计", "redacted": true, "inline_images": true})
	require.Equal(t, "not_redacted", both.problem(http.StatusUnprocessableEntity, "invalid_input").Errors[0].Code)
	_, plain := b.take(f.Office.Officer, f.ID, map[string]any{"purpose": "卷宗检查"})
	require.Less(t, len(plain), len(file))
	require.False(t, w.lastDossier(f).InlineImages)
}

// lastDossier is the newest in the list of a case.
func (w *world) lastDossier(f *sample.Family) *casework.Dossier {
	w.t.Helper()
	list := w.do(f.Office.Officer, http.MethodGet, "/cases/"+f.ID+"/dossiers", nil)
	var taken struct{ Dossiers []*casework.Dossier }
	require.NoError(w.t, json.Unmarshal(list.body, &taken))
	require.NotEmpty(w.t, taken.Dossiers)
	return taken.Dossiers[0]
}
