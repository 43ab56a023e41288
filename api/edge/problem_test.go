package edge_test

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"net/http"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
)

// kindsDeclared reads the constants of type Kind out of the packages that refuse.
func kindsDeclared(t *testing.T) []workflow.Kind {
	t.Helper()
	var out []workflow.Kind
	for _, file := range []string{"../../workflow/errors.go", "../../workflow/office/login.go"} {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		require.NoError(t, err)
		ast.Inspect(f, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Values) != 1 {
				return true
			}
			lit, isText := spec.Values[0].(*ast.BasicLit)
			if isText && len(spec.Names[0].Name) > 4 && spec.Names[0].Name[:4] == "Kind" && lit.Kind == token.STRING {
				text, err := strconv.Unquote(lit.Value)
				require.NoError(t, err)
				out = append(out, workflow.Kind(text))
			}
			return true
		})
	}
	return out
}

func TestEveryKindHasItsStatus(t *testing.T) {
	t.Parallel()
	want := map[workflow.Kind]int{
		workflow.KindInvalid: 422, workflow.KindGuard: 422, workflow.KindWrongState: 409, workflow.KindForbidden: 403, workflow.KindNotFound: 404,
		workflow.KindStale: 412, workflow.KindConflict: 409, workflow.KindNoLaw: 422, workflow.KindUnset: 422,
		office.KindUnauthenticated: 401, office.KindThrottled: 429,
	}
	declared := kindsDeclared(t)
	require.Len(t, declared, len(want), "a kind was added: give it a status")
	s := newSite(t)
	for _, kind := range declared {
		s.fail = fmt.Errorf("wrapped: %w", workflow.Refuse(kind, "some_code", "一句话"))
		w := s.call(http.MethodGet, "/fail", "")
		p := problem(t, w)
		require.Equal(t, want[kind], w.Code, kind)
		require.Equal(t, "some_code", p.Code)
		require.Equal(t, "一句话", p.Detail)
		require.Equal(t, "/problems/"+string(kind), p.Type)
	}
}

func TestCodesWithAStatusOfTheirOwn(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for code, status := range map[string]int{"idempotency_in_flight": 409, "idempotency_mismatch": 422} {
		for _, kind := range []workflow.Kind{workflow.KindConflict, workflow.KindInvalid} {
			s.fail = workflow.Refuse(kind, code, "一句话")
			w := s.call(http.MethodGet, "/fail", "")
			require.Equal(t, status, w.Code)
			require.Equal(t, "/problems/"+code, problem(t, w).Type)
		}
	}
}

func TestGuardsAndFieldsAreTold(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.fail = workflow.GuardUnmet(workflow.Unmet{
		Guard: "notice_cleared", Message: "公告期未满", Basis: []law.Citation{workflow.Measures("第八条")},
		Who: []workflow.Role{workflow.RoleOfficer, workflow.RoleSupervisor}, Until: law.MustDate("2024-03-04"),
	})
	p := problem(t, s.call(http.MethodGet, "/fail", ""))
	require.Len(t, p.Unmet, 1)
	require.Equal(t, []string{"officer", "supervisor"}, p.Unmet[0].Who)
	require.Equal(t, "收养登记员、审批人", p.Unmet[0].WhoName)
	require.Equal(t, "2024-03-04", p.Unmet[0].Until)
	require.Equal(t, "《中国公民收养子女登记办法》第八条", p.Unmet[0].Basis[0].Text)

	s.fail = workflow.Invalid(workflow.Field("/applicants/0/born", "too_young", "未满三十周岁", workflow.CivilCode("第一千零九十八条第（五）项")))
	p = problem(t, s.call(http.MethodGet, "/fail", ""))
	require.Equal(t, "/applicants/0/born", p.Errors[0].Pointer)
	require.Equal(t, "《中华人民共和国民法典》第一千零九十八条第（五）项", p.Errors[0].Basis.Text)
}

func TestUnknownErrorsSayNothing(t *testing.T) {
	t.Parallel()
	for name, err := range map[string]error{
		"a plain error":  errors.New("pq: password of 次仁 is tashi"),
		"a kind of none": &workflow.Error{Kind: "magic", Code: "secret_code", Message: "秘密"},
		"joined":         errors.Join(errors.New("one"), errors.New("two")),
	} {
		s := newSite(t)
		s.fail = err
		w := s.call(http.MethodGet, "/fail", "")
		p := problem(t, w)
		require.Equal(t, 500, w.Code, name)
		require.Equal(t, "internal", p.Code)
		require.Empty(t, p.Errors)
		require.NotContains(t, w.Body.String(), "次仁")
		require.NotContains(t, w.Body.String(), "秘密")
		require.Contains(t, s.log.String(), "internal error")
		require.Contains(t, s.log.String(), w.Header().Get("X-Request-Id"))
	}
}

func TestPanicIsCaughtAndNotTold(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	w := s.call(http.MethodGet, "/panic", "")
	require.Equal(t, "internal", problem(t, w).Code)
	require.Contains(t, s.log.String(), `"msg":"panic"`)
	require.NotContains(t, s.log.String()+w.Body.String(), "次仁")
	require.NotContains(t, s.log.String()+w.Body.String(), "540102198506070018")
}

func TestTimeoutAndInterruption(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.fail = fmt.Errorf("store: %w", context.DeadlineExceeded)
	w := s.call(http.MethodGet, "/fail", "")
	require.Equal(t, 503, w.Code)
	require.Equal(t, "timeout", problem(t, w).Code)
	s.fail = fmt.Errorf("store: %w", context.Canceled)
	require.Equal(t, 503, s.call(http.MethodGet, "/fail", "").Code)
}

func TestHeadersOfRefusals(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.fail = &workflow.Error{Kind: office.KindThrottled, Code: "too_many_attempts", Message: "等", Cause: office.Wait(90 * time.Second)}
	require.Equal(t, "91", s.call(http.MethodGet, "/fail", "").Header().Get("Retry-After"))
	s.fail = workflow.Refuse(office.KindUnauthenticated, "wrong_credentials", "不对")
	require.Equal(t, `Bearer realm="anjia"`, s.call(http.MethodGet, "/fail", "").Header().Get("WWW-Authenticate"))
}

func TestWhatIsNotThere(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	w := s.call(http.MethodGet, "/nowhere", "")
	require.Equal(t, 404, w.Code)
	require.Equal(t, "no_such_path", problem(t, w).Code)
	w = s.call(http.MethodDelete, "/things/1", "")
	require.Equal(t, 405, w.Code)
	require.Equal(t, "method_not_allowed", problem(t, w).Code)
}
