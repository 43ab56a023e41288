package store

import (
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/anjia-project/anjia/workflow"
)

// childRow is a row of children: the aggregate as a document, and projections of it.
type childRow struct {
	AuthorityID       string      `gorm:"column:authority_id"`
	ID                string      `gorm:"column:id"`
	Version           int64       `gorm:"column:version"`
	Code              string      `gorm:"column:code"`
	Name              string      `gorm:"column:name"`
	Source            string      `gorm:"column:source"`
	Born              pgtype.Date `gorm:"column:born"`
	IDNumber          *string     `gorm:"column:id_number"`
	AdoptedBy         *string     `gorm:"column:adopted_by"`
	DiedOn            pgtype.Date `gorm:"column:died_on"`
	NoticePublishedOn pgtype.Date `gorm:"column:notice_published_on"`
	NoticeClearedOn   pgtype.Date `gorm:"column:notice_cleared_on"`
	SearchText        string      `gorm:"column:search_text"`
	SearchGrams       []string    `gorm:"column:search_grams;type:text[]"`
	Document          string      `gorm:"column:document"`
}

// TableName tells GORM the table.
func (childRow) TableName() string { return "children" }

func fromChild(c *workflow.Child) (childRow, error) {
	document, err := json.Marshal(c)
	if err != nil {
		return childRow{}, fmt.Errorf("store: write child %s: %w", c.ID, err)
	}
	r := childRow{
		AuthorityID: c.AuthorityID, ID: c.ID, Version: c.Version, Code: c.Code, Name: c.Name, Source: c.Source,
		Born: toDate(c.Born), IDNumber: nullable(c.IDNumber), AdoptedBy: nullable(c.AdoptedBy), DiedOn: toDate(c.DiedOn), Document: string(document),
	}
	if n := c.Notice; n != nil {
		r.NoticePublishedOn, r.NoticeClearedOn = toDate(n.PublishedOn), toDate(n.ClearedOn)
	}
	r.SearchText = searchText(c.Name, c.Code)
	r.SearchGrams = grams(r.SearchText)
	return r, nil
}

func (r childRow) toChild() (*workflow.Child, error) {
	c := &workflow.Child{}
	if err := json.Unmarshal([]byte(r.Document), c); err != nil {
		return nil, fmt.Errorf("store: read child %s: %w", r.ID, err)
	}
	if c.ID != r.ID || c.AuthorityID != r.AuthorityID || c.Version != r.Version {
		return nil, fmt.Errorf("store: child %s: row and document do not agree", r.ID)
	}
	return c, nil
}
