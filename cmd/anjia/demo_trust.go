package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/reports/seal"
)

// readTrustFile reads what pki init left in a folder.
func readTrustFile(folder string) (t seal.TrustFile, err error) {
	b, err := os.ReadFile(filepath.Join(folder, seal.TrustName))
	if err != nil {
		return t, err
	}
	return t, json.Unmarshal(b, &t)
}

// demoKeys makes keys for the authorities of the families, and returns what a reader needs to trust them and the log.
func demoKeys(ctx context.Context, s *sandbox, start law.Date, families []*sample.Family) (seal.TrustFile, error) {
	seen := map[string]bool{}
	var subjects []seal.Subject
	for _, f := range families {
		c, err := f.Reload(ctx, f.Office.Supervisor)
		if err != nil {
			return seal.TrustFile{}, err
		}
		if !seen[c.AuthorityID] {
			seen[c.AuthorityID] = true
			subjects = append(subjects, seal.Subject{ID: c.AuthorityID, Name: c.Authority.Name})
		}
	}
	trust, err := s.app.sealDossiersFor(filepath.Join(s.folder, "keys"), start.Time(), subjects)
	if err != nil {
		return trust, err
	}
	public, err := os.ReadFile(s.ownLog().key + ".pub")
	trust.Logs = []string{strings.TrimSpace(string(public))}
	return trust, err
}

// writeTrust writes the trust file beside the dossiers. It names no head of the log: one that is younger than a dossier
// would say of that dossier that the log was longer already.
func writeTrust(trust seal.TrustFile, dir string) error {
	b, err := json.MarshalIndent(trust, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, seal.TrustName), append(b, '\n'), 0o600)
}
