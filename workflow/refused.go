package workflow

import (
	"fmt"
	"slices"
	"strings"
)

// statesTold is how many states a refusal names; an act that may be done almost
// everywhere is better told where the case stands.
const statesTold = 4

// notNow refuses an act in a state where the table has no row for it, and says
// where the order of the case has one.
func (l *Lifecycle) notNow(c *Case, r Row) error {
	message := fmt.Sprintf("案件现处于“%s”，不能办理“%s”", c.State.Chinese(), r.Name)
	var from []string
	for _, one := range l.orders[c.order()] {
		for _, s := range one.From {
			if one.Act == r.Act && !slices.Contains(from, s.Chinese()) {
				from = append(from, s.Chinese())
			}
		}
	}
	if len(from) > 0 && len(from) <= statesTold {
		message += "；该事项在“" + strings.Join(from, "”“") + "”时办理"
	}
	return &Error{Kind: KindWrongState, Code: "wrong_state", Message: message}
}

// notYours refuses an actor who holds none of the row's roles in the case. Who
// holds one elsewhere is told so: an officer of the authority above reads the case
// only, and an evaluator comes into it by assignment.
func notYours(c *Case, a Actor, r Row) error {
	roles := c.inBody(r.Roles)
	message := fmt.Sprintf("“%s”应当由%s办理", r.Name, roleList(roles))
	switch {
	case !slices.Contains(roles, a.Role):
	case a.Role == RoleOfficer, a.Role == RoleSupervisor:
		message += "；本案的登记机关是" + c.Authority.Name
	default:
		message += "；您现在不承办本案"
	}
	return &Error{Kind: KindForbidden, Code: "role_not_allowed", Message: message}
}
