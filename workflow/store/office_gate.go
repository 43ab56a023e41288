package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/ledger"
	"github.com/anjia-project/anjia/workflow/office"
)

// LoginCredential implements office.Gate.
func (s *Store) LoginCredential(ctx context.Context, login string) (office.Credential, bool, error) {
	var c office.Credential
	err := s.pool.QueryRow(ctx, `select authority_id, account_id, password_hash from login_account($1)`, login).
		Scan(&c.AuthorityID, &c.AccountID, &c.Hash)
	if absent(err) {
		return office.Credential{}, false, nil
	}
	return c, err == nil, explain(err)
}

// Rehash implements office.Gate.
func (s *Store) Rehash(ctx context.Context, accountID, old, hash string) error {
	_, err := s.pool.Exec(ctx, `select renew_password_hash($1, $2, $3)`, accountID, old, hash)
	return explain(err)
}

// Installation implements office.Gate.
func (s *Store) Installation(ctx context.Context) (office.Installation, bool, error) {
	var out office.Installation
	var offset int64
	err := s.pool.QueryRow(ctx, `select sandbox, clock_offset, secret from installation`).Scan(&out.Sandbox, &offset, &out.Secret)
	if absent(err) {
		return office.Installation{}, false, nil
	}
	out.Offset = time.Duration(offset) * time.Microsecond
	return out, err == nil, explain(err)
}

// founding is held while an installation is founded, so that two who found at once do not both find it empty.
const founding = `select pg_advisory_xact_lock(20643)`

// Found implements office.Gate. The mark of the database may have been set before; it must be the same.
func (s *Store) Found(ctx context.Context, f *office.Foundation) error {
	first := workflow.Actor{ID: f.Account.ID, Role: workflow.RoleAdmin, AuthorityID: f.Authority.ID}
	return s.within(ctx, scopeOf(first), "begin", first, func(t *tx) error {
		o := officeTx{t}
		if err := o.markEmpty(ctx, f.House); err != nil {
			return err
		}
		o.upsert("authorities", keptColumns(f.Authority), 1, 0)
		o.account(f.Account, 0)
		o.secrets(&office.Change{Credential: &f.Credential})
		for _, r := range f.Records {
			head := ledger.Head{Authority: r.Entry.Authority, Chain: r.Entry.Chain, Sequence: r.Entry.Sequence, Hash: r.Hash, At: r.Entry.At}
			if err := o.entry(r, head, nil, nil); err != nil {
				return err
			}
		}
		return nil
	})
}

// markEmpty marks the database, and refuses one that has an authority or another mark.
func (o officeTx) markEmpty(ctx context.Context, h office.House) error {
	var sandbox, empty bool
	o.t.queue.Queue(founding)
	o.t.queue.Queue(`insert into installation (sandbox, clock_offset) values ($1, $2) on conflict on constraint installation_pk do nothing`,
		h.Sandbox, h.Offset.Microseconds())
	o.t.queue.Queue(`select sandbox, not exists (select from authorities) from installation`).
		QueryRow(func(row pgx.Row) error { return row.Scan(&sandbox, &empty) })
	if err := o.t.flush(ctx); err != nil {
		return err
	}
	if !empty {
		return workflow.Refuse(workflow.KindConflict, "not_empty", "系统已经启用，不能再次启用")
	}
	if sandbox != h.Sandbox {
		return workflow.Refuse(workflow.KindConflict, "other_mark", "数据库已标记为另一种环境（演练或者正式），不能改变；请使用新的数据库")
	}
	return nil
}
