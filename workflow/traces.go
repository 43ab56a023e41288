package workflow

// tracer collects the traces of one person or organisation.
type tracer struct {
	of, who string
	out     []Trace
}

func (t *tracer) add(kind TraceKind, value string) {
	if value != "" {
		t.out = append(t.out, Trace{Kind: kind, Value: value, Of: t.of, Who: t.who})
	}
}

func (t *tracer) kin(all []Kin) {
	for _, k := range all {
		id := NormalID(k.IDNumber)
		if k.Relation.Prohibited() {
			t.add(TraceKin, id)
		}
		if k.Relation.close() {
			t.add(TraceNear, id)
		}
		switch k.Relation { //nolint:exhaustive // of the others more cannot be told
		case KinSpouse:
			t.add(TraceSpouse, id)
		case KinCollateral:
			t.add(TraceSide, id)
		}
	}
}

// tracesOf are the traces that a person leaves.
func tracesOf(number TraceKind, who string, p Person, kin []Kin) []Trace {
	t := tracer{of: NormalID(p.IDNumber), who: who + p.Name}
	t.add(number, t.of)
	t.kin(kin)
	t.add(TracePhone, NormalPhone(p.Phone))
	home, registered := NormalAddress(p.Address), NormalAddress(p.Registration)
	t.add(TraceAddress, home)
	if registered != home {
		t.add(TraceAddress, registered)
	}
	t.add(TraceEmployer, NormalEmployer(p.Employer))
	t.add(TraceBank, NormalAccount(p.BankAccount))
	return t.out
}

// Traces are those of the parties of a case and, when known, of the child: of who
// adopts and lives with them, of who places, of the birth parents.
func (c *Case) Traces(child *Child) []Trace {
	app := c.Application
	var out []Trace
	for _, a := range app.Applicants {
		out = append(out, tracesOf(TraceID, "收养申请人", a.Person, a.Kin)...)
	}
	for _, m := range app.Household {
		out = append(out, tracesOf(TraceID, "共同生活人", m.Person, m.Kin)...)
	}
	for _, p := range app.Placer.Persons {
		out = append(out, tracesOf(TraceNamed, "送养人", p, nil)...)
	}
	for _, p := range []*BirthParent{app.BirthFather, app.BirthMother} {
		if p != nil {
			out = append(out, tracesOf(TraceNamed, "生父母", p.Person, p.Kin)...)
		}
	}
	if child != nil { // what else a child's card says is the institution's
		out = append(out, tracesOf(TraceNamed, "被收养人", Person{Name: child.Name, IDNumber: child.IDNumber}, nil)...)
	}
	return append(out, app.Placer.traces()...)
}

// traces are those of an organisation that places, whose staff are tied to it, and of
// the relatives of who places.
func (p Placer) traces() []Trace {
	representative := tracesOf(TraceNamed, "送养人法定代表人", Person{Name: p.Representative, IDNumber: p.RepresentativeID}, nil)
	t := tracer{who: "送养人" + p.Organisation}
	t.add(TracePhone, NormalPhone(p.Phone))
	t.add(TraceAddress, NormalAddress(p.Address))
	t.add(TraceEmployer, NormalEmployer(p.Organisation))
	t.out = append(representative, t.out...)
	if len(p.Persons) == 1 { // of several it is not said whose relatives they are
		t.of, t.who = NormalID(p.Persons[0].IDNumber), "送养人"+p.Persons[0].Name
	}
	t.kin(p.Kin)
	return t.out
}

// Traces are those of an evaluator's card.
func (e EvaluatorCard) Traces() []Trace { return e.Compared().Traces(e.AccountID) }

// Traces are those of the person who signs in with an account.
func (p RecusalCard) Traces(account string) []Trace {
	t := tracer{of: NormalID(p.IDNumber)}
	t.add(TraceID, t.of)
	t.add(TraceLogin, account)
	t.kin(p.Kin)
	t.add(TracePhone, NormalPhone(p.Phone))
	t.add(TraceAddress, NormalAddress(p.Address))
	t.add(TraceEmployer, NormalEmployer(p.Employer))
	t.add(TraceBank, NormalAccount(p.BankAccount))
	return t.out
}

// Traces are those of an agency: its staff include nobody who is a party.
func (a Agency) Traces() []Trace {
	var t tracer
	t.add(TracePhone, NormalPhone(a.Phone))
	t.add(TraceAddress, NormalAddress(a.Address))
	t.add(TraceEmployer, NormalEmployer(a.Name))
	t.add(TraceBank, NormalAccount(a.BankAccount))
	return t.out
}
