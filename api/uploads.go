package api

import (
	"bytes"
	"context"
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/content"
)

// upload is a file as it comes: the body is the file, its name stands in a header.
type upload struct {
	InCase
	Kind      string    `query:"kind" maxLength:"60" doc:"Kind of evidence, as the scoring tables name it (证明材料种类)" example:"health_certificate"`
	IssuedOn  dateParam `query:"issued_on" format:"date" doc:"Day on which the paper was issued"`
	ExpiresOn dateParam `query:"expires_on" format:"date" doc:"Last day that the paper names for itself"`
	Name      string    `header:"X-File-Name" maxLength:"600" doc:"File name, UTF-8, percent-encoded where it is not ASCII" example:"%E5%90%8C%E6%84%8F%E4%B9%A6.pdf"`
	Type      string    `header:"Content-Type" maxLength:"200" doc:"What the file is; it is checked against the bytes"`
	RawBody   []byte    `contentType:"application/octet-stream"`
}

// Stored is a file that is kept. An act binds it to the record by its id (file_id).
type Stored struct {
	ID        string               `json:"id" format:"uuid"`
	CaseID    string               `json:"case_id" format:"uuid"`
	Name      string               `json:"name"`
	MediaType string               `json:"media_type"`
	SHA256    string               `json:"sha256" pattern:"^[0-9a-f]{64}$"`
	Size      int64                `json:"size"`
	Kind      string               `json:"kind,omitempty" doc:"Kind of evidence"`
	IssuedOn  law.Date             `json:"issued_on,omitzero"`
	ExpiresOn law.Date             `json:"expires_on,omitzero"`
	By        string               `json:"by" doc:"Account"`
	At        time.Time            `json:"at"`
	State     casework.UploadState `json:"state" enum:"quarantine,clean,infected,not_scanned" doc:"Nobody gets a file that is in quarantine or infected, and no act takes it"`
	StateName string               `json:"state_name"`
	Signature string               `json:"signature,omitempty" doc:"What the virus scanner found"`
	Scanner   string               `json:"scanner,omitempty" doc:"Version of the scanner and its signatures"`
	ScannedAt time.Time            `json:"scanned_at,omitzero"`
}

func storedOf(u *casework.Upload) Stored {
	state := u.State
	if state == "" { // from before there were scanners
		state = casework.UploadNotScanned
	}
	return Stored{
		ID: u.ID, CaseID: u.CaseID, Name: u.Name, MediaType: u.MediaType, SHA256: u.SHA256, Size: u.Size, Kind: u.Kind, IssuedOn: u.IssuedOn,
		ExpiresOn: u.ExpiresOn, By: u.By, At: u.At, State: state, StateName: state.Chinese(), Signature: u.Signature, Scanner: u.Scanner, ScannedAt: u.ScannedAt,
	}
}

func (s *server) storeUpload(ctx context.Context, in *upload) (*answer[Stored], error) {
	name, err := fileName(in.Name)
	if err != nil {
		return nil, err
	}
	claim := content.Claim{Name: name, MediaType: in.Type}
	is, err := content.Inspect(bytes.NewReader(in.RawBody), int64(len(in.RawBody)), claim, s.cases.Uploads.TakenTypes())
	if refused, ok := content.Refused(err); ok {
		if refused.Code == "empty" {
			return nil, workflow.Invalid(workflow.Field("", refused.Code, refused.Message))
		}
		return nil, unsupported(refused.Code, refused.Message)
	}
	if err != nil {
		return nil, err
	}
	kind, err := s.evidenceKind(in.Kind, "/kind")
	if err != nil {
		return nil, err
	}
	u, err := s.cases.StoreUpload(ctx, casework.NewUpload{
		Actor: edge.ActorOf(ctx), CaseID: in.CaseID, Name: name, MediaType: string(is), Content: bytes.Clone(in.RawBody),
		About: casework.UploadAbout{Kind: kind, IssuedOn: in.IssuedOn.date(), ExpiresOn: in.ExpiresOn.date()},
	})
	if err != nil {
		return nil, err
	}
	return &answer[Stored]{Location: prefix + "/cases/" + in.CaseID + "/uploads/" + u.ID, Body: storedOf(u)}, nil
}

// nameMost bounds a file name, in characters.
const nameMost = 120

// fileName reads the name of a file from its header.
func fileName(header string) (string, error) {
	name := header
	if strings.Contains(header, "%") {
		if plain, err := url.PathUnescape(header); err == nil {
			name = plain
		}
	}
	name = strings.TrimSpace(name)
	if name == "" {
		return "", badHeader("X-File-Name", "required", "请在 X-File-Name 中写明文件名（UTF-8，非 ASCII 字符用百分号编码）")
	}
	return name, plainName(name, func(code, message string) error { return badHeader("X-File-Name", code, message) })
}

// plainName refuses what is no name of a file in the words of the place where it stands.
func plainName(name string, refused func(code, message string) error) error {
	switch {
	case !utf8.ValidString(name) || strings.ContainsFunc(name, unicode.IsControl) || strings.ContainsAny(name, `/\`):
		return refused("file_name", "文件名含有控制字符、斜线或者不是有效的 UTF-8 文本：请改名后重新上传")
	case utf8.RuneCountInString(name) > nameMost:
		return refused("too_long", "文件名过长：请改名后重新上传")
	}
	return nil
}
