package edge

import (
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
)

// authenticate lets only known people through, unless the route is public: 401
// without a token or with one that is no longer good, 403 while the password must
// be changed first.
func authenticate(door Door) func(huma.Context, func(huma.Context)) {
	return func(c huma.Context, next func(huma.Context)) {
		op := c.Operation()
		if op.Metadata[markPublic] == true {
			next(c)
			return
		}
		r := requestOf(c.Context())
		if r.session != nil { // from the console, in this process: no header can set it
			admit(c, r, next)
			return
		}
		token, ok := bearer(c.Header("Authorization"))
		if !ok {
			refuse(c, newProblem("unauthenticated", "请先登录，并在 Authorization 中给出 Bearer 令牌").with("WWW-Authenticate", `Bearer realm="anjia"`))
			return
		}
		session, err := door.Authenticate(c.Context(), token)
		if err != nil {
			refuse(c, ProblemOf(c.Context(), err))
			return
		}
		r.session, r.token = &session, token
		admit(c, r, next)
	}
}

// admit lets somebody who is known through, unless the own password must be changed first.
func admit(c huma.Context, r *request, next func(huma.Context)) {
	marks := c.Operation().Metadata
	if r.session.MustChange && marks[markMustChange] != true {
		refuse(c, newProblem("password_change_required", "口令由管理员设置，请先修改本人口令再办理其他事项"))
		return
	}
	if r.session.MustEnrol && marks[markMustChange] != true && marks[markEnrolment] != true {
		refuse(c, newProblem("second_factor_enrolment_required", "本机关要求您的岗位使用两步验证，请先启用两步验证再办理其他事项"))
		return
	}
	next(c)
}

// bearer reads the token of an Authorization header; the name of the scheme has no case.
func bearer(header string) (token string, ok bool) {
	scheme, token, ok := strings.Cut(header, " ")
	token = strings.TrimSpace(token)
	return token, ok && strings.EqualFold(scheme, "Bearer") && token != ""
}

// refuse answers with a problem in the place of the route.
func refuse(c huma.Context, p *Problem) {
	p.at(c.Context()).write(humaecho.Unwrap(c).Response())
}
