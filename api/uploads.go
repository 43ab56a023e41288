package api

import (
	"bytes"
	"context"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// upload is a file as it comes: the body is the file, its name stands in a header.
type upload struct {
	InCase
	Name    string `header:"X-File-Name" maxLength:"600" doc:"File name, UTF-8, percent-encoded where it is not ASCII" example:"%E5%90%8C%E6%84%8F%E4%B9%A6.pdf"`
	Type    string `header:"Content-Type" maxLength:"200" doc:"What the file is; it is checked against the bytes"`
	RawBody []byte `contentType:"application/octet-stream"`
}

// stored is a file that is kept. An act binds it to the record by its id (file_id).
type stored struct {
	ID        string    `json:"id" format:"uuid"`
	CaseID    string    `json:"case_id" format:"uuid"`
	Name      string    `json:"name"`
	MediaType string    `json:"media_type"`
	SHA256    string    `json:"sha256" pattern:"^[0-9a-f]{64}$"`
	Size      int64     `json:"size"`
	By        string    `json:"by" doc:"Account"`
	At        time.Time `json:"at"`
}

func (s *server) storeUpload(ctx context.Context, in *upload) (*answer[stored], error) {
	name, err := fileName(in.Name)
	if err != nil {
		return nil, err
	}
	kind, err := mediaType(in.Type, in.RawBody)
	if err != nil {
		return nil, err
	}
	u, err := s.cases.StoreUpload(ctx, casework.NewUpload{
		Actor: edge.ActorOf(ctx), CaseID: in.CaseID, Name: name, MediaType: kind, Content: bytes.Clone(in.RawBody),
	})
	if err != nil {
		return nil, err
	}
	return &answer[stored]{Location: prefix + "/cases/" + in.CaseID + "/uploads/" + u.ID, Body: stored{
		ID: u.ID, CaseID: u.CaseID, Name: u.Name, MediaType: u.MediaType, SHA256: u.SHA256, Size: u.Size, By: u.By, At: u.At,
	}}, nil
}

type readUpload struct {
	InCase
	Upload string `path:"upload" format:"uuid" doc:"Id of the file"`
}

// upload gives a file back as it came, always as a download: it is somebody
// else's content and must not run in the reader's browser.
func (s *server) upload(ctx context.Context, in *readUpload) (*file, error) {
	u, content, err := s.cases.ReadUpload(ctx, edge.ActorOf(ctx), in.CaseID, in.Upload)
	if err != nil {
		return nil, err
	}
	return &file{
		Status: http.StatusOK, ContentType: u.MediaType, ETag: `"` + u.SHA256 + `"`, Disposition: disposition("attachment", u.Name),
		Body: content,
	}, nil
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
	switch {
	case name == "":
		return "", badHeader("X-File-Name", "required", "请在 X-File-Name 中写明文件名（UTF-8，非 ASCII 字符用百分号编码）")
	case !utf8.ValidString(name) || strings.ContainsFunc(name, unicode.IsControl) || strings.ContainsAny(name, `/\`):
		return "", badHeader("X-File-Name", "file_name", "文件名含有控制字符、斜线或者不是有效的 UTF-8 文本：请改名后重新上传")
	case utf8.RuneCountInString(name) > nameMost:
		return "", badHeader("X-File-Name", "too_long", "文件名过长：请改名后重新上传")
	}
	return name, nil
}

// mediaType finds out what a file is by its first bytes. What the caller says may
// be less exact, and must not be something else.
func mediaType(said string, content []byte) (string, error) {
	if len(content) == 0 {
		return "", workflow.Invalid(workflow.Field("", "empty", "文件是空的：请重新选择文件"))
	}
	is := sniff(content)
	if is == "" {
		return "", unsupported("unknown_type", "不能识别文件类型：只接受图片（jpg、png）、文书（pdf、doc、docx）和录音录像（mp3、m4a、mp4）")
	}
	claimed, _, err := mime.ParseMediaType(said)
	if said != "" && (err != nil || claimed != is && claimed != "application/octet-stream" && !alike(claimed, is)) {
		return "", unsupported("type_mismatch", "文件内容是 "+is+"，与所声明的类型不符：请核对是否选错文件")
	}
	return is, nil
}

// alike knows the other names of the types that are taken.
func alike(claimed, is string) bool {
	switch is {
	case "audio/mp4":
		return claimed == "audio/x-m4a" || claimed == "audio/m4a" || claimed == "video/mp4"
	case "audio/mpeg":
		return claimed == "audio/mp3"
	case "image/jpeg":
		return claimed == "image/jpg"
	}
	return false
}

// sniff names the type of a file by its magic bytes; "" for what is not taken.
func sniff(b []byte) string {
	switch {
	case bytes.HasPrefix(b, []byte("\xFF\xD8\xFF")):
		return "image/jpeg"
	case bytes.HasPrefix(b, []byte("\x89PNG\r\n\x1A\n")):
		return "image/png"
	case bytes.HasPrefix(b, []byte("%PDF-")):
		return "application/pdf"
	case bytes.HasPrefix(b, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		return "application/msword"
	case bytes.HasPrefix(b, []byte("PK\x03\x04")) && bytes.Contains(b, []byte("word/document.xml")):
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	case bytes.HasPrefix(b, []byte("ID3")), len(b) > 1 && b[0] == 0xFF && b[1]&0xE6 == 0xE2: // MPEG audio, layer III
		return "audio/mpeg"
	case len(b) > 11 && string(b[4:8]) == "ftyp" && string(b[8:11]) == "M4A":
		return "audio/mp4"
	case len(b) > 11 && string(b[4:8]) == "ftyp":
		return "video/mp4"
	}
	return ""
}
