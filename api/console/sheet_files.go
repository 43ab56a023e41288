package console

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/anjia-project/anjia/workflow/casework"
)

// moreFiles begins the name of a control that brings files in addition to those that are chosen.
const moreFiles = "_more"

// keepMore keeps the files that came with a form and adds their ids to those chosen at the same field.
func (v *visit) keepMore(values url.Values) error {
	m := v.Request().MultipartForm
	if m == nil {
		return nil
	}
	for name, files := range m.File {
		field, ok := strings.CutPrefix(name, moreFiles)
		if !ok {
			continue
		}
		for _, f := range files {
			if f.Size == 0 {
				continue
			}
			id, err := v.keepFile(f)
			if err != nil {
				return err
			}
			values.Add(field, id)
		}
	}
	return nil
}

// The addresses below are for the script that brings photos and voice notes piece by piece,
// and goes on where it was when the net was gone. They are the API's upload sessions, for
// somebody who is signed in by the console's cookie.

func (v *visit) uploadPath() string {
	return "/cases/" + url.PathEscape(v.Param("id")) + "/upload-sessions"
}

// beginFile announces a file.
func beginFile(v *visit) error {
	var in any
	if err := json.NewDecoder(io.LimitReader(v.Request().Body, formMost)).Decode(&in); err != nil {
		return echo.NewHTTPError(http.StatusBadRequest)
	}
	return v.relay(request{Method: http.MethodPost, Path: v.uploadPath(), Body: in, Key: v.Request().Header.Get("Idempotency-Key")})
}

// fileSoFar says how much of a file has come.
func fileSoFar(v *visit) error {
	return v.relay(request{Method: http.MethodGet, Path: v.uploadPath() + "/" + url.PathEscape(v.Param("session"))})
}

// moreOfFile takes the next piece.
func moreOfFile(v *visit) error {
	raw, err := io.ReadAll(io.LimitReader(v.Request().Body, casework.MaxPiece+1))
	if err != nil {
		return fmt.Errorf("console: a piece of a file: %w", err)
	}
	return v.relay(request{
		Method: http.MethodPatch, Path: v.uploadPath() + "/" + url.PathEscape(v.Param("session")), Raw: raw, Type: "application/offset+octet-stream",
		Header: http.Header{"Upload-Offset": {v.Request().Header.Get("Upload-Offset")}},
	})
}

// fileComplete makes the file of its pieces.
func fileComplete(v *visit) error {
	return v.relay(request{Method: http.MethodPost, Path: v.uploadPath() + "/" + url.PathEscape(v.Param("session")) + "/complete", Key: v.Request().Header.Get("Idempotency-Key")})
}

// relay hands a request to the API and its answer back, refusals as the API words them.
func (v *visit) relay(in request) error {
	a, err := v.call(in, nil)
	if err != nil && a == nil {
		return err
	}
	h := v.Response().Header()
	for _, name := range []string{"Content-Type", "Upload-Offset", "Upload-Length"} {
		if value := a.header.Get(name); value != "" {
			h.Set(name, value)
		}
	}
	h.Set("Cache-Control", "no-store")
	v.Response().WriteHeader(a.status)
	_, err = v.Response().Write(a.body.Bytes())
	return err
}
