package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// houseNow is the time of the installation: real time, in a sandbox with its offset.
const houseNow = `now() + coalesce((select clock_offset from installation), 0) * interval '1 microsecond'`

// draftColumns are the columns of a case that is not in the record yet.
func draftColumns(c *workflow.Case) ([]column, error) {
	if c.State != workflow.Draft {
		return nil, fmt.Errorf("store: case %s is %s and no draft", c.ID, c.State)
	}
	row, err := fromCase(c, nil, ledger.Head{}, time.Time{})
	if err != nil {
		return nil, err
	}
	columns := row.columns()
	for i := range columns {
		if columns[i].name == "updated_at" { // a draft has no instant of its own
			return append(columns[:i], columns[i+1:]...), nil
		}
	}
	return columns, nil
}

// CreateDraft implements casework.Tx. With a key, the answer is stored for the same request sent again.
func (t *tx) CreateDraft(ctx context.Context, c *workflow.Case, key *casework.Key, answer []byte) error {
	columns, err := draftColumns(c)
	if err != nil {
		return err
	}
	s := &statement{}
	s.add("with time as (select ", houseNow, " as now), saved as (insert into cases ", draftInsert(s, columns), ")")
	if key != nil {
		s.add(", answered as (insert into idempotency_keys ", s.insert([]column{
			{"actor_id", key.ActorID}, {"key", key.Value}, {"body_sha256", key.Body[:]}, {"answer", string(answer)},
		}), ")")
	}
	s.add(" select 1")
	t.queue.Queue(s.sql.String(), s.args...)
	return t.flush(ctx)
}

func draftInsert(s *statement, columns []column) string {
	names, marks := "", ""
	for _, c := range columns {
		names += c.name + ", "
		marks += s.arg(c.value) + ", "
	}
	return "(" + names + "updated_at) select " + marks + "time.now from time"
}

// SaveDraft implements casework.Tx.
func (t *tx) SaveDraft(ctx context.Context, c *workflow.Case, wasVersion int64) error {
	columns, err := draftColumns(c)
	if err != nil {
		return err
	}
	s := &statement{}
	s.add("with saved as (update cases set ", s.set(columns[keyLength:]), ", updated_at = ", houseNow,
		" where authority_id = ", s.arg(c.AuthorityID), " and id = ", s.arg(c.ID), " and version = ", s.arg(wasVersion),
		" and state = 'draft' returning id) select require_saved((select count(*) from saved), 1)")
	t.queue.Queue(s.sql.String(), s.args...)
	return t.flush(ctx)
}

// DiscardDraft implements casework.Tx. It fails with not_found when there is no such case in scope, wrong_state when
// the case is no draft any more, stale_version when the draft has another version.
func (t *tx) DiscardDraft(ctx context.Context, id string, version int64) error {
	if !isUUID(id) {
		return noCase()
	}
	var state string
	var have int64
	t.queue.Queue(`select state, version from cases where id = $1 for update`, id).QueryRow(func(row pgx.Row) error {
		return row.Scan(&state, &have)
	})
	err := t.flush(ctx)
	switch {
	case absent(err):
		return noCase()
	case err != nil:
		return err
	case state != string(workflow.Draft):
		return workflow.Refuse(workflow.KindWrongState, "wrong_state", "案件已经提交，不能删除；确需终结的，请办理撤回")
	case have != version:
		return staleVersion()
	}
	t.queue.Queue(`delete from cases where id = $1 and state = 'draft'`, id)
	return t.flush(ctx)
}
