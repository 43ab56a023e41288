package api

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// Uploads in pieces follow the core of tus 1.0 (PATCH at an offset, HEAD for the
// offset); what begins and ends them is ours. docs/adr/0009-own-resumable-uploads.md.
const (
	pieceType  = "application/offset+octet-stream"
	tusVersion = "1.0.0"
)

// beginUpload announces a file.
type beginUpload struct {
	InCase
	Body struct {
		Name      string   `json:"name" minLength:"1" maxLength:"120" doc:"File name with its ending" example:"入户视频.mp4"`
		Size      int64    `json:"size" minimum:"1" doc:"Bytes" example:"41943040"`
		MediaType string   `json:"media_type,omitempty" maxLength:"200" doc:"What the file is; it is checked against the bytes" example:"video/mp4"`
		SHA256    string   `json:"sha256,omitempty" pattern:"^[0-9a-f]{64}$" doc:"Of the whole file; it is checked in the end"`
		Kind      string   `json:"kind,omitempty" maxLength:"60" doc:"Kind of evidence, as the scoring tables name it" example:"health_certificate"`
		IssuedOn  law.Date `json:"issued_on,omitzero" doc:"Day on which the paper was issued"`
		ExpiresOn law.Date `json:"expires_on,omitzero" doc:"Last day that the paper names for itself"`
	}
}

// session is an upload that is still coming, or has come.
type session struct {
	ID       string `json:"id" format:"uuid" doc:"Of the upload, and of the file that it becomes"`
	CaseID   string `json:"case_id" format:"uuid"`
	Name     string `json:"name"`
	Size     int64  `json:"size"`
	Offset   int64  `json:"offset" doc:"Bytes that were received; go on here"`
	MaxPiece int64  `json:"max_piece" doc:"Most bytes that come at once"`
	MinPiece int64  `json:"min_piece" doc:"Least bytes that come at once, but for the last piece"`
	Complete bool   `json:"complete" doc:"The file is kept"`
}

// sessionAnswer carries the headers of tus as well.
type sessionAnswer struct {
	Location string `header:"Location" doc:"Of the upload"`
	Offset   int64  `header:"Upload-Offset"`
	Length   int64  `header:"Upload-Length"`
	Tus      string `header:"Tus-Resumable"`
	Body     session
}

func sessionAnswerOf(u *casework.UploadSession, done *casework.Upload) *sessionAnswer {
	v := session{MaxPiece: casework.MaxPiece, MinPiece: casework.LeastPiece}
	if done != nil {
		v.ID, v.CaseID, v.Name, v.Size, v.Offset, v.Complete = done.ID, done.CaseID, done.Name, done.Size, done.Size, true
	} else {
		v.ID, v.CaseID, v.Name, v.Size, v.Offset = u.ID, u.CaseID, u.About.Name, u.Size, u.Received
	}
	return &sessionAnswer{
		Location: prefix + "/cases/" + v.CaseID + "/upload-sessions/" + v.ID, Offset: v.Offset, Length: v.Size, Tus: tusVersion, Body: v,
	}
}

func (s *server) beginUpload(ctx context.Context, in *beginUpload) (*sessionAnswer, error) {
	b := in.Body
	if err := plainName(b.Name, func(code, message string) error { return workflow.Invalid(workflow.Field("/name", code, message)) }); err != nil {
		return nil, err
	}
	kind, err := s.evidenceKind(b.Kind, "/kind")
	if err != nil {
		return nil, err
	}
	u, err := s.cases.BeginUpload(ctx, casework.NewSession{
		Actor: edge.ActorOf(ctx), CaseID: in.CaseID, MediaType: b.MediaType, SHA256: b.SHA256, Size: b.Size,
		About: casework.UploadAbout{Name: b.Name, Kind: kind, IssuedOn: b.IssuedOn, ExpiresOn: b.ExpiresOn},
	})
	if err != nil {
		return nil, err
	}
	return sessionAnswerOf(u, nil), nil
}

// InUploadSession names an upload of a path.
type InUploadSession struct {
	InCase
	Session string `path:"session" format:"uuid" doc:"Id of the upload"`
}

func (s *server) readSessionOfUpload(ctx context.Context, in *InUploadSession) (*sessionAnswer, error) {
	u, done, err := s.cases.UploadSession(ctx, edge.ActorOf(ctx), in.CaseID, in.Session)
	if err != nil {
		return nil, err
	}
	return sessionAnswerOf(u, done), nil
}

// piece is the next part of a file.
type piece struct {
	InUploadSession
	Offset  int64  `header:"Upload-Offset" required:"true" minimum:"0" doc:"Where the piece begins: what was received so far"`
	RawBody []byte `contentType:"application/offset+octet-stream"`
}

// pieceAnswer has no body.
type pieceAnswer struct {
	Offset int64  `header:"Upload-Offset" doc:"Bytes that were received"`
	Length int64  `header:"Upload-Length"`
	Tus    string `header:"Tus-Resumable"`
}

func (s *server) continueUpload(ctx context.Context, in *piece) (*pieceAnswer, error) {
	u, err := s.cases.ContinueUpload(ctx, edge.ActorOf(ctx), in.CaseID, in.Session, in.Offset, in.RawBody)
	if err != nil {
		return nil, err
	}
	return &pieceAnswer{Offset: u.Received, Length: u.Size, Tus: tusVersion}, nil
}

func (s *server) completeUpload(ctx context.Context, in *InUploadSession) (*answer[Stored], error) {
	u, err := s.cases.CompleteUpload(ctx, edge.ActorOf(ctx), in.CaseID, in.Session)
	if err != nil {
		return nil, err
	}
	return &answer[Stored]{Location: prefix + "/cases/" + in.CaseID + "/uploads/" + u.ID, Body: storedOf(u)}, nil
}

func (s *server) cancelUpload(ctx context.Context, in *InUploadSession) (*struct{}, error) {
	return nil, s.cases.CancelUpload(ctx, edge.ActorOf(ctx), in.CaseID, in.Session)
}

// headOfUploads answers HEAD for the offset of an upload as GET does, without a
// body: clients of tus ask so.
func headOfUploads(e *echo.Echo) {
	e.HEAD(prefix+"/cases/:id/upload-sessions/:session", func(c echo.Context) error {
		r := c.Request().Clone(c.Request().Context())
		r.Method = http.MethodGet
		c.SetRequest(r)
		e.Router().Find(http.MethodGet, r.URL.Path, c)
		return c.Handler()(c)
	})
}
