package api_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

// pieces sends a file in pieces as somebody does.
type pieces struct {
	*world
	who  *sample.Client
	path string // of the case
}

func (p pieces) begin(body []byte, more map[string]any) reply {
	in := map[string]any{"name": "入户视频.mp4", "size": len(body)}
	for k, v := range more {
		in[k] = v
	}
	return p.do(p.who, http.MethodPost, p.path+"/upload-sessions", in)
}

func (p pieces) send(id string, offset int, body []byte) reply {
	return p.do(p.who, http.MethodPatch, p.path+"/upload-sessions/"+id, body,
		sample.Header{Name: "Content-Type", Value: "application/offset+octet-stream"}, sample.Header{Name: "Upload-Offset", Value: fmt.Sprint(offset)})
}

func (p pieces) complete(id string) reply {
	return p.do(p.who, http.MethodPost, p.path+"/upload-sessions/"+id+"/complete", nil)
}

// whole sends all of it and completes it.
func (p pieces) whole(body []byte, more map[string]any) reply {
	p.t.Helper()
	begun := p.begin(body, more)
	require.Equal(p.t, http.StatusCreated, begun.status, string(begun.body))
	const size = 1 << 20
	for at := 0; at < len(body); at += size {
		r := p.send(begun.text("id"), at, body[at:min(at+size, len(body))])
		require.Equal(p.t, http.StatusNoContent, r.status, string(r.body))
	}
	return p.complete(begun.text("id"))
}

// film is a file of the given size that passes for one.
func film(size int) []byte {
	b := append([]byte("\x00\x00\x00\x18ftypisom\x00\x00\x02\x00"), make([]byte, size)...)
	for i := 16; i < len(b); i++ {
		b[i] = byte(i * 7)
	}
	return b[:size]
}

func sumOf(b []byte) string { s := sha256.Sum256(b); return hex.EncodeToString(s[:]) }

func underStudyPieces(t *testing.T) pieces {
	t.Helper()
	w, f := underStudy(t, "2024-01-18")
	return pieces{world: w, who: f.Office.Eval1, path: "/cases/" + f.ID}
}

func TestAFileInPieces(t *testing.T) {
	t.Parallel()
	p := underStudyPieces(t)
	body := film(3<<20 + 123)
	begun := p.begin(body, map[string]any{"media_type": "video/mp4", "sha256": sumOf(body), "kind": "音像资料", "issued_on": "2024-01-10", "expires_on": "2024-07-09"})
	require.Equal(t, http.StatusCreated, begun.status, string(begun.body))
	id := begun.text("id")
	require.Equal(t, "/api/v1"+p.path+"/upload-sessions/"+id, begun.header.Get("Location"))
	require.Equal(t, http.StatusNoContent, p.send(id, 0, body[:1<<20]).status)
	p.send(id, 0, body[:1<<20]).problem(http.StatusConflict, "upload_offset")
	p.send(id, 1<<20, body[1<<20:1<<20+10]).problem(http.StatusUnprocessableEntity, "invalid_input")
	p.send(id, 1<<20, append(bytes.Clone(body[1<<20:]), 'x')).problem(http.StatusUnprocessableEntity, "invalid_input")
	p.complete(id).problem(http.StatusConflict, "upload_incomplete")
	head := p.do(p.who, http.MethodHead, p.path+"/upload-sessions/"+id, nil)
	require.Equal(t, http.StatusOK, head.status)
	require.Equal(t, fmt.Sprint(1<<20), head.header.Get("Upload-Offset"))
	require.Equal(t, fmt.Sprint(len(body)), head.header.Get("Upload-Length"))
	require.Empty(t, head.body)
	r := p.send(id, 1<<20, body[1<<20:])
	require.Equal(t, http.StatusNoContent, r.status, string(r.body))
	require.Equal(t, fmt.Sprint(len(body)), r.header.Get("Upload-Offset"))
	for range 2 { // asked again it is the same
		done := p.complete(id)
		require.Equal(t, http.StatusOK, done.status, string(done.body))
		for name, want := range map[string]string{
			"id": id, "sha256": sumOf(body), "media_type": "video/mp4", "kind": "recording", "issued_on": "2024-01-10", "expires_on": "2024-07-09", "state": "not_scanned",
		} {
			require.Equal(t, want, done.text(name), name)
		}
	}
	require.Equal(t, "true", p.do(p.who, http.MethodGet, p.path+"/upload-sessions/"+id, nil).text("complete"))
	p.send(id, len(body), []byte("more")).problem(http.StatusConflict, "upload_complete")
	back := p.do(p.who, http.MethodGet, p.path+"/uploads/"+id, nil)
	require.Equal(t, http.StatusOK, back.status)
	require.True(t, bytes.Equal(body, back.body))
	old, err := p.cases.Vault.OldPieces(t.Context(), time.Now().Add(time.Hour), 10)
	require.NoError(t, err)
	require.Empty(t, old, "nothing is left of the pieces")
}

func TestOfTwoPiecesForOnePlaceOneWins(t *testing.T) {
	t.Parallel()
	p := underStudyPieces(t)
	body := film(4 << 20)
	id := p.begin(body, nil).text("id")
	for at := 0; at < len(body); at += 1 << 20 {
		var all sync.WaitGroup
		status := make([]int, 4)
		for i := range status {
			all.Go(func() { status[i] = p.send(id, at, body[at:at+1<<20]).status })
		}
		all.Wait()
		won := 0
		for _, s := range status {
			if s == http.StatusNoContent {
				won++
				continue
			}
			require.Equal(t, http.StatusConflict, s)
		}
		require.Equal(t, 1, won)
	}
	require.Equal(t, sumOf(body), p.complete(id).text("sha256"))
}

func TestUploadsInPiecesThatAreRefused(t *testing.T) {
	t.Parallel()
	p := underStudyPieces(t)
	p.cases.Uploads = casework.UploadRules{MaxFile: 3 << 20, CaseQuota: 5 << 20}
	p.begin(make([]byte, 3<<20+1), nil).problem(http.StatusUnprocessableEntity, "invalid_input")
	p.begin(film(99), map[string]any{"name": "../x.mp4"}).problem(http.StatusUnprocessableEntity, "invalid_input")
	p.begin(film(99), map[string]any{"issued_on": "2024-01-10", "expires_on": "2024-01-09"}).problem(http.StatusUnprocessableEntity, "invalid_input")
	for name, c := range map[string]struct {
		body []byte
		more map[string]any
		code string
	}{
		"another hash": {film(70_000), map[string]any{"sha256": sumOf([]byte("x"))}, "hash_mismatch"},
		"another type": {film(70_000), map[string]any{"media_type": "application/pdf"}, "type_mismatch"},
		"another name": {film(70_000), map[string]any{"name": "a.pdf"}, "extension_mismatch"},
		"a page":       {bytes.Repeat([]byte("<html>"), 20_000), map[string]any{"name": "a.pdf"}, "unknown_type"},
	} {
		r := p.whole(c.body, c.more).problem(http.StatusUnprocessableEntity, "invalid_input")
		require.Equal(t, c.code, r.Errors[0].Code, name)
	}
	first := p.begin(film(3<<20), nil)
	require.Equal(t, http.StatusCreated, first.status, "what was refused takes no room")
	p.begin(film(2<<20+1), nil).problem(http.StatusConflict, "case_quota")
	require.Equal(t, http.StatusCreated, p.begin(film(2<<20), nil).status)
	require.Equal(t, http.StatusNoContent, p.do(p.who, http.MethodDelete, p.path+"/upload-sessions/"+first.text("id"), nil).status)
	p.send(first.text("id"), 0, film(70_000)).problem(http.StatusNotFound, "upload_session_not_found")
	require.Equal(t, http.StatusCreated, p.begin(film(2<<20), nil).status, "a cancelled one gives its room back")
}

func TestNobodyGoesOnWithTheUploadOfAnother(t *testing.T) {
	t.Parallel()
	w, f := underStudy(t, "2024-01-18")
	p := pieces{world: w, who: f.Office.Eval1, path: "/cases/" + f.ID}
	id := p.begin(film(70_000), nil).text("id")
	p.who = f.Office.Eval2
	p.send(id, 0, film(70_000)).problem(http.StatusNotFound, "upload_session_not_found")
	p.complete(id).problem(http.StatusNotFound, "upload_session_not_found")
}

func TestAbandonedUploadsAreSwept(t *testing.T) {
	t.Parallel()
	p := underStudyPieces(t)
	body := film(200_000)
	old, young := p.begin(body, nil).text("id"), p.begin(body, nil).text("id")
	for _, id := range []string{old, young} {
		require.Equal(t, http.StatusNoContent, p.send(id, 0, body[:100_000]).status)
	}
	require.NoError(t, p.cases.Vault.PutPiece(t.Context(), newID(), newID(), []byte("of a killed process")))
	p.owner(`update upload_sessions set touched_at = now() - interval '3 days' where id = $1`, old)
	require.NoError(t, p.cases.SweepUploads(t.Context(), p.store, time.Now().Add(time.Hour)), "it goes by the younger of both")
	p.send(old, 100_000, body[100_000:]).problem(http.StatusNotFound, "upload_session_not_found")
	left, err := p.cases.Vault.OldPieces(t.Context(), time.Now().Add(time.Hour), 10)
	require.NoError(t, err)
	require.Equal(t, []string{young}, left)
	require.Equal(t, http.StatusNoContent, p.send(young, 100_000, body[100_000:]).status, "what is not an hour old stays, whatever is asked")
	require.Equal(t, http.StatusOK, p.complete(young).status)
}

func TestRangesAndNames(t *testing.T) {
	t.Parallel()
	p := underStudyPieces(t)
	body := film(100_000)
	id := p.whole(body, map[string]any{"name": `"入户"; 视频.mp4`}).text("id")
	get := func(headers ...sample.Header) reply {
		return p.do(p.who, http.MethodGet, p.path+"/uploads/"+id, nil, headers...)
	}
	ranged := func(v string) reply { return get(sample.Header{Name: "Range", Value: v}) }
	all := get()
	require.Equal(t, `attachment; filename="______; __.mp4"; filename*=UTF-8''%22%E5%85%A5%E6%88%B7%22%3B%20%E8%A7%86%E9%A2%91.mp4`,
		strings.Replace(all.header.Get("Content-Disposition"), `"____; __`, `"______; __`, 1))
	require.Equal(t, "nosniff", all.header.Get("X-Content-Type-Options"))
	require.Contains(t, all.header.Get("Content-Security-Policy"), "sandbox")
	require.Equal(t, "bytes", all.header.Get("Accept-Ranges"))
	r := ranged("bytes=1000-1999")
	require.Equal(t, http.StatusPartialContent, r.status)
	require.True(t, bytes.Equal(body[1000:2000], r.body))
	require.Equal(t, "bytes 1000-1999/100000", r.header.Get("Content-Range"))
	require.True(t, bytes.Equal(body[99_990:], ranged("bytes=-10").body))
	require.True(t, bytes.Equal(body[99_990:], ranged("bytes=99990-").body))
	for _, passed := range []string{"bytes=0-1,5-6", "lines=1-2", "bytes=9-1", "bytes=x"} {
		require.Equal(t, http.StatusOK, ranged(passed).status, passed)
	}
	ranged("bytes=100000-").problem(http.StatusRequestedRangeNotSatisfiable, "range_not_satisfiable")
	require.Equal(t, http.StatusNotModified, get(sample.Header{Name: "If-None-Match", Value: all.header.Get("ETag")}).status)
}

// owner changes the database as nobody of the program can.
func (w *world) owner(sql string, args ...any) {
	w.t.Helper()
	_, err := storetest.Open(w.t, w.db.Admin).Exec(sql, args...)
	require.NoError(w.t, err)
}

// oracle is a virus scanner that finds what is said.
type oracle struct {
	found string
	away  bool
}

func (o *oracle) Scan(_ context.Context, r io.Reader) (string, error) {
	if o.away {
		return "", fmt.Errorf("oracle: %w", casework.ErrScannerAway)
	}
	_, err := io.Copy(io.Discard, r)
	return o.found, err
}

func (*oracle) Name(context.Context) (string, error) { return "oracle 1/2", nil }

func TestQuarantine(t *testing.T) {
	t.Parallel()
	w, f := underStudy(t, "2024-01-18")
	scanner := &oracle{away: true}
	w.cases.Scanner = scanner
	p := pieces{world: w, who: f.Office.Eval1, path: "/cases/" + f.ID}
	id := p.whole(film(70_000), nil).text("id")
	bad := p.whole(film(80_000), nil).text("id")
	job := func(id string) casework.ScanUpload { return casework.ScanUpload{CaseID: f.ID, UploadID: id} }
	get := func(who *sample.Client, id string) reply {
		return w.do(who, http.MethodGet, p.path+"/uploads/"+id, nil)
	}
	for _, who := range []*sample.Client{f.Office.Eval1, f.Office.Officer, f.Office.Supervisor, f.Office.Manager} {
		get(who, id).problem(http.StatusConflict, "upload_quarantined")
	}
	sheet := func(id string, body []byte) reply {
		return w.do(f.Office.Eval1, http.MethodPut, p.path+"/sheets/capacity", map[string]any{
			"answers": map[string]any{"010": map[string]any{"evidence": []any{map[string]any{"id": id, "sha256": sumOf(body)}}}},
		}, match(`"v0"`))
	}
	require.Equal(t, "upload_quarantined", sheet(id, film(70_000)).problem(http.StatusUnprocessableEntity, "invalid_input").Errors[0].Code)
	require.ErrorIs(t, w.cases.ScanUpload(t.Context(), job(id)), casework.ErrScannerAway)
	require.Equal(t, "quarantine", w.fileOf(f.Office.Officer, f.ID, id)["state"])
	scanner.away = false
	require.NoError(t, w.cases.ScanUpload(t.Context(), job(id)))
	scanner.found = "Eicar-Test-Signature"
	require.NoError(t, w.cases.ScanUpload(t.Context(), job(id)), "what was said stands")
	require.NoError(t, w.cases.ScanUpload(t.Context(), job(bad)))
	require.Equal(t, http.StatusOK, get(f.Office.Officer, id).status)
	clean, infected := w.fileOf(f.Office.Officer, f.ID, id), w.fileOf(f.Office.Officer, f.ID, bad)
	require.Equal(t, "clean", clean["state"])
	require.Equal(t, "infected", infected["state"])
	require.Equal(t, "Eicar-Test-Signature", infected["signature"])
	require.Equal(t, sumOf(film(80_000)), infected["sha256"])
	require.NotContains(t, infected, "content")
	get(f.Office.Supervisor, bad).problem(http.StatusConflict, "upload_infected")
	w.do(f.Office.Officer, http.MethodGet, p.path+"/uploads/"+bad+"/copies/thumbnail", nil).problem(http.StatusConflict, "upload_infected")
	r := w.do(f.Office.Officer, http.MethodPost, p.path+"/acts/attach_scan", map[string]any{"paper_id": f.Papers[2].ID, "upload_id": bad}, key(),
		match(w.do(f.Office.Officer, http.MethodGet, p.path, nil).header.Get("ETag"))).problem(http.StatusUnprocessableEntity, "invalid_input")
	require.Equal(t, "upload_infected", r.Errors[0].Code)
}

// fileOf is a file as the list of a case shows it.
func (w *world) fileOf(who *sample.Client, caseID, id string) map[string]any {
	w.t.Helper()
	r := w.do(who, http.MethodGet, "/cases/"+caseID+"/evidence", nil)
	require.Equal(w.t, http.StatusOK, r.status, string(r.body))
	var list struct{ Files []map[string]any }
	require.NoError(w.t, json.Unmarshal(r.body, &list))
	for _, f := range list.Files {
		if f["id"] == id {
			return f
		}
	}
	w.t.Fatalf("the list lacks %s: %s", id, r.body)
	return nil
}

func TestPhotosGetCopies(t *testing.T) {
	t.Parallel()
	w, f := underStudy(t, "2024-01-18")
	p := pieces{world: w, who: f.Office.Eval1, path: "/cases/" + f.ID}
	var b bytes.Buffer
	require.NoError(t, jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 800, 400)), nil))
	photo := append([]byte("\xFF\xD8\xFF\xE1\x00\x2CExif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00GPS-29.65-91.10-"), b.Bytes()[2:]...)
	id := p.whole(photo, map[string]any{"name": "家中.jpg"}).text("id")
	at := p.path + "/uploads/" + id
	w.do(p.who, http.MethodGet, at+"/copies/thumbnail", nil).problem(http.StatusNotFound, "no_copy")
	require.NoError(t, w.cases.MakeCopies(t.Context(), casework.MakeCopies{CaseID: f.ID, UploadID: id}))
	require.NoError(t, w.cases.MakeCopies(t.Context(), casework.MakeCopies{CaseID: f.ID, UploadID: id}), "again")
	copies, ok := w.fileOf(f.Office.Officer, f.ID, id)["copies"].([]any)
	require.True(t, ok)
	require.Len(t, copies, 2)
	small := w.do(p.who, http.MethodGet, at+"/copies/thumbnail", nil)
	img, err := jpeg.Decode(bytes.NewReader(small.body))
	require.NoError(t, err)
	require.Equal(t, image.Pt(160, 320), img.Bounds().Size(), "upright")
	stripped := w.do(p.who, http.MethodGet, at+"/copies/stripped", nil)
	require.Equal(t, "image/jpeg", stripped.header.Get("Content-Type"))
	require.NotContains(t, string(stripped.body), "GPS")
	require.True(t, bytes.Equal(photo, w.do(p.who, http.MethodGet, at, nil).body), "the original stays as it came")
}
