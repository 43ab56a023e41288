package console

import (
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"

	"github.com/anjia-project/anjia/api/console/form"
)

// fileField begins the name of the control that brings a file for a field.
const fileField = "_file"

// formMost bounds what a form is held in memory; what is larger goes through a file.
const formMost = 8 << 20

// formValues reads a form. Files that come with it are kept first, and stand in the
// values by their ids: when something else is refused, they need not be chosen again.
func (v *visit) formValues() (url.Values, error) {
	r := v.Request()
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
		return v.FormParams()
	}
	if err := r.ParseMultipartForm(formMost); err != nil {
		return nil, err
	}
	values := url.Values(r.MultipartForm.Value)
	for name, files := range r.MultipartForm.File {
		field, ok := strings.CutPrefix(name, fileField)
		if !ok || len(files) == 0 || files[0].Size == 0 {
			continue
		}
		for _, f := range files {
			id, err := v.keepFile(f)
			if err != nil {
				return nil, err
			}
			if strings.HasSuffix(field, "_ids") { // beside the files that were chosen
				values.Add(field, id)
			} else {
				values.Set(field, id)
			}
		}
	}
	return values, nil
}

// keepFile gives a file to the API and returns its id.
func (v *visit) keepFile(h *multipart.FileHeader) (string, error) {
	f, err := h.Open()
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }()
	raw, err := io.ReadAll(f)
	if err != nil {
		return "", err
	}
	var out struct {
		ID string `json:"id"`
	}
	_, err = v.call(request{
		Method: http.MethodPost, Path: "/cases/" + url.PathEscape(v.Param("id")) + "/uploads", Raw: raw, Type: h.Header.Get("Content-Type"),
		Header: http.Header{"X-File-Name": {url.PathEscape(h.Filename)}},
	}, &out)
	if err != nil {
		return "", fmt.Errorf("%s: %w", h.Filename, err)
	}
	return out.ID, nil
}

// uploadsOf reads the files of a case when a form asks for them, once.
func (v *visit) uploadsOf(caseID string) func() []form.Option {
	var out []form.Option
	read := false
	return func() []form.Option {
		if read {
			return out
		}
		read = true
		files, err := v.console.cases.Evidence(v.Request().Context(), v.actor(), caseID)
		if err != nil {
			return nil // who may not see the files chooses none
		}
		for _, f := range files {
			out = append(out, form.Option{Value: f.ID, Label: f.Name, Hint: v.words.Moment(f.At) + " · " + f.By})
		}
		return out
	}
}
