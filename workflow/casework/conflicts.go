package casework

import (
	"context"
	"slices"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// Hit is one tie of somebody who works on a case, or is to, to a party of it.
// Neither says by which value: only its kind, and who holds what it rests on.
type Hit struct {
	Kind   workflow.TieKind
	Who    string // the party, where both cards are at hand
	Office string // the office that holds it, where it is another's card or case
	Waived bool   // a supervisor decided that it does not exclude
}

// Words says the hit in words.
func (h Hit) Words() string {
	switch {
	case h.Office != "":
		return h.Office + "留存的信息表明，与本案当事人" + h.Kind.Chinese()
	case h.Kind == workflow.TieDeclared:
		return h.Kind.Chinese()
	}
	return "与" + h.Who + h.Kind.Chinese()
}

// unnamed says the hit without the party: another family's name is not told.
func (h Hit) unnamed() string {
	if h.Who != "" {
		h.Who = "该案当事人"
	}
	return h.Words()
}

// subject is one subject of the check with what is known of it.
type subject struct {
	workflow.Subject
	name   string
	card   string
	traces []workflow.Trace

	done       bool            // the work counts already: naming somebody else mends nothing
	replacedBy []workflow.Role // who names somebody else, where the kind does not say it
}

// conflicts finds what ties a subject to the parties of the case, of all offices.
func conflicts(ctx context.Context, tx Tx, v *workflow.View, s subject) ([]Hit, error) {
	parties := v.Case.Traces(v.Child)
	var hits []Hit
	add := func(h Hit) {
		h.Waived = v.Case.Waived(s.Subject, h.Kind)
		if !slices.Contains(hits, h) {
			hits = append(hits, h)
		}
	}
	for _, t := range workflow.Ties(s.traces, parties) {
		add(Hit{Kind: t.Kind, Who: t.Who})
	}
	found, err := tx.Ties(ctx, TieQuery{CaseID: v.Case.ID, CardID: s.card, Subject: s.traces, Parties: parties})
	if err != nil {
		return nil, err
	}
	for _, t := range found {
		add(Hit{Kind: t.Kind, Office: t.Office})
	}
	return hits, nil
}

// bound says which of a subject's ties exclude it, as unmet conditions.
func (d *Decision) bound(ctx context.Context, s subject, pointer string) ([]workflow.Unmet, error) {
	hits, err := conflicts(ctx, d.Tx, &d.View, s)
	if err != nil {
		return nil, err
	}
	return d.excluded(s, hits, pointer, Hit.Words), nil
}

// excluded says which hits exclude a subject; ties of some kinds may be left aside.
func (d *Decision) excluded(s subject, hits []Hit, pointer string, words func(Hit) string, aside ...workflow.TieKind) []workflow.Unmet {
	unmet := func(why string, who ...workflow.Role) workflow.Unmet {
		return workflow.Unmet{
			Guard: "recusal", Message: s.name + "：应当回避：" + why, Basis: []law.Citation{workflow.Assessment("第十二条")}, Who: who, Pointer: pointer,
		}
	}
	mend := ""
	if s.done {
		mend = "；其评定已计入评估结果，请由审批人退回或者终止评估"
	}
	var out []workflow.Unmet
	if d.Case.Recused(s.Subject) {
		out = append(out, unmet("已登记回避"+mend, s.mends()...))
	}
	for _, h := range hits {
		switch {
		case h.Waived || slices.Contains(aside, h.Kind):
		case h.Kind.Excludes():
			out = append(out, unmet(words(h)+"，不得作出不予回避的决定"+mend, s.mends()...))
		default:
			who := s.mends()
			if !slices.Contains(who, workflow.RoleSupervisor) {
				who = append(who, workflow.RoleSupervisor)
			}
			out = append(out, unmet(words(h)+"；认为不影响公正的，由审批人说明理由后决定不予回避", who...))
		}
	}
	return out
}

// mends are the roles that can take the subject out of the case.
func (s subject) mends() []workflow.Role {
	switch {
	case s.done:
		return []workflow.Role{workflow.RoleSupervisor}
	case s.replacedBy != nil:
		return slices.Clone(s.replacedBy)
	}
	return replacing(s.Kind)
}

// replacing are the roles that can name somebody else.
func replacing(k workflow.SubjectKind) []workflow.Role {
	switch k {
	case workflow.SubjectAgency:
		return []workflow.Role{workflow.RoleOfficer}
	case workflow.SubjectEvaluator:
		return []workflow.Role{workflow.RoleManager}
	case workflow.SubjectStaff:
	}
	return []workflow.Role{workflow.RoleOfficer, workflow.RoleSupervisor}
}

func agencySubject(a workflow.Agency) subject {
	return subject{Subject: workflow.Subject{Kind: workflow.SubjectAgency, ID: a.ID}, name: a.Name, card: a.ID, traces: a.Traces()}
}

func evaluatorSubject(e workflow.EvaluatorCard) subject {
	return subject{Subject: workflow.Subject{Kind: workflow.SubjectEvaluator, ID: e.ID}, name: e.Name, card: e.ID, traces: e.Traces()}
}

// staffSubject knows the account alone; the card filed for it, and others that name it,
// are found by it.
func staffSubject(a workflow.Actor) subject {
	return subject{Subject: workflow.Subject{Kind: workflow.SubjectStaff, ID: a.ID}, name: a.Name, card: "", traces: login(a.ID)}
}

func login(account string) []workflow.Trace {
	return []workflow.Trace{{Kind: workflow.TraceLogin, Value: account}}
}

// memberSubject is an evaluator of the case; of one whose card the actor may not
// see the account is enough to find it.
func memberSubject(ctx context.Context, tx Tx, e workflow.Evaluator) (subject, error) {
	card, err := tx.Evaluator(ctx, e.EvaluatorID)
	switch {
	case workflow.IsKind(err, workflow.KindNotFound):
		return subject{Subject: workflow.Subject{Kind: workflow.SubjectEvaluator, ID: e.EvaluatorID}, name: e.Name, card: "", traces: login(e.AccountID)}, nil
	case err != nil:
		return subject{}, err
	}
	return evaluatorSubject(card), nil
}
