package seal

import (
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"slices"
	"strings"
)

// TrustFormat names the form of a trust file.
const TrustFormat = "anjia trust 1"

// TrustFile is the file by which a reader judges papers: what it holds is
// trusted, and nothing else.
type TrustFile struct {
	Format   string        `json:"format"`
	Roots    []string      `json:"roots"`             // certificates, PEM
	TSARoots []string      `json:"tsa_roots"`         // of timestamp authorities, PEM
	Logs     []string      `json:"logs"`              // verifier keys of logs, as signed notes have them
	Heads    []string      `json:"heads"`             // signed heads of logs that the reader has seen
	Signers  []KnownSigner `json:"signers"`           // empty: anybody under the roots
	Revoked  []string      `json:"revoked,omitempty"` // lists of revoked certificates, PEM
}

// KnownSigner is one certificate that may sign, and for whom.
type KnownSigner struct {
	SubjectID string `json:"subject_id"` // of the authority, agency or evaluator
	Name      string `json:"name"`
	SHA256    string `json:"sha256"` // fingerprint of the certificate, lower-case hexadecimal
}

// Trust is a trust file, read. The zero value trusts nobody.
type Trust struct {
	TrustFile
	roots, tsaRoots []*x509.Certificate
	national        [][]byte // DER of roots that are of SM2
	lists           []*x509.RevocationList
}

// ReadTrust reads a trust file. It fails with the entry that cannot be read.
func ReadTrust(b []byte) (Trust, error) {
	var t Trust
	if err := json.Unmarshal(b, &t.TrustFile); err != nil {
		return Trust{}, fmt.Errorf("trust file: %w", err)
	}
	if t.Format != TrustFormat {
		return Trust{}, fmt.Errorf("trust file: format is %q, not %q", t.Format, TrustFormat)
	}
	for i, text := range t.Roots {
		c, national, err := rootFrom(text)
		if err != nil {
			return Trust{}, fmt.Errorf("trust file: roots[%d]: %w", i, err)
		}
		if national != nil {
			t.national = append(t.national, national)
			continue
		}
		t.roots = append(t.roots, c)
	}
	for i, text := range t.TSARoots {
		c, _, err := rootFrom(text)
		if err != nil || c == nil {
			return Trust{}, fmt.Errorf("trust file: tsa_roots[%d]: %w", i, errOr(err, ErrKey))
		}
		t.tsaRoots = append(t.tsaRoots, c)
	}
	for i, text := range t.Revoked {
		block, _ := pem.Decode([]byte(text))
		if block == nil || block.Type != "X509 CRL" {
			return Trust{}, fmt.Errorf("trust file: revoked[%d]: not a list in PEM", i)
		}
		list, err := x509.ParseRevocationList(block.Bytes)
		if err != nil {
			return Trust{}, fmt.Errorf("trust file: revoked[%d]: %w", i, err)
		}
		t.lists = append(t.lists, list)
	}
	return t, nil
}

// rootFrom reads one certificate; that of SM2 as its DER.
func rootFrom(text string) (*x509.Certificate, []byte, error) {
	block, _ := pem.Decode([]byte(text))
	if block == nil || block.Type != "CERTIFICATE" {
		return nil, nil, fmt.Errorf("not a certificate in PEM")
	}
	c, err := x509.ParseCertificate(block.Bytes)
	if err == nil {
		return c, nil, nil
	}
	if isSM2(block.Bytes) {
		return nil, block.Bytes, nil
	}
	return nil, nil, err
}

// signer looks a certificate up among those that may sign.
func (t Trust) signer(fingerprint string) (KnownSigner, bool) {
	i := slices.IndexFunc(t.Signers, func(s KnownSigner) bool { return strings.EqualFold(s.SHA256, fingerprint) })
	if i < 0 {
		return KnownSigner{}, false
	}
	return t.Signers[i], true
}

// PEM is a certificate as a trust file has it.
func PEM(der []byte) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
}

func errOr(err, other error) error {
	if err != nil {
		return err
	}
	return other
}
