package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"sync"

	"github.com/anjia-project/anjia/reports/dossier/lock"
	"github.com/anjia-project/anjia/workflow/casework"
)

// newDossierLock makes encrypted copies of dossiers, one at a time: a large one is set again in memory.
func newDossierLock() casework.LockDossier {
	var one sync.Mutex
	return func(file []byte, password string) ([]byte, error) {
		one.Lock()
		defer one.Unlock()
		out, err := lock.Copy(file, password, rand.Reader)
		if errors.Is(err, lock.ErrPassword) {
			return nil, fmt.Errorf("%w: %w", casework.ErrDossierPassword, err)
		}
		return out, err
	}
}
