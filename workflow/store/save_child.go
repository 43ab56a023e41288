package store

import (
	"context"
	"fmt"

	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// SaveChildAct implements casework.Tx: the child, the authority's entry, and one entry in each open case. Like
// SaveAct, it is sent with the commit.
func (t *tx) SaveChildAct(_ context.Context, change *casework.ChildChange) error {
	s := &statement{}
	if err := s.childAct(change); err != nil {
		return err
	}
	t.queue.Queue(s.sql.String(), s.args...)
	for _, c := range change.Cases {
		cs, err := t.actStatement(c)
		if err != nil {
			return err
		}
		t.queue.Queue(cs.sql.String(), cs.args...)
	}
	return nil
}

func (s *statement) childAct(change *casework.ChildChange) error {
	child, err := fromChild(change.Child)
	if err != nil {
		return err
	}
	entry, err := fromRecord(change.Record)
	if err != nil {
		return err
	}
	if entry.CaseID != "" || entry.AuthorityID != child.AuthorityID {
		return fmt.Errorf("store: entry %d of %s does not belong to the chain of authority %s", entry.Seq, change.Record.Entry.Chain, child.AuthorityID)
	}
	s.add("with ")
	s.moveHead(change.Head, change.Record.Entry.Prev)
	s.authorityEntry(entry, casework.AboutChild)
	columns := child.columns()
	if change.Was == 0 {
		s.add(",\nchild as (insert into children ", s.insert(columns), " from head returning id)")
	} else {
		s.add(",\nchild as (update children set ", s.set(columns[keyLength:]), " where authority_id = ", s.arg(child.AuthorityID),
			" and id = ", s.arg(child.ID), " and version = ", s.arg(change.Was), " and exists (select from head) returning id)")
	}
	if change.Key != nil {
		s.add(",\nanswered as (insert into idempotency_keys ", s.insert([]column{
			{"actor_id", change.Key.ActorID}, {"key", change.Key.Value}, {"body_sha256", change.Key.Body[:]}, {"answer", string(change.Answer)},
		}), " from head)")
	}
	s.add("\nselect require_saved((select count(*) from head) + (select count(*) from child), 2)")
	return nil
}

// moveHead puts the head of an authority's chain on its next entry, where it still is as it was read: the CTE "head",
// on which everything else of the statement depends.
func (s *statement) moveHead(head ledger.Head, prev ledger.Hash) {
	var was []byte
	if !prev.IsZero() {
		was = prev[:]
	}
	s.add("head as (update authorities set head_seq = ", s.arg(head.Sequence), ", head_hash = ", s.arg(head.Hash[:]), ", head_at = ", s.arg(head.At),
		" where id = ", s.arg(head.Authority), " and head_seq = ", s.arg(head.Sequence-1),
		" and head_hash is not distinct from ", s.arg(was), " returning id)")
}

// authorityEntry writes an entry of an authority's chain with its payload, from the CTE "head".
func (s *statement) authorityEntry(entry entryRow, about string) {
	s.add(",\nentry as (insert into authority_entries ", s.insert(entry.authorityColumns(about)), " from head)")
	s.add(",\npayload as (insert into authority_payloads ", s.insert(entry.authorityPayload(about)), " from head)")
}
