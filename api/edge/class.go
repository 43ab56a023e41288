package edge

import (
	"net/http"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
)

// class is a kind of problem: what it is called and its status.
type class struct {
	code   string
	status int
	title  string
}

// kinds maps every kind of refusal of the house. A kind without a line is an
// internal error, and a test finds it.
func kinds(k workflow.Kind) (class, bool) {
	switch k {
	case workflow.KindInvalid:
		return class{"invalid_input", http.StatusUnprocessableEntity, "输入不符合要求"}, true
	case workflow.KindGuard:
		return class{"guard_unmet", http.StatusUnprocessableEntity, "条件尚未具备"}, true
	case workflow.KindWrongState:
		return class{"wrong_state", http.StatusConflict, "案件当前状态不能办理此事项"}, true
	case workflow.KindForbidden:
		return class{"forbidden", http.StatusForbidden, "无权办理"}, true
	case workflow.KindNotFound:
		return class{"not_found", http.StatusNotFound, "没有这一记录"}, true
	case workflow.KindStale:
		return class{"stale_version", http.StatusPreconditionFailed, "记录已更新"}, true
	case workflow.KindConflict:
		return class{"conflict", http.StatusConflict, "与现有记录冲突"}, true
	case workflow.KindNoLaw:
		return class{"law_unknown", http.StatusUnprocessableEntity, "没有可以适用的规定"}, true
	case workflow.KindUnset:
		return class{"paper_not_set", http.StatusUnprocessableEntity, "文书不能生成"}, true
	case office.KindUnauthenticated:
		return class{"unauthenticated", http.StatusUnauthorized, "未登录"}, true
	case office.KindThrottled:
		return class{"too_many_attempts", http.StatusTooManyRequests, "尝试次数过多"}, true
	}
	return class{}, false
}

// classOf maps the codes that have a status of their own, whoever refuses: of
// idempotency, and of the edge itself.
func classOf(code string) class {
	for _, c := range []class{
		{"idempotency_in_flight", http.StatusConflict, "同一请求正在办理中"},
		{"idempotency_mismatch", http.StatusUnprocessableEntity, "幂等键已用于其他请求"},
		{"if_match_missing", http.StatusPreconditionRequired, "缺少版本条件"},
		{"if_match_malformed", http.StatusBadRequest, "版本条件格式不正确"},
		{"malformed_json", http.StatusBadRequest, "请求正文不是有效的JSON"},
		{"bad_request", http.StatusBadRequest, "请求格式不正确"},
		{"unauthenticated", http.StatusUnauthorized, "未登录"},
		{"password_change_required", http.StatusForbidden, "须先修改口令"},
		{"second_factor_enrolment_required", http.StatusForbidden, "须先启用两步验证"},
		{"no_such_path", http.StatusNotFound, "没有这一地址"},
		{"method_not_allowed", http.StatusMethodNotAllowed, "该地址不支持此方法"},
		{"not_acceptable", http.StatusNotAcceptable, "不能以所要求的格式答复"},
		{"body_timeout", http.StatusRequestTimeout, "请求正文传送超时"},
		{"too_large", http.StatusRequestEntityTooLarge, "请求正文过大"},
		{"unsupported_media_type", http.StatusUnsupportedMediaType, "不支持的内容类型"},
		{"invalid_input", http.StatusUnprocessableEntity, "输入不符合要求"},
		{"timeout", http.StatusServiceUnavailable, "处理超时"},
		{"unavailable", http.StatusServiceUnavailable, "服务暂不可用"},
	} {
		if c.code == code {
			return c
		}
	}
	return internal
}

// internal is a mistake of ours: nothing of it is told.
var internal = class{"internal", http.StatusInternalServerError, "系统内部错误"}

// classOfError looks at the code first: idempotency refuses under kinds of others.
func classOfError(e *workflow.Error) class {
	switch e.Code {
	case "idempotency_in_flight", "idempotency_mismatch":
		return classOf(e.Code)
	}
	if c, ok := kinds(e.Kind); ok {
		return c
	}
	return internal
}

// codeOf is the edge's own code for a status that a library answers with.
func codeOf(status int) string {
	switch status {
	case http.StatusBadRequest:
		return "bad_request"
	case http.StatusUnauthorized:
		return "unauthenticated"
	case http.StatusNotFound:
		return "no_such_path"
	case http.StatusMethodNotAllowed:
		return "method_not_allowed"
	case http.StatusNotAcceptable:
		return "not_acceptable"
	case http.StatusRequestTimeout:
		return "body_timeout"
	case http.StatusRequestEntityTooLarge:
		return "too_large"
	case http.StatusUnsupportedMediaType:
		return "unsupported_media_type"
	case http.StatusUnprocessableEntity:
		return "invalid_input"
	case http.StatusServiceUnavailable:
		return "unavailable"
	}
	return internal.code
}
