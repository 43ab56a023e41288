package console

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/anjia-project/anjia/workflow/office"
)

// The field in which a page carries what was typed when a session had ended.
const typedField = "_typed"

const (
	// typedMost bounds what is kept of a form, before it is packed.
	typedMost = 2 << 20
	// typedFor is how long it may be fetched back.
	typedFor = 24 * time.Hour
)

// typed is a form that was sent when the session had ended: sealed into the page that
// asks to sign in, for the person who typed it. The server keeps none of it.
type typed struct {
	Path   string     `json:"path"` // with its query
	Values url.Values `json:"values"`
	Files  []string   `json:"files,omitempty"` // names of files that must be chosen again
	At     time.Time  `json:"at"`
}

// keepTyped seals the form of the request; "" when there is nothing to keep: no form,
// nobody known to have signed in here, or too much.
func (v *visit) keepTyped() (sealed string, files []string, err error) {
	owner := v.known().AccountID
	t, ok := v.readTyped()
	if owner == "" || !ok {
		return "", nil, nil
	}
	raw, err := json.Marshal(t)
	if err != nil || len(raw) > typedMost {
		return "", nil, err
	}
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestSpeed)
	if err != nil {
		return "", nil, err
	}
	if _, err := w.Write(raw); err != nil {
		return "", nil, err
	}
	if err := w.Close(); err != nil {
		return "", nil, err
	}
	out, err := v.console.office.Seal(v.Request().Context(), office.SealTyped, owner, packed.Bytes())
	return base64.RawURLEncoding.EncodeToString(out), t.Files, err
}

// readTyped reads the form of a request that nobody stands behind. Passwords and codes
// are not kept, nor are files.
func (v *visit) readTyped() (typed, bool) {
	r := v.Request()
	t := typed{Path: r.URL.RequestURI(), Values: url.Values{}, At: v.console.office.Now()}
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	r.Body = http.MaxBytesReader(v.Response(), r.Body, typedWithFiles)
	switch kind {
	case "application/x-www-form-urlencoded":
		if r.ParseForm() != nil {
			return t, false
		}
		t.Values = r.PostForm
	case "multipart/form-data":
		if !v.readParts(&t) {
			return t, false
		}
	default:
		return t, false
	}
	for name := range t.Values {
		if secretField(name) {
			delete(t.Values, name)
		}
	}
	return t, len(t.Values) > 0
}

// typedWithFiles bounds a form with its files, which are read past.
const typedWithFiles = 64 << 20

// readParts reads the texts of a form with files; of files it notes the names.
func (v *visit) readParts(t *typed) bool {
	parts, err := v.Request().MultipartReader()
	if err != nil {
		return false
	}
	for left := int64(typedMost); ; {
		p, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return true
		}
		if err != nil {
			return len(t.Values) > 0 // cut off: what came is kept
		}
		if p.FileName() != "" {
			t.Files = append(t.Files, p.FileName())
			continue
		}
		raw, err := io.ReadAll(io.LimitReader(p, left+1))
		if left -= int64(len(raw)); err != nil || left < 0 {
			return false
		}
		t.Values.Add(p.FormName(), string(raw))
	}
}

// secretField reports whether a field is a password or a code.
func secretField(name string) bool {
	name = strings.ToLower(name)
	return strings.Contains(name, "password") || name == "code" || name == typedField
}

// openTyped opens what was typed; false when it is another's, too old, or none of ours.
func (v *visit) openTyped(sealed string) (typed, bool) {
	var t typed
	raw, err := base64.RawURLEncoding.DecodeString(sealed)
	if err != nil || v.session == nil {
		return t, false
	}
	packed, ok, err := v.console.office.Unseal(v.Request().Context(), office.SealTyped, v.actor().ID, raw)
	if err != nil || !ok {
		return t, false
	}
	plain, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(packed)), typedMost+1))
	if err != nil || json.Unmarshal(plain, &t) != nil || v.console.office.Now().Sub(t.At) > typedFor {
		return typed{}, false
	}
	return t, t.Path == within(t.Path)
}

// names lists the fields that were typed, in order; for what cannot be put back.
func (t typed) names() []string {
	out := make([]string, 0, len(t.Values))
	for name := range t.Values {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// bringsTyped reports whether a form brings nothing but what was typed before: it is to
// be shown, not done.
func (v *visit) bringsTyped() (string, bool) {
	r := v.Request()
	if r.Method != http.MethodPost || r.Header.Get("Content-Type") != "application/x-www-form-urlencoded" {
		return "", false
	}
	values, err := v.FormParams()
	if err != nil || !values.Has(typedField) {
		return "", false
	}
	return values.Get(typedField), true
}
