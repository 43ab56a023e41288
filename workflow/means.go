package workflow

import "slices"

// Means is what can bring a condition about: acts of the table or of the child's
// record. Who can meet the condition follows from the roles of these acts, so
// that it cannot say anything else than the table. Without acts it is people, or
// nothing but time.
type Means struct {
	Acts   []ActName
	People []Role // who can, where no act changes the condition: another person of the role, or who writes the draft
	// now picks of Acts those that help as the case stands; nil: those that are
	// possible from its state.
	now func(v *View) []ActName
	// side is whose part of a mixed body the condition belongs to: SealAuthority or
	// SealAgency; empty: either.
	side string
}

// by names the acts that can bring a condition about.
func by(acts ...ActName) Means { return Means{Acts: acts} }

// byNow names them where the case decides which of them help; pick may return none.
func byNow(pick func(v *View) []ActName, acts ...ActName) Means { return Means{Acts: acts, now: pick} }

// somebody is for conditions on the person who acts, and for the draft: they are
// met when another of these does the act, or completes the draft.
func somebody(roles []Role) Means { return Means{People: roles} }

// nobody is for conditions that nothing in the case can change any more, or time alone.
func nobody() Means { return Means{} }

// childActRoles are the roles of the acts on the child's own record, which stand in no row.
func childActRoles(act ActName) (roles []Role, ok bool) {
	switch act { //nolint:exhaustive // the acts of the table have rows
	case ActRegisterChild, ActPublishNotice, ActClearNotice:
		return officer, true
	}
	return nil, false
}

// RolesOf returns the roles that may do an act; ok is false for an unknown act.
func (l *Lifecycle) RolesOf(act ActName) (roles []Role, ok bool) {
	rows := l.Act(act)
	for _, r := range rows {
		roles = append(roles, r.Roles...)
	}
	if len(rows) > 0 {
		return roles, true
	}
	return childActRoles(act)
}

// Possible reports whether an order has an act in a state; acts on the child's
// record always are.
func (l *Lifecycle) Possible(o Order, act ActName, from State) bool {
	for _, r := range l.orders[o] {
		if r.Act == act && slices.Contains(r.From, from) {
			return true
		}
	}
	_, ok := childActRoles(act)
	return ok
}

// who lists the roles that can meet a guard as the case stands, by the acts that can.
func (l *Lifecycle) who(g Guard, v *View) []Role {
	acts := slices.DeleteFunc(slices.Clone(g.By.Acts), func(a ActName) bool { return !l.Possible(v.Case.order(), a, v.Case.State) })
	if g.By.now != nil {
		acts = g.By.now(v)
	}
	return g.By.sides(v.Case, v.Case.inBody(l.rolesOfActs(acts, g.By.People)))
}

// WhoCan lists the roles that can meet a guard in any case.
func (l *Lifecycle) WhoCan(g Guard) []Role { return l.rolesOfActs(g.By.Acts, g.By.People) }

func (l *Lifecycle) rolesOfActs(acts []ActName, people []Role) []Role {
	held := slices.Clone(people)
	for _, a := range acts {
		roles, _ := l.RolesOf(a)
		held = append(held, roles...)
	}
	return slices.DeleteFunc(Roles(), func(r Role) bool { return !slices.Contains(held, r) })
}

// inBody names the roles as they stand in this case: where the authority's own
// group assesses, its supervisor answers for the group as an agency's manager
// does for the agency (RolesIn), and there is no manager.
func (c *Case) inBody(roles []Role) []Role {
	if c.Commission == nil || c.Commission.Kind != BodyGroup || !slices.Contains(roles, RoleManager) {
		return roles
	}
	return slices.DeleteFunc(Roles(), func(r Role) bool {
		return r == RoleManager || !slices.Contains(roles, r) && r != RoleSupervisor
	})
}

// InBody gives a refusal the roles as they stand in this case, whoever made it.
func (c *Case) InBody(e *Error) {
	for i := range e.Unmet {
		e.Unmet[i].Who = c.inBody(e.Unmet[i].Who)
	}
}
