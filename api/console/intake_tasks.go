package console

import (
	"strconv"
	"strings"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/workflow"
)

// intakeTask is one group of questions of an application: a page of its own.
type intakeTask struct {
	name     string
	number   int // of several of a kind, from 1; 0: there is one
	sections []intakeSection
	may      bool // nothing has to be filled in
}

// intakeSection are questions that belong together, by their places in the draft.
type intakeSection struct {
	word   string // of its heading; "" for none
	fields []string
}

// factMissing marks a fault that does not keep a draft from being submitted.
const factMissing = "fact_missing"

// Places of a draft.
const (
	atChild      = "/child_id"
	atApplicants = "/application/applicants"
	atPlacer     = "/application/placer"
)

// tasksOf are the pages of an application, in their order. The mode decides how many applicants there are.
func tasksOf(c *workflow.Case) []intakeTask {
	out := []intakeTask{
		{name: "child", sections: plainly(atChild)},
		{name: "basics", sections: plainly("/category", "/application/mode", "/application/jurisdiction", "/application/agreement", "/secrecy")},
	}
	for i := range wantedApplicants(c) {
		out = append(out, intakeTask{name: "applicant-" + strconv.Itoa(i+1), number: i + 1, sections: applicantSections(atApplicants + "/" + strconv.Itoa(i))})
	}
	return append(out,
		intakeTask{name: "household", may: true, sections: plainly("/application/household")},
		intakeTask{name: "placer", sections: placerSections()},
		intakeTask{name: "parents", may: true, sections: plainly("/application/birth_father", "/application/birth_mother")},
		intakeTask{name: "housing", may: true, sections: plainly("/application/housing", "/application/housing_area", "/application/private_room")},
		intakeTask{name: "motive", sections: motiveSections(c)},
	)
}

func plainly(fields ...string) []intakeSection { return []intakeSection{{fields: fields}} }

// wantedApplicants is how many the chosen mode has; before the choice as many as are entered, one at least.
func wantedApplicants(c *workflow.Case) int {
	have := len(c.Application.Applicants)
	if c.Application.Mode == eligibility.Joint {
		return max(have, 2) //nolint:mnd // a couple
	}
	return max(have, 1)
}

func applicantSections(at string) []intakeSection {
	under := func(word string, names ...string) intakeSection {
		s := intakeSection{word: word}
		for _, n := range names {
			s.fields = append(s.fields, at+"/"+n)
		}
		return s
	}
	return []intakeSection{
		under("intake.section.identity", "name", "id_type", "id_number", "sex", "born", "no_id_reason", "identity", "ethnicity", "nationality"),
		under("intake.section.contact", "phone", "registration", "address"),
		under("intake.section.marriage", "marital", "spouse_is", "married_on", "children", "adopted", "relation_to_child"),
		under("intake.section.ability", "education", "occupation", "employer", "income", "health", "medically_unfit", "offence_record", "capable"),
		under("intake.section.attendance", "attendance", "proxy_attested_by", "proxy_attested_on"),
		under("intake.section.recusal", "bank_account", "kin"),
	}
}

func placerSections() []intakeSection {
	under := func(word string, names ...string) intakeSection {
		s := intakeSection{word: word}
		for _, n := range names {
			s.fields = append(s.fields, atPlacer+"/"+n)
		}
		return s
	}
	return []intakeSection{
		under("", "type", "reason"),
		under("intake.section.organisation", "organisation", "credit_code", "representative", "representative_id", "agent", "division", "address", "phone"),
		under("intake.section.persons", "persons"),
		under("intake.section.duties", "single_evidence", "special_difficulty", "has_duty_holders", "duty_holders", "prior_right_holders", "prior_right_waived", "kin"),
	}
}

// motiveSections ask for the kinship as well where the category turns on it.
func motiveSections(c *workflow.Case) []intakeSection {
	fields := []string{"/application/reason", "/application/motive", "/application/name_after", "/application/undertaking"}
	switch c.Category.Eligibility() { //nolint:exhaustive // of the others kinship is not asked
	case eligibility.StepChild:
		fields = append([]string{"/application/step_married"}, fields...)
	case eligibility.CollateralKin:
		fields = append([]string{"/application/collateral", "/application/kin_proven"}, fields...)
	}
	return plainly(fields...)
}

// pointers are the places that a task asks for.
func (t intakeTask) pointers() []string {
	var out []string
	for _, s := range t.sections {
		out = append(out, s.fields...)
	}
	return out
}

// covers reports whether a fault at a place belongs to the task.
func (t intakeTask) covers(pointer string) bool {
	if t.name == "child" && (pointer == atChild || strings.HasPrefix(pointer, "/child/")) {
		return true
	}
	if t.number == 2 && pointer == atApplicants { //nolint:mnd // one applicant too many or too few: a couple's second
		return true
	}
	if t.number > 0 { // whatever is wrong with an applicant, shown or not
		at := atApplicants + "/" + strconv.Itoa(t.number-1)
		return pointer == at || strings.HasPrefix(pointer, at+"/")
	}
	for _, p := range t.pointers() {
		if pointer == p || strings.HasPrefix(pointer, p+"/") {
			return true
		}
	}
	return t.name == "placer" && pointer == atPlacer
}

// title names a task for the reader.
func (t intakeTask) title(f view.Frame, c *workflow.Case) string {
	if t.number == 0 {
		return f.T("intake.task." + t.name)
	}
	if i := t.number - 1; i < len(c.Application.Applicants) && c.Application.Applicants[i].Name != "" {
		return f.T("intake.task.applicant.named", t.number, c.Application.Applicants[i].Name)
	}
	return f.T("intake.task.applicant", t.number)
}

// taskNamed finds a task of a draft.
func taskNamed(c *workflow.Case, name string) (intakeTask, bool) {
	for _, t := range tasksOf(c) {
		if t.name == name {
			return t, true
		}
	}
	return intakeTask{}, false
}
