package view

import (
	"strconv"

	"github.com/a-h/templ"

	"github.com/anjia-project/anjia/api/console/form"
)

// inputType is the type of the control in HTML.
func inputType(f form.Field) string {
	switch f.Kind { //nolint:exhaustive // everything else is a line of text
	case form.Date:
		return "date"
	case form.Instant:
		return "datetime-local"
	case form.Time:
		return "time"
	case form.Secret:
		return "password"
	}
	return "text"
}

// shown is the value that the control shows: a password never comes back.
func shown(f form.Field) string {
	if f.Kind == form.Secret {
		return ""
	}
	return f.Value
}

// attributes are those that depend on the field. Nothing is required of the browser:
// the server says what is missing, in the reader's words and at its place.
func attributes(f form.Field) templ.Attributes {
	out := described(f)
	switch f.Kind { //nolint:exhaustive // only these have some of their own
	case form.Whole:
		out["inputmode"] = "numeric"
	case form.Number:
		out["inputmode"] = "decimal"
	case form.Date:
		if f.Least != "" {
			out["min"] = f.Least
		}
		if f.Greatest != "" {
			out["max"] = f.Greatest
		}
	case form.Long:
		if f.Most > 0 {
			out["data-most"] = strconv.Itoa(f.Most)
		}
	}
	if f.Required {
		out["aria-required"] = "true"
	}
	return out
}

func described(f form.Field) templ.Attributes {
	out := templ.Attributes{}
	if ids := f.Describes(); ids != "" {
		out["aria-describedby"] = ids
	}
	if f.Error != "" && f.Kind != form.YesNo && f.Kind != form.Choice && f.Kind != form.Several {
		out["aria-invalid"] = "true"
	}
	return out
}

// options are what can be chosen, with the choice that was made.
func options(f Frame, field form.Field) []form.Option {
	if field.Kind != form.YesNo {
		return field.Options
	}
	return []form.Option{
		{Value: "true", Label: f.T("form.yes"), Chosen: field.Value == "true"},
		{Value: "false", Label: f.T("form.no"), Chosen: field.Value == "false"},
	}
}

func hasAside(fields []form.Field) bool {
	for _, f := range fields {
		if f.Aside {
			return true
		}
	}
	return false
}

// asideOpen unfolds what is seldom needed when something is typed or wrong there.
func asideOpen(fields []form.Field) bool {
	for _, f := range fields {
		if f.Aside && (f.Value != "" || f.Wrong() || len(f.Items) > 0) {
			return true
		}
	}
	return false
}
