package sample

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/google/uuid"
)

// Client speaks to the API as one account.
type Client struct {
	Base  string // http://127.0.0.1:8080
	Token string
	HTTP  *http.Client
}

// Problem is a refusal of the API (RFC 9457).
type Problem struct {
	Status int    `json:"status"`
	Code   string `json:"code"`
	Title  string `json:"title"`
	Detail string `json:"detail"`
	Errors []struct {
		Pointer string `json:"pointer"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"errors"`
	Unmet []struct {
		Guard   string `json:"guard"`
		Message string `json:"message"`
	} `json:"unmet"`
}

func (p *Problem) Error() string {
	s := fmt.Sprintf("%d %s: %s", p.Status, p.Code, p.Detail)
	for _, e := range p.Errors {
		s += fmt.Sprintf("; %s: %s", e.Pointer, e.Message)
	}
	for _, u := range p.Unmet {
		s += fmt.Sprintf("; %s: %s", u.Guard, u.Message)
	}
	return s
}

// Header is one request header.
type Header struct{ Name, Value string }

// Call does one request and decodes the answer into out (nil: dropped). It fails
// with *Problem when the API refuses.
func (c *Client) Call(ctx context.Context, method, path string, in, out any, headers ...Header) (http.Header, error) {
	var body io.Reader
	if in != nil {
		b, err := json.Marshal(in)
		if err != nil {
			return nil, err
		}
		body = bytes.NewReader(b)
	}
	req, err := http.NewRequestWithContext(ctx, method, c.Base+"/api/v1"+path, body)
	if err != nil {
		return nil, err
	}
	if in != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	for _, h := range headers {
		req.Header.Set(h.Name, h.Value)
	}
	return c.do(req, out)
}

// Upload sends raw bytes, as an evaluator's device or the counter's scanner does.
func (c *Client) Upload(ctx context.Context, path, mediaType, name string, content []byte, out any) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.Base+"/api/v1"+path, bytes.NewReader(content))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", mediaType)
	req.Header.Set("X-File-Name", name)
	req.Header.Set("Idempotency-Key", uuid.NewString())
	_, err = c.do(req, out)
	return err
}

func (c *Client) do(req *http.Request, out any) (http.Header, error) {
	if c.Token != "" {
		req.Header.Set("Authorization", "Bearer "+c.Token)
	}
	resp, err := c.HTTP.Do(req)
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= http.StatusMultipleChoices {
		p := &Problem{Status: resp.StatusCode}
		if json.Unmarshal(b, p) != nil {
			p.Detail = string(b)
		}
		p.Status = resp.StatusCode
		return resp.Header, p
	}
	switch o := out.(type) {
	case nil:
	case *[]byte:
		*o = b
	default:
		if err := json.Unmarshal(b, out); err != nil {
			return resp.Header, fmt.Errorf("sample: answer of %s: %w", req.URL.Path, err)
		}
	}
	return resp.Header, nil
}

// Login opens a session and returns a client of that account.
func Login(ctx context.Context, h *http.Client, base, name, password string) (*Client, error) {
	c := &Client{Base: base, HTTP: h}
	var out struct {
		Token string `json:"token"`
	}
	if _, err := c.Call(ctx, http.MethodPost, "/sessions", map[string]string{"name": name, "password": password}, &out); err != nil {
		return nil, fmt.Errorf("sample: login of %s: %w", name, err)
	}
	c.Token = out.Token
	return c, nil
}

// IsStatus reports whether err is a refusal with the status.
func IsStatus(err error, status int) bool {
	var p *Problem
	return errors.As(err, &p) && p.Status == status
}
