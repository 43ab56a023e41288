package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/anjia-project/anjia/workflow/casework"
)

// sheetVersionRow is a row of sheet_versions, which its evaluator alone can see.
type sheetVersionRow struct {
	AuthorityID string    `gorm:"column:authority_id"`
	ID          string    `gorm:"column:id"`
	CaseID      string    `gorm:"column:case_id"`
	Phase       string    `gorm:"column:phase"`
	EvaluatorID string    `gorm:"column:evaluator_id"`
	BasedOn     int64     `gorm:"column:based_on"`
	Beside      int64     `gorm:"column:beside"`
	KeptAt      time.Time `gorm:"column:kept_at"`
	SHA256      string    `gorm:"column:sha256"`
	Document    string    `gorm:"column:document"`
}

// TableName tells GORM the table.
func (sheetVersionRow) TableName() string { return "sheet_versions" }

// fromSheetVersion hashes the answers alone: the number of a sheet that nobody has saved yet is new each time.
func fromSheetVersion(v *casework.SheetVersion) (sheetVersionRow, error) {
	document, err := json.Marshal(v.Sheet)
	if err != nil {
		return sheetVersionRow{}, fmt.Errorf("store: write sheet version of case %s: %w", v.CaseID, err)
	}
	answers, err := json.Marshal(v.Sheet.Answers)
	if err != nil {
		return sheetVersionRow{}, fmt.Errorf("store: write sheet version of case %s: %w", v.CaseID, err)
	}
	sum := sha256.Sum256(answers)
	return sheetVersionRow{
		AuthorityID: v.AuthorityID, ID: v.ID, CaseID: v.CaseID, Phase: v.Phase, EvaluatorID: v.EvaluatorID,
		BasedOn: v.BasedOn, Beside: v.Beside, KeptAt: v.KeptAt, SHA256: hex.EncodeToString(sum[:]), Document: string(document),
	}, nil
}

func (r sheetVersionRow) toSheetVersion() (*casework.SheetVersion, error) {
	v := &casework.SheetVersion{
		AuthorityID: r.AuthorityID, ID: r.ID, CaseID: r.CaseID, Phase: r.Phase, EvaluatorID: r.EvaluatorID,
		BasedOn: r.BasedOn, Beside: r.Beside, KeptAt: r.KeptAt.UTC(),
	}
	if err := json.Unmarshal([]byte(r.Document), &v.Sheet); err != nil {
		return nil, fmt.Errorf("store: read sheet version %s: %w", r.ID, err)
	}
	return v, nil
}

// KeepSheetVersion implements casework.Tx: what is there already with the same answers is returned in its place.
func (t *tx) KeepSheetVersion(ctx context.Context, v *casework.SheetVersion) (*casework.SheetVersion, error) {
	row, err := fromSheetVersion(v)
	if err != nil {
		return nil, err
	}
	db, err := t.rows(ctx)
	if err != nil {
		return nil, err
	}
	done := db.Clauses(clause.OnConflict{OnConstraint: "sheet_versions_once", DoNothing: true}).Create(&row)
	if done.Error != nil {
		return nil, explain(done.Error)
	}
	if done.RowsAffected == 1 {
		return v, nil
	}
	var there sheetVersionRow
	if err := t.ownVersions(db, v.CaseID, v.Phase).Where("sha256 = ?", row.SHA256).Take(&there).Error; err != nil {
		return nil, explain(err)
	}
	return there.toSheetVersion()
}

func (t *tx) ownVersions(db *gorm.DB, caseID, phase string) *gorm.DB {
	return db.Where("case_id = ? and phase = ? and evaluator_id = ?", caseID, phase, t.actor.ID)
}

// SheetVersions implements casework.Tx.
func (t *tx) SheetVersions(ctx context.Context, caseID, phase string) ([]*casework.SheetVersion, error) {
	db, err := t.rows(ctx)
	if err != nil {
		return nil, err
	}
	var rows []sheetVersionRow
	if err := t.ownVersions(db, caseID, phase).Order("kept_at, id").Find(&rows).Error; err != nil {
		return nil, explain(err)
	}
	out := make([]*casework.SheetVersion, len(rows))
	for i, r := range rows {
		if out[i], err = r.toSheetVersion(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// SheetVersion implements casework.Tx.
func (t *tx) SheetVersion(ctx context.Context, caseID, phase, id string) (*casework.SheetVersion, error) {
	missing := notFound("sheet_version_not_found", "没有这一草稿副本：评分表提交以后，副本随草稿一并清除")
	if !isUUID(caseID) || !isUUID(id) {
		return nil, missing
	}
	db, err := t.rows(ctx)
	if err != nil {
		return nil, err
	}
	var row sheetVersionRow
	err = t.ownVersions(db, caseID, phase).Where("id = ?", id).Take(&row).Error
	switch {
	case absent(err):
		return nil, missing
	case err != nil:
		return nil, explain(err)
	}
	return row.toSheetVersion()
}
