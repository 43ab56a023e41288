package workflow

import (
	"slices"
	"strconv"
	"strings"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
)

// Eligibility returns the category as the rules know it, 0 when unknown.
func (c Category) Eligibility() eligibility.Category {
	n, err := strconv.Atoi(string(c))
	if err != nil {
		return 0
	}
	return eligibility.Category(n)
}

// FactsOf maps the case onto the facts the statutory rules look at. What the
// case does not know stays unknown.
func FactsOf(v *View) eligibility.Facts {
	c := v.Case
	f := eligibility.Facts{
		Category: c.Category.Eligibility(), Mode: c.Application.Mode,
		AuthorityDivision: c.Authority.Division, ReceivedOn: c.fileReceivedOn(),
		Kinship:    eligibility.Kinship{Collateral: c.Application.Collateral, Proven: c.Application.KinProven},
		StepParent: eligibility.StepParent{Married: c.Application.StepMarried},
		Placer:     placerFacts(c),
	}
	for _, a := range c.Application.Applicants {
		f.Applicants = append(f.Applicants, applicantFacts(c, a))
	}
	f.BirthFather = parentFacts(c, c.Application.BirthFather)
	f.BirthMother = parentFacts(c, c.Application.BirthMother)
	if v.Child != nil {
		childFacts(v, &f)
	}
	if r := c.Report; r != nil && !r.SealedOn.IsZero() {
		f.Assessment.Completed = new(true)
	}
	if c.Permission != nil {
		f.Foundling.SupervisorReason = c.Permission.Reason
	}
	return f
}

// fileReceivedOn is the day of the complete file, as long as it is not settled that of the application.
func (c *Case) fileReceivedOn() law.Date {
	if !c.CompleteOn.IsZero() {
		return c.CompleteOn
	}
	return c.ReceivedOn
}

func applicantFacts(c *Case, a Applicant) eligibility.Applicant {
	out := eligibility.Applicant{
		Name: a.Name, Sex: a.Sex, BirthDate: a.Born, IDType: a.IDType, IDNumber: a.IDNumber,
		Identity: a.Identity, Marital: a.Marital, SpouseIs: a.SpouseIs, Children: a.Children, Adoptions: a.Adopted,
		CanRaise: a.Capable, UnfitDisease: a.MedicallyUnfit, AdverseRecord: a.OffenceRecord, Attendance: a.Attendance,
	}
	if !c.ReceivedOn.IsZero() { // the signed application is the declared wish to adopt
		out.Consents = new(true)
	}
	if a.Attendance == eligibility.ByProxy {
		out.ProxyAttested = new(a.ProxyAttestedBy != "" && !a.ProxyAttestedOn.IsZero())
	}
	return out
}

func placerFacts(c *Case) eligibility.Placer {
	p := c.Application.Placer
	out := eligibility.Placer{
		Type: p.Type, CreditCode: p.CreditCode, Division: p.Division, Consents: c.allConsent(ConsentPlacer, c.placers()),
		DutyHolders: p.HasDutyHolders, SingleEvidence: p.SingleEvidence,
		PriorRightHolders: p.PriorRightHolders, PriorRightWaived: p.PriorRightWaived,
	}
	if len(p.DutyHolders) > 0 {
		out.DutyHolders, out.DutyHoldersConsent = new(true), c.allConsent(ConsentDutyHolders, p.DutyHolders)
	}
	return out
}

func parentFacts(c *Case, p *BirthParent) eligibility.BirthParent {
	if p == nil {
		return eligibility.BirthParent{}
	}
	return eligibility.BirthParent{
		Status: p.Status, Incapable: p.Incapable, Endangers: p.Endangers, Division: p.Division,
		Consents: c.given(ConsentPlacer, p.Name),
	}
}

func childFacts(v *View, f *eligibility.Facts) {
	k := v.Child
	f.Child = eligibility.Child{
		Name: k.Name, Sex: k.Sex, BirthDate: k.Born, IDNumber: k.IDNumber, NoIDReason: k.NoIDReason,
		Disabled: k.Disabled, InstitutionRaised: k.InstitutionRaised, SpecialDifficulty: v.Case.Application.Placer.SpecialDifficulty,
		Rescued: k.Rescued, FoundOn: k.FoundOn, FoundDivision: k.FoundDivision, Consents: v.childConsents(),
	}
	if k.PoliceReceipt != "" {
		f.Foundling.PoliceReceipt = new(true)
	}
	n := k.Notice
	if n == nil {
		return
	}
	f.Notice = eligibility.Notice{PublishedOn: n.PublishedOn, Cleared: new(!n.ClearedOn.IsZero()), OpenClaim: new(n.Claimed)}
	if k.Clock != nil && v.Calendar != nil {
		if due, err := k.Clock.Explain(v.Calendar); err == nil {
			f.Notice.EarliestOn = due.Earliest
		}
	}
}

// given is whether the last word of the named person is a yes; nil when nothing was recorded.
func (c *Case) given(kind, name string) *bool {
	if k := c.lastWord(kind, name); k != nil && name != "" {
		return &k.Given
	}
	return nil
}

// childConsents is the child's own last word; what it said before the age of
// consent is not known as a consent.
func (v *View) childConsents() *bool {
	k := v.Case.lastWord(ConsentChild, "")
	if k == nil || v.Pack != nil && k.Given && k.On.Before(v.ConsentAge()) {
		return nil
	}
	return &k.Given
}

// Age returns the age in full years on a day,
// -1 when the birth date is unknown.
func (p Person) Age(on law.Date) int {
	if p.Born.IsZero() {
		return -1
	}
	return p.Born.AgeOn(on)
}

// reasons joins what stands in the way at a stage, for a sentence of a guard.
func reasons(r eligibility.Report, stage eligibility.Stage) string {
	var out []string
	if r.Scope.Answer != eligibility.ScopeAccepted {
		out = append(out, r.Scope.Message)
	}
	for _, o := range r.Outcomes {
		if (o.Hinders() || o.Kind == eligibility.NotInForce) && (stage == eligibility.Registration || o.Stage == eligibility.Preliminary || o.Refuses()) {
			out = append(out, o.Message)
		}
	}
	return strings.Join(slices.Compact(out), "；")
}
