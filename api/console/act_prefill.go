package console

import (
	"net/url"
	"strconv"

	"github.com/anjia-project/anjia/api/console/form"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// filled are values for a form that is shown for the first time: what is known already need not be typed again.
// What a link brings comes first.
type filled struct{ values url.Values }

func (f filled) set(pointer, value string) {
	if value != "" && !f.values.Has(pointer) {
		f.values.Set(pointer, value)
	}
}

// rows makes room for n items of a list, unless a link did.
func (f filled) rows(pointer string, n int) bool {
	if f.values.Has("_n" + pointer) {
		return false
	}
	f.values.Set("_n"+pointer, strconv.Itoa(n))
	return true
}

func (f filled) texts(pointer string, all []string) {
	if f.rows(pointer, len(all)) {
		for i, text := range all {
			f.set(pointer+"/"+strconv.Itoa(i), text)
		}
	}
}

// prefill fills in what is known: today, the applicants, the forms that come back signed, the version in hand.
func (v *visit) prefill(d actData, in *inCase, values url.Values) error {
	f, c := filled{values}, d.Case.Case
	today, _, err := v.console.cases.Today(v.Request().Context(), v.actor())
	if err != nil {
		return err
	}
	f.set("/on", today.String())
	names := make([]string, len(c.Application.Applicants))
	for i, a := range c.Application.Applicants {
		names[i] = a.Name
	}
	switch d.Action.Act { //nolint:exhaustive // of the others nothing is known beforehand
	case workflow.ActGiveConsent:
		prefillConsents(f, c)
	case workflow.ActGiveGuidance:
		f.texts("/persons", names)
	case workflow.ActHandCertificate:
		f.texts("/receivers", names)
	case workflow.ActRequestSupplement:
		f.texts("/items", v.gaps(c.ID))
	case workflow.ActApproveRegistration:
		f.set("/name_after", c.Application.NameAfter)
	case workflow.ActRecordVisit, workflow.ActRecordInterview, workflow.ActRecordIntegrationVisit:
		v.prefillVisit(f, c, d.Action.Act, today)
	case workflow.ActMakeAppointment:
		v.prefillAppointment(f, c, today)
	case workflow.ActRecordInquiry:
		v.prefillTeam(f, c)
	case workflow.ActSupplySupplement:
		err = prefillApplication(f, c)
	case workflow.ActAdoptRules:
		err = v.prefillRules(f, c.ID)
	}
	if err != nil {
		return err
	}
	v.onlyOne(d, in, values)
	return nil
}

// prefillConsents gives each applicant a row, and each form that comes back signed.
func prefillConsents(f filled, c *workflow.Case) {
	if f.rows("/consents", len(c.Application.Applicants)) {
		for i, a := range c.Application.Applicants {
			f.set("/consents/"+strconv.Itoa(i)+"/applicant_id", a.ID)
		}
	}
	forms := []string{"D06a", "D06b", "D06c", "D07"}
	if f.rows("/signed", len(forms)) {
		for i, code := range forms {
			f.set("/signed/"+strconv.Itoa(i)+"/code", code)
		}
	}
}

// prefillVisit fills in who goes and who is met, and of an appointment of today where and when.
func (v *visit) prefillVisit(f filled, c *workflow.Case, act workflow.ActName, today law.Date) {
	v.prefillTeam(f, c)
	for _, a := range c.OpenAppointments() {
		if visitOf(a.Kind) == act && a.Day == today {
			f.set("/place", a.Place)
			f.set("/from", a.From)
			break
		}
	}
	if len(c.Application.Applicants) > 0 {
		f.set("/place", c.Application.Applicants[0].Address)
	}
	if f.rows("/seen", len(c.Application.Applicants)) {
		for i, a := range c.Application.Applicants {
			at := "/seen/" + strconv.Itoa(i)
			f.set(at+"/name", a.Name)
			f.set(at+"/relation", v.t("party.applicant"))
		}
	}
}

// prefillTeam checks all evaluators of the case: two at least have to go.
func (v *visit) prefillTeam(f filled, c *workflow.Case) {
	if f.values.Has("/evaluator_ids") {
		return
	}
	for _, e := range c.ActiveEvaluators() {
		f.values.Add("/evaluator_ids", e.EvaluatorID)
	}
}

// prefillRules lists the limits that would end earlier under the rules in use: each has to be known.
func (v *visit) prefillRules(f filled, caseID string) error {
	rules, err := v.console.cases.CaseRules(v.Request().Context(), v.actor(), caseID)
	if err != nil || rules.Change == nil {
		return err
	}
	n := 0
	for _, k := range rules.Change.Clocks {
		if k.Earlier() {
			at := "/earlier_dates/" + strconv.Itoa(n)
			f.set(at+"/clock", string(k.Clock))
			f.set(at+"/due_on", k.After.String())
			n++
		}
	}
	f.rows("/earlier_dates", n)
	return nil
}

// prefillApplication fills the application in as it stands, when it is to be filled in anew.
func prefillApplication(f filled, c *workflow.Case) error {
	if !f.values.Has("_application") {
		return nil
	}
	now, err := form.Values(map[string]any{"application": c.Application})
	if err != nil {
		return err
	}
	for name, all := range now {
		if !f.values.Has(name) {
			f.values[name] = all
		}
	}
	return nil
}

// gaps are what the checklist misses, as a request to complete the file says it.
func (v *visit) gaps(caseID string) []string {
	all, err := v.console.cases.Checklist(v.Request().Context(), v.actor(), caseID)
	if err != nil {
		return nil
	}
	var out []string
	for _, m := range all {
		if m.Gap != "" {
			out = append(out, m.Title+v.t("form.colon")+m.Gap)
		}
	}
	return out
}

// onlyOne chooses where there is one choice alone and one has to be made.
func (v *visit) onlyOne(d actData, in *inCase, values url.Values) {
	form.Walk(v.fieldsOf(d, in, values), func(f *form.Field) {
		if f.Required && (f.Kind == form.Choice || f.Kind == form.Select) && len(f.Options) == 1 && f.Value == "" {
			values.Set(f.Name, f.Options[0].Value)
		}
	})
}

// fixed gives what the page knows and nobody types: versions, hashes, kinds of what was chosen.
func (in *inCase) fixed(v *visit) func(pattern string) (string, bool) {
	values, c := in.values, in.view.Case
	return func(pattern string) (string, bool) {
		switch {
		case pattern == "/pack_sha256":
			if rules, err := v.console.cases.CaseRules(v.Request().Context(), v.actor(), c.ID); err == nil && rules.Change != nil {
				return rules.Change.PackAfter.SHA256, true
			}
		case pattern == "/revision" && c.ReportInHand() != nil:
			return strconv.Itoa(c.ReportInHand().Revision), true
		case pattern == "/sheet_version":
			phase := workflow.ScoringPhase(c.State)
			if s, err := v.console.cases.ReadSheet(v.Request().Context(), v.actor(), c.ID, phase); err == nil {
				return strconv.FormatInt(s.Version, 10), true
			}
		case pattern == "/subject/kind":
			return subjectKind(v, c.ID, values.Get("/subject/id")), true
		case pattern == "/evidence/sha256":
			return v.hashOf(c.ID, values.Get("/evidence/id")), true
		}
		return "", false
	}
}

// hashOf is the hash of a file of the case, "" for one that it does not have.
func (v *visit) hashOf(caseID, id string) string {
	files, err := v.console.cases.Evidence(v.Request().Context(), v.actor(), caseID)
	if err != nil {
		return ""
	}
	for _, f := range files {
		if f.ID == id {
			return f.SHA256
		}
	}
	return ""
}

// skipped are members that a page leaves out: an application is only filled in anew when that is asked for, and how
// an adjudicator answers is settled by the item, not by files beside it.
func (in *inCase) skipped() func(pattern string) bool {
	renewed := in.values.Has("_application")
	return func(pattern string) bool {
		switch pattern {
		case "/application":
			return !renewed
		case "/evidence/kind", "/evidence/issued_on", "/evidence/expires_on", "/rulings/*/answer/evidence", "/items/*/answer/evidence":
			return true
		}
		return false
	}
}

// tidy takes rows out that were offered and not used: a form that did not come back signed.
func tidy(values url.Values) {
	const signed = "/signed"
	for i := rowsOf(values, signed) - 1; i >= 0; i-- {
		if at := signed + "/" + strconv.Itoa(i); values.Get(at+"/upload_id") == "" {
			form.Remove(values, at)
		}
	}
}

func rowsOf(values url.Values, pointer string) int {
	n, err := strconv.Atoi(values.Get("_n" + pointer))
	if err != nil {
		return 0
	}
	return n
}
