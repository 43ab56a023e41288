package store

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// ServerVersion returns the major version of PostgreSQL that answers.
func (s *Store) ServerVersion(ctx context.Context) (int, error) {
	const perMajor = 10000 // server_version_num of 15.4 is 150004
	var number int
	if err := s.pool.QueryRow(ctx, `select current_setting('server_version_num')::int`).Scan(&number); err != nil {
		return 0, fmt.Errorf("store: version of the database: %w", err)
	}
	return number / perMajor, nil
}

// TopAuthorities lists the authorities that stand under none, by id.
func (s *Store) TopAuthorities(ctx context.Context) ([]string, error) {
	rows, err := s.pool.Query(ctx, `select ancestor::text from authority_closure group by ancestor
 having not exists (select from authority_closure up where up.descendant = authority_closure.ancestor and up.depth > 0) order by 1`)
	if err != nil {
		return nil, fmt.Errorf("store: authorities: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}
