package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/workflow"
)

// RuleItems settles items on which the evaluators differ (裁定评分差异): an answer to
// each, with its reason. The sheets stay as they are; the result shows both.
type RuleItems struct {
	Dated
	Rulings []ItemRuling `json:"rulings" minItems:"1" maxItems:"300"`
}

// ItemRuling is the answer that counts at one item, of one applicant where each is judged.
type ItemRuling struct {
	Code      string            `json:"code" minLength:"1" maxLength:"64" doc:"Code of the item"`
	Applicant string            `json:"applicant,omitempty" maxLength:"64"`
	Answer    assessment.Answer `json:"answer"`
	Reason    string            `json:"reason" minLength:"1" maxLength:"1000"`
}

// Act names the act.
func (RuleItems) Act() workflow.ActName { return workflow.ActRuleItems }

// Decide takes the rulings into the case and orders their record (D27). When the
// totals still lie too far apart more items come into dispute, and open to the
// adjudicator; when nothing is left, the file shuts for him. It fails with
// invalid_input for an item that is not in dispute, is ruled on already, or whose
// answer the table does not take.
func (in RuleItems) Decide(ctx context.Context, d *Decision) error {
	phase := phaseOf(d.Case.State)
	who := d.Case.AdjudicatorByAccount(d.Actor.ID)
	if who == nil || who.Phase != phase {
		return workflow.Refuse(workflow.KindForbidden, "not_adjudicator", "您不是本阶段的裁定人")
	}
	if err := in.evidence(ctx, d); err != nil {
		return err
	}
	before, err := d.Dispute(phase)
	if err != nil {
		return sheetError(err)
	}
	if err := in.inDispute("/rulings", before); err != nil {
		return err
	}
	if j := d.Case.OpenJoint(phase); j != nil {
		j.Void(d.On, "由裁定人裁定")
	}
	id := d.NewID()
	for _, one := range in.Rulings {
		d.Case.Rulings = append(d.Case.Rulings, workflow.PhaseRuling{ID: id, Phase: phase, On: d.On, Ruling: assessment.Ruling{
			Code: one.Code, Applicant: one.Applicant, Answer: one.Answer, Reason: one.Reason,
			By: assessment.Person{ID: d.Actor.ID, Name: d.Actor.Name}, At: d.At,
		}})
	}
	after, err := dispute(d.Tables, d.Case, d.Pack, phase)
	if err != nil {
		return sheetError(err)
	}
	if err := d.describeRulings(id, phase, after); err != nil {
		return err
	}
	who.Items = openCodes(after)
	if len(after.Open()) == 0 {
		who.DoneOn = d.On
	}
	_, err = d.OrderPaper(ctx, Order{Code: "D27", To: "file", Subject: id})
	return err
}

// inDispute refuses what is not to be ruled on, each at its place.
func (in RuleItems) inDispute(list string, found *assessment.Dispute) error {
	var faults []workflow.FieldError
	seen := map[[2]string]bool{}
	for i, one := range in.Rulings {
		at := pointerAt(list, i)
		open := false
		for _, k := range found.Open() {
			open = open || k.Code == one.Code && k.Applicant == one.Applicant
		}
		switch key := [2]string{one.Code, one.Applicant}; {
		case seen[key]:
			faults = append(faults, workflow.Field(at+"/code", "duplicate", "同一项目不得裁定两次"))
		case !open:
			faults = append(faults, workflow.Field(at+"/code", "not_in_dispute", "该项目不在待裁定之列：评估员的评定在允许差值以内，或者已经裁定"))
		default:
			seen[key] = true
		}
	}
	return workflow.Invalid(faults...)
}

// evidence refuses files that were not brought to the case, and takes kind and validity from where they are registered.
func (in RuleItems) evidence(ctx context.Context, d *Decision) error {
	known := evidenceRegister{tx: d.Tx, caseID: d.Case.ID, seen: map[string]*Upload{}}
	for i := range in.Rulings {
		answer, err := known.answer(ctx, pointerAt("/rulings", i)+"/answer", in.Rulings[i].Answer)
		if err != nil {
			return err
		}
		in.Rulings[i].Answer = answer
	}
	return nil
}

// describeRulings writes beside each ruling of the act what had been recorded, so
// that its paper is a picture of the entry alone.
func (d *Decision) describeRulings(id, phase string, found *assessment.Dispute) error {
	table, err := d.table(phase)
	if err != nil {
		return err
	}
	for i := range d.Case.Rulings {
		r := &d.Case.Rulings[i]
		if r.ID != id {
			continue
		}
		item, _ := table.Node(r.Ruling.Code)
		for _, k := range found.Items {
			if k.Code != r.Ruling.Code || k.Applicant != r.Ruling.Applicant {
				continue
			}
			r.Title, r.Ground, r.Spread = k.Title.ZH, k.Ground, k.Spread.String()
			if k.Allowed != nil {
				r.Allowed = k.Allowed.String()
			}
			for _, v := range k.Values {
				r.Values = append(r.Values, workflow.EvaluatorValue{Name: v.Name, Value: inWords(item, v)})
			}
		}
		r.Value = answerInWords(item, r.Ruling.Answer)
	}
	return nil
}
