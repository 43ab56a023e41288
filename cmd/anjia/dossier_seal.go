package main

import (
	"context"
	"time"

	"github.com/anjia-project/anjia/workflow/casework"
)

// sealDossier signs a dossier with the authority's key; one for which no key is configured stays unsigned.
func (a *app) sealDossier(ctx context.Context, authorityID, name string, at time.Time, file []byte) ([]byte, error) {
	by := a.cases.Sealer
	if by == nil || !by.Has(authorityID) {
		return file, nil
	}
	signed, _, err := by.Seal(ctx, file, []casework.SealAs{{
		Role: casework.SealAuthority, SubjectID: authorityID, Name: name, Reason: "收养登记案卷",
	}}, at)
	return signed, err
}
