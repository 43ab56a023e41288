package api

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow/casework"
)

// evidence is a file of a case with where to get it and its copies.
type evidence struct {
	Stored
	Content string         `json:"content,omitempty" doc:"Where to get the file; absent while nobody may"`
	Copies  []evidenceCopy `json:"copies"`
}

// evidenceCopy is a picture that was made of a file.
type evidenceCopy struct {
	Kind      casework.CopyKind `json:"kind" enum:"stripped,thumbnail" doc:"stripped: a photo upright and without metadata (去除元数据的副本); thumbnail: 缩略图"`
	MediaType string            `json:"media_type,omitempty"`
	SHA256    string            `json:"sha256,omitempty"`
	Size      int64             `json:"size,omitempty"`
	Width     int               `json:"width,omitempty"`
	Height    int               `json:"height,omitempty"`
	Content   string            `json:"content,omitempty" doc:"Where to get it"`
	Failure   string            `json:"failure,omitempty" doc:"Why it could not be made"`
}

type evidenceList struct {
	Files []evidence `json:"files"`
}

func (s *server) listEvidence(ctx context.Context, in *InCase) (*body[evidenceList], error) {
	all, err := s.cases.Evidence(ctx, edge.ActorOf(ctx), in.CaseID)
	if err != nil {
		return nil, err
	}
	out := evidenceList{Files: make([]evidence, len(all))}
	for i, u := range all {
		at := prefix + "/cases/" + in.CaseID + "/uploads/" + u.ID
		e := evidence{Stored: storedOf(u), Copies: []evidenceCopy{}}
		if e.State == casework.UploadClean || e.State == casework.UploadNotScanned {
			e.Content = at
		}
		for _, c := range u.Copies {
			v := evidenceCopy{Kind: c.Kind, MediaType: c.MediaType, SHA256: c.SHA256, Size: c.Size, Width: c.Width, Height: c.Height, Failure: c.Failure}
			if c.FileID != "" {
				v.Content = at + "/copies/" + string(c.Kind)
			}
			e.Copies = append(e.Copies, v)
		}
		out.Files[i] = e
	}
	return &body[evidenceList]{out}, nil
}

type readUpload struct {
	InCase
	Upload      string `path:"upload" format:"uuid" doc:"Id of the file"`
	Range       string `header:"Range" maxLength:"200" doc:"One range of bytes, as players of sound and film ask for; others are passed over"`
	IfNoneMatch string `header:"If-None-Match" maxLength:"200" doc:"ETag of the file that is there already"`
	IfRange     string `header:"If-Range" maxLength:"200" doc:"ETag of the file of which a part is there"`
}

// upload gives a file back as it came, always as a download: it is somebody
// else's content and must not run in the reader's browser.
func (s *server) upload(ctx context.Context, in *readUpload) (*huma.StreamResponse, error) {
	f, err := s.cases.OpenUpload(ctx, edge.ActorOf(ctx), in.CaseID, in.Upload)
	if err != nil {
		return nil, err
	}
	return streamed(f, in.Range, attachment(f.Upload.Name)) //nolint:contextcheck // what sends has the context of its own request
}

type readCopy struct {
	InCase
	Upload      string            `path:"upload" format:"uuid" doc:"Id of the file"`
	Kind        casework.CopyKind `path:"kind" enum:"stripped,thumbnail" doc:"Which copy"`
	Range       string            `header:"Range" maxLength:"200" doc:"One range of bytes"`
	IfNoneMatch string            `header:"If-None-Match" maxLength:"200" doc:"ETag of the copy that is there already"`
	IfRange     string            `header:"If-Range" maxLength:"200" doc:"ETag of the copy of which a part is there"`
}

// copyOfUpload gives a picture that we made: it may be shown.
func (s *server) copyOfUpload(ctx context.Context, in *readCopy) (*huma.StreamResponse, error) {
	f, err := s.cases.OpenCopy(ctx, edge.ActorOf(ctx), in.CaseID, in.Upload, in.Kind)
	if err != nil {
		return nil, err
	}
	return streamed(f, in.Range, "inline") //nolint:contextcheck // as above
}

// streamed sends a file without holding it. A file that turns out to be damaged
// breaks off before its end: the client sees that it is not whole.
func streamed(f *casework.EvidenceFile, asked, disposition string) (*huma.StreamResponse, error) {
	one, satisfiable := oneRange(asked, f.Size)
	if !satisfiable {
		_ = f.Content.Close()
		return nil, problem(http.StatusRequestedRangeNotSatisfiable, "range_not_satisfiable", "所请求的范围不存在",
			"文件共"+strconv.FormatInt(f.Size, 10)+"字节", edge.ProblemField{In: "header", Pointer: "/Range", Code: "beyond_size", Message: "起点超出文件末尾"})
	}
	return &huma.StreamResponse{Body: func(c huma.Context) {
		defer func() { _ = f.Content.Close() }()
		e := humaecho.Unwrap(c)
		h := e.Response().Header()
		h.Set("Content-Type", f.MediaType)
		h.Set("Content-Disposition", disposition)
		h.Set("ETag", `"`+f.SHA256+`"`)
		h.Set("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'")
		r := e.Request()
		if !one {
			r = r.Clone(r.Context())
			r.Header.Del("Range")
		}
		http.ServeContent(e.Response(), r, "", time.Time{}, f.Content)
	}}, nil
}

// oneRange reports whether a header asks for one range, and whether that begins
// within the file. What asks for none, several or cannot be read is passed over.
func oneRange(header string, size int64) (one, satisfiable bool) {
	spec, ok := strings.CutPrefix(header, "bytes=")
	from, to, dash := strings.Cut(spec, "-")
	if !ok || !dash || strings.Contains(spec, ",") {
		return false, true
	}
	if from == "" {
		n, err := strconv.ParseInt(to, 10, 64)
		return err == nil && n > 0, true
	}
	start, err := strconv.ParseInt(from, 10, 64)
	if err != nil {
		return false, true
	}
	if end, err := strconv.ParseInt(to, 10, 64); to != "" && (err != nil || end < start) {
		return false, true
	}
	return true, start < size
}

// attachment names a file in a header: in ASCII for old programs, and as it is
// (RFC 6266, RFC 8187).
func attachment(name string) string {
	var plain, exact strings.Builder
	for _, r := range name {
		if r > ' '-1 && r < 0x7f && r != '"' && r != '\\' && r != '%' {
			plain.WriteRune(r)
		} else {
			plain.WriteByte('_')
		}
	}
	const hex = "0123456789ABCDEF"
	for _, b := range []byte(name) {
		if b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || strings.IndexByte("!#$&+-.^_`|~", b) >= 0 {
			exact.WriteByte(b)
		} else {
			exact.WriteByte('%')
			exact.WriteByte(hex[b>>4])
			exact.WriteByte(hex[b&15])
		}
	}
	return `attachment; filename="` + plain.String() + `"; filename*=UTF-8''` + exact.String()
}
