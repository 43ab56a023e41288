package console

import (
	"strconv"
	"strings"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// factList gathers what is known of something, each under the name that its field has in the forms. What is not known
// is left out: unknown is never no.
type factList struct {
	f   view.Frame
	out []view.Fact
}

func (l *factList) text(field, value string) {
	l.out = appendFact(l.out, l.f.T("field."+field), value)
}

func (l *factList) day(field string, d law.Date) { l.text(field, l.f.Words.Date(d)) }

func (l *factList) yes(field string, known *bool) {
	if known == nil {
		return
	}
	if *known {
		l.text(field, l.f.T("form.yes"))
	} else {
		l.text(field, l.f.T("form.no"))
	}
}

func (l *factList) count(field string, n *int) {
	if n != nil {
		l.text(field, strconv.Itoa(*n))
	}
}

// option is a value out of an enumeration, in words.
func (l *factList) option(field, value string) {
	if value != "" {
		l.text(field, optionText(l.f, field, value))
	}
}

// optionText words a value of an enumeration; one without words shows as it is.
func optionText(f view.Frame, field, value string) string {
	if text := f.Words.First("option."+field+"."+value, "option."+value); text != "" {
		return text
	}
	return value
}

// person adds what every natural person has.
func (l *factList) person(p workflow.Person) {
	l.option("sex", string(p.Sex))
	l.day("born", p.Born)
	l.option("id_type", string(p.IDType))
	l.text("id_number", p.IDNumber)
	l.text("no_id_reason", p.NoIDReason)
	l.text("ethnicity", p.Ethnicity)
	l.text("nationality", p.Nationality)
	l.text("occupation", p.Occupation)
	l.text("employer", p.Employer)
	l.text("education", p.Education)
	l.text("phone", p.Phone)
	l.text("registration", p.Registration)
	l.text("address", p.Address)
}

// list joins several values as the reader's language does.
func list(f view.Frame, values []string) string { return strings.Join(values, f.T("list.comma")) }
