package seal

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/emmansun/gmsm/pkcs8"
	"software.sslmate.com/src/go-pkcs12"
)

// read opens a key.
func (e KeyEntry) read(folder string) (s Signer, err error) {
	secret, err := e.secret(folder)
	if err != nil {
		return s, err
	}
	switch e.Kind {
	case KeySM2:
		s, err = e.readSM2(folder, secret)
	case KeyPKCS11:
		s, err = e.readToken(folder, secret)
	default:
		s, err = readPKCS12(filepath.Join(folder, e.File), secret)
	}
	if err != nil || e.Image == "" {
		return s, err
	}
	if s.Picture, err = os.ReadFile(filepath.Join(folder, e.Image)); err != nil {
		return Signer{}, err
	}
	_, err = imageObject(s.Picture)
	return s, err
}

// secret is the password or PIN; empty when none is configured.
func (e KeyEntry) secret(folder string) (string, error) {
	if e.PasswordEnv != "" {
		secret, ok := os.LookupEnv(e.PasswordEnv)
		if !ok {
			return "", fmt.Errorf("the environment has no %s, which should hold the password", e.PasswordEnv)
		}
		return secret, nil
	}
	if e.PasswordFile == "" {
		return "", nil
	}
	b, err := os.ReadFile(filepath.Join(folder, e.PasswordFile))
	if err != nil {
		return "", err
	}
	line, _, _ := strings.Cut(string(b), "\n")
	return strings.TrimSuffix(line, "\r"), nil
}

func readPKCS12(file, password string) (Signer, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return Signer{}, err
	}
	key, certificate, chain, err := pkcs12.DecodeChain(b, password)
	if err != nil {
		return Signer{}, fmt.Errorf("%s: %w", file, err)
	}
	signer, ok := key.(crypto.Signer)
	if !ok {
		return Signer{}, fmt.Errorf("%s: %w: %T", file, ErrKey, key)
	}
	return Signer{Key: signer, Certificate: certificate, Chain: chain}, nil
}

// readSM2 reads a key in PKCS#8, which is encrypted when there is a password, and
// its certificates.
func (e KeyEntry) readSM2(folder, password string) (Signer, error) {
	path := filepath.Join(folder, e.File)
	b, err := os.ReadFile(path)
	if err != nil {
		return Signer{}, err
	}
	block, _ := pem.Decode(b)
	if block == nil {
		return Signer{}, fmt.Errorf("%s: %w: not PEM", path, ErrKey)
	}
	var secret [][]byte
	if password != "" {
		secret = append(secret, []byte(password))
	}
	key, err := pkcs8.ParsePKCS8PrivateKeySM2(block.Bytes, secret...)
	if err != nil {
		return Signer{}, fmt.Errorf("%s: %w: %w", path, ErrKey, err)
	}
	certificates, err := readCertificates(filepath.Join(folder, e.Certificate))
	if err != nil {
		return Signer{}, err
	}
	return Signer{SM2: &SM2Signer{Key: key, Certificate: certificates[0], Chain: certificates[1:]}}, nil
}

// readCertificates reads those of a file in PEM, at least one.
func readCertificates(path string) ([][]byte, error) {
	rest, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var out [][]byte
	for {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			break
		}
		if block.Type == "CERTIFICATE" {
			out = append(out, block.Bytes)
		}
	}
	if len(out) == 0 || len(bytes.TrimSpace(rest)) > 0 {
		return nil, fmt.Errorf("%s: not certificates in PEM", path)
	}
	return out, nil
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
