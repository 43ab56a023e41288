package seal

import (
	"crypto"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"software.sslmate.com/src/go-pkcs12"
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

// KeyEntry is one key. Paths are relative to the folder and stay in it.
type KeyEntry struct {
	Name         string `json:"name"`
	File         string `json:"file"`            // PKCS#12
	PasswordFile string `json:"password_file"`   // its password, in the first line
	Image        string `json:"image,omitempty"` // PNG of the seal
}

// ErrNoKey says that there is no key for the subject.
var ErrNoKey = errors.New("no key")

// Keyring opens keys of a folder when they are asked for, and keeps them. It may
// be used by many at once.
type Keyring struct {
	folder string
	list   KeysFile
	mu     sync.Mutex
	open   map[string]Signer
}

// OpenKeys reads the list of a folder. It opens no key yet, so that one bad file
// does not hold up the others.
func OpenKeys(folder string) (*Keyring, error) {
	b, err := os.ReadFile(filepath.Join(folder, keysFile))
	if err != nil {
		return nil, fmt.Errorf("keys: %w", err)
	}
	k := &Keyring{folder: folder, open: map[string]Signer{}}
	if err := json.Unmarshal(b, &k.list); err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Join(folder, keysFile), err)
	}
	if k.list.Format != KeysFormat {
		return nil, fmt.Errorf("%s: format is %q, not %q", filepath.Join(folder, keysFile), k.list.Format, KeysFormat)
	}
	for id, e := range k.list.Keys {
		for _, p := range []string{e.File, e.PasswordFile} {
			if !filepath.IsLocal(p) {
				return nil, fmt.Errorf("%s: key of %s: %q is not a path inside the folder", filepath.Join(folder, keysFile), id, p)
			}
		}
	}
	return k, nil
}

// Has says that there is a key for the subject.
func (k *Keyring) Has(subjectID string) bool {
	_, ok := k.list.Keys[subjectID]
	return ok
}

// Signer opens the key of a subject and tells the name by which it signs. It
// fails with ErrNoKey, or with what is wrong with the file.
func (k *Keyring) Signer(subjectID string) (Signer, string, error) {
	e, ok := k.list.Keys[subjectID]
	if !ok {
		return Signer{}, "", fmt.Errorf("%w for %s in %s", ErrNoKey, subjectID, filepath.Join(k.folder, keysFile))
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if s, ok := k.open[subjectID]; ok {
		return s, e.Name, nil
	}
	s, err := readPKCS12(filepath.Join(k.folder, e.File), filepath.Join(k.folder, e.PasswordFile))
	if err != nil {
		return Signer{}, "", err
	}
	k.open[subjectID] = s
	return s, e.Name, nil
}

func readPKCS12(file, passwordFile string) (Signer, error) {
	password, err := os.ReadFile(passwordFile)
	if err != nil {
		return Signer{}, err
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return Signer{}, err
	}
	line, _, _ := strings.Cut(string(password), "\n")
	key, certificate, chain, err := pkcs12.DecodeChain(b, strings.TrimSuffix(line, "\r"))
	if err != nil {
		return Signer{}, fmt.Errorf("%s: %w", file, err)
	}
	signer, ok := key.(crypto.Signer)
	if !ok {
		return Signer{}, fmt.Errorf("%s: %w: %T", file, ErrKey, key)
	}
	return Signer{Key: signer, Certificate: certificate, Chain: chain}, nil
}

// WriteKey writes a key into a folder as PKCS#12, with a password of its own that
// only the owner of the folder can read. It fails when there is one already.
func WriteKey(folder, name string, s Signer) (KeyEntry, error) {
	password := rand.Text()
	b, err := pkcs12.Modern.Encode(s.Key, s.Certificate, s.Chain, password)
	if err != nil {
		return KeyEntry{}, err
	}
	e := KeyEntry{File: name + ".p12", PasswordFile: name + ".password"}
	if err := WriteNew(filepath.Join(folder, e.File), b); err != nil {
		return KeyEntry{}, err
	}
	return e, WriteNew(filepath.Join(folder, e.PasswordFile), []byte(password+"\n"))
}

// WriteNew writes a file that only its owner can read, and fails with
// fs.ErrExist when there is one.
func WriteNew(path string, b []byte) (err error) {
	const private fs.FileMode = 0o600
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, private)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	_, err = f.Write(b)
	return err
}
