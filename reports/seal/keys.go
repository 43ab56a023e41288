package seal

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// KeysFormat names the form of the list of keys.
const KeysFormat = "anjia keys 1"

// keysFile is the name of the list in the folder of keys.
const keysFile = "keys.json"

// KeysFile lists the keys of a folder by whom they sign for.
type KeysFile struct {
	Format string              `json:"format"`
	Keys   map[string]KeyEntry `json:"keys"` // by id of authority, agency or evaluator
}

// KeyEntry is one key. Paths are relative to the folder and stay in it, but for
// Module, which is a library of the system.
type KeyEntry struct {
	Name string  `json:"name"`
	Kind KeyKind `json:"kind,omitempty"` // empty: KeyPKCS12
	File string  `json:"file,omitempty"` // PKCS#12; for SM2 the key, PKCS#8 in PEM, encrypted or not
	// Certificate is PEM, that of the signer first, those of its issuers after it.
	// PKCS#12 brings its own.
	Certificate string `json:"certificate,omitempty"`
	// Password or PIN: in the first line of a file, or in a variable of the
	// environment.
	PasswordFile string `json:"password_file,omitempty"`
	PasswordEnv  string `json:"password_env,omitempty"`
	// Module, Token and Label find a key that stays in a token.
	Module string `json:"module,omitempty"`
	Token  string `json:"token,omitempty"`
	Label  string `json:"label,omitempty"`
	Image  string `json:"image,omitempty"` // PNG of the seal
}

// KeyKind says where a key is kept.
type KeyKind string

// The kinds of keys.
const (
	KeyPKCS12 KeyKind = "pkcs12"
	KeyPKCS11 KeyKind = "pkcs11" // in a token; needs a program built for it
	KeySM2    KeyKind = "sm2"    // the national algorithms (国密)
)

// ErrNoKey says that there is no key for the subject.
var ErrNoKey = errors.New("no key")

// Keyring opens keys of a folder when they are asked for, and keeps them until
// their files change. It may be used by many at once.
type Keyring struct {
	folder string
	maker  *trialMaker // nil: makes no keys

	mu   sync.Mutex
	list KeysFile
	read string // state of the list's file when it was read
	open map[string]openKey
}

// openKey is a key and the state of its files when it was opened.
type openKey struct {
	signer Signer
	files  string
}

// OpenKeys reads the list of a folder. It opens no key yet, so that one bad file
// does not hold up the others.
func OpenKeys(folder string) (*Keyring, error) {
	k := &Keyring{folder: folder, open: map[string]openKey{}}
	return k, k.reread()
}

// reread takes up a list that was changed. A list that cannot be read changes nothing.
func (k *Keyring) reread() error {
	path := filepath.Join(k.folder, keysFile)
	state := stateOf(path)
	if state == k.read && state != "" {
		return nil
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("keys: %w", err)
	}
	var list KeysFile
	if err := json.Unmarshal(b, &list); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if list.Format != KeysFormat {
		return fmt.Errorf("%s: format is %q, not %q", path, list.Format, KeysFormat)
	}
	for id, e := range list.Keys {
		if err := e.check(); err != nil {
			return fmt.Errorf("%s: key of %s: %w", path, id, err)
		}
	}
	k.list, k.read, k.open = list, state, map[string]openKey{}
	return nil
}

// check refuses entries that cannot be opened, whatever the files are.
func (e KeyEntry) check() error {
	needed := []string{e.File}
	switch e.Kind {
	case "", KeyPKCS12:
	case KeySM2:
		needed = append(needed, e.Certificate)
	case KeyPKCS11:
		needed = []string{e.Certificate}
		if e.Module == "" || e.Token == "" || e.Label == "" {
			return errors.New("module, token and label are needed for a key in a token")
		}
	default:
		return fmt.Errorf("kind %q is none of %s, %s, %s", e.Kind, KeyPKCS12, KeyPKCS11, KeySM2)
	}
	for _, p := range []string{e.PasswordFile, e.Image} {
		if p != "" {
			needed = append(needed, p)
		}
	}
	for _, p := range needed {
		if !filepath.IsLocal(p) {
			return fmt.Errorf("%q is not a path inside the folder", p)
		}
	}
	return nil
}

// Has says that there is a key for the subject, or that one will be made.
func (k *Keyring) Has(subjectID string) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	_ = k.reread() // what was read before stands; Signer tells what is wrong with the list
	_, ok := k.list.Keys[subjectID]
	return ok || k.maker != nil
}

// Signer opens the key of a subject. It fails with ErrNoKey, or with what is
// wrong with the files; no failure holds a password or a PIN.
func (k *Keyring) Signer(s Subject) (Signer, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if err := k.reread(); err != nil {
		return Signer{}, err
	}
	e, ok := k.list.Keys[s.ID]
	if !ok && k.maker != nil {
		if err := k.make(s); err != nil {
			return Signer{}, err
		}
		e, ok = k.list.Keys[s.ID]
	}
	if !ok {
		return Signer{}, fmt.Errorf("%w for %s in %s", ErrNoKey, s.ID, filepath.Join(k.folder, keysFile))
	}
	files := k.stateOf(e)
	if o, ok := k.open[s.ID]; ok && o.files == files {
		return o.signer, nil
	}
	signer, err := e.read(k.folder)
	if err != nil {
		return Signer{}, fmt.Errorf("key of %s: %w", s.ID, err)
	}
	k.open[s.ID] = openKey{signer: signer, files: files}
	return signer, nil
}

// stateOf tells whether the files of a key were exchanged.
func (k *Keyring) stateOf(e KeyEntry) string {
	var out strings.Builder
	for _, f := range []string{e.File, e.Certificate, e.PasswordFile, e.Image} {
		if f != "" {
			out.WriteString(stateOf(filepath.Join(k.folder, f)) + "\n")
		}
	}
	return out.String()
}

// stateOf is empty for a file that is not there.
func stateOf(path string) string {
	info, err := os.Stat(path)
	if err != nil {
		return ""
	}
	return fmt.Sprint(info.Size(), info.ModTime().UnixNano())
}
