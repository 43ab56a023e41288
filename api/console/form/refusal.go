package form

import "strings"

// Refusal is one thing that is wrong with an input, at its place.
type Refusal struct {
	Pointer string
	Message string
	Basis   string
}

// Mark writes each refusal at its field and returns those that have no field in
// the form, which the page must tell at its top. A refusal about a member that the
// form does not show, or about an object as a whole, goes to the nearest field above it.
func Mark(fields []Field, refusals []Refusal) []Refusal {
	var rest []Refusal
	for _, r := range refusals {
		if !mark(fields, r) {
			rest = append(rest, r)
		}
	}
	return rest
}

func mark(fields []Field, r Refusal) bool {
	for p := r.Pointer; p != ""; p = p[:max(0, strings.LastIndexByte(p, '/'))] {
		found := false
		Walk(fields, func(f *Field) {
			if f.Name != p || found {
				return
			}
			found = true
			if f.Error != "" {
				f.Error += "；"
			}
			f.Error += r.Message
			if f.Basis == "" {
				f.Basis = r.Basis
			}
		})
		if found {
			return true
		}
	}
	return false
}
