package store

import (
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// scope is who is asking, as the policies of row-level security read it. A worker's names the one case and the one
// task that it may see.
type scope struct{ actor, role, authority, agency, opened, task string }

const setScope = `select set_config('app.actor', $1, true), set_config('app.role', $2, true),
  set_config('app.authority', $3, true), set_config('app.agency', $4, true), set_config('app.opened', '', true)`

const setWorker = `select set_config('app.actor', '', true), set_config('app.role', $1, true), set_config('app.authority', '', true),
  set_config('app.agency', '', true), set_config('app.opened', $2, true), set_config('app.task', $3, true)`

// set queues the settings.
func (s scope) set(b *pgx.Batch) {
	if s.role == string(casework.RoleWorker) {
		b.Queue(setWorker, s.role, s.opened, s.task)
		return
	}
	b.Queue(setScope, s.actor, s.role, s.authority, s.agency)
}

// workerOn is a worker whose job is about one case, one task, or neither.
func workerOn(caseID, taskID string) scope {
	return scope{role: string(casework.RoleWorker), opened: caseID, task: taskID}
}

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
	for _, id := range []string{s.authority, s.agency, s.opened, s.task} {
		if id != "" && !isUUID(id) {
			return fmt.Errorf("store: %q of the actor's scope is no UUID", id)
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
