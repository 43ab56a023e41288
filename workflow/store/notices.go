package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// LastReminders implements casework.NoticeBook.
func (s *Store) LastReminders(ctx context.Context) (sweep casework.ReminderSweep, found bool, err error) {
	found, err = s.one(ctx, "", func(row pgx.Row) error {
		var through *string
		err := row.Scan(&through, &sweep.At, &sweep.Told, &sweep.Failure)
		if err == nil && through != nil {
			sweep.Through, err = law.ParseDate(*through)
		}
		return err
	}, `select through::text, at, told, coalesce(failure, '') from reminder_sweep`)
	return sweep, found, err
}

// SaveReminders implements casework.NoticeBook.
func (s *Store) SaveReminders(ctx context.Context, sweep casework.ReminderSweep) error {
	return s.within(ctx, workerOn("", ""), "begin", worker(), func(t *tx) error {
		var through any
		if !sweep.Through.IsZero() {
			through = sweep.Through.String()
		}
		t.queue.Queue(`insert into reminder_sweep (through, at, told, failure) values ($1::date, $2, $3, $4)
on conflict (one) do update set through = excluded.through, at = excluded.at, told = excluded.told, failure = excluded.failure`,
			through, sweep.At, sweep.Told, nullable(sweep.Failure))
		return nil
	})
}

// DuesToRemind implements casework.NoticeBook.
func (s *Store) DuesToRemind(ctx context.Context, from, to law.Date, after string, most int) ([]casework.DueCase, error) {
	var found []casework.DueCase
	err := s.within(ctx, workerOn("", ""), "begin", worker(), func(t *tx) error {
		t.queue.Queue(`select authority_id::text, case_id::text, coalesce(officer_id::text, ''), evaluator_ids::text[], coalesce(agency_id::text, ''), pack, calendar, dues::text
from dues_to_remind($1::date, $2::date, $3::uuid, $4)`, from.String(), to.String(), nullable(after), most).Query(func(rows pgx.Rows) (err error) {
			found, err = pgx.CollectRows(rows, scanDueCase)
			return err
		})
		return nil
	})
	return found, err
}

func scanDueCase(row pgx.CollectableRow) (c casework.DueCase, err error) {
	var pack, calendar, dues string
	if err := row.Scan(&c.AuthorityID, &c.CaseID, &c.OfficerID, &c.EvaluatorIDs, &c.AgencyID, &pack, &calendar, &dues); err != nil {
		return c, err
	}
	var list []struct {
		Clock       law.ClockName `json:"clock"`
		DueOn       law.Date      `json:"due_on"`
		Provisional bool          `json:"provisional"`
		Floor       bool          `json:"floor"`
	}
	for text, into := range map[string]any{pack: &c.Pack, calendar: &c.Calendar, dues: &list} {
		if err := json.Unmarshal([]byte(text), into); err != nil {
			return c, fmt.Errorf("store: dates of case %s: %w", c.CaseID, err)
		}
	}
	for _, d := range list {
		c.Dues = append(c.Dues, casework.DueDate{Clock: d.Clock, DueOn: d.DueOn, Provisional: d.Provisional, Floor: d.Floor})
	}
	return c, nil
}

// Tell implements casework.NoticeBook.
func (s *Store) Tell(ctx context.Context, c casework.DueCase, n casework.NewNotice) (told int, err error) {
	_, err = s.one(ctx, "", func(row pgx.Row) error { return row.Scan(&told) },
		`select tell_notice($1::uuid, $2::uuid, $3, $4::uuid, $5::uuid[], $6::uuid, $7, $8::date, $9, $10, $11)`,
		c.AuthorityID, c.CaseID, n.Roles, nullable(c.OfficerID), c.EvaluatorIDs, nullable(c.AgencyID), string(n.Clock), n.DueOn.String(), n.Days, n.Provisional, n.At)
	return told, err
}

// Notices implements casework.Notices. A case that the actor no longer sees takes its notices with it.
func (s *Store) Notices(ctx context.Context, actor workflow.Actor, f casework.NoticeFilter) ([]casework.Notice, error) {
	out := []casework.Notice{}
	err := s.within(ctx, scopeOf(actor), "begin", actor, func(t *tx) error {
		t.queue.Queue(`select n.id::text, n.case_id::text, coalesce(c.number, ''), n.clock, n.due_on::text, n.days, n.provisional, n.told_at, n.read_at
from notices n join cases c on c.authority_id = n.authority_id and c.id = n.case_id
where (not $1 or n.read_at is null) and ($2::uuid is null or (n.told_at, n.id) < (select b.told_at, b.id from notices b where b.id = $2::uuid))
order by n.told_at desc, n.id desc limit $3`, f.Unread, nullable(f.Before), f.Limit).Query(func(rows pgx.Rows) (err error) {
			out, err = pgx.CollectRows(rows, scanNotice)
			return err
		})
		return nil
	})
	return out, err
}

func scanNotice(row pgx.CollectableRow) (n casework.Notice, err error) {
	var due string
	var read *time.Time
	if err := row.Scan(&n.ID, &n.CaseID, &n.Number, &n.Clock, &due, &n.Days, &n.Provisional, &n.ToldAt, &read); err != nil {
		return n, err
	}
	if read != nil {
		n.ReadAt = *read
	}
	n.Title = casework.ClockTitle(n.Clock)
	n.DueOn, err = law.ParseDate(due)
	return n, err
}

// UnreadNotices implements casework.Notices.
func (s *Store) UnreadNotices(ctx context.Context, actor workflow.Actor) (n int, err error) {
	err = s.within(ctx, scopeOf(actor), "begin", actor, func(t *tx) error {
		t.queue.Queue(`select count(*) from notices n join cases c on c.authority_id = n.authority_id and c.id = n.case_id where n.read_at is null`).
			QueryRow(func(row pgx.Row) error { return row.Scan(&n) })
		return nil
	})
	return n, err
}

// ReadNotice implements casework.Notices. The clock of the house may stand before the real one: what is read is never before it was told.
func (s *Store) ReadNotice(ctx context.Context, actor workflow.Actor, id string) error {
	if id != "" && !isUUID(id) {
		return noNotice()
	}
	known := false
	err := s.within(ctx, scopeOf(actor), "begin", actor, func(t *tx) error {
		t.queue.Queue(`select exists (select from notices where $1::uuid is null or id = $1::uuid)`, nullable(id)).
			QueryRow(func(row pgx.Row) error { return row.Scan(&known) })
		t.queue.Queue(`update notices set read_at = greatest(now(), told_at) where read_at is null and ($1::uuid is null or id = $1::uuid)`, nullable(id))
		return nil
	})
	if err == nil && !known && id != "" {
		return noNotice()
	}
	return err
}

func noNotice() error {
	return workflow.Refuse(workflow.KindNotFound, "not_found", "没有这一提醒，或者不是提醒您的")
}
