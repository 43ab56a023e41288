package edge

import (
	"strconv"
	"strings"
)

// ETag is the strong entity tag of a version of a case, a draft or a record: "v12".
func ETag(version int64) string { return `"v` + strconv.FormatInt(version, 10) + `"` }

// Conditional is the part of a request that changes something: embed it in the input of the route.
type Conditional struct {
	IfMatch string `header:"If-Match" doc:"ETag of the version you have read" example:"\"v12\""`
}

// Version is the version that the caller has read. It fails with if_match_missing
// (428), or with if_match_malformed (400): weak tags, lists and * are refused, for
// an act must name the one version it was decided on.
func (c Conditional) Version() (int64, error) {
	if c.IfMatch == "" {
		return 0, newProblem("if_match_missing", "请在 If-Match 中给出所见版本的 ETag，例如 If-Match: \"v12\"").
			field("header", "/If-Match", "required", "办理前先读取记录，并带上其 ETag")
	}
	digits, ok := strings.CutPrefix(c.IfMatch, `"v`)
	digits, ok2 := strings.CutSuffix(digits, `"`)
	v, err := strconv.ParseInt(digits, 10, 64)
	if !ok || !ok2 || err != nil || v < 1 || ETag(v) != c.IfMatch {
		return 0, newProblem("if_match_malformed", "If-Match 应当是读取记录时得到的 ETag，例如 \"v12\"；不接受弱标签、列表和 *").
			field("header", "/If-Match", "pattern", "应当形如 \"v12\"")
	}
	return v, nil
}

// ConditionalDraft is the part of a request that saves a draft which may not be there yet.
type ConditionalDraft struct {
	Conditional
	IfNoneMatch string `header:"If-None-Match" maxLength:"8" doc:"* for the first draft, in the place of If-Match"`
}

// firstDraft is the entity tag that stands for a draft that is not there yet.
const firstDraft = `"v0"`

// Version is the version of the draft that the caller has read, 0 when there was
// none. It fails as that of Conditional does, and tells how a first draft is saved.
func (c ConditionalDraft) Version() (int64, error) {
	switch {
	case c.IfMatch == firstDraft, c.IfMatch == "" && c.IfNoneMatch == "*":
		return 0, nil
	case c.IfMatch == "":
		return 0, newProblem("if_match_missing", "第一次保存草稿请带 If-None-Match: *；以后在 If-Match 中给出所见版本的 ETag，例如 If-Match: \"v12\"").
			field("header", "/If-Match", "required", "保存前先读取草稿，并带上其 ETag；还没有草稿的，改用 If-None-Match: *")
	}
	return c.Conditional.Version()
}

// Idempotent is the part of a request that may be sent again: embed it in the input of the route.
type Idempotent struct {
	IdempotencyKey string `header:"Idempotency-Key" minLength:"8" maxLength:"128" pattern:"^[A-Za-z0-9._:-]+$" doc:"A fresh key for each request (a UUID is fine); the same key and body give the same answer, and nothing is done twice" example:"0b7c1c1e-6f53-4f0e-9a43-2f1d6ad1f6a1"`
}
