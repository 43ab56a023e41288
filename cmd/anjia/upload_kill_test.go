package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/workflow/store/pgserver"
)

const (
	filmPiece  = 64 << 10 // the least that is taken
	filmPieces = 240
	filmKills  = 6
)

// TestAKilledServerLosesNoPieceOfAFile kills the real server (-9) again and again while a film comes in pieces. Its
// sender asks for the offset and goes on: nothing that was acknowledged is lost, and what is kept in the end is the
// film, byte by byte. Another upload is given up in the middle and leaves nothing.
func TestAKilledServerLosesNoPieceOfAFile(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), troubleWithin)
	defer cancel()
	u := newUploader(ctx, t)
	done := make(chan error, 1)
	go func() { done <- u.send(ctx, len(u.film)) }()
	for n := range filmKills {
		goal := u.sent.Load() + int64(1+u.chance.IntN(filmPieces/filmKills-1))*filmPiece
		for u.sent.Load() < min(goal, int64(len(u.film)-filmPiece)) {
			require.NoError(t, ctx.Err(), "the sender stood still")
			time.Sleep(time.Millisecond)
		}
		require.NoError(t, u.server.kill(), "kill %d", n)
		u.startServer(ctx, t)
	}
	require.NoError(t, <-done)
	require.Positive(t, u.resumed.Load(), "no kill met the sender")
	t.Logf("%d pieces sent, %d times asked where to go on", filmPieces, u.resumed.Load())

	var kept struct{ ID, SHA256, State string }
	_, err := u.http.Call(ctx, http.MethodPost, u.session+"/complete", nil, &kept)
	require.NoError(t, err)
	sum := sha256.Sum256(u.film)
	require.Equal(t, hex.EncodeToString(sum[:]), kept.SHA256)
	var back []byte
	_, err = u.http.Call(ctx, http.MethodGet, u.of+"/uploads/"+kept.ID, nil, &back)
	require.NoError(t, err)
	require.True(t, bytes.Equal(u.film, back))

	u.begin(ctx, t)
	require.NoError(t, u.send(ctx, len(u.film)/2))
	require.NoError(t, u.server.kill())
	u.startServer(ctx, t)
	_, err = u.http.Call(ctx, http.MethodDelete, u.session, nil, nil)
	require.NoError(t, err)
	_, err = u.http.Call(ctx, http.MethodGet, u.session, nil, nil)
	require.True(t, sample.IsStatus(err, http.StatusNotFound), "%v", err)
	left, err := filepath.Glob(filepath.Join(u.world.folder, "staging", "*", "*"))
	require.NoError(t, err)
	require.Empty(t, left, "neither of the whole film nor of the one that was given up")
}

// uploader is an officer who brings a film to a case.
type uploader struct {
	*trouble
	http          *sample.Client
	of, session   string // paths
	film          []byte
	sent, resumed atomic.Int64
}

func newUploader(ctx context.Context, t *testing.T) *uploader {
	t.Helper()
	u := &uploader{trouble: &trouble{seed: troubleSeed(t)}, film: make([]byte, filmPieces*filmPiece-321)}
	t.Logf("ANJIA_TROUBLE_SEED=%d", u.seed)
	u.chance = rand.New(rand.NewPCG(u.seed, 0))
	for i := range u.film {
		u.film[i] = byte(u.chance.Uint32())
	}
	copy(u.film, "\x00\x00\x00\x18ftypisom\x00\x00\x02\x00")
	dir := openFolder(t)
	u.binary, u.port = buildAnjia(t, dir), freePort(t)
	var err error
	u.world, err = newBenchWorld(ctx, pgserver.Options{Dir: filepath.Join(dir, "postgres")}, 1)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, u.world.close(context.Background())) })
	require.NoError(t, u.world.fill(ctx, 1))
	require.NoError(t, u.world.leave())
	u.startServer(ctx, t)
	t.Cleanup(func() { require.NoError(t, u.server.kill()) })
	u.http = &sample.Client{Base: "http://" + u.port, Token: u.world.desks[0].token, HTTP: &http.Client{Timeout: 20 * time.Second}}
	u.of = "/cases/" + u.world.files[0].id
	u.begin(ctx, t)
	return u
}

// begin announces the film.
func (u *uploader) begin(ctx context.Context, t *testing.T) {
	t.Helper()
	var begun struct{ ID string }
	_, err := u.http.Call(ctx, http.MethodPost, u.of+"/upload-sessions", map[string]any{"name": "入户视频.mp4", "size": len(u.film), "media_type": "video/mp4"}, &begun)
	require.NoError(t, err)
	u.session = u.of + "/upload-sessions/" + begun.ID
	u.sent.Store(0)
}

// send sends pieces up to a place in the film. Where it does not know what became of one, it asks for the offset: that
// is never before what was acknowledged.
func (u *uploader) send(ctx context.Context, until int) error {
	for at := int64(0); at < int64(until); {
		status, err := u.piece(ctx, at, u.film[at:min(at+filmPiece, int64(len(u.film)))])
		if err == nil && status == http.StatusNoContent {
			at = min(at+filmPiece, int64(len(u.film)))
			u.sent.Store(at)
			continue
		}
		if err == nil && status < http.StatusInternalServerError {
			return fmt.Errorf("piece at %d: %d", at, status)
		}
		u.resumed.Add(1)
		offset, err := u.offset(ctx)
		if err != nil {
			return err
		}
		if offset < at || offset > at+filmPiece {
			return fmt.Errorf("the server goes on at %d, %d was acknowledged", offset, at)
		}
		at = offset
	}
	return nil
}

func (u *uploader) piece(ctx context.Context, at int64, b []byte) (int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPatch, u.http.Base+"/api/v1"+u.session, bytes.NewReader(b))
	if err != nil {
		return 0, err
	}
	req.Header.Set("Authorization", "Bearer "+u.http.Token)
	req.Header.Set("Content-Type", "application/offset+octet-stream")
	req.Header.Set("Upload-Offset", strconv.FormatInt(at, 10))
	resp, err := u.http.HTTP.Do(req)
	if err != nil {
		return 0, err
	}
	_, _ = io.Copy(io.Discard, resp.Body)
	return resp.StatusCode, resp.Body.Close()
}

// offset asks where to go on until the server answers.
func (u *uploader) offset(ctx context.Context) (int64, error) {
	for {
		answer, err := u.http.Call(ctx, http.MethodGet, u.session, nil, nil)
		switch {
		case err == nil:
			return strconv.ParseInt(answer.Get("Upload-Offset"), 10, 64)
		case !unclear(err):
			return 0, err
		}
		if err := pause(ctx); err != nil {
			return 0, err
		}
	}
}
