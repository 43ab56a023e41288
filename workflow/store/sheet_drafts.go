package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"gorm.io/gorm"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// sheetDraftRow is a row of sheet_drafts, which its evaluator alone can see.
type sheetDraftRow struct {
	AuthorityID string    `gorm:"column:authority_id"`
	CaseID      string    `gorm:"column:case_id"`
	Phase       string    `gorm:"column:phase"`
	EvaluatorID string    `gorm:"column:evaluator_id"`
	Version     int64     `gorm:"column:version"`
	SavedAt     time.Time `gorm:"column:saved_at"`
	Document    string    `gorm:"column:document"`
}

// TableName tells GORM the table.
func (sheetDraftRow) TableName() string { return "sheet_drafts" }

func fromSheetDraft(d *casework.SheetDraft) (sheetDraftRow, error) {
	document, err := json.Marshal(d.Sheet)
	if err != nil {
		return sheetDraftRow{}, fmt.Errorf("store: write sheet of case %s: %w", d.CaseID, err)
	}
	return sheetDraftRow{
		AuthorityID: d.AuthorityID, CaseID: d.CaseID, Phase: d.Phase, EvaluatorID: d.EvaluatorID, Version: d.Version,
		SavedAt: d.SavedAt, Document: string(document),
	}, nil
}

func (r sheetDraftRow) toSheetDraft() (*casework.SheetDraft, error) {
	d := &casework.SheetDraft{
		AuthorityID: r.AuthorityID, CaseID: r.CaseID, Phase: r.Phase, EvaluatorID: r.EvaluatorID, Version: r.Version, SavedAt: r.SavedAt.UTC(),
	}
	if err := json.Unmarshal([]byte(r.Document), &d.Sheet); err != nil {
		return nil, fmt.Errorf("store: read sheet of case %s: %w", r.CaseID, err)
	}
	return d, nil
}

// SheetDraft implements casework.Tx; it fails with not_found when the actor has no draft of the phase.
func (t *tx) SheetDraft(ctx context.Context, caseID, phase string) (*casework.SheetDraft, error) {
	missing := notFound("sheet_not_found", "没有评分表草稿，请先填写评分表")
	if !isUUID(caseID) {
		return nil, missing
	}
	db, err := t.rows(ctx)
	if err != nil {
		return nil, err
	}
	var row sheetDraftRow
	err = db.Where("case_id = ? and phase = ? and evaluator_id = ?", caseID, phase, t.actor.ID).Take(&row).Error
	switch {
	case absent(err):
		return nil, missing
	case err != nil:
		return nil, explain(err)
	}
	return row.toSheetDraft()
}

// SaveSheetDraft implements casework.Tx: a new draft where wasVersion is zero, else the next version of the one that
// still has wasVersion; else stale_version.
func (t *tx) SaveSheetDraft(ctx context.Context, d *casework.SheetDraft, wasVersion int64) error {
	row, err := fromSheetDraft(d)
	if err != nil {
		return err
	}
	db, err := t.rows(ctx)
	if err != nil {
		return err
	}
	var done *gorm.DB
	if wasVersion == 0 {
		done = db.Create(&row)
	} else {
		done = db.Model(&sheetDraftRow{}).
			Where("authority_id = ? and case_id = ? and phase = ? and evaluator_id = ? and version = ?", row.AuthorityID, row.CaseID, row.Phase, row.EvaluatorID, wasVersion).
			Updates(map[string]any{"version": row.Version, "saved_at": row.SavedAt, "document": row.Document})
	}
	if done.Error != nil {
		return explain(done.Error)
	}
	if done.RowsAffected != 1 {
		r, _ := refusalOf("sheet_drafts_pk")
		return workflow.Refuse(r.kind, r.code, r.message)
	}
	return nil
}
