package edge

import (
	"encoding/json"
	"net/http"
	"strings"

	"github.com/anjia-project/anjia/workflow"
)

// Problem is every refusal of the house over HTTP (RFC 9457). Title and detail are
// Chinese, codes are stable English.
type Problem struct {
	Type     string         `json:"type" format:"uri-reference" doc:"Kind of problem" example:"/problems/guard_unmet"`
	Title    string         `json:"title" doc:"What kind of problem it is" example:"条件尚未具备"`
	Status   int            `json:"status" example:"422"`
	Detail   string         `json:"detail" doc:"What happened here, and the remedy" example:"法定或者规定的条件尚未具备"`
	Instance string         `json:"instance,omitempty" format:"uri-reference" doc:"This occurrence: give it when you ask for help"`
	Code     string         `json:"code" doc:"Stable code of the refusal" example:"guard_unmet"`
	Errors   []ProblemField `json:"errors,omitempty" doc:"Places of the input that break a rule"`
	Unmet    []ProblemGuard `json:"unmet,omitempty" doc:"Conditions that are not met"`
	Stored   any            `json:"stored,omitempty" doc:"sheet_stale: the own draft as it stands, with the version to save with"`
	Sent     any            `json:"sent,omitempty" doc:"sheet_stale: what was sent, as the side version under which it is kept"`

	headers http.Header
}

// ProblemField is one place of the input that breaks a rule.
type ProblemField struct {
	In      string `json:"in,omitempty" enum:"body,query,path,header" doc:"Part of the request; body when left out"`
	Pointer string `json:"pointer" doc:"JSON pointer into the body, or /name of a parameter" example:"/applicants/0/id_number"`
	Code    string `json:"code" example:"required"`
	Message string `json:"message" doc:"Rule and remedy"`
	Basis   *Basis `json:"basis,omitempty"`
	// Rules are the statutory rules that ask for a missing fact.
	Rules []string `json:"rules,omitempty" doc:"Codes of the statutory rules that ask for a missing fact"`
}

// ProblemGuard is one condition that is not met.
type ProblemGuard struct {
	Guard   string   `json:"guard" example:"notice_cleared"`
	Message string   `json:"message"`
	Basis   []Basis  `json:"basis,omitempty"`
	Who     []string `json:"who,omitempty" doc:"Roles that can meet it"`
	WhoName string   `json:"who_name,omitempty" doc:"The same in Chinese"`
	Pointer string   `json:"pointer,omitempty"`
	Until   string   `json:"until,omitempty" format:"date" doc:"First day on which time alone meets it"`
}

// Basis is the article on which a refusal rests.
type Basis struct {
	Instrument string `json:"instrument,omitempty"`
	Number     string `json:"number,omitempty"`
	Article    string `json:"article,omitempty"`
	Text       string `json:"text" doc:"The citation as papers write it" example:"《收养评估办法（试行）》（民发〔2020〕144号）第九条"`
	Recalled   bool   `json:"recalled,omitempty" doc:"Known from memory, not yet checked against the text"`
}

// Error makes a Problem an error; it is the detail.
func (p *Problem) Error() string { return p.Detail }

// GetStatus is the HTTP status, for huma.
func (p *Problem) GetStatus() int { return p.Status }

// GetHeaders are headers that belong to the answer, for huma.
func (p *Problem) GetHeaders() http.Header { return p.headers }

// ContentType is the media type of a problem, for huma.
func (*Problem) ContentType(string) string { return problemType }

const problemType = "application/problem+json"

// newProblem makes a problem of a code of the house.
func newProblem(code, detail string) *Problem {
	c := classOf(code)
	if detail == "" {
		detail = c.title
	}
	return &Problem{Type: "/problems/" + c.code, Title: c.title, Status: c.status, Detail: detail, Code: code}
}

// with adds a header to the answer.
func (p *Problem) with(name, value string) *Problem {
	if p.headers == nil {
		p.headers = http.Header{}
	}
	p.headers.Set(name, value)
	return p
}

// field adds a place of the input.
func (p *Problem) field(in, pointer, code, message string) *Problem {
	p.Errors = append(p.Errors, ProblemField{In: in, Pointer: pointer, Code: code, Message: message})
	return p
}

// write answers with the problem. A body that cannot be written has no reader any more.
func (p *Problem) write(w http.ResponseWriter) {
	for name, values := range p.headers {
		w.Header()[name] = values
	}
	w.Header().Set("Content-Type", problemType)
	body, err := json.Marshal(p)
	if err != nil {
		body = []byte(`{"type":"/problems/internal","title":"系统内部错误","status":500,"detail":"系统内部错误","code":"internal"}`)
		p.Status = http.StatusInternalServerError
	}
	w.WriteHeader(p.Status)
	_, _ = w.Write(append(body, '\n'))
}

// ofHouse turns a refusal of the house into a problem.
func ofHouse(e *workflow.Error) *Problem {
	c := classOfError(e)
	p := &Problem{Type: "/problems/" + c.code, Title: c.title, Status: c.status, Detail: e.Message, Code: e.Code}
	if p.Code == "" {
		p.Code = c.code
	}
	for _, f := range e.Fields {
		out := ProblemField{Pointer: f.Pointer, Code: f.Code, Message: f.Message, Rules: f.Rules}
		if f.Basis != nil {
			out.Basis = &Basis{f.Basis.Instrument, f.Basis.Number, f.Basis.Article, f.Basis.String(), f.Basis.Recalled}
		}
		p.Errors = append(p.Errors, out)
	}
	for _, u := range e.Unmet {
		p.Unmet = append(p.Unmet, ofGuard(u))
	}
	return p
}

func ofGuard(u workflow.Unmet) ProblemGuard {
	g := ProblemGuard{Guard: u.Guard, Message: u.Message, Pointer: u.Pointer}
	for _, b := range u.Basis {
		g.Basis = append(g.Basis, Basis{b.Instrument, b.Number, b.Article, b.String(), b.Recalled})
	}
	names := make([]string, 0, len(u.Who))
	for _, r := range u.Who {
		g.Who = append(g.Who, string(r))
		names = append(names, r.Chinese())
	}
	g.WhoName = strings.Join(names, "、")
	if !u.Until.IsZero() {
		g.Until = u.Until.String()
	}
	return g
}
