package instrument

import "github.com/anjia-project/anjia/assessment/law"

// View is a table as data for forms and readers: everything that an evaluator sees, in order. It is a copy; changing
// it changes nothing in the table.
type View struct {
	Ref
	Phase    Phase        `json:"phase"`
	Title    Text         `json:"title"`
	Citation law.Citation `json:"citation"`
	Status   law.Status   `json:"status"`
	Pack     string       `json:"pack"`
	Division string       `json:"division"`
	From     law.Date     `json:"valid_from"`
	To       law.Date     `json:"valid_to,omitzero"`
	Method   Method       `json:"method"`
	Total    *Exact       `json:"total,omitempty"`
	TotalCap *Exact       `json:"total_cap,omitempty"`
	Highest  *Exact       `json:"highest,omitempty"` // with bonus and caps
	Nodes    []NodeView   `json:"nodes"`
	Gates    []GateView   `json:"gates"`
}

// NodeView is one node of a View.
type NodeView struct {
	Code         string        `json:"code"`
	Type         Kind          `json:"type"`
	Title        Text          `json:"title"`
	Guidance     *Text         `json:"guidance,omitempty"`
	Citation     *law.Citation `json:"citation,omitempty"` // only where the node has its own
	Status       law.Status    `json:"status"`
	Evidence     *Evidence     `json:"evidence,omitempty"`
	PerApplicant Applicants    `json:"per_applicant,omitempty"`
	Optional     bool          `json:"optional,omitempty"`
	Options      []Choice      `json:"options,omitempty"`
	Min          *Exact        `json:"min,omitempty"`
	Max          *Exact        `json:"max,omitempty"`
	Step         *Exact        `json:"step,omitempty"`
	Weight       *Exact        `json:"weight,omitempty"`
	Cap          *Exact        `json:"cap,omitempty"`
	MaxLength    int           `json:"max_length,omitempty"`
	Mitigation   int           `json:"mitigation_from,omitempty"` // initial rating of a dual from which a mitigation is always demanded
	Grades       []Grade       `json:"grades,omitempty"`
	Nodes        []NodeView    `json:"nodes,omitempty"`
}

// GateView is one gate of a View.
type GateView struct {
	Code       string  `json:"code"`
	Test       Test    `json:"test"`
	Condition  string  `json:"condition"` // in Chinese
	Outcome    Outcome `json:"outcome"`
	Conclusion Text    `json:"conclusion"`
}

// View gives the table as data.
func (i *Instrument) View() View {
	view := View{
		Ref: i.ref, Phase: i.phase, Title: i.title, Citation: i.citation, Status: i.standing, Pack: i.pack, Division: i.division,
		From: i.from, To: i.to, Method: i.method, TotalCap: clone(i.totalCap), Nodes: viewNodes(i.roots),
	}
	if i.method != NoTotal {
		view.Total, view.Highest = clone(&i.total), clone(&i.high)
	}
	for _, gate := range i.gates {
		view.Gates = append(view.Gates, GateView{gate.code, gate.test, gate.Chinese(), gate.outcome, gate.conclusion})
	}
	return view
}

func viewNodes(nodes []*Node) []NodeView {
	views := make([]NodeView, 0, len(nodes))
	for _, n := range nodes {
		view := NodeView{
			Code: n.code, Type: n.kind, Title: n.title, Status: n.status, PerApplicant: n.applicants, Optional: n.optional,
			Options: append([]Choice(nil), n.choices...), Step: clone(n.step), Cap: clone(n.limit), MaxLength: n.maxLength,
			Mitigation: n.mitigateAt, Grades: append([]Grade(nil), n.grades...),
		}
		if !n.guidance.IsZero() {
			view.Guidance = new(n.guidance)
		}
		if n.ownSource {
			view.Citation = new(n.citation)
		}
		if n.evidence.Demand != "" && n.evidence.Demand != NoEvidence {
			view.Evidence = new(n.evidence)
		}
		if n.scored || n.kind == KindDual || n.kind == KindInteger {
			view.Min, view.Max = clone(&n.low), clone(&n.high)
		}
		if n.kind == KindRating {
			view.Weight = clone(&n.weight)
		}
		if n.IsGroup() {
			view.Nodes = viewNodes(n.children)
		}
		views = append(views, view)
	}
	return views
}

func clone(x *Exact) *Exact {
	if x == nil {
		return nil
	}
	return new(*x)
}
