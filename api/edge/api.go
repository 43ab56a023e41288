package edge

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"github.com/labstack/echo/v4"

	"github.com/anjia-project/anjia/workflow/office"
)

// Door tells who stands behind a bearer token; *office.Service is one.
type Door interface {
	Authenticate(ctx context.Context, token string) (office.Session, error)
}

// APIOptions describe an API.
type APIOptions struct {
	Title, Version, Description string
	OpenAPIPath                 string // without extension: /api/v1/openapi is served as .json and .yaml
	Door                        Door
}

// NewAPI puts huma on Echo in the way of the house: JSON only, OpenAPI 3.1 from the
// Go types, one problem type, unknown query parameters and fields refused, names
// case-sensitive, bodies guarded, every route closed unless it is marked Public.
func NewAPI(e *echo.Echo, o APIOptions) huma.API {
	install()
	cfg := huma.DefaultConfig(o.Title, o.Version)
	cfg.Info.Description = o.Description
	cfg.Info.License = &huma.License{Name: "Apache-2.0", Identifier: "Apache-2.0"}
	cfg.OpenAPIPath, cfg.DocsPath, cfg.SchemasPath = o.OpenAPIPath, "", ""
	cfg.CreateHooks = nil // no $schema fields and links
	cfg.RejectUnknownQueryParameters = true
	cfg.Transformers = []huma.Transformer{nameOccurrence}
	cfg.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"bearer": {Type: "http", Scheme: "bearer", Description: "Token of a session"},
	}
	cfg.Security = []map[string][]string{{"bearer": {}}}
	api := humaecho.New(e, cfg)
	api.UseMiddleware(carrySchemas(api.OpenAPI()), authenticate(o.Door), guard)
	return api
}

// nameOccurrence gives a problem that a handler returned the id of its request.
func nameOccurrence(c huma.Context, _ string, body any) (any, error) {
	if p, ok := body.(*Problem); ok {
		return p.at(c.Context()), nil
	}
	return body, nil
}

var installed sync.Once

// install makes our problems those of huma, whose hooks are variables of its package.
func install() {
	installed.Do(func() {
		huma.ValidateStrictCasing = true
		huma.NewError = func(status int, message string, errs ...error) huma.StatusError {
			return problemOfHuma(context.Background(), status, message, errs)
		}
		huma.NewErrorWithContext = func(c huma.Context, status int, message string, errs ...error) huma.StatusError {
			p := problemOfHuma(c.Context(), status, message, errs)
			nameFields(c, p)
			for name, values := range p.headers {
				c.SetHeader(name, values[0])
			}
			return p
		}
	})
}

// problemOfHuma turns what huma, or a handler under it, reports into a problem.
func problemOfHuma(ctx context.Context, status int, message string, errs []error) *Problem {
	if status == 0 { // huma asks for the type, to describe it
		return &Problem{}
	}
	if status >= http.StatusInternalServerError {
		return ProblemOf(ctx, cause(message, errs))
	}
	p := newProblem(codeOf(status), "").at(ctx)
	if limit := bodyLimit(message); status == http.StatusRequestEntityTooLarge && limit > 0 {
		return fileTooLarge(limit).at(ctx)
	}
	for _, err := range errs {
		var house *Problem
		var detail huma.ErrorDetailer
		switch {
		case errors.As(err, &house):
			p.Errors = append(p.Errors, house.Errors...)
		case errors.As(err, &detail):
			p.Errors = append(p.Errors, translate(detail.ErrorDetail()))
		case err != nil:
			p.Errors = append(p.Errors, ProblemField{Code: "invalid", Message: "请求内容不符合要求"})
		}
	}
	if len(p.Errors) == 0 && message != "" {
		if f := translate(&huma.ErrorDetail{Message: message, Location: "body"}); f.Code != "invalid" {
			p.Errors = append(p.Errors, f)
		}
	}
	slices.SortStableFunc(p.Errors, inOrder) // huma finds unknown fields in the order of a map
	return p
}

// inOrder puts the places of an input in order, numbers by their value.
func inOrder(a, b ProblemField) int {
	left, right := strings.Split(a.Pointer, "/"), strings.Split(b.Pointer, "/")
	for i := range min(len(left), len(right)) {
		x, errX := strconv.Atoi(left[i])
		y, errY := strconv.Atoi(right[i])
		order := strings.Compare(left[i], right[i])
		if errX == nil && errY == nil {
			order = cmp.Compare(x, y)
		}
		if order != 0 {
			return order
		}
	}
	return cmp.Or(cmp.Compare(len(left), len(right)), strings.Compare(a.In, b.In), strings.Compare(a.Code, b.Code))
}

// bodyLimit reads the bound out of huma's sentence on a body that is too large; 0 when it says none.
func bodyLimit(message string) int64 {
	_, rest, _ := strings.Cut(message, "limit=")
	n, err := strconv.ParseInt(strings.TrimSuffix(rest, " bytes"), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// cause joins what an internal error is made of; the sentence alone when there is nothing else.
func cause(message string, errs []error) error {
	if joined := errors.Join(errs...); joined != nil {
		return joined
	}
	return errors.New(message)
}

// Marks of operations.
const (
	markPublic     = "anjia.public"
	markMustChange = "anjia.must_change"
	markEnrolment  = "anjia.enrolment"
)

// Public marks a route that needs no token: login, health, the check of facts
// without a case.
func Public(op huma.Operation) huma.Operation {
	op.Security = []map[string][]string{}
	return marked(op, markPublic)
}

// OpenToNewPassword marks a route that stays open to somebody who must change the
// password first: that change, the own account, logout.
func OpenToNewPassword(op huma.Operation) huma.Operation { return marked(op, markMustChange) }

// OpenToEnrolment marks a route that stays open to somebody who must enrol a second factor
// first, beside those that are open to a new password.
func OpenToEnrolment(op huma.Operation) huma.Operation { return marked(op, markEnrolment) }

func marked(op huma.Operation, mark string) huma.Operation {
	metadata := map[string]any{mark: true}
	for k, v := range op.Metadata {
		metadata[k] = v
	}
	op.Metadata = metadata
	return op
}
