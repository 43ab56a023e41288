package law

// Param is one value of a parameter as it stood on a date, with the article that sets it.
type Param struct {
	Key         string   `json:"key"`
	Basis       Citation `json:"basis"`
	Status      Status   `json:"status"`
	Promulgated Date     `json:"promulgated,omitzero"`
	InForce     Date     `json:"in_force"`
	// DatesRecalled: the dates are known from memory, not yet checked; the article may have been.
	DatesRecalled bool   `json:"dates_recalled,omitempty"`
	PackCode      string `json:"pack"` // the pack of the chain that sets it: cn, cn-54, sandbox/cn …

	value value
}

// Int returns a whole number; it fails with *ParamTypeError when the parameter is no int.
func (p Param) Int() (int, error) { return p.value.number, p.is(typeInt) }

// Bool returns a truth value; it fails with *ParamTypeError when the parameter is no bool.
func (p Param) Bool() (bool, error) { return p.value.truth, p.is(typeBool) }

// Text returns a text; it fails with *ParamTypeError when the parameter is no text.
func (p Param) Text() (string, error) { return p.value.text, p.is(typeText) }

// Strings returns a copy of a list of texts; it fails with *ParamTypeError when the parameter is no such list.
func (p Param) Strings() ([]string, error) {
	return append([]string(nil), p.value.list...), p.is(typeStrings)
}

// Term returns a length of time; it fails with *ParamTypeError when the parameter is no term.
func (p Param) Term() (Term, error) { return p.value.term, p.is(typeTerm) }

// Schedule returns a copy of a list of planned visits; it fails with *ParamTypeError when the parameter is none.
func (p Param) Schedule() ([]Visit, error) {
	return append([]Visit(nil), p.value.visits...), p.is(typeSchedule)
}

// Value returns the value as a plain Go value for lists and answers: int, bool, string, []string, Term or []Visit.
func (p Param) Value() any {
	switch p.value.kind {
	case typeInt:
		return p.value.number
	case typeBool:
		return p.value.truth
	case typeText:
		return p.value.text
	case typeStrings:
		return append([]string(nil), p.value.list...)
	case typeTerm:
		return p.value.term
	case typeSchedule:
		return append([]Visit(nil), p.value.visits...)
	}
	return nil
}

// Type returns the declared type: int, bool, text, strings, term or schedule.
func (p Param) Type() string { return string(p.value.kind) }

func (p Param) is(want valueType) error {
	if p.value.kind == want {
		return nil
	}
	return &ParamTypeError{Key: p.Key, Have: string(p.value.kind), Want: string(want)}
}

// Int reads a whole number in force on a date; it fails as Param and Param.Int do.
func (p *Pack) Int(key string, on Date) (int, error) { return read(p, key, on, Param.Int) }

// Bool reads a truth value in force on a date; it fails as Param and Param.Bool do.
func (p *Pack) Bool(key string, on Date) (bool, error) { return read(p, key, on, Param.Bool) }

// Text reads a text in force on a date; it fails as Param and Param.Text do.
func (p *Pack) Text(key string, on Date) (string, error) { return read(p, key, on, Param.Text) }

// Strings reads a list of texts in force on a date; it fails as Param and Param.Strings do.
func (p *Pack) Strings(key string, on Date) ([]string, error) { return read(p, key, on, Param.Strings) }

// Term reads a length of time in force on a date; it fails as Param and Param.Term do.
func (p *Pack) Term(key string, on Date) (Term, error) { return read(p, key, on, Param.Term) }

// Schedule reads a list of planned visits in force on a date; it fails as Param and Param.Schedule do.
func (p *Pack) Schedule(key string, on Date) ([]Visit, error) {
	return read(p, key, on, Param.Schedule)
}

func read[T any](p *Pack, key string, on Date, get func(Param) (T, error)) (T, error) {
	param, err := p.Param(key, on)
	if err != nil {
		var none T
		return none, err
	}
	return get(param)
}
