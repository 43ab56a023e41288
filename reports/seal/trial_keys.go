package seal

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// trialMaker makes a key for whoever asks for one.
type trialMaker struct {
	trial *Trial
	from  time.Time
	trust TrustFile
}

// OpenTrialKeys opens the trial authority in a folder, or founds it there: a
// keyring that makes a key for every subject that asks for one, with a
// certificate from the given instant on, and keeps the trust file beside it
// complete. For training only, and for one process at a time.
func OpenTrialKeys(folder string, from time.Time) (*Keyring, error) {
	if err := InitTrial(folder, from, nil); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	k, err := OpenKeys(folder)
	if err != nil {
		return nil, err
	}
	root, err := KeyEntry{File: rootName + ".p12", PasswordFile: rootName + ".password"}.read(folder)
	if err != nil {
		return nil, fmt.Errorf("trial root: %w", err)
	}
	k.maker = &trialMaker{trial: &Trial{Root: root.Certificate, key: root.Key}, from: from}
	if root.Certificate.NotBefore.After(from) {
		k.maker.from = root.Certificate.NotBefore
	}
	b, err := os.ReadFile(filepath.Join(folder, TrustName))
	if err != nil {
		return nil, err
	}
	if _, err := ReadTrust(b); err != nil {
		return nil, err
	}
	return k, json.Unmarshal(b, &k.maker.trust)
}

// make issues a key, and writes both lists anew.
func (k *Keyring) make(s Subject) error {
	signer, err := k.maker.trial.Issue(s.Name, k.maker.from)
	if err != nil {
		return err
	}
	if err := k.list.add(k.folder, s, signer); err != nil {
		return err
	}
	k.maker.trust.Signers = append(k.maker.trust.Signers, KnownSigner{SubjectID: s.ID, Name: s.Name, SHA256: Fingerprint(signer.Certificate)})
	if err := replaceJSON(filepath.Join(k.folder, keysFile), k.list); err != nil {
		return err
	}
	k.read = stateOf(filepath.Join(k.folder, keysFile))
	return k.writeTrust()
}

// NameLog adds the verifier key of a log to the trust file of trial keys.
func (k *Keyring) NameLog(key string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.maker == nil || slices.Contains(k.maker.trust.Logs, key) {
		return nil
	}
	k.maker.trust.Logs = append(k.maker.trust.Logs, key)
	return k.writeTrust()
}

// TrustFile is what a reader needs to judge what trial keys signed.
func (k *Keyring) TrustFile() TrustFile {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.maker == nil {
		return TrustFile{Format: TrustFormat}
	}
	t := k.maker.trust
	t.Signers, t.Logs = slices.Clone(t.Signers), slices.Clone(t.Logs)
	return t
}

func (k *Keyring) writeTrust() error {
	return replaceJSON(filepath.Join(k.folder, TrustName), k.maker.trust)
}

// replaceJSON writes a file that is whole at any time.
func replaceJSON(path string, v any) error {
	next := path + ".next"
	if err := os.Remove(next); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := writeJSON(next, v); err != nil {
		return err
	}
	return os.Rename(next, path)
}
