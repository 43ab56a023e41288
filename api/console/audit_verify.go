package console

import (
	"errors"
	"io"
	"net/http"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow/casework"
)

// verifyData is the page on which a file that somebody brings is verified, with what
// was found about the last one.
type verifyData struct {
	Frame   view.Frame
	Name    string
	Verdict *casework.FileVerdict
	Trouble string
}

const (
	pathVerify = Prefix + "/verify"
	// verifyMost bounds what is read of a form with a file; the API has the bound of the file itself.
	verifyMost = 65 << 20
)

func verifyPage(v *visit) error { return v.showVerify(http.StatusOK, verifyData{}) }

func (v *visit) showVerify(status int, d verifyData) error {
	title := v.t("verify.title")
	d.Frame = v.frame(title)
	return v.show(status, title, verifyBody(d))
}

// verifyFile gives the file to the API and shows each check. Nothing of it is kept.
func verifyFile(v *visit) error {
	name, file, err := v.broughtFile()
	var big *http.MaxBytesError
	switch {
	case errors.As(err, &big):
		return v.showVerify(http.StatusRequestEntityTooLarge, verifyData{Trouble: v.t("verify.too_large")})
	case errors.Is(err, http.ErrMissingFile) || err == nil && len(file) == 0:
		return v.showVerify(http.StatusUnprocessableEntity, verifyData{Trouble: v.t("verify.missing")})
	case err != nil:
		return err
	}
	d := verifyData{Name: name, Verdict: &casework.FileVerdict{}}
	_, err = v.call(request{Method: http.MethodPost, Path: "/verifications", Raw: file, Type: "application/pdf"}, d.Verdict)
	var refused *edge.Problem
	switch {
	case errors.As(err, &refused) && refused.Status == http.StatusRequestEntityTooLarge:
		return v.showVerify(refused.Status, verifyData{Trouble: v.t("verify.too_large")})
	case errors.As(err, &refused) && refused.Status == http.StatusConflict:
		return v.showVerify(refused.Status, verifyData{Trouble: refused.Detail})
	case err != nil:
		return err
	}
	return v.showVerify(http.StatusOK, d)
}

// broughtFile reads the file of the form.
func (v *visit) broughtFile() (name string, content []byte, err error) {
	r := v.Request()
	r.Body = http.MaxBytesReader(v.Response(), r.Body, verifyMost)
	if err := r.ParseMultipartForm(formMost); err != nil {
		if errors.Is(err, http.ErrNotMultipart) {
			return "", nil, http.ErrMissingFile
		}
		return "", nil, err
	}
	f, head, err := r.FormFile("file")
	if err != nil {
		return "", nil, err
	}
	defer func() { _ = f.Close() }()
	content, err = io.ReadAll(f)
	return head.Filename, content, err
}
