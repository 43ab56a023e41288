package main

import (
	"context"
	"time"

	"github.com/anjia-project/anjia/reports/seal"
	"github.com/anjia-project/anjia/workflow/casework"
)

// sealDossier signs a dossier with the authority's key; one for which no key is configured stays unsigned.
func (a *app) sealDossier(ctx context.Context, authorityID, name string, at time.Time, file []byte) ([]byte, error) {
	by := a.cases.Sealer
	if own := a.dossierKeys.Load(); own != nil {
		by = own
	}
	if by == nil || !by.Has(authorityID) {
		return file, nil
	}
	signed, _, err := by.Seal(ctx, file, []casework.SealAs{{
		Role: casework.SealAuthority, SubjectID: authorityID, Name: name, Reason: "收养登记案卷",
	}}, at)
	return signed, err
}

// sealDossiersFor makes a trial key for each subject in a folder, by which dossiers are signed from now on: the demo
// learns who its authorities are while it runs. It returns the trust file of these keys.
func (a *app) sealDossiersFor(folder string, from time.Time, subjects []seal.Subject) (seal.TrustFile, error) {
	if err := seal.InitTrial(folder, from, subjects); err != nil {
		return seal.TrustFile{}, err
	}
	keys, err := seal.OpenKeys(folder)
	if err != nil {
		return seal.TrustFile{}, err
	}
	trust, err := readTrustFile(folder)
	if err != nil {
		return seal.TrustFile{}, err
	}
	a.dossierKeys.Store(&sealer{keys: keys})
	return trust, nil
}
