package store

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// VerifiedAuthority is what a walk over an authority's own chain has found to hold.
type VerifiedAuthority struct {
	ledger.Report
	Name     string
	Children int // whose rows are what the record says
	Papers   int // of children that were set, with the hash that the record names
	Log      InLog
}

// VerifyAuthority walks an authority's own chain in the database, as VerifyCase does that of a case, and compares its end
// with the row of the authority, the row of each child with the newest entry that holds the child (of this chain, or of a
// case), and the hash of each paper of a child that was set with the entry that names it. It fails with
// *ledger.BrokenLinkError, *TamperedRowError, or not_found.
func (s *Store) VerifyAuthority(ctx context.Context, authorityID string) (out VerifiedAuthority, err error) {
	if !isUUID(authorityID) {
		return out, noAuthority()
	}
	auditor := scope{role: string(workflow.RoleAuditor), authority: authorityID}
	err = s.within(ctx, auditor, "begin isolation level repeatable read read only", workflow.Actor{}, func(t *tx) error {
		out, err = t.verifyAuthority(ctx, authorityID)
		return err
	})
	return out, err
}

func (t *tx) verifyAuthority(ctx context.Context, id string) (out VerifiedAuthority, err error) {
	row := &authorityHead{}
	t.queue.Queue(`select id, name, head_seq, head_hash, head_at from authorities where id = $1`, id).QueryRow(func(r pgx.Row) error {
		return r.Scan(&row.id, &out.Name, &row.seq, &row.hash, &row.at)
	})
	if err := t.flush(ctx); err != nil {
		if absent(err) {
			return out, noAuthority()
		}
		return out, err
	}
	head, err := row.toHead()
	if err != nil {
		return out, err
	}
	said := recordOfChildren{children: map[string]childThen{}, papers: map[string]string{}, sealed: map[string]string{}}
	if out.Report, err = ledger.Verify(ledger.Genesis(row.id, ledger.AuthorityChain(row.id)), t.authorityStream(ctx, row.id, &said)); err != nil {
		return out, err
	}
	if out.Head != head {
		return out, headDiffers("authority "+row.id, out.Head, head)
	}
	if out.Children, err = t.verifyChildren(ctx, row.id, said.children); err != nil {
		return out, err
	}
	if out.Papers, err = t.verifyChildPapers(ctx, "rendered_child_papers", row.id, said.papers); err != nil {
		return out, err
	}
	if _, err = t.verifyChildPapers(ctx, "sealed_child_papers", row.id, said.sealed); err != nil {
		return out, err
	}
	out.Log, err = t.verifyInLog(ctx, "authority "+row.id, authorityInLog, row.id)
	return out, err
}

// recordOfChildren is what a chain says of children: as they stood at the newest entry, and the hashes of papers, as
// they were set and as they were signed, by their ids.
type recordOfChildren struct {
	children       map[string]childThen
	papers, sealed map[string]string
}

// childThen is a child as an entry holds it.
type childThen struct {
	version  int64
	document string
}

// childIn reads the child of an aggregate; false when it holds none.
func childIn(after []byte) (id string, then childThen, ok bool, err error) {
	var aggregate struct {
		Child json.RawMessage `json:"child"`
	}
	var child struct {
		ID      string `json:"id"`
		Version int64  `json:"version"`
	}
	if err := json.Unmarshal(after, &aggregate); err != nil || aggregate.Child == nil {
		return "", then, false, err
	}
	err = json.Unmarshal(aggregate.Child, &child)
	return child.ID, childThen{child.Version, string(aggregate.Child)}, err == nil, err
}

func (r *recordOfChildren) add(about string, e ledger.Record) error {
	payload, ok := e.Payload.(ledger.Payload)
	if about != casework.AboutChild || !ok {
		return nil
	}
	id, then, ok, err := childIn(payload.After)
	if err != nil || !ok {
		return err
	}
	r.children[id] = then
	of := r.papers
	switch e.Entry.Act {
	case string(workflow.ActPaperSealed):
		of = r.sealed
	case string(workflow.ActPaperRendered):
	default:
		return nil
	}
	var set struct {
		PaperID string `json:"paper_id"`
		SHA256  string `json:"sha256"`
	}
	if err := json.Unmarshal(payload.Input, &set); err != nil {
		return err
	}
	of[set.PaperID] = set.SHA256
	return nil
}

// authorityStream reads the entries one by one, as the connection delivers them, and keeps what they say of children.
func (t *tx) authorityStream(ctx context.Context, id string, said *recordOfChildren) iter.Seq2[ledger.Record, error] {
	return func(yield func(ledger.Record, error) bool) {
		rows, err := t.pg.Query(ctx, authorityEntryColumns+` where e.authority_id = $1 order by e.seq`, id)
		if err != nil {
			yield(ledger.Record{}, err)
			return
		}
		defer rows.Close()
		for rows.Next() {
			about, record, err := scanAuthorityRecord(rows)
			if err == nil {
				err = said.add(about, record)
			}
			if !yield(record, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(ledger.Record{}, err)
		}
	}
}

// verifyChildren compares each child's row with the newest entry that holds the child.
func (t *tx) verifyChildren(ctx context.Context, authorityID string, said map[string]childThen) (int, error) {
	rows, err := t.pg.Query(ctx, `select id::text, version, document from children where authority_id = $1`, authorityID)
	if err != nil {
		return 0, explain(err)
	}
	now := map[string]childThen{}
	var id string
	var row childThen
	if _, err := pgx.ForEachRow(rows, []any{&id, &row.version, &row.document}, func() error { now[id] = row; return nil }); err != nil {
		return 0, explain(err)
	}
	for id := range said {
		if _, ok := now[id]; !ok {
			return 0, &TamperedRowError{"child " + id, "the record holds the child, its row is gone"}
		}
	}
	for id, row := range now {
		then := said[id]
		if row.version > then.version { // an act on one of its cases touched the child
			if then, err = t.childInCases(ctx, authorityID, id, row.version); err != nil {
				return 0, err
			}
		}
		if then != row {
			return 0, &TamperedRowError{"child " + id, fmt.Sprintf("version %d of the row is not what the record says: it was changed without an act", row.version)}
		}
	}
	return len(now), nil
}

// childInCases is the child as the chain of one of its cases holds that version: zero when none does. Only the last entry
// of a case is read, and what the payload says is taken for what its chain says: VerifyCase walks that.
func (t *tx) childInCases(ctx context.Context, authorityID, childID string, version int64) (out childThen, err error) {
	rows, err := t.pg.Query(ctx, `select p.after from cases c join case_payloads p on (p.authority_id, p.case_id, p.seq) = (c.authority_id, c.id, c.head_seq)
 where c.authority_id = $1 and c.child_id = $2`, authorityID, childID)
	if err != nil {
		return out, explain(err)
	}
	var after string
	_, err = pgx.ForEachRow(rows, []any{&after}, func() error {
		id, then, ok, err := childIn([]byte(after))
		if ok && id == childID && then.version == version {
			out = then
		}
		return err
	})
	return out, explain(err)
}

// verifyChildPapers compares the hashes of the files in a table with those that the chain names.
func (t *tx) verifyChildPapers(ctx context.Context, table, authorityID string, said map[string]string) (int, error) {
	rows, err := t.pg.Query(ctx, `select paper_id::text, sha256 from `+table+` where authority_id = $1 and failure is null`, authorityID)
	if err != nil {
		return 0, explain(err)
	}
	set := map[string]string{}
	var id, sum string
	if _, err := pgx.ForEachRow(rows, []any{&id, &sum}, func() error { set[id] = sum; return nil }); err != nil {
		return 0, explain(err)
	}
	for id, sum := range set {
		if said[id] != sum {
			return 0, &TamperedRowError{"paper " + id, fmt.Sprintf("the file kept has hash %s, the record says %q", sum, said[id])}
		}
	}
	for id := range said {
		if _, ok := set[id]; !ok {
			return 0, &TamperedRowError{"paper " + id, "the record holds its hash, the row of its file is gone"}
		}
	}
	return len(set), nil
}
