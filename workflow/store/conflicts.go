package store

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"sync"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// marker makes the keyed hashes by which people are compared across offices. Its key comes from the installation's
// secret, and is read once.
type marker struct {
	mu  sync.Mutex
	key []byte
}

// load reads the key; it stays empty in a database that is no installation yet, where nothing is marked.
func (m *marker) load(ctx context.Context, t *tx) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.key != nil {
		return nil
	}
	var secret []byte
	t.queue.Queue(`select secret from installation`).Query(func(rows pgx.Rows) error {
		for rows.Next() {
			if err := rows.Scan(&secret); err != nil {
				return err
			}
		}
		return rows.Err()
	})
	if err := t.flush(ctx); err != nil || secret == nil {
		return err
	}
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte("anjia marks of ties"))
	m.key = mac.Sum(nil)
	return nil
}

func (m *marker) ready() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.key != nil
}

// mark hashes a value. Numbers of persons have one space, whoever's card shows them: a relative's number is compared
// with a party's own.
func (m *marker) mark(kind workflow.TraceKind, value string) []byte {
	space := string(kind)
	switch kind { //nolint:exhaustive // the others are compared with their like
	case workflow.TraceID, workflow.TraceNamed, workflow.TraceKin, workflow.TraceNear, workflow.TraceSpouse, workflow.TraceSide:
		space = "person"
	}
	mac := hmac.New(sha256.New, m.key)
	mac.Write([]byte(space + "\x00" + value))
	return mac.Sum(nil)
}

func (m *marker) person(number string) []byte {
	if number == "" {
		return []byte{}
	}
	return m.mark(workflow.TraceID, number)
}

// markRows are the columns of marks of one holder.
type markRows struct {
	sides, kinds   []string
	marks, persons [][]byte
}

func (r *markRows) add(m *marker, side string, traces ...workflow.Trace) {
	for _, t := range traces {
		person := []byte{}
		if side == "party" {
			person = m.person(t.Of)
		}
		r.sides, r.kinds = append(r.sides, side), append(r.kinds, string(t.Kind))
		r.marks, r.persons = append(r.marks, m.mark(t.Kind, t.Value)), append(r.persons, person)
	}
}

const keepMarks = `select keep_marks($1, $2, $3, $4, $5, $6, $7, $8, $9)`

// keepMarks queues the marks of a card or a case.
func (t *tx) keepMarks(authorityID, holder, id string, settled bool, r markRows) {
	t.queue.Queue(keepMarks, marksEdition, authorityID, holder, id, settled, r.sides, r.kinds, r.marks, r.persons)
}

// caseMarks queues the marks of a case.
func (t *tx) caseMarks(ctx context.Context, c *workflow.Case, m *casework.CaseMarks) error {
	if err := t.marker.load(ctx, t); err != nil || !t.marker.ready() {
		return err
	}
	var r markRows
	seen := map[workflow.Trace]bool{}
	for _, one := range m.Parties {
		one.Who = ""
		if !seen[one] {
			seen[one] = true
			r.add(t.marker, "party", one)
		}
	}
	for _, side := range []struct {
		name     string
		accounts []string
	}{{"team", m.Team}, {"declared", m.Declared}} {
		once := map[string]bool{}
		for _, account := range side.accounts {
			if account != "" && !once[account] {
				once[account] = true
				r.add(t.marker, side.name, workflow.Trace{Kind: workflow.TraceLogin, Value: account})
			}
		}
	}
	t.keepMarks(c.AuthorityID, "case", c.ID, m.Settled, r)
	return nil
}

// cardMarks queues the marks of a card.
func (t *tx) cardMarks(ctx context.Context, authorityID, holder, id string, traces []workflow.Trace) error {
	if err := t.marker.load(ctx, t); err != nil || !t.marker.ready() {
		return err
	}
	var r markRows
	r.add(t.marker, "card", traces...)
	t.keepMarks(authorityID, holder, id, false, r)
	return nil
}

// Elsewhere implements casework.ConflictTx.
func (t *tx) Elsewhere(ctx context.Context, child *workflow.Child) ([]workflow.OfficeCases, error) {
	number := workflow.NormalID(child.IDNumber)
	if number == "" {
		return nil, nil
	}
	if err := t.marker.load(ctx, t); err != nil || !t.marker.ready() {
		return nil, err
	}
	var out []workflow.OfficeCases
	t.queue.Queue(`select r.office::text, coalesce(a.name, ''), r.cases from rival_offices($1, $2) r left join authorities a on a.id = r.office order by 1`,
		child.AuthorityID, t.marker.person(number)).Query(func(rows pgx.Rows) error {
		for rows.Next() {
			var one workflow.OfficeCases
			if err := rows.Scan(&one.OfficeID, &one.Office, &one.Cases); err != nil {
				return err
			}
			out = append(out, one)
		}
		return rows.Err()
	})
	return out, t.flush(ctx)
}

// Ties implements casework.ConflictTx.
func (t *tx) Ties(ctx context.Context, q casework.TieQuery) ([]casework.OfficeTie, error) {
	if err := t.marker.load(ctx, t); err != nil || !t.marker.ready() {
		return nil, err
	}
	var one, others markRows
	one.add(t.marker, "card", q.Subject...)
	others.add(t.marker, "party", q.Parties...)
	var card *string
	if isUUID(q.CardID) {
		card = &q.CardID
	}
	var out []casework.OfficeTie
	t.queue.Queue(`select t.tie, t.office::text, coalesce(a.name, '') from conflict_ties($1, $2, $3, $4, $5, $6) t left join authorities a on a.id = t.office order by 1, 2`,
		q.CaseID, card, one.kinds, one.marks, others.kinds, others.marks).Query(func(rows pgx.Rows) error {
		for rows.Next() {
			var tie casework.OfficeTie
			if err := rows.Scan(&tie.Kind, &tie.OfficeID, &tie.Office); err != nil {
				return err
			}
			out = append(out, tie)
		}
		return rows.Err()
	})
	return out, t.flush(ctx)
}
