package seal

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"time"
)

// Subject is somebody who gets a certificate.
type Subject struct{ ID, Name string }

// StamperID is the entry of the trial timestamp authority in the list of keys.
const StamperID = "timestamp"

// rootName is the name of the files of the trial root.
const rootName = "root"

// TrustName is the file name of the trust file that InitTrial writes.
const TrustName = "trust.json"

var notInFileNames = regexp.MustCompile(`[^A-Za-z0-9._-]+`)

// InitTrial fills a folder with a trial authority: its root, a timestamp
// authority, a key for each subject, the list of keys and the trust file. Files
// that exist are not written over: it fails with fs.ErrExist.
func InitTrial(folder string, at time.Time, subjects []Subject) error {
	const private = 0o700
	if err := os.MkdirAll(folder, private); err != nil {
		return err
	}
	trial, err := NewTrial("anjia trial root", at)
	if err != nil {
		return err
	}
	if _, err := WriteKey(folder, rootName, Signer{Key: trial.key, Certificate: trial.Root}); err != nil {
		return err
	}
	root := PEM(trial.Root.Raw)
	if err := WriteNew(filepath.Join(folder, "root.pem"), []byte(root)); err != nil {
		return err
	}
	list := KeysFile{Format: KeysFormat, Keys: map[string]KeyEntry{}}
	trust := TrustFile{Format: TrustFormat, Roots: []string{root}, TSARoots: []string{root}, Logs: []string{}, Heads: []string{}, Signers: []KnownSigner{}}
	stamper, err := trial.IssueStamper("anjia trial timestamp authority", at)
	if err != nil {
		return err
	}
	if err := list.add(folder, Subject{StamperID, "anjia trial timestamp authority"}, stamper); err != nil {
		return err
	}
	for _, s := range subjects {
		key, err := trial.Issue(s.Name, at)
		if err != nil {
			return err
		}
		if err := list.add(folder, s, key); err != nil {
			return err
		}
		trust.Signers = append(trust.Signers, KnownSigner{SubjectID: s.ID, Name: s.Name, SHA256: Fingerprint(key.Certificate)})
	}
	if err := writeJSON(filepath.Join(folder, keysFile), list); err != nil {
		return err
	}
	return writeJSON(filepath.Join(folder, TrustName), trust)
}

func (l *KeysFile) add(folder string, s Subject, key Signer) error {
	e, err := WriteKey(folder, notInFileNames.ReplaceAllString(s.ID, "_"), key)
	if err != nil {
		return err
	}
	e.Name = s.Name
	l.Keys[s.ID] = e
	return nil
}

func writeJSON(path string, v any) error {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	return WriteNew(path, append(b, '\n'))
}
