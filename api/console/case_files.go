package console

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"

	"github.com/anjia-project/anjia/api/edge"
)

// paperFile answers with a paper of a case as the API gives it.
func paperFile(v *visit) error {
	return v.pass("/cases/" + url.PathEscape(v.Param("id")) + "/papers/" + url.PathEscape(v.Param("paper")))
}

// uploadFile answers with a file of a case, as a download.
func uploadFile(v *visit) error {
	return v.pass("/cases/" + url.PathEscape(v.Param("id")) + "/uploads/" + url.PathEscape(v.Param("upload")))
}

// uploadCopy answers with a picture that was made of a file.
func uploadCopy(v *visit) error {
	return v.pass("/cases/" + url.PathEscape(v.Param("id")) + "/uploads/" + url.PathEscape(v.Param("upload")) + "/copies/" + url.PathEscape(v.Param("kind")))
}

// pass answers with what the API answers, piece by piece: a film is not held. A refusal shows as a page.
func (v *visit) pass(path string) error {
	r, err := http.NewRequestWithContext(v.Request().Context(), http.MethodGet, apiPrefix+path, http.NoBody)
	if err != nil {
		return fmt.Errorf("console: %s: %w", path, err)
	}
	for _, name := range []string{"Range", "If-None-Match", "If-Range"} {
		if value := v.Request().Header.Get(name); value != "" {
			r.Header.Set(name, value)
		}
	}
	w := &through{to: v.Response(), kept: newAnswer()}
	v.console.api.ServeHTTP(w, r)
	if !w.refused {
		return nil
	}
	p := &edge.Problem{}
	if err := json.Unmarshal(w.kept.body.Bytes(), p); err != nil || p.Code == "" {
		return fmt.Errorf("console: %s answers %d", path, w.kept.status)
	}
	return p
}

// through hands an answer on as it comes, and keeps a refusal back.
type through struct {
	to      http.ResponseWriter
	kept    *answer
	begun   bool
	refused bool
}

func (t *through) Header() http.Header { return t.kept.header }

func (t *through) WriteHeader(status int) {
	if t.begun {
		return
	}
	t.begun, t.kept.status = true, status
	if t.refused = status >= http.StatusBadRequest; t.refused {
		return
	}
	for _, name := range []string{"Content-Type", "Content-Disposition", "Content-Length", "Content-Range", "Accept-Ranges", "ETag"} {
		if value := t.kept.header.Get(name); value != "" {
			t.to.Header().Set(name, value)
		}
	}
	t.to.Header().Set("Cache-Control", "private, no-store")
	t.to.WriteHeader(status)
}

func (t *through) Write(p []byte) (int, error) {
	if !t.begun {
		t.WriteHeader(http.StatusOK)
	}
	if t.refused {
		return t.kept.Write(p)
	}
	return t.to.Write(p)
}
