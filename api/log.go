package api

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
	"golang.org/x/time/rate"

	"github.com/anjia-project/anjia/api/edge"
)

// Limits of reading a log that is public, for each network and process: a witness that catches up with a million entries
// needs some 8,000 tiles.
const (
	logRate   = rate.Limit(50) // a second
	logBurst  = 500
	logForget = 10 * time.Minute
	logHeads  = 500 // of one answer
	// logAtOnce names a second later: by then there is room for some more.
	logAtOnce = "1"
)

func (s *server) logIsPublic() bool { return s.book != nil && s.book.Public }

// logReaders opens the log to everybody where it is public; else its book lets auditors read.
func (s *server) logReaders() option {
	if s.logIsPublic() {
		return anyone()
	}
	return func(*operation) {}
}

// limitLog bounds how often one network reads the log where everybody may.
func limitLog() echo.MiddlewareFunc {
	store := middleware.NewRateLimiterMemoryStoreWithConfig(middleware.RateLimiterMemoryStoreConfig{Rate: logRate, Burst: logBurst, ExpiresIn: logForget})
	return middleware.RateLimiterWithConfig(middleware.RateLimiterConfig{
		Skipper:             func(c echo.Context) bool { return !strings.HasPrefix(c.Path(), prefix+"/log/") },
		Store:               store,
		IdentifierExtractor: func(c echo.Context) (string, error) { return network(c.RealIP()), nil },
		DenyHandler: func(c echo.Context, _ string, _ error) error {
			c.Response().Header().Set("Retry-After", logAtOnce)
			return problem(http.StatusTooManyRequests, "too_many_requests", "读取过于频繁", "读取日志过于频繁：请稍后再试，或者读取已下载分片之后的部分")
		},
	})
}

// signedNote is a head as a C2SP signed note.
type signedNote struct {
	ContentType string `header:"Content-Type"`
	Body        []byte
}

func (s *server) logCheckpoint(ctx context.Context, _ *struct{}) (*signedNote, error) {
	signed, err := s.book.Checkpoint(ctx, edge.ActorOf(ctx))
	if err != nil {
		return nil, err
	}
	return &signedNote{"text/plain; charset=utf-8", []byte(signed)}, nil
}

// readHeads asks for the heads after one.
type readHeads struct {
	Since int64 `query:"since" minimum:"0" doc:"Heads of more entries than that; from the first when left out"`
}

// headList are heads that were signed; the next ones follow since the last size.
type headList struct {
	Heads []logHead `json:"heads"`
}

type logHead struct {
	Size int64     `json:"size" doc:"Entries in the log"`
	At   time.Time `json:"at" doc:"When it was signed, in real time"`
	Note string    `json:"note" doc:"The head as a C2SP signed note"`
}

func (s *server) logHeads(ctx context.Context, in *readHeads) (*body[headList], error) {
	kept, err := s.book.Heads(ctx, edge.ActorOf(ctx), in.Since, logHeads)
	if err != nil {
		return nil, err
	}
	out := headList{Heads: make([]logHead, len(kept))}
	for i, h := range kept {
		out.Heads[i] = logHead(h)
	}
	return &body[headList]{out}, nil
}

// Tile is a place in the log's tree, or among the bundles of entries.
type Tile struct {
	Level string `path:"level" maxLength:"12" doc:"Level of the tree, counted in tiles; entries: the hashes of entries themselves" example:"0"`
	N     string `path:"n" maxLength:"12" doc:"Last three digits of the tile's number; of a tile that is not full its width, in the folder NNN.p" example:"000"`
}

// TileIn is a tile in a folder: a thousand tiles of a number, or the widths of one that is not full.
type TileIn struct {
	Tile
	Folder string `path:"folder" maxLength:"12" doc:"x and the three digits before; or the tile that is not full" example:"x001"`
}

// TileBelow is a tile two folders down.
type TileBelow struct {
	TileIn
	Top string `path:"top" maxLength:"12" doc:"x and the three digits before those" example:"x001"`
}

// tileBytes never change: who has them need not ask again.
type tileBytes struct {
	ContentType  string `header:"Content-Type"`
	CacheControl string `header:"Cache-Control"`
	Body         []byte
}

func (s *server) logTile(ctx context.Context, in *Tile) (*tileBytes, error) {
	return s.tile(ctx, in.Level, in.N)
}

func (s *server) logTileIn(ctx context.Context, in *TileIn) (*tileBytes, error) {
	return s.tile(ctx, in.Level, in.Folder, in.N)
}

func (s *server) logTileBelow(ctx context.Context, in *TileBelow) (*tileBytes, error) {
	return s.tile(ctx, in.Level, in.Top, in.Folder, in.N)
}

func (s *server) tile(ctx context.Context, at ...string) (*tileBytes, error) {
	raw, err := s.book.Tile(ctx, edge.ActorOf(ctx), "tile/"+strings.Join(at, "/"))
	if err != nil {
		return nil, err
	}
	who := "private"
	if s.logIsPublic() {
		who = "public"
	}
	return &tileBytes{"application/octet-stream", who + ", max-age=31536000, immutable", raw}, nil
}

// plainText documents an answer of lines.
func plainText() option {
	return func(o *operation) {
		o.Responses = map[string]*huma.Response{
			"200": {Description: "The signed note", Content: map[string]*huma.MediaType{"text/plain": {Schema: &huma.Schema{Type: huma.TypeString}}}},
		}
	}
}

// tileFile documents a tile.
func tileFile() option {
	return func(o *operation) {
		o.Errors = append(o.Errors, http.StatusTooManyRequests)
		o.Responses = map[string]*huma.Response{
			"200": {Description: "Up to 256 hashes of 32 bytes; in a bundle of entries each after its length in two bytes", Content: map[string]*huma.MediaType{"application/octet-stream": {Schema: binary()}}},
		}
	}
}
