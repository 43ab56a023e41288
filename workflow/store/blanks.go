package store

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
)

// blankRow is a row of blanks.
type blankRow struct {
	AuthorityID string      `gorm:"column:authority_id"`
	ReceiptID   string      `gorm:"column:receipt_id"`
	Series      string      `gorm:"column:series"`
	Number      string      `gorm:"column:number"`
	State       string      `gorm:"column:state"`
	ReceivedOn  pgtype.Date `gorm:"column:received_on"`
	HolderID    *string     `gorm:"column:holder_id"`
	HolderName  string      `gorm:"column:holder_name"`
	IssuedOn    pgtype.Date `gorm:"column:issued_on"`
	EndedOn     pgtype.Date `gorm:"column:ended_on"`
	EndedBy     string      `gorm:"column:ended_by"`
	Reason      string      `gorm:"column:reason"`
	CaseID      *string     `gorm:"column:case_id"`
	Certificate string      `gorm:"column:certificate"`
	RecalledOn  pgtype.Date `gorm:"column:recalled_on"`
}

// TableName tells GORM the table.
func (blankRow) TableName() string { return "blanks" }

func (r blankRow) toBlank() (office.Blank, error) {
	b := office.Blank{
		AuthorityID: r.AuthorityID, Series: workflow.BlankSeries(r.Series), Number: r.Number, State: workflow.BlankState(r.State), ReceiptID: r.ReceiptID,
		HolderID: text(r.HolderID), Holder: r.HolderName, EndedBy: r.EndedBy, Reason: r.Reason, CaseID: text(r.CaseID), Certificate: r.Certificate,
	}
	var errs [4]error
	b.ReceivedOn, errs[0] = fromDate(r.ReceivedOn)
	b.IssuedOn, errs[1] = fromDate(r.IssuedOn)
	b.EndedOn, errs[2] = fromDate(r.EndedOn)
	b.RecalledOn, errs[3] = fromDate(r.RecalledOn)
	return b, errors.Join(errs[:]...)
}

// ListBlanks implements office.Blanks.
func (o officeTx) ListBlanks(ctx context.Context, f office.BlankFilter) ([]office.Blank, error) {
	for _, id := range []string{f.AuthorityID, f.HolderID, f.AfterOffice, f.AfterOf} {
		if err := valid(office.Filter{AuthorityID: id}); err != nil {
			return nil, err
		}
	}
	db, err := o.t.rows(ctx)
	if err != nil {
		return nil, err
	}
	db = db.Where(ofOffices)
	for column, value := range map[string]string{
		"authority_id": f.AuthorityID, "series": string(f.Series), "state": f.State, "holder_id": f.HolderID, "number": f.Number,
	} {
		if value != "" {
			db = db.Where(column+" = ?", value)
		}
	}
	if f.After != "" {
		db = db.Where("(number, authority_id, receipt_id) > (?, ?, ?)", f.After, f.AfterOffice, f.AfterOf)
	}
	var rows []blankRow
	if err := db.Order("number, authority_id, receipt_id").Limit(f.Limit).Find(&rows).Error; err != nil {
		return nil, explain(err)
	}
	return convert(rows, blankRow.toBlank)
}

const (
	countBlanks = `select series, state, count(*) from blanks where authority_id = $1 group by series, state`
	// Numbers of another width or with other letters are another sequence: between them nothing is missing.
	gapsOfBlanks = `with held as (select distinct series, prefix, width, serial from blanks where authority_id = $1),
next as (select *, lead(serial) over (partition by series, prefix, width order by serial) as following from held)
select series, prefix, width, serial + 1, following - 1, sum(following - serial - 1) over (partition by series) from next
where following > serial + 1 order by series, prefix, width, serial`
	gapsNamed = 20
)

// BlankStocks implements office.Blanks.
func (o officeTx) BlankStocks(ctx context.Context, authorityID string) ([]office.BlankStock, error) {
	if !isUUID(authorityID) {
		return nil, noAuthority()
	}
	stocks := map[workflow.BlankSeries]*office.BlankStock{}
	o.t.queue.Queue(countBlanks, authorityID).Query(func(rows pgx.Rows) error {
		var series, state string
		var n int64
		_, err := pgx.ForEachRow(rows, []any{&series, &state, &n}, func() error {
			stock(stocks, series).Add(workflow.BlankState(state), n)
			return nil
		})
		return err
	})
	o.t.queue.Queue(gapsOfBlanks, authorityID).Query(func(rows pgx.Rows) error {
		var series string
		var from, to workflow.BlankNumber
		var missing int64
		_, err := pgx.ForEachRow(rows, []any{&series, &from.Prefix, &from.Width, &from.Serial, &to.Serial, &missing}, func() error {
			to.Prefix, to.Width = from.Prefix, from.Width
			s := stock(stocks, series)
			if s.Missing = missing; len(s.Gaps) < gapsNamed {
				s.Gaps = append(s.Gaps, office.BlankGap{First: from.String(), Last: to.String(), Count: to.Serial - from.Serial + 1})
			}
			return nil
		})
		return err
	})
	if err := o.t.flush(ctx); err != nil {
		return nil, err
	}
	out := []office.BlankStock{}
	for _, series := range workflow.BlankSeriesAll() {
		if s, held := stocks[series]; held {
			out = append(out, *s)
		}
	}
	return out, nil
}

func stock(stocks map[workflow.BlankSeries]*office.BlankStock, series string) *office.BlankStock {
	of := workflow.BlankSeries(series)
	if stocks[of] == nil {
		stocks[of] = &office.BlankStock{Series: of, Gaps: []office.BlankGap{}}
	}
	return stocks[of]
}
