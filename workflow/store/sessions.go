package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
)

// own runs fn in the name of an account, which sees what is its own and nothing else.
func (s *Store) own(ctx context.Context, accountID string, fn func(t *tx) error) error {
	return s.within(ctx, scope{actor: accountID}, "begin", workflow.Actor{ID: accountID}, fn)
}

// SaveToken implements office.Sessions.
func (s *Store) SaveToken(ctx context.Context, token office.Token) error {
	kind := token.Kind
	if kind == "" {
		kind = office.SessionAPI
	}
	return s.own(ctx, token.AccountID, func(t *tx) error {
		t.queue.Queue(`insert into account_tokens
  (token_sha256, authority_id, account_id, created_at, expires_at, id, kind, idle_seconds, place, device, second_factor)
  values ($1, $2, $3, $4, $5, coalesce($6, gen_random_uuid()), $7, nullif($8, 0), $9, $10, $11)`,
			token.Hash[:], token.AuthorityID, token.AccountID, token.IssuedAt, token.ExpiresAt, nullable(token.ID), string(kind),
			int64(token.Idle/time.Second), token.Place, token.Device, token.SecondFactor)
		return nil
	})
}

// Session implements office.Sessions, in one round trip.
func (s *Store) Session(ctx context.Context, hash [32]byte, at time.Time) (office.Session, bool, error) {
	var id, authority, name, role, organisation string
	var agency *string
	var idle *int64
	var out office.Session
	err := s.pool.QueryRow(ctx, `select account_id, authority_id, agency_id, name, role, organisation, must_change, expires_at,
    id, kind, idle_seconds, last_seen, second_factor, must_enrol
  from token_session($1, $2)`, hash[:], at).
		Scan(&id, &authority, &agency, &name, &role, &organisation, &out.MustChange, &out.ExpiresAt,
			&out.ID, &out.Kind, &idle, &out.SeenAt, &out.SecondFactor, &out.MustEnrol)
	if absent(err) {
		return office.Session{}, false, nil
	}
	if err != nil {
		return office.Session{}, false, explain(err)
	}
	out.Actor = actorOf(id, authority, agency, name, role, organisation)
	out.ExpiresAt, out.SeenAt = out.ExpiresAt.UTC(), out.SeenAt.UTC()
	if idle != nil {
		out.Idle = time.Duration(*idle) * time.Second
	}
	return out, true, nil
}

// TouchToken implements office.Sessions. It never goes back, whoever comes last.
func (s *Store) TouchToken(ctx context.Context, actor workflow.Actor, hash [32]byte, at time.Time) error {
	return s.own(ctx, actor.ID, func(t *tx) error {
		t.queue.Queue(`update account_tokens set last_seen = $2
  where token_sha256 = $1 and account_id = $3 and revoked_at is null and coalesce(last_seen, created_at) < $2`, hash[:], at, actor.ID)
		return nil
	})
}

// RevokeToken implements office.Sessions.
func (s *Store) RevokeToken(ctx context.Context, actor workflow.Actor, hash [32]byte, at time.Time) error {
	return s.within(ctx, scopeOf(actor), "begin", actor, func(t *tx) error {
		t.queue.Queue(`update account_tokens set revoked_at = $2 where token_sha256 = $1 and account_id = $3 and revoked_at is null`, hash[:], at, actor.ID)
		return nil
	})
}

// openAt is the condition under which a token is live at the instant $2.
const openAt = `revoked_at is null and expires_at > $2
  and (idle_seconds is null or coalesce(last_seen, created_at) + make_interval(secs => idle_seconds) > $2)`

// OpenSessions implements office.Sessions.
func (s *Store) OpenSessions(ctx context.Context, actor workflow.Actor, at time.Time) ([]office.SessionLine, error) {
	out := []office.SessionLine{}
	err := s.own(ctx, actor.ID, func(t *tx) error {
		t.queue.Queue(`select id, kind, created_at, coalesce(last_seen, created_at) as seen, expires_at, place, device, second_factor
  from account_tokens where account_id = $1 and `+openAt+` order by seen desc, id limit 200`, actor.ID, at).Query(func(rows pgx.Rows) error {
			var l office.SessionLine
			_, err := pgx.ForEachRow(rows, []any{&l.ID, &l.Kind, &l.OpenedAt, &l.SeenAt, &l.ExpiresAt, &l.Place, &l.Device, &l.SecondFactor}, func() error {
				l.OpenedAt, l.SeenAt, l.ExpiresAt = l.OpenedAt.UTC(), l.SeenAt.UTC(), l.ExpiresAt.UTC()
				out = append(out, l)
				return nil
			})
			return err
		})
		return nil
	})
	return out, err
}

// EndSessions implements office.Sessions.
func (s *Store) EndSessions(ctx context.Context, actor workflow.Actor, id, keep string, at time.Time) (int, error) {
	ended := 0
	err := s.own(ctx, actor.ID, func(t *tx) error {
		t.queue.Queue(`update account_tokens set revoked_at = $2 where account_id = $1 and `+openAt+`
  and ($3::uuid is null or id = $3) and ($4::uuid is null or id <> $4)`, actor.ID, at, nullable(id), nullable(keep)).
			Exec(func(tag pgconn.CommandTag) error {
				ended = int(tag.RowsAffected())
				return nil
			})
		return nil
	})
	return ended, err
}

// Settings implements office.Sessions.
func (s *Store) Settings(ctx context.Context, actor workflow.Actor) (office.Settings, error) {
	var out office.Settings
	err := s.own(ctx, actor.ID, func(t *tx) error {
		t.queue.Queue(`select language, theme from account_settings where account_id = $1`, actor.ID).QueryRow(func(row pgx.Row) error {
			if err := row.Scan(&out.Language, &out.Theme); err != nil && !absent(err) {
				return err
			}
			return nil
		})
		return nil
	})
	return out, err
}

// SaveSettings implements office.Sessions.
func (s *Store) SaveSettings(ctx context.Context, actor workflow.Actor, in office.Settings) error {
	return s.own(ctx, actor.ID, func(t *tx) error {
		t.queue.Queue(`insert into account_settings as s (authority_id, account_id, language, theme)
  select authority_id, id, $2, $3 from accounts where id = $1
  on conflict (authority_id, account_id) do update
  set language = coalesce(nullif(excluded.language, ''), s.language), theme = coalesce(nullif(excluded.theme, ''), s.theme)`,
			actor.ID, in.Language, in.Theme)
		return nil
	})
}
