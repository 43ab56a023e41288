package law

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

var valueTypes = []valueType{typeInt, typeBool, typeText, typeStrings, typeTerm, typeSchedule}

// value reads a value of the declared type. what names the parameter in errors.
func (r nodes) value(n *yaml.Node, d *declaration) (v value, err error) {
	v.kind = d.kind
	switch d.kind {
	case typeInt:
		v.number, err = r.whole(n, d.key)
	case typeBool:
		v.truth, err = r.truth(n, d.key)
	case typeText:
		v.text, err = r.scalar(n, d.key)
		if err == nil {
			err = r.oneOf(n, d, v.text)
		}
	case typeStrings:
		v.list, err = r.strings(n, d)
	case typeTerm:
		v.term, err = r.term(n, d.key)
	case typeSchedule:
		v.visits, err = r.schedule(n, d.key)
	}
	return v, err
}

func (r nodes) oneOf(n *yaml.Node, d *declaration, text string) error {
	if len(d.oneOf) == 0 || slices.Contains(d.oneOf, text) {
		return nil
	}
	return r.fail(n, "not_a_choice", d.key+" has no choice "+clip(text), "use one of "+strings.Join(d.oneOf, ", "))
}

func (r nodes) strings(n *yaml.Node, d *declaration) ([]string, error) {
	items, err := r.items(n, d.key)
	if err != nil {
		return nil, err
	}
	list := make([]string, 0, len(items))
	for _, item := range items {
		text, err := r.scalar(item, "an item of "+d.key)
		if err != nil {
			return nil, err
		}
		if err := r.oneOf(item, d, text); err != nil {
			return nil, err
		}
		if _, ok := readReminder(text); !ok && strings.HasPrefix(d.key, RemindersPrefix) {
			return nil, r.fail(item, "bad_reminder", d.key+": "+clip(text)+" is no reminder",
				"write the days from the date (-60 to 60) and roles out of "+strings.Join(reminderRoles(), ", ")+`, for instance "-7 officer supervisor"`)
		}
		if slices.Contains(list, text) {
			return nil, r.fail(item, "listed_twice", d.key+" lists "+clip(text)+" twice", "keep one of the two")
		}
		list = append(list, text)
	}
	return list, nil
}

func (r nodes) term(n *yaml.Node, key string) (Term, error) {
	f, err := r.fields(n, key, "length", "unit", "kind", "rolls", "full")
	if err != nil {
		return Term{}, err
	}
	var t Term
	if t.Length, err = r.number(f, "length"); err != nil {
		return t, err
	}
	unit, err := r.text(f, "unit")
	if err != nil {
		return t, err
	}
	kind, err := r.text(f, "kind")
	if err != nil {
		return t, err
	}
	t.Unit, t.Kind = Unit(unit), TermKind(kind)
	if err := t.Valid(); err != nil {
		return t, r.fail(n, "bad_term", key+": "+err.Error(), "correct the term")
	}
	return t, r.termFlags(f, &t)
}

// termFlags reads rolls and full: a limit always rolls and is never full, a floor must say whether it rolls.
func (r nodes) termFlags(f fields, t *Term) (err error) {
	_, says := f.values["rolls"]
	if t.Kind == Floor && !says {
		return r.fail(f.at, "floor_silent", f.where+" is a floor that does not say whether it rolls", "add rolls: true or rolls: false")
	}
	if t.Rolls, err = r.flag(f, "rolls"); err != nil {
		return err
	}
	if t.Full, err = r.flag(f, "full"); err != nil {
		return err
	}
	if t.Kind != Limit {
		return nil
	}
	if (says && !t.Rolls) || t.Full {
		return r.broken(f.at, "limit_not_rolling", f.where+" is a limit that does not roll or is full", art203, "a limit always rolls; leave rolls and full out")
	}
	t.Rolls = true
	return nil
}

func (r nodes) schedule(n *yaml.Node, key string) ([]Visit, error) {
	items, err := r.items(n, key)
	if err != nil {
		return nil, err
	}
	visits := make([]Visit, 0, len(items))
	for _, item := range items {
		v, err := r.visit(item, key)
		if err != nil {
			return nil, err
		}
		visits = append(visits, v)
	}
	return visits, nil
}

func (r nodes) visit(n *yaml.Node, key string) (v Visit, err error) {
	f, err := r.fields(n, "a visit of "+key, "offset", "unit", "window_before", "window_after", "mode", "assignee", "form")
	if err != nil {
		return v, err
	}
	for _, n := range []struct {
		name string
		into *int
	}{{"offset", &v.Offset}, {"window_before", &v.WindowBefore}, {"window_after", &v.WindowAfter}} {
		if *n.into, err = r.number(f, n.name); err != nil {
			return v, err
		}
	}
	var unit string
	for _, s := range []struct {
		name string
		into *string
	}{{"unit", &unit}, {"mode", &v.Mode}, {"assignee", &v.Assignee}, {"form", &v.Form}} {
		if *s.into, err = r.text(f, s.name); err != nil {
			return v, err
		}
	}
	v.Unit = Unit(unit)
	if v.Unit != Day && v.Unit != Month && v.Unit != Year {
		return v, r.fail(f.values["unit"], "bad_unit", "unit "+clip(unit)+" of a visit", "use day, month or year")
	}
	if v.Offset < 1 || v.Offset > mostLength || v.WindowBefore > mostLength || v.WindowAfter > mostLength {
		return v, r.fail(n, "bad_range", "a visit of "+key+" lies out of range", "give an offset from 1 on and windows of at most 100000 days")
	}
	return v, nil
}
