package store

import (
	"fmt"

	"github.com/anjia-project/anjia/workflow"
)

// scope is who is asking, as the policies of row-level security read it.
type scope struct{ actor, role, authority, agency string }

const setScope = `select set_config('app.actor', $1, true), set_config('app.role', $2, true),
  set_config('app.authority', $3, true), set_config('app.agency', $4, true), set_config('app.opened', '', true)`

// scopeOf takes an actor whose id is no UUID, such as the system itself, for nobody in particular: it sees what its
// role and its office see, and nothing that is a person's own.
func scopeOf(a workflow.Actor) scope {
	s := scope{role: string(a.Role), authority: a.AuthorityID, agency: a.AgencyID}
	if isUUID(a.ID) {
		s.actor = a.ID
	}
	return s
}

// check refuses ids that the policies could not read.
func (s scope) check() error {
	for _, id := range []string{s.authority, s.agency} {
		if id != "" && !isUUID(id) {
			return fmt.Errorf("store: the actor's organisation %q is no UUID", id)
		}
	}
	return nil
}

// isUUID accepts the usual form of 36 characters.
func isUUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i, c := range []byte(s) {
		switch {
		case i == 8 || i == 13 || i == 18 || i == 23:
			if c != '-' {
				return false
			}
		case c >= '0' && c <= '9', c >= 'a' && c <= 'f', c >= 'A' && c <= 'F':
		default:
			return false
		}
	}
	return true
}
