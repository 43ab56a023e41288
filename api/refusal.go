package api

import (
	"context"
	"errors"
	"net/http"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow"
)

// problem makes a refusal that the edge does not know by itself.
func problem(status int, code, title, detail string, fields ...edge.ProblemField) *edge.Problem {
	return &edge.Problem{Type: "/problems/" + code, Title: title, Status: status, Detail: detail, Code: code, Errors: fields}
}

// keyMissing refuses an act or a creation that could not be repeated safely.
func keyMissing() error {
	return problem(http.StatusBadRequest, "idempotency_key_missing", "缺少幂等键",
		"请在 Idempotency-Key 中给出一个新值（例如 UUID）；网络中断后用同一个值重试，不会重复办理",
		edge.ProblemField{In: "header", Pointer: "/" + headerKey, Code: "required", Message: "每次办理应当带上唯一的 Idempotency-Key"})
}

// cursorRefused turns the refusal of a cursor into a malformed request: no list has such a place.
func cursorRefused(err error) error {
	var p *edge.Problem
	if errors.As(err, &p) {
		return problem(http.StatusBadRequest, "invalid_cursor", "分页游标不正确", p.Detail, p.Errors...)
	}
	return err
}

// badHeader refuses a header's value.
func badHeader(name, code, message string) error {
	return problem(http.StatusUnprocessableEntity, "invalid_input", "输入不符合要求", message,
		edge.ProblemField{In: "header", Pointer: "/" + name, Code: code, Message: message})
}

// unsupported refuses a kind of file.
func unsupported(code, message string) error {
	return problem(http.StatusUnsupportedMediaType, code, "不支持的内容类型", message,
		edge.ProblemField{In: "header", Pointer: "/Content-Type", Code: code, Message: message})
}

// refuse turns whatever an act or a reading failed with into its problem.
func (s *server) refuse(ctx context.Context, err error) error { return edge.ProblemOf(ctx, err) }

// notThere refuses what does not exist.
func notThere(message string) error {
	return workflow.Refuse(workflow.KindNotFound, "not_found", message)
}
