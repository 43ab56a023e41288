package workflow

import (
	"fmt"
	"slices"

	"github.com/anjia-project/anjia/assessment/law"
)

// OfAgency returns the agency that has a part in the body: the commissioned one, or
// the one that sends people to a mixed body (派员机构); "" for the authority's own group.
func (c *Commission) OfAgency() string {
	switch {
	case c == nil:
		return ""
	case c.Kind == BodyMixed:
		return c.AgencyID
	case c.Kind == BodyAgency:
		return c.BodyID
	}
	return ""
}

// AgencyTitle is the name of that agency; "" for the authority's own group.
func (c *Commission) AgencyTitle() string {
	switch {
	case c == nil:
		return ""
	case c.Kind == BodyMixed:
		return c.AgencyName
	case c.Kind == BodyAgency:
		return c.BodyName
	}
	return ""
}

// OwnStaff reports whether established staff of the authority assess (在编人员):
// the own group, and a mixed body.
func (c *Commission) OwnStaff() bool { return c != nil && (c.Kind == BodyGroup || c.Kind == BodyMixed) }

// own reports whether a member is of the authority's staff.
func (c *Commission) own(e Evaluator) bool {
	return c.Kind == BodyGroup || c.Kind == BodyMixed && e.AgencyID == ""
}

// mixed reports whether the case is assessed by a mixed body.
func (c *Case) mixed() bool { return c.Commission != nil && c.Commission.Kind == BodyMixed }

// ownSide reports whether the actor answers for the authority's part of a mixed
// body, and not for the part of the agency.
func ownSide(a Actor) bool { return a.Role == RoleSupervisor }

// MixedCount is how many people a mixed body has of either side.
type MixedCount struct{ Staff, Sent int }

// CountSides counts members of a mixed body by who they come from.
func CountSides(members []Evaluator) (n MixedCount) {
	for _, e := range members {
		if e.AgencyID == "" {
			n.Staff++
		} else {
			n.Sent++
		}
	}
	return n
}

// MixedLimits is how a mixed body must be made up (混合评估小组的组成). No national text
// knows such a body: the pack of the place allows it by saying so.
type MixedLimits struct {
	StaffMin int // established staff, at least
	StaffMax int // at most; 0: no limit is known
	SentMin  int // people sent by the agency, at least
}

// MixedRules reads the limits of the pack on a day; it fails where the pack does not
// know mixed bodies.
func MixedRules(p *law.Pack, on law.Date) (m MixedLimits, err error) {
	if m.StaffMin, err = p.Int("mixed.staff_min", on); err != nil {
		return m, err
	}
	if m.SentMin, err = p.Int("mixed.sent_min", on); err != nil {
		return m, err
	}
	if limit, err := p.Int("mixed.staff_max", on); err == nil {
		m.StaffMax = limit
	}
	return m, nil
}

// Lacks says what a mixed body lacks to be complete; "" when it is.
func (m MixedLimits) Lacks(n MixedCount) string {
	switch {
	case n.Staff < m.StaffMin:
		return fmt.Sprintf("混合评估小组的在编人员应当有%d名以上，现有%d名：由登记机关指派", m.StaffMin, n.Staff)
	case m.StaffMax > 0 && n.Staff > m.StaffMax:
		return fmt.Sprintf("混合评估小组的在编人员不得超过%d名，现有%d名", m.StaffMax, n.Staff)
	case n.Sent < m.SentMin:
		return fmt.Sprintf("派员机构应当派出%d名以上专业人员，现有%d名：由派员机构指派", m.SentMin, n.Sent)
	}
	return ""
}

// Whose seals a report of a mixed body carries besides the signatures of all members.
const (
	SealAuthority = "authority" // 登记机关
	SealAgency    = "agency"    // 派员机构
)

// MixedSeals says whose seals the report of a mixed body carries. Where the pack has
// no rule it carries both: what either half of art. 9 asks for is then met.
func MixedSeals(p *law.Pack, on law.Date) []string {
	if p != nil {
		if seals, err := p.Strings("mixed.report_seals", on); err == nil {
			return seals
		}
	}
	return []string{SealAuthority, SealAgency}
}

// mixedLack says what the body of the case lacks, as a mixed one, on the day.
func mixedLack(v *View) string {
	rules, err := MixedRules(v.Pack, v.On)
	if err != nil {
		return lawMissing(err)
	}
	return rules.Lacks(CountSides(v.Case.ActiveEvaluators()))
}

// side is whose part of a mixed body an act belongs to; "" where either does it.
func (r Row) side() string {
	switch {
	case slices.Contains(r.Guards, GuardSendingAgency):
		return SealAgency
	case slices.Contains(r.Guards, GuardGroupSpeaks):
		return SealAuthority
	}
	return ""
}

// sides are the roles that can meet a condition in a case with a mixed body, where
// the supervisor answers for the staff and the manager for those whom the agency sends.
func (m Means) sides(c *Case, roles []Role) []Role {
	if !c.mixed() || !slices.Contains(roles, RoleManager) {
		return roles
	}
	return slices.DeleteFunc(Roles(), func(r Role) bool {
		switch r { //nolint:exhaustive // the others are as they were
		case RoleManager:
			return m.side == SealAuthority
		case RoleSupervisor:
			return m.side == SealAgency
		}
		return !slices.Contains(roles, r)
	})
}
