package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow"
)

// CertificateShift implements casework.Tx.
func (t *tx) CertificateShift(ctx context.Context, authorityID string) (s workflow.OverlayShift, err error) {
	if !isUUID(authorityID) {
		return s, noAuthority()
	}
	var document string
	t.queue.Queue(`select document from certificate_shifts where authority_id = $1`, authorityID).QueryRow(func(row pgx.Row) error { return row.Scan(&document) })
	if err := t.flush(ctx); err != nil {
		if absent(err) {
			err = nil
		}
		return s, err
	}
	if err := json.Unmarshal([]byte(document), &s); err != nil {
		return s, fmt.Errorf("store: read shift of %s: %w", authorityID, err)
	}
	return s, nil
}

// certificateShift writes the shift of an office's printer.
func (o officeTx) certificateShift(authorityID string, s workflow.OverlayShift) error {
	document, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("store: write shift of %s: %w", authorityID, err)
	}
	o.t.queue.Queue(`insert into certificate_shifts (authority_id, document) values ($1, $2)
 on conflict on constraint certificate_shifts_pk do update set document = excluded.document`, authorityID, string(document))
	return nil
}
