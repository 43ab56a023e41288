package store

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/anjia-project/anjia/workflow/casework"
)

// SaveAct implements casework.Tx. The one statement that writes the act is sent together with the commit (or before
// the next statement of the transaction), so that an act costs two round trips; what it refuses comes from there. Other
// cases of the child that the act touches are written by a statement each, all with the same commit.
func (t *tx) SaveAct(ctx context.Context, change *casework.Change) error {
	for _, one := range append([]*casework.Change{change}, change.Others...) {
		s, err := t.actStatement(one)
		if err != nil {
			return err
		}
		t.queue.Queue(s.sql.String(), s.args...)
		if one.Marks != nil {
			if err := t.caseMarks(ctx, one.Case, one.Marks); err != nil {
				return err
			}
		}
	}
	return nil
}

// actStatement writes everything of an act, where the case still is as it was read: every part depends on the update
// of the case, and require_saved makes the transaction fail when that found no row.
func (t *tx) actStatement(change *casework.Change) (*statement, error) {
	row, err := fromCase(change.Case, change.Dues, change.Head, change.Record.Entry.At)
	if err != nil {
		return nil, err
	}
	entry, err := fromRecord(change.Record)
	if err != nil {
		return nil, err
	}
	if entry.CaseID != row.ID || entry.AuthorityID != row.AuthorityID || entry.Seq != row.HeadSeq {
		return nil, fmt.Errorf("store: entry %d of case %s does not belong to the head of case %s", entry.Seq, entry.CaseID, row.ID)
	}
	s := &statement{}
	s.updateCase(row, change)
	s.add(",\nentry as (insert into case_entries ", s.insert(entry.caseColumns()), " from saved)")
	s.add(",\npayload as (insert into case_payloads ", s.insert(entry.casePayload()), " from saved)")
	s.replaceDues(row, change.Dues)
	s.orderPapers(row, change)
	wanted := 1
	if change.Child != nil {
		child, err := fromChild(change.Child)
		if err != nil {
			return nil, err
		}
		s.updateChild(child, change.ChildWas)
		wanted = 2
	}
	if change.Key != nil {
		s.answer(change.Key, change.Answer)
	}
	if change.DropSheet != "" {
		s.add(",\ndropped as (delete from sheet_drafts where authority_id = ", s.arg(row.AuthorityID), " and case_id = ", s.arg(row.ID),
			" and phase = ", s.arg(change.DropSheet), " and evaluator_id = ", s.arg(t.actor.ID), " and exists (select from saved))")
		s.add(",\ndropped_versions as (delete from sheet_versions where authority_id = ", s.arg(row.AuthorityID), " and case_id = ", s.arg(row.ID),
			" and phase = ", s.arg(change.DropSheet), " and evaluator_id = ", s.arg(t.actor.ID), " and exists (select from saved))")
	}
	s.add("\nselect require_saved((select count(*) from saved)")
	if change.Child != nil {
		s.add(" + (select count(*) from child)")
	}
	s.add(", ", s.arg(wanted), ")")
	return s, nil
}

func (s *statement) updateCase(row caseRow, change *casework.Change) {
	columns := row.columns()
	s.add("with saved as (update cases set ", s.set(columns[keyLength:]),
		" where authority_id = ", s.arg(row.AuthorityID), " and id = ", s.arg(row.ID),
		" and version = ", s.arg(change.WasVersion), " and head_seq = ", s.arg(row.HeadSeq-1),
		" and head_hash is not distinct from ", s.arg(previous(change)), " returning id)")
}

// previous is the hash that the head of the chain must still have.
func previous(change *casework.Change) []byte {
	if prev := change.Record.Entry.Prev; !prev.IsZero() {
		return prev[:]
	}
	return nil
}

// replaceDues numbers the running clocks and drops what is left over from before; a row that stays the same is not written.
func (s *statement) replaceDues(row caseRow, dues []casework.DueDate) {
	clocks, on := make([]string, len(dues)), make([]pgtype.Date, len(dues))
	provisional, floor := make([]bool, len(dues)), make([]bool, len(dues))
	for i, d := range dues {
		clocks[i], on[i], provisional[i], floor[i] = string(d.Clock), toDate(d.DueOn), d.Provisional, d.Floor
	}
	authority, id := s.arg(row.AuthorityID), s.arg(row.ID)
	s.add(`,
due as (insert into due_dates (authority_id, case_id, ordinal, clock, due_on, provisional, floor)
  select `, authority, ", ", id, ", d.ordinal, d.clock, d.due_on, d.provisional, d.floor from saved, unnest(",
		s.arg(clocks), "::text[], ", s.arg(on), "::date[], ", s.arg(provisional), "::boolean[], ", s.arg(floor), `::boolean[])
    with ordinality as d (clock, due_on, provisional, floor, ordinal)
  on conflict on constraint due_dates_pk do update set clock = excluded.clock, due_on = excluded.due_on,
    provisional = excluded.provisional, floor = excluded.floor
  where (due_dates.clock, due_dates.due_on, due_dates.provisional, due_dates.floor)
    is distinct from (excluded.clock, excluded.due_on, excluded.provisional, excluded.floor))`,
		",\nover as (delete from due_dates where authority_id = ", authority, " and case_id = ", id,
		" and ordinal > ", s.arg(len(dues)), " and exists (select from saved))")
}

func (s *statement) updateChild(row childRow, was int64) {
	s.add(",\nchild as (update children set ", s.set(row.columns()[keyLength:]),
		" where authority_id = ", s.arg(row.AuthorityID), " and id = ", s.arg(row.ID), " and version = ", s.arg(was),
		" and exists (select from saved) returning id)")
}

func (s *statement) answer(key *casework.Key, answer []byte) {
	s.add(",\nanswered as (insert into idempotency_keys ", s.insert([]column{
		{"actor_id", key.ActorID}, {"key", key.Value}, {"body_sha256", key.Body[:]}, {"answer", string(answer)},
	}), " from saved)")
}
