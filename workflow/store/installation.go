package store

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// ErrNotMarked says that a database has not been given to production or to a sandbox yet.
var ErrNotMarked = errors.New("store: the database carries no mark: neither production nor sandbox")

const readHouse = `select sandbox, clock_offset from installation`

func scanHouse(row pgx.Row) (casework.House, error) {
	var sandbox bool
	var offset int64
	err := row.Scan(&sandbox, &offset)
	return house(sandbox, offset), err
}

// House implements casework.Tx. A database without a mark is as strict as production.
func (t *tx) House(ctx context.Context) (casework.House, error) {
	var h casework.House
	t.queue.Queue(readHouse).QueryRow(func(row pgx.Row) (err error) {
		h, err = scanHouse(row)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		return err
	})
	return h, t.flush(ctx)
}

// Mark gives an empty database to production or to a sandbox, for ever. A sandbox's clock starts at clockAt, or at
// real time when that is zero. It fails with conflict when the database carries the other mark; the same mark again
// changes nothing, also not the clock.
func (s *Store) Mark(ctx context.Context, sandbox bool, clockAt time.Time) error {
	var offset *time.Time
	if sandbox {
		offset = toInstant(clockAt)
	}
	_, err := s.pool.Exec(ctx, `insert into installation (sandbox, clock_offset)
 values ($1, coalesce((extract(epoch from ($2::timestamptz - now())) * 1000000)::bigint, 0)) on conflict do nothing`, sandbox, offset)
	if err != nil {
		return explain(err)
	}
	marked, err := s.Marked(ctx)
	if err != nil {
		return err
	}
	if marked.Sandbox != sandbox {
		return workflow.Refuse(workflow.KindConflict, "other_mark", "该数据库已标记为"+markName(marked.Sandbox)+"，不能用作"+markName(sandbox))
	}
	return nil
}

func markName(sandbox bool) string {
	if sandbox {
		return "演练环境"
	}
	return "正式环境"
}

// Marked returns what holds for the installation, or ErrNotMarked.
func (s *Store) Marked(ctx context.Context) (casework.House, error) {
	h, err := scanHouse(s.pool.QueryRow(ctx, readHouse))
	if errors.Is(err, pgx.ErrNoRows) {
		return h, ErrNotMarked
	}
	return h, explain(err)
}
