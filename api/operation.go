package api

import (
	"context"
	"net/http"
	"path"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/anjia-project/anjia/api/edge"
)

// prefix is the path under which the API stands.
const prefix = "/api/v1"

// operation is what routes.go says of one route.
type operation struct {
	huma.Operation
	open bool // needs no token
	mark func(huma.Operation) huma.Operation
}

// option adds to an operation.
type option func(*operation)

// tagged groups an operation in the documentation.
func tagged(tag string) option { return func(o *operation) { o.Tags = []string{tag} } }

// about describes an operation beyond its summary.
func about(text string) option { return func(o *operation) { o.Description = text } }

// named gives the operation an id of its own where method and path don't make a good one.
func named(id string) option { return func(o *operation) { o.OperationID = id } }

// anyone opens an operation to callers without a token.
func anyone() option { return func(o *operation) { o.open, o.mark = true, edge.Public } }

// newPassword keeps an operation open to somebody who must change the password first.
func newPassword() option { return func(o *operation) { o.mark = edge.OpenToNewPassword } }

// enrolment keeps an operation open to somebody who must enrol a second factor first.
func enrolment() option { return func(o *operation) { o.mark = edge.OpenToEnrolment } }

// created answers 201.
func created() option { return func(o *operation) { o.DefaultStatus = http.StatusCreated } }

// fails documents further refusals.
func fails(status ...int) option {
	return func(o *operation) { o.Errors = append(o.Errors, status...) }
}

// keyed documents an act or a creation: an Idempotency-Key is required (400), and may be in use.
func keyed() option { return fails(http.StatusConflict) }

// versioned documents a change that needs If-Match.
func versioned() option { return fails(http.StatusPreconditionFailed, http.StatusPreconditionRequired) }

// sized bounds the body.
func sized(most int64) option { return func(o *operation) { o.MaxBodyBytes = most } }

// Options by which an operation is documented as what it does to a resource.
var (
	creates = []option{created(), keyed(), fails(http.StatusNotFound)}
	acts    = []option{keyed(), versioned()}
)

// route registers one operation. Errors of the handler become problems; what the
// operation can answer is worked out from its input and options.
func route[I, O any](s *server, method, at, summary string, h func(context.Context, *I) (*O, error), options ...option) {
	o := operation{Operation: huma.Operation{Method: method, Path: prefix + at, Summary: summary}}
	for _, opt := range options {
		opt(&o)
	}
	if o.OperationID == "" {
		o.OperationID = operationID(method, at)
	}
	if o.mark != nil {
		o.Operation = o.mark(o.Operation)
	}
	if !o.open {
		o.Errors = append(o.Errors, http.StatusUnauthorized, http.StatusForbidden)
	}
	if strings.Contains(at, "{") {
		o.Errors = append(o.Errors, http.StatusNotFound)
	}
	if method == http.MethodPost || method == http.MethodPut || method == http.MethodPatch {
		o.Errors = append(o.Errors, http.StatusRequestTimeout, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType)
	}
	o.Errors = append(o.Errors, http.StatusBadRequest, http.StatusUnprocessableEntity, http.StatusServiceUnavailable)
	slices.Sort(o.Errors)
	o.Errors = slices.Compact(o.Errors)
	huma.Register(s.huma, o.Operation, func(ctx context.Context, in *I) (*O, error) {
		out, err := h(ctx, in)
		if err != nil {
			return nil, s.refuse(ctx, err)
		}
		return out, nil
	})
	s.documentHeaders(method, at)
}

// documentHeaders marks the headers that an operation asks for as required in
// the document. huma itself must not refuse their absence: the house answers 428
// and 400 with the remedy, not 422.
func (s *server) documentHeaders(method, at string) {
	for _, p := range operationAt(s.huma.OpenAPI().Paths[prefix+at], method).Parameters {
		if p.In == "header" && (p.Name == headerIfMatch || p.Name == headerKey) {
			p.Required = true
		}
	}
}

func operationAt(item *huma.PathItem, method string) *huma.Operation {
	switch method {
	case http.MethodGet:
		return item.Get
	case http.MethodPut:
		return item.Put
	case http.MethodDelete:
		return item.Delete
	case http.MethodPatch:
		return item.Patch
	default:
		return item.Post
	}
}

// operationID names an operation after what it does: get-cases-id-clocks.
func operationID(method, at string) string {
	at = strings.NewReplacer("{", "", "}", "").Replace(path.Clean(at))
	return strings.ToLower(method) + strings.ReplaceAll(at, "/", "-")
}

// Headers of conditional and repeatable requests.
const (
	headerIfMatch = "If-Match"
	headerKey     = "Idempotency-Key"
)

// Change is the head of an act on something that has a version.
type Change struct {
	edge.Conditional
	edge.Idempotent
}

// head returns the key and the version of a change. The key is asked for first:
// with it a repetition is answered, whatever the version is by now.
func (c Change) head() (key string, version int64, err error) {
	if key, err = keyOf(c.Idempotent); err != nil {
		return "", 0, err
	}
	version, err = c.Version()
	return key, version, err
}

// keyOf returns the key of an act or a creation; a refusal with the remedy when it is missing.
func keyOf(h edge.Idempotent) (string, error) {
	if h.IdempotencyKey == "" {
		return "", keyMissing()
	}
	return h.IdempotencyKey, nil
}

// answer is a body with an entity tag.
type answer[T any] struct {
	ETag     string `header:"ETag" doc:"Version of the resource"`
	Replayed string `header:"Idempotency-Replayed" doc:"true when the same key was used before and the stored answer is given"`
	Location string `header:"Location" doc:"Where what was created can be read"`
	Body     T
}

// body is an answer without headers.
type body[T any] struct{ Body T }

// bodyOf answers with what a service gave, or with its refusal.
func bodyOf[T any](v *T, err error) (*body[T], error) {
	if err != nil {
		return nil, err
	}
	return &body[T]{*v}, nil
}

func replayed(yes bool) string {
	if yes {
		return "true"
	}
	return ""
}
