package main

import (
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/anjia-project/anjia/reports/seal"
)

// writeTrust writes the trust file beside the dossiers. It names no head of the log: one that is younger than a dossier
// would say of that dossier that the log was longer already.
func writeTrust(trust seal.TrustFile, dir string) error {
	b, err := json.MarshalIndent(trust, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, seal.TrustName), append(b, '\n'), 0o600)
}
