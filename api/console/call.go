package console

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"

	"github.com/anjia-project/anjia/api/edge"
)

// apiPrefix is where the API lies.
const apiPrefix = "/api/v1"

// answer keeps what the API answers.
type answer struct {
	status int
	header http.Header
	body   bytes.Buffer
}

func newAnswer() *answer { return &answer{status: http.StatusOK, header: http.Header{}} }

func (a *answer) Header() http.Header         { return a.header }
func (a *answer) WriteHeader(status int)      { a.status = status }
func (a *answer) Write(p []byte) (int, error) { return a.body.Write(p) }

// request is one request to the API.
type request struct {
	Method, Path string
	Body         any    // sent as JSON; nil for none
	Raw          []byte // instead of Body, with its Type
	Type         string
	Version      int64  // If-Match; 0 for none
	Key          string // Idempotency-Key
	Header       http.Header
}

// call asks the API as the person of the context. A refusal comes back as its
// problem (*edge.Problem); out may be nil.
func (c *Console) call(ctx context.Context, in request, out any) (*answer, error) {
	raw := in.Raw
	if in.Body != nil {
		var err error
		if raw, err = json.Marshal(in.Body); err != nil {
			return nil, fmt.Errorf("console: input of %s: %w", in.Path, err)
		}
		in.Type = "application/json"
	}
	r, err := http.NewRequestWithContext(ctx, in.Method, apiPrefix+in.Path, bytes.NewReader(raw))
	if err != nil {
		return nil, fmt.Errorf("console: %s %s: %w", in.Method, in.Path, err)
	}
	for name, values := range in.Header {
		r.Header[name] = values
	}
	if in.Type != "" {
		r.Header.Set("Content-Type", in.Type)
	}
	if in.Version > 0 {
		r.Header.Set("If-Match", `"v`+strconv.FormatInt(in.Version, 10)+`"`)
	}
	if in.Key != "" {
		r.Header.Set("Idempotency-Key", in.Key)
	}
	w := newAnswer()
	c.api.ServeHTTP(w, r)
	if w.status >= http.StatusBadRequest {
		p := &edge.Problem{}
		if err := json.Unmarshal(w.body.Bytes(), p); err != nil || p.Code == "" {
			return nil, fmt.Errorf("console: %s %s answers %d", in.Method, in.Path, w.status)
		}
		return w, p
	}
	if out != nil && w.body.Len() > 0 {
		if err := json.Unmarshal(w.body.Bytes(), out); err != nil {
			return nil, fmt.Errorf("console: answer of %s %s: %w", in.Method, in.Path, err)
		}
	}
	return w, nil
}
