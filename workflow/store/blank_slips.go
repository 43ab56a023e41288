package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
)

// blankSlipRow is a row of blank_slips.
type blankSlipRow struct {
	AuthorityID string      `gorm:"column:authority_id"`
	ID          string      `gorm:"column:id"`
	Version     int64       `gorm:"column:version"`
	Name        string      `gorm:"column:name"`
	Kind        string      `gorm:"column:kind"`
	State       string      `gorm:"column:state"`
	Series      string      `gorm:"column:series"`
	Prefix      string      `gorm:"column:prefix"`
	Width       int         `gorm:"column:width"`
	First       int64       `gorm:"column:first"`
	Last        int64       `gorm:"column:last"`
	OnDate      pgtype.Date `gorm:"column:on_date"`
	Document    string      `gorm:"column:document"`
}

// TableName tells GORM the table.
func (blankSlipRow) TableName() string { return "blank_slips" }

func (r blankSlipRow) toSlip() (office.BlankSlip, error) {
	s := office.BlankSlip{}
	if err := json.Unmarshal([]byte(r.Document), &s); err != nil {
		return s, fmt.Errorf("store: read slip %s: %w", r.ID, err)
	}
	return s, nil
}

func noSlip() error {
	return notFound("blank_slip_not_found", "没有这一空白证件登记，或者不在您的权限范围内")
}

// BlankSlip implements office.Blanks.
func (o officeTx) BlankSlip(ctx context.Context, id string) (office.BlankSlip, error) {
	row, err := byID[blankSlipRow](ctx, o.t, id, noSlip())
	if err != nil {
		return office.BlankSlip{}, err
	}
	return row.toSlip()
}

// BlankSlips implements office.Blanks.
func (o officeTx) BlankSlips(ctx context.Context, f office.BlankFilter) ([]office.BlankSlip, error) {
	if err := valid(office.Filter{AuthorityID: f.AuthorityID, After: f.After}); err != nil {
		return nil, err
	}
	db, err := o.t.rows(ctx)
	if err != nil {
		return nil, err
	}
	db = db.Where(ofOffices)
	for column, value := range map[string]string{"series": string(f.Series), "kind": string(f.Kind), "state": f.State} {
		if value != "" {
			db = db.Where(column+" = ?", value)
		}
	}
	if f.Number != "" {
		n, err := workflow.ParseBlankNumber(f.Number)
		if err != nil {
			return nil, err
		}
		db = db.Where("prefix = ? and width = ? and ? between first and last", n.Prefix, n.Width, n.Serial)
	}
	if !f.From.IsZero() {
		db = db.Where("on_date >= ?", toDate(f.From))
	}
	if !f.To.IsZero() {
		db = db.Where("on_date <= ?", toDate(f.To))
	}
	var rows []blankSlipRow
	if err := page(db, office.Filter{AuthorityID: f.AuthorityID, After: f.After, Limit: f.Limit}).Find(&rows).Error; err != nil {
		return nil, explain(err)
	}
	return convert(rows, blankSlipRow.toSlip)
}

// blankSlip writes a slip: a new one whole, the decision on a proposal over it.
func (o officeTx) blankSlip(c *office.Change) error {
	s := *c.Slip
	document, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("store: write slip %s: %w", s.ID, err)
	}
	run, err := s.Run()
	if err != nil {
		return err
	}
	columns := []column{
		{"authority_id", s.AuthorityID},
		{"id", s.ID},
		{"version", s.Version},
		{"state", s.State},
		{"document", string(document)},
	}
	if c.Was == 0 {
		columns = append(columns, column{"name", s.First + " " + s.Last}, column{"kind", string(s.Kind)}, column{"series", string(s.Series)}, column{"prefix", run.First.Prefix},
			column{"width", run.First.Width}, column{"first", run.First.Serial}, column{"last", run.Last.Serial}, column{"on_date", toDate(s.On)})
	}
	o.upsert("blank_slips", columns, keyLength, c.Was)
	return nil
}
