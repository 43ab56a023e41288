package store

import (
	"context"

	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
	"github.com/anjia-project/anjia/workflow/office"
)

// Save implements office.Tx. What it writes is sent with the commit; each statement fails the transaction when a row
// is not as it was read.
func (o officeTx) Save(ctx context.Context, c *office.Change) error {
	if err := o.subjectOf(ctx, c); err != nil {
		return err
	}
	if err := o.entry(c.Record, c.Head, c.Key, c.Answer); err != nil {
		return err
	}
	o.secrets(c)
	return nil
}

// subjectOf writes the one subject of an act.
func (o officeTx) subjectOf(ctx context.Context, c *office.Change) error {
	switch {
	case c.Authority != nil:
		columns := keptColumns(*c.Authority)
		if c.Was == 0 {
			columns = append(columns, column{"parent_id", nullable(c.ParentID)})
		}
		o.upsert("authorities", columns, 1, c.Was)
		if c.Shift != nil {
			return o.certificateShift(c.Authority.ID, *c.Shift)
		}
		o.renamed(`update accounts set organisation = $2 where authority_id = $1 and agency_id is null and organisation <> $2`, c.Authority.ID, c.Authority.Name)
	case c.Agency != nil:
		row, err := fromAgency(*c.Agency)
		if err != nil {
			return err
		}
		o.upsert("agencies", row.columns(), keyLength, c.Was)
		o.renamed(`update accounts set organisation = $2 where agency_id = $1 and organisation <> $2`, c.Agency.ID, c.Agency.Name)
		return o.t.cardMarks(ctx, c.Agency.AuthorityID, "agency", c.Agency.ID, c.Agency.Traces())
	case c.Evaluator != nil:
		row, err := fromEvaluator(*c.Evaluator)
		if err != nil {
			return err
		}
		o.upsert("evaluators", row.columns(), keyLength, c.Was)
		return o.t.cardMarks(ctx, c.Evaluator.AuthorityID, "evaluator", c.Evaluator.ID, c.Evaluator.Traces())
	case c.Account != nil:
		o.account(*c.Account, c.Was)
		if c.Card != nil {
			return o.recusalCard(ctx, *c.Account, *c.Card)
		}
	case c.Publication != nil:
		return o.publication(c)
	case c.Slip != nil:
		return o.blankSlip(c)
	case c.Clock != nil:
		s := &statement{}
		s.add("with saved as (update installation set clock_offset = ", s.arg(c.Clock.To.Microseconds()),
			" where sandbox and clock_offset = ", s.arg(c.Clock.From.Microseconds()), " returning one) select require_saved((select count(*) from saved), 1)")
		o.t.queue.Queue(s.sql.String(), s.args...)
	}
	return nil
}

// upsert inserts a new row, or updates the one of the version that was read.
func (o officeTx) upsert(table string, columns []column, key int, was int64) {
	s := &statement{}
	if was == 0 {
		s.add("insert into ", table, " ", s.insert(columns))
	} else {
		s.add("with saved as (update ", table, " set ", s.set(columns[key:]), " where version = ", s.arg(was))
		for _, c := range columns[:key] {
			s.add(" and ", c.name, " = ", s.arg(c.value))
		}
		s.add(" returning id) select require_saved((select count(*) from saved), 1)")
	}
	o.t.queue.Queue(s.sql.String(), s.args...)
}

// renamed carries a new name to the accounts that act for the organisation.
func (o officeTx) renamed(sql, id, name string) { o.t.queue.Queue(sql, id, name) }

// account writes an account; the name of its organisation comes from where it belongs.
func (o officeTx) account(a office.Account, was int64) {
	columns := accountColumns(a)
	if was != 0 {
		o.upsert("accounts", columns, keyLength, was)
	} else {
		s := &statement{}
		s.add("insert into accounts (organisation")
		for _, c := range columns {
			s.add(", ", c.name)
		}
		if a.AgencyID != "" {
			s.add(") select g.name")
		} else {
			s.add(") select u.name")
		}
		for _, c := range columns {
			s.add(", ", s.arg(c.value))
		}
		s.add(" from authorities u")
		if a.AgencyID != "" {
			s.add(" join agencies g on g.authority_id = u.id and g.id = ", s.arg(a.AgencyID))
		}
		s.add(" where u.id = ", s.arg(a.AuthorityID))
		o.t.queue.Queue(s.sql.String(), s.args...)
	}
	if a.AgencyID != "" {
		o.renamed(`update accounts set organisation = (select name from agencies where id = $2) where id = $1`, a.ID, a.AgencyID)
	}
}

// entry writes an entry of an authority's chain about the office, where its head still is as it was read.
func (o officeTx) entry(record ledger.Record, head ledger.Head, key *office.Key, answer []byte) error {
	row, err := fromRecord(record)
	if err != nil {
		return err
	}
	s := &statement{}
	s.add("with ")
	s.moveHead(head, record.Entry.Prev)
	s.authorityEntry(row, casework.AboutOffice)
	if key != nil {
		s.add(",\nanswered as (insert into idempotency_keys ", s.insert([]column{
			{"actor_id", key.ActorID}, {"key", key.Value}, {"body_sha256", key.Body[:]}, {"answer", string(answer)},
		}), " from head)")
	}
	s.add("\nselect require_saved((select count(*) from head), 1)")
	o.t.queue.Queue(s.sql.String(), s.args...)
	return nil
}

// secrets writes a new password and ends tokens.
func (o officeTx) secrets(c *office.Change) {
	if k := c.Credential; k != nil {
		// No upsert: it would have to read the hash, which the server may not.
		sql := `update account_secrets set password_hash = $3, changed_at = $4 where authority_id = $1 and account_id = $2`
		if c.Was == 0 {
			sql = `insert into account_secrets (authority_id, account_id, password_hash, changed_at) values ($1, $2, $3, $4)`
		}
		o.t.queue.Queue(sql, k.AuthorityID, k.AccountID, k.Hash, k.SetAt)
	}
	if c.EndTokens != "" {
		o.t.queue.Queue(`update account_tokens set revoked_at = $2 where account_id = $1 and revoked_at is null`, c.EndTokens, c.At)
	}
}
