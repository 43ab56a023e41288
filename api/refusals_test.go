package api_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
)

// strangers is an office with a case under study, and people of another office and another agency.
type strangers struct {
	*world
	office   *sample.Office
	family   *sample.Family
	upload   string
	own      map[workflow.Role]*sample.Client // of the office and its agency
	foreign  map[workflow.Role]*sample.Client // of another office
	agency   *sample.Client                   // manager of another agency of the same office
	version  map[string]string                // ETag by collection
	ids      map[string]string                // by collection
	revealed []string                         // what no stranger may read
}

func newStrangers(t *testing.T) *strangers {
	t.Helper()
	w := newWorld(t)
	ours := w.create("/authorities", office.CreateAuthority{
		ParentID: w.founded.Authority.ID, AuthorityParticulars: particulars("拉萨市城关区民政局", "拉城民收", "藏城", "540102", "cn-540100"),
	})
	x := &strangers{world: w, office: w.sampleOfficeAt(ours)}
	s := w.schedule()
	x.family = sample.Foundling(s, x.office)
	require.NoError(t, s.Run(t.Context(), law.MustDate("2024-01-18")))
	o := x.office
	x.own = map[workflow.Role]*sample.Client{
		workflow.RoleOfficer: o.Officer, workflow.RoleSupervisor: o.Supervisor, workflow.RoleManager: o.Manager,
		workflow.RoleEvaluator: o.Eval1, workflow.RoleAuditor: o.Auditor,
	}
	other := w.create("/authorities", office.CreateAuthority{
		ParentID: w.founded.Authority.ID, AuthorityParticulars: particulars("墨竹工卡县民政局", "墨民收", "藏墨", "540127", "cn-540100"),
	})
	x.foreign = map[workflow.Role]*sample.Client{}
	for i, role := range []workflow.Role{workflow.RoleAdmin, workflow.RoleOfficer, workflow.RoleSupervisor, workflow.RoleAuditor} {
		x.foreign[role] = w.account(fmt.Sprint("mozhu", i), role, other, "")
	}
	particularsOf := office.AgencyParticulars{
		Name: "另一家社会工作服务中心", CreditCode: creditCode("52540100MJ0123456"), LegalPerson: true, Governance: true, Scope: "社会调查和评估", ScopeCovers: true, Representative: "某某",
	}
	agency := w.create("/agencies", office.RegisterAgency{AuthorityID: o.AuthorityID, AgencyParticulars: particularsOf, Staff: []office.StaffMember{}})
	x.agency = w.account("lingyi1", workflow.RoleManager, o.AuthorityID, agency)
	var up struct{ ID string }
	require.NoError(t, o.Eval1.Upload(t.Context(), "/cases/"+x.family.ID+"/uploads", "application/pdf", "家访记录.pdf", []byte("%PDF-1.7\n"), &up))
	x.upload = up.ID
	x.ids = map[string]string{
		"agencies": o.AgencyID, "authorities": o.AuthorityID, "evaluators": o.EvaluatorIDs[0], "accounts": o.AccountIDs["dengji2"], "cases": x.family.ID,
		"children": x.family.ChildID, "papers": x.family.Papers[2].ID, "uploads": x.upload, "kind": "thumbnail", "dossier": x.upload, "phase": "capacity", "seq": "1", "code": "D01",
		"name": "x@1", "region": "cn", "tile": "0", "n": "000", "folder": "x001", "top": "x001", "blanks": "2024",
	}
	begun := pieces{world: w, who: o.Eval1, path: "/cases/" + x.family.ID}.begin([]byte("%PDF-1.7\n"), map[string]any{"name": "家访记录.pdf"})
	require.Equal(t, http.StatusCreated, begun.status, string(begun.body))
	x.ids["upload-sessions"] = begun.text("id")
	x.ids["versions"] = w.fallenBehind(x.family.ID, o.Eval1, "评语")
	x.ids["jobs"] = w.askFor(x.family.ID, o.AuthorityID, workflow.Actor{ID: o.AccountIDs["dengji1"], Name: "登记员", Role: workflow.RoleOfficer, AuthorityID: o.AuthorityID})
	draft := w.do(o.Admin, http.MethodPost, "/publications", office.SaveDraft{
		AuthorityID: o.AuthorityID, Kind: "instrument", FileContent: office.FileContent{From: "ministry-s5-capacity@2"},
	}, key())
	require.Equal(t, http.StatusCreated, draft.status, string(draft.body))
	x.ids["publications"], x.ids["what-if"] = draft.text("id"), strings.Repeat("a", 64)
	var slips struct {
		Items []office.BlankSlip `json:"items"`
	}
	require.NoError(t, json.Unmarshal(w.do(o.Officer, http.MethodGet, "/blank-slips", nil).body, &slips))
	x.ids["blank-slips"] = slips.Items[0].ID
	var sessions struct {
		Items []office.SessionLine `json:"items"`
	}
	require.NoError(t, json.Unmarshal(w.do(o.Officer, http.MethodGet, "/sessions", nil).body, &sessions))
	x.ids["sessions"] = sessions.Items[0].ID
	x.version = map[string]string{}
	for _, collection := range []string{"agencies", "authorities", "evaluators", "accounts", "publications", "cases", "children", "blank-slips"} {
		reader := o.Admin
		if collection == "children" || collection == "cases" || collection == "blank-slips" {
			reader = o.Officer
		}
		r := w.do(reader, http.MethodGet, "/"+collection+"/"+x.ids[collection], nil)
		require.Equal(t, http.StatusOK, r.status, collection)
		x.version[collection] = r.header.Get("ETag")
	}
	x.ids["notices"] = newID() // each has only the own
	x.revealed = []string{x.ids["jobs"], x.ids["blank-slips"], "54240001", x.ids["publications"], x.family.ID, x.family.Number, x.family.ChildID, o.AgencyID, o.EvaluatorIDs[0], o.AccountIDs["dengji2"], "肖梦", "王𠮷林"}
	return x
}

// creditCode finds the check character of a code.
func creditCode(first17 string) string {
	for _, c := range "0123456789ABCDEFGHJKLMNPQRTUWXY" {
		if _, err := eligibility.ParseCreditCode(first17 + string(c)); err == nil {
			return first17 + string(c)
		}
	}
	return first17
}

// address fills in the path of a route; ids are those of our office.
func (x *strangers) address(path string) string {
	parts := strings.Split(path, "/")
	for i, p := range parts {
		if !strings.HasPrefix(p, "{") {
			continue
		}
		if id, ok := x.ids[parts[i-1]]; ok {
			parts[i] = id
		} else {
			parts[i] = url.PathEscape(x.ids[strings.Trim(p, "{}")])
		}
	}
	return strings.Join(parts, "/")
}

// sound draws a request that obeys its schema and names our office.
func (x *strangers) sound(t *testing.T, route string) (method, path string, body any, headers []sample.Header) {
	t.Helper()
	method, template, _ := strings.Cut(route, " ")
	op := operationOf(x.doc, method, "/api/v1"+template)
	collection := strings.Split(template, "/")[1]
	headers = []sample.Header{key(), match(x.version[collection])}
	switch {
	case strings.HasSuffix(route, "/uploads"):
		body = []byte("%PDF-1.7\n")
		headers = append(headers, sample.Header{Name: "Content-Type", Value: "application/pdf"}, sample.Header{Name: "X-File-Name", Value: "a.pdf"})
	case method == http.MethodPatch:
		body = []byte("%PDF-1.7\n")
		headers = append(headers, sample.Header{Name: "Content-Type", Value: "application/offset+octet-stream"}, sample.Header{Name: "Upload-Offset", Value: "0"})
	case strings.HasSuffix(route, "/verifications"):
		return method, template, []byte("%PDF-1.7\n"), append(headers, sample.Header{Name: "Content-Type", Value: "application/pdf"})
	case strings.HasSuffix(route, "/workbooks"):
		body = []byte("PK")
		path := "?authority=" + x.office.AuthorityID
		return method, template + path, body, append(headers, sample.Header{Name: "Content-Type", Value: "application/octet-stream"})
	case strings.HasSuffix(route, "/forms/{code}"):
		body = map[string]any{"act": "submit", "input": map[string]any{}}
	case strings.HasSuffix(route, "/previews/{code}"):
		body = map[string]any{"act": "begin_assessment", "input": map[string]any{}}
	case op.RequestBody != nil:
		drawn := rapid.Custom(func(rt *rapid.T) any {
			rapid.Bool().Draw(rt, "an empty input draws nothing")
			g := &generator{t: rt, registry: x.doc.Components.Schemas, least: true}
			return g.value(op.RequestBody.Content["application/json"].Schema, "body", 0)
		}).Example(1)
		if fields, ok := drawn.(map[string]any); ok {
			for name, id := range map[string]string{"authority_id": x.office.AuthorityID, "parent_id": x.office.AuthorityID, "publication_id": x.ids["publications"]} {
				if _, asked := fields[name]; asked || name == "authority_id" && route == "POST /evaluators" {
					fields[name] = id
				}
			}
			if _, asked := fields["pack"]; asked {
				fields["pack"] = "cn"
			}
		}
		body = drawn
	}
	return method, x.address(template), body, headers
}

func TestEveryRouteRefusesWhoMayNot(t *testing.T) {
	t.Parallel()
	x := newStrangers(t)
	matrix := refusals()
	routes := x.document().routes()
	for route := range matrix {
		require.Contains(t, routes, route, "the matrix names a route that is not there")
	}
	for _, route := range routes {
		line, ok := matrix[route]
		require.True(t, ok, "%s has no line in the matrix of refusals", route)
		if route == "POST /sessions" {
			continue
		}
		method, path, body, headers := x.sound(t, route)
		x.do(nil, method, path, body, headers...).problem(http.StatusUnauthorized, "unauthenticated")
		x.do(&sample.Client{Token: "anjia_" + strings.Repeat("A", 43)}, method, path, body, headers...).problem(http.StatusUnauthorized, "invalid_token")
		if line.role != "" {
			x.refuses(route, x.own[line.role], forbidden)
		}
		who := workflow.RoleOfficer
		if _, asked := x.foreign[line.role]; line.role == workflow.RoleOfficer && asked || strings.Contains(route, "/accounts") {
			who = workflow.RoleAdmin
		}
		x.refuses(route, x.foreign[who], line.office)
		x.refuses(route, x.agency, line.agency)
	}
}

// refuses tries a route as somebody and compares the answer with the matrix.
func (x *strangers) refuses(route string, c *sample.Client, want int) {
	x.t.Helper()
	if want == public {
		return
	}
	method, path, body, headers := x.sound(x.t, route)
	r := x.do(c, method, path, body, headers...)
	if r.status != want {
		x.t.Errorf("%s: %d, not %d: %s", route, r.status, want, r.body)
	}
	for _, ours := range x.revealed {
		if strings.Contains(strings.ReplaceAll(string(r.body), path, ""), ours) {
			x.t.Errorf("%s tells a stranger of %s: %s", route, ours, r.body)
		}
	}
}
