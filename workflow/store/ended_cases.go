package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

var _ casework.Archive = (*Store)(nil)

// endedPage is how many cases one statement brings: few enough to end within its time limit on a slow reader.
const endedPage = 512

// Below a division are all whose code begins with its own without the zeros at its end.
const (
	endedWhere = ` from cases c where c.ended_on is not null and c.number is not null and left(c.division, length($1)) = $1`
	countEnded = `select count(*)` + endedWhere
	readEnded  = `select c.id::text, c.document, '' as child` + endedWhere + ` and c.id > $2::uuid order by c.id limit $3`
	readWith   = `select c.id::text, c.document, coalesce(k.document, '') as child from (select id, authority_id, child_id, document` + endedWhere +
		` and c.id > $2::uuid order by c.id limit $3) c left join children k on k.authority_id = c.authority_id and k.id = c.child_id order by c.id`
)

// EndedCases implements casework.Archive: one transaction that can only read and sees one state of the database, in
// pages by id.
func (s *Store) EndedCases(ctx context.Context, actor workflow.Actor, q casework.EndedQuery, each func(total int64, document, child []byte) error) error {
	const frozen = "begin isolation level repeatable read read only"
	return s.within(ctx, scopeOf(actor), frozen, actor, func(t *tx) error {
		below := prefixOf(q.Division)
		var total int64
		t.queue.Queue(countEnded, below).QueryRow(func(row pgx.Row) error { return row.Scan(&total) })
		if err := t.flush(ctx); err != nil {
			return err
		}
		read := readEnded
		if q.Children {
			read = readWith
		}
		for after, n := noOffice, endedPage; n == endedPage; {
			rows, err := t.pg.Query(ctx, read, below, after, endedPage)
			if err != nil {
				return explain(err)
			}
			n = 0
			var id string
			var document, child []byte
			if _, err = pgx.ForEachRow(rows, []any{&id, &document, &child}, func() error {
				n, after = n+1, id
				return each(total, document, child)
			}); err != nil {
				return explain(err)
			}
		}
		return nil
	})
}

// prefixOf drops the pairs of zeros that stand for "all below".
func prefixOf(division string) string {
	for len(division) >= 2 && division[len(division)-2:] == "00" {
		division = division[:len(division)-2]
	}
	return division
}

// surveyor is the role of transactions that make figures of cases: they read those of an authority and of all below
// it, and can write nothing. No account has it.
const surveyor workflow.Role = "surveyor"

const commissionedPage = `select c.id::text, c.document from cases c
 where c.state <> 'draft' and c.received_on <= $1 and (c.body_id is not null or c.accepted_on is not null)
 and (c.ended_on is null or c.ended_on >= coalesce($4, '-infinity'::date)) and c.id > $2::uuid order by c.id limit $3`

// CommissionedCases implements casework.Archive.
func (s *Store) CommissionedCases(ctx context.Context, authorityID string, q casework.CommissionedQuery, each func(document []byte) error) error {
	const frozen = "begin isolation level repeatable read read only"
	who := workflow.Actor{Role: surveyor, AuthorityID: authorityID}
	return s.within(ctx, scopeOf(who), frozen, who, func(t *tx) error {
		if err := t.flush(ctx); err != nil {
			return err
		}
		for after, n := noOffice, endedPage; n == endedPage; {
			rows, err := t.pg.Query(ctx, commissionedPage, toDate(q.Received), after, endedPage, toDate(q.From))
			if err != nil {
				return explain(err)
			}
			n = 0
			var id string
			var document []byte
			if _, err = pgx.ForEachRow(rows, []any{&id, &document}, func() error {
				n, after = n+1, id
				return each(document)
			}); err != nil {
				return explain(err)
			}
		}
		return nil
	})
}
