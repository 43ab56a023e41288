package casework

import (
	"context"
	"fmt"
	"regexp"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// VisitInput is what every visit and interview records: when, where, who came, who was met.
type VisitInput struct {
	Dated
	From         string          `json:"from" pattern:"^([01][0-9]|2[0-3]):[0-5][0-9]$" example:"09:30"`
	To           string          `json:"to" pattern:"^([01][0-9]|2[0-3]):[0-5][0-9]$" example:"11:00"`
	Place        string          `json:"place" minLength:"1" maxLength:"200"`
	EvaluatorIDs []string        `json:"evaluator_ids" minItems:"1" maxItems:"9" doc:"Evaluators present, by evaluator_id of the case's commission.members (not the account); two at least (2020 办法 art. 9)"`
	Seen         []workflow.Seen `json:"seen" minItems:"1" maxItems:"30" doc:"People met"`
	Shown        bool            `json:"shown" doc:"Certificate and authorisation were shown (出示工作证和授权)"`
	Narrative    string          `json:"narrative" minLength:"1" maxLength:"20000"`
	Exchanges    []workflow.QA   `json:"exchanges,omitempty" maxItems:"200"`
	ChildSeen    bool            `json:"child_seen,omitempty"`
	EvidenceIDs  []string        `json:"evidence_ids,omitempty" maxItems:"100" doc:"Ids of uploads"`
}

var clockTime = regexp.MustCompile(`^([01]\d|2[0-3]):[0-5]\d$`)

// record checks a visit and appends it to the case.
func (in VisitInput) record(ctx context.Context, d *Decision, kind string) (*workflow.Visit, error) {
	faults := append(in.faults(), d.notYet("/to", in.To)...)
	names, accounts, unmet, err := in.present(ctx, d)
	if err != nil {
		return nil, err
	}
	if len(faults) > 0 {
		return nil, workflow.Invalid(faults...)
	}
	if len(unmet) > 0 {
		return nil, workflow.GuardUnmet(unmet...)
	}
	evidence, err := d.scans(ctx, "/evidence_ids", in.EvidenceIDs)
	if err != nil {
		return nil, err
	}
	v := workflow.Visit{
		ID: d.NewID(), Kind: kind, Phase: phaseOf(d.Case.State), On: d.On, From: in.From, To: in.To, Place: in.Place,
		Evaluators: accounts, Names: names, Seen: in.Seen, Shown: in.Shown, Narrative: in.Narrative,
		Exchanges: in.Exchanges, ChildSeen: in.ChildSeen, Evidence: evidence, By: d.Actor.Name,
	}
	if faults := d.twoPlaces(v); len(faults) > 0 {
		return nil, workflow.Invalid(faults...)
	}
	d.Case.Visits = append(d.Case.Visits, v)
	d.Case.KeepAppointment(v)
	return &d.Case.Visits[len(d.Case.Visits)-1], nil
}

// notYet refuses hours of today that have not passed by the clock of the service: nobody can have been there.
func (d *Decision) notYet(pointer, to string) []workflow.FieldError {
	now := law.HourOf(d.At)
	if d.On != d.Today || !clockTime.MatchString(to) || to <= now {
		return nil
	}
	return []workflow.FieldError{workflow.Field(pointer, "not_yet", "结束时间"+to+"晚于现在的时间（"+d.Today.Chinese()+now+"）：请在结束以后记录；是前几日进行的，请在 on 中写明日期")}
}

func (in VisitInput) faults() []workflow.FieldError {
	var f []workflow.FieldError
	if !clockTime.MatchString(in.From) || !clockTime.MatchString(in.To) {
		f = append(f, workflow.Field("/from", "time", "起止时间应当写作24小时制 HH:MM"))
	} else if in.To <= in.From {
		f = append(f, workflow.Field("/to", "order", "结束时间应当晚于开始时间"))
	}
	if !in.Shown {
		f = append(f, workflow.Field("/shown", "required", "走访、谈话时应当出示工作证件和授权", workflow.Assessment("第九条")))
	}
	for i, s := range in.Seen {
		f = append(f, Need(pointerAt("/seen", i)+"/name", s.Name, "受访人姓名")...)
		f = append(f, Need(pointerAt("/seen", i)+"/relation", s.Relation, "受访人与申请人的关系")...)
	}
	return f
}

// present resolves the evaluators who came; the one who records must be among
// them, and they must be as many as the law asks for.
func (in VisitInput) present(ctx context.Context, d *Decision) (names, accounts []string, unmet []workflow.Unmet, err error) {
	min, err := d.Number("evaluators.min")
	if err != nil {
		return nil, nil, nil, lawError(err)
	}
	seen, recorder := map[string]bool{}, false
	for i, id := range in.EvaluatorIDs {
		e := activeEvaluator(d.Case, id)
		if e == nil || seen[id] {
			return nil, nil, nil, workflow.Invalid(workflow.Field(pointerAt("/evaluator_ids", i), "not_assigned", "不是本案现任评估员，或者重复填写：请填写案件 commission.members 中现任评估员的 evaluator_id，每人一次"))
		}
		if e.Declared == nil || e.Declared.Conflict {
			return nil, nil, nil, workflow.GuardUnmet(workflow.Unmet{
				Guard: string(workflow.GuardDeclared), Message: e.Name + "尚未作回避声明，或者应当回避", Basis: []law.Citation{workflow.Assessment("第十二条")},
				Who: whoDeclares(e), Pointer: pointerAt("/evaluator_ids", i),
			})
		}
		if d.On.Before(later(e.AssignedOn, e.Declared.On)) {
			return nil, nil, nil, workflow.Invalid(workflow.Field(pointerAt("/evaluator_ids", i), "not_yet_assigned", e.Name+"在该日尚未被指派或者尚未作出声明"))
		}
		lacks, err := d.stillQualified(ctx, e)
		if err != nil {
			return nil, nil, nil, err
		}
		unmet = append(unmet, lacks...)
		seen[id] = true
		recorder = recorder || e.AccountID == d.Actor.ID
		names, accounts = append(names, e.Name), append(accounts, e.AccountID)
	}
	if len(names) < min {
		unmet = append(unmet, workflow.Unmet{
			Guard: "two_present", Message: fmt.Sprintf("走访、谈话应当有%d名以上评估员在场，现填%d名", min, len(names)),
			Basis: []law.Citation{workflow.Assessment("第九条")}, Who: []workflow.Role{workflow.RoleEvaluator}, Pointer: "/evaluator_ids",
		})
	}
	if !recorder {
		return nil, nil, nil, workflow.Invalid(workflow.Field("/evaluator_ids", "recorder_absent", "记录人应当是在场的评估员"))
	}
	return names, accounts, unmet, nil
}

// whoDeclares: who must withdraw cannot help it, another has to come in his place.
func whoDeclares(e *workflow.Evaluator) []workflow.Role {
	if e.Declared != nil && e.Declared.Conflict {
		return []workflow.Role{workflow.RoleManager}
	}
	return []workflow.Role{workflow.RoleEvaluator}
}

func activeEvaluator(c *workflow.Case, evaluatorID string) *workflow.Evaluator {
	if c.Commission == nil {
		return nil
	}
	for i := range c.Commission.Members {
		if e := &c.Commission.Members[i]; e.EvaluatorID == evaluatorID && e.Active() {
			return e
		}
	}
	return nil
}

func (in VisitInput) paper(ctx context.Context, d *Decision, kind string, code workflow.PaperCode) error {
	v, err := in.record(ctx, d, kind)
	if err != nil {
		return err
	}
	_, err = d.OrderPaper(ctx, Order{Code: code, To: "file", Subject: v.ID})
	return err
}
