package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

const dossierColumns = `id::text, authority_id::text, case_id::text, asked_by::text, asked_name, asked_role, asked_at, purpose, redacted,
  up_to, entry_hash, coalesce(file_id, ''), coalesce(sha256, ''), coalesce(size, 0), made_at, inline_images`

func scanDossier(row pgx.CollectableRow) (*casework.Dossier, error) {
	var d casework.Dossier
	var made *time.Time
	err := row.Scan(&d.ID, &d.AuthorityID, &d.CaseID, &d.AskedBy, &d.AskedName, &d.AskedRole, &d.AskedAt, &d.Purpose, &d.Redacted,
		&d.UpTo, &d.EntryHash, &d.FileID, &d.SHA256, &d.Size, &made, &d.InlineImages)
	d.AskedAt = d.AskedAt.UTC()
	if made != nil {
		d.MadeAt = made.UTC()
	}
	return &d, err
}

// AddDossier implements casework.DossierTx. Who asks is the actor of the transaction.
func (t *tx) AddDossier(ctx context.Context, d *casework.Dossier) error {
	t.queue.Queue(`insert into dossiers (authority_id, case_id, id, asked_name, asked_role, asked_at, purpose, redacted, up_to, inline_images)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		d.AuthorityID, d.CaseID, d.ID, d.AskedName, d.AskedRole, d.AskedAt, d.Purpose, d.Redacted, d.UpTo, d.InlineImages)
	return t.flush(ctx)
}

// CompleteDossier implements casework.DossierTx.
func (t *tx) CompleteDossier(ctx context.Context, d *casework.Dossier) (bool, error) {
	t.queue.Queue(`update dossiers set up_to = $4, entry_hash = $5, file_id = $6, sha256 = $7, size = $8, made_at = $9
  where authority_id = $1 and case_id = $2 and id = $3 and file_id is null returning true`,
		d.AuthorityID, d.CaseID, d.ID, d.UpTo, d.EntryHash, d.FileID, d.SHA256, d.Size, d.MadeAt).QueryRow(func(row pgx.Row) error { return row.Scan(new(bool)) })
	err := t.flush(ctx)
	if absent(err) {
		return false, nil
	}
	return err == nil, err
}

// Dossiers implements casework.DossierTx.
func (t *tx) Dossiers(ctx context.Context, caseID string) ([]*casework.Dossier, error) {
	found := []*casework.Dossier{}
	if !isUUID(caseID) {
		return found, nil
	}
	t.queue.Queue(`select `+dossierColumns+` from dossiers where case_id = $1 order by id desc`, caseID).Query(func(rows pgx.Rows) (err error) {
		found, err = pgx.CollectRows(rows, scanDossier)
		return err
	})
	return found, t.flush(ctx)
}

// Dossier implements casework.DossierTx.
func (t *tx) Dossier(ctx context.Context, caseID, id string) (*casework.Dossier, error) {
	missing := workflow.Refuse(workflow.KindNotFound, "unknown_dossier", "本案没有这一案卷")
	if !isUUID(caseID) || !isUUID(id) {
		return nil, missing
	}
	var found []*casework.Dossier
	t.queue.Queue(`select `+dossierColumns+` from dossiers where case_id = $1 and id = $2`, caseID, id).Query(func(rows pgx.Rows) (err error) {
		found, err = pgx.CollectRows(rows, scanDossier)
		return err
	})
	if err := t.flush(ctx); err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, missing
	}
	return found[0], nil
}
