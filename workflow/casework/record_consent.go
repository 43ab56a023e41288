package casework

import (
	"context"
	"slices"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// RecordConsent records a consent, or its refusal, that the Civil Code asks for:
// of the placer, of those with a duty to raise (art. 1096), of the child of
// consent age (art. 1104). The family's consent to the assessment is give_consent.
type RecordConsent struct {
	Dated
	Kind    string   `json:"kind" enum:"placer,duty_holders,child"`
	By      string   `json:"by" minLength:"1" maxLength:"100" doc:"Name of the person or institution, as in the application"`
	Given   bool     `json:"given" doc:"false records a refusal"`
	GivenOn law.Date `json:"given_on,omitzero" doc:"Day of the consent; the day of the act when left out"`
	Form    string   `json:"form,omitempty" maxLength:"50" doc:"书面、询问笔录" example:"书面"`
	Privacy bool     `json:"privacy,omitempty" doc:"Separate consent to the processing of sensitive data, also for a child under 14 (PIPL arts. 29, 31)"`
	Note    string   `json:"note,omitempty" maxLength:"500"`
}

// Act names the act.
func (RecordConsent) Act() workflow.ActName { return workflow.ActRecordConsent }

// Decide records the word of a person who is known to the application; the last word of a person stands.
func (in RecordConsent) Decide(_ context.Context, d *Decision) error {
	on := orOn(in.GivenOn, d.On)
	faults := d.within("/given_on", on, d.Child.Born, "被收养人出生之日")
	if in.Kind == workflow.ConsentChild {
		faults = append(faults, NotBefore("/given_on", on, d.ConsentAge(), "被收养人应当表示同意的年龄")...)
	}
	names, what := in.mayConsent(d)
	switch {
	case what == "":
		faults = append(faults, workflow.Field("/kind", "enum", "请选择送养人、有抚养义务的人或者被收养人的同意"))
	case !slices.Contains(names, in.By):
		faults = append(faults, workflow.Field("/by", "unknown_party", "申请书中没有名为“"+in.By+"”的"+what+"：请核对姓名（名称）"))
	}
	if len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	d.Case.Consents = append(d.Case.Consents, workflow.Consent{
		Kind: in.Kind, By: in.By, PartyID: partyOf(in.Kind), Given: in.Given, On: on, Form: in.Form, Note: in.Note, Privacy: in.Privacy,
	})
	return nil
}

// mayConsent lists by name who may consent in a kind.
func (in RecordConsent) mayConsent(d *Decision) (names []string, what string) {
	a := d.Case.Application
	switch in.Kind {
	case workflow.ConsentPlacer:
		names = append(names, a.Placer.Organisation)
		for _, p := range a.Placer.Persons {
			names = append(names, p.Name)
		}
		for _, p := range []*workflow.BirthParent{a.BirthFather, a.BirthMother} {
			if p != nil {
				names = append(names, p.Name)
			}
		}
		what = "送养人"
	case workflow.ConsentDutyHolders:
		names, what = a.Placer.DutyHolders, "有抚养义务的人"
	case workflow.ConsentChild:
		names, what = []string{d.Child.Name}, "被收养人"
	}
	return slices.DeleteFunc(slices.Clone(names), func(n string) bool { return n == "" }), what
}

func partyOf(kind string) string {
	switch kind {
	case workflow.ConsentPlacer:
		return workflow.PartyPlacer
	case workflow.ConsentChild:
		return PartyChild
	}
	return ""
}

// PartyChild is the party id of the child in records.
const PartyChild = "child"
