package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

var _ casework.OldMarks = (*Store)(nil)

// marksEdition is raised when the traces of a card or a case are taken otherwise than before: workers then take
// those of all that is there anew.
const marksEdition = 2

// unmarked is a card or a case without the marks of this edition.
type unmarked struct {
	holder, authority, id, document string
}

// MarkOld implements casework.OldMarks: each card and case in a transaction of its own.
func (s *Store) MarkOld(ctx context.Context, most int) (marked int, err error) {
	found, err := s.unmarked(ctx, most)
	if err != nil {
		return 0, fmt.Errorf("store: cards and cases without marks: %w", err)
	}
	var failed []error
	for _, one := range found {
		if err := s.markOne(ctx, one); err != nil {
			failed = append(failed, fmt.Errorf("store: marks of %s %s: %w", one.holder, one.id, err))
			continue
		}
		marked++
	}
	return marked, errors.Join(failed...)
}

func (s *Store) unmarked(ctx context.Context, most int) (found []unmarked, err error) {
	err = s.within(ctx, workerOn("", ""), "begin", worker(), func(t *tx) error {
		if err := t.marker.load(ctx, t); err != nil || !t.marker.ready() {
			return err
		}
		t.queue.Queue(`select holder, authority::text, id::text, document from unmarked_holders($1, $2)`, marksEdition, most).Query(func(rows pgx.Rows) (err error) {
			found, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (u unmarked, err error) {
				err = row.Scan(&u.holder, &u.authority, &u.id, &u.document)
				return u, err
			})
			return err
		})
		return nil
	})
	return found, err
}

// markOne marks a case under its lock; a card as it was read, unless it was saved since.
func (s *Store) markOne(ctx context.Context, one unmarked) error {
	opened := ""
	if one.holder == "case" {
		opened = one.id
	}
	return s.within(ctx, workerOn(opened, ""), "begin", worker(), func(t *tx) error {
		switch one.holder {
		case "evaluator":
			var card workflow.EvaluatorCard
			if err := json.Unmarshal([]byte(one.document), &card); err != nil {
				return err
			}
			return t.cardMarks(ctx, one.authority, one.holder, one.id, card.Traces())
		case "account":
			var card workflow.RecusalCard
			if err := json.Unmarshal([]byte(one.document), &card); err != nil {
				return err
			}
			return t.cardMarks(ctx, one.authority, one.holder, one.id, card.Traces(one.id))
		case "agency":
			var agency workflow.Agency
			if err := json.Unmarshal([]byte(one.document), &agency); err != nil {
				return err
			}
			return t.cardMarks(ctx, one.authority, one.holder, one.id, agency.Traces())
		}
		o, err := t.OpenCase(ctx, casework.OpenCase{CaseID: one.id})
		if err != nil {
			return err
		}
		if o.Case.State == workflow.Draft { // outside the record; its submission marks it
			return t.caseMarks(ctx, o.Case, &casework.CaseMarks{})
		}
		marks := casework.MarksOf(o.Case, o.Child)
		return t.caseMarks(ctx, o.Case, &marks)
	})
}
