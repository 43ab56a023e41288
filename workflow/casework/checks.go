package casework

import (
	"strings"
	"unicode/utf8"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// orOn returns the inner date of an act, the date of the act when it was left out.
func orOn(inner, on law.Date) law.Date {
	if inner.IsZero() {
		return on
	}
	return inner
}

// later returns the later of two dates.
func later(a, b law.Date) law.Date {
	if b.After(a) {
		return b
	}
	return a
}

// within refuses an inner date outside of [earliest, the act's date].
func (d *Decision) within(pointer string, on, earliest law.Date, what string) []workflow.FieldError {
	return append(NotBefore(pointer, on, earliest, what), NotAfter(pointer, on, d.On, "办理日期")...)
}

// lines refuses an empty list and lines that are empty or longer than most characters.
func lines(pointer string, items []string, most int, what string) []workflow.FieldError {
	if len(items) == 0 {
		return []workflow.FieldError{workflow.Field(pointer, "required", "请至少填写一项"+what)}
	}
	var f []workflow.FieldError
	for i, s := range items {
		switch {
		case strings.TrimSpace(s) == "":
			f = append(f, workflow.Field(pointerAt(pointer, i), "required", what+"不能为空"))
		case utf8.RuneCountInString(s) > most:
			f = append(f, workflow.Field(pointerAt(pointer, i), "too_long", what+"过长，请精简"))
		}
	}
	return f
}

// hours checks the times of a record: both or neither, in order.
func hours(from, to string) []workflow.FieldError {
	switch {
	case from == "" && to == "":
		return nil
	case !clockTime.MatchString(from) || !clockTime.MatchString(to):
		return []workflow.FieldError{workflow.Field("/from", "time", "起止时间应当写作24小时制 HH:MM，并同时填写")}
	case to <= from:
		return []workflow.FieldError{workflow.Field("/to", "order", "结束时间应当晚于开始时间")}
	}
	return nil
}

// joined adds words to what stands there already, so that nothing is lost.
func joined(old, more string) string {
	switch {
	case more == "":
		return old
	case old == "" || old == more:
		return more
	}
	return old + "；" + more
}

// applicantName returns the name of the applicant with the id, "" when there is none.
func applicantName(c *workflow.Case, id string) string {
	for _, a := range c.Application.Applicants {
		if a.ID == id {
			return a.Name
		}
	}
	return ""
}

// PlacerName names the placer as papers address it: the organisation, or the persons; "" when nobody places.
func PlacerName(c *workflow.Case) string {
	p := c.Application.Placer
	if p.Organisation != "" {
		return p.Organisation
	}
	var names []string
	for _, person := range p.Persons {
		names = append(names, person.Name)
	}
	return strings.Join(names, "、")
}
