package seal

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/hex"
	"fmt"
	"math/big"
	"time"
)

// Trial is a small authority for certificates of one's own, for training and
// trials: nobody else vouches for it, and no law knows it. An office in earnest
// gets its certificates from a licensed authority (电子认证服务机构).
type Trial struct {
	Root *x509.Certificate
	key  crypto.Signer
}

const (
	rootYears   = 10
	signerYears = 10 // as long as the root: a sandbox may be led through many years
)

// NewTrial makes a root whose certificate begins at the given instant.
func NewTrial(name string, from time.Time) (*Trial, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	template := &x509.Certificate{
		Subject: pkix.Name{CommonName: name}, NotBefore: from, NotAfter: from.AddDate(rootYears, 0, 0),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
	}
	t := &Trial{key: key}
	t.Root, err = certify(template, template, key.Public(), key)
	return t, err
}

// Issue makes a key and a certificate for whoever signs.
func (t *Trial) Issue(name string, from time.Time) (Signer, error) {
	return t.issue(signerTemplate(name, from))
}

// Certify makes a certificate for a key that is somewhere else, such as in a token.
func (t *Trial) Certify(name string, public crypto.PublicKey, from time.Time) (*x509.Certificate, error) {
	template := signerTemplate(name, from)
	if template.NotAfter.After(t.Root.NotAfter) {
		template.NotAfter = t.Root.NotAfter
	}
	return certify(template, t.Root, public, t.key)
}

func signerTemplate(name string, from time.Time) *x509.Certificate {
	return &x509.Certificate{
		Subject: pkix.Name{CommonName: name}, NotBefore: from, NotAfter: from.AddDate(signerYears, 0, 0),
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment, BasicConstraintsValid: true,
	}
}

// IssueStamper makes key and certificate of a timestamp authority: its extended
// usage is critical and the only one (RFC 3161, 2.3).
func (t *Trial) IssueStamper(name string, from time.Time) (Signer, error) {
	usage, err := asn1.Marshal([]asn1.ObjectIdentifier{{1, 3, 6, 1, 5, 5, 7, 3, 8}})
	if err != nil {
		return Signer{}, err
	}
	return t.issue(&x509.Certificate{
		Subject: pkix.Name{CommonName: name}, NotBefore: from, NotAfter: from.AddDate(rootYears, 0, 0),
		KeyUsage: x509.KeyUsageDigitalSignature, BasicConstraintsValid: true,
		ExtraExtensions: []pkix.Extension{{Id: asn1.ObjectIdentifier{2, 5, 29, 37}, Critical: true, Value: usage}},
	})
}

func (t *Trial) issue(template *x509.Certificate) (Signer, error) {
	if template.NotAfter.After(t.Root.NotAfter) {
		template.NotAfter = t.Root.NotAfter
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return Signer{}, err
	}
	c, err := certify(template, t.Root, key.Public(), t.key)
	return Signer{Key: key, Certificate: c, Chain: []*x509.Certificate{t.Root}}, err
}

// Revoke makes a list of certificates that count no more from the instant on.
func (t *Trial) Revoke(at time.Time, certificates ...*x509.Certificate) ([]byte, error) {
	list := &x509.RevocationList{Number: big.NewInt(at.Unix()), ThisUpdate: at, NextUpdate: at.AddDate(1, 0, 0)}
	for _, c := range certificates {
		list.RevokedCertificateEntries = append(list.RevokedCertificateEntries, x509.RevocationListEntry{SerialNumber: c.SerialNumber, RevocationTime: at})
	}
	return x509.CreateRevocationList(rand.Reader, list, t.Root, t.key)
}

func certify(template, parent *x509.Certificate, public crypto.PublicKey, key crypto.Signer) (*x509.Certificate, error) {
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		return nil, err
	}
	template.SerialNumber = serial
	der, err := x509.CreateCertificate(rand.Reader, template, parent, public, key)
	if err != nil {
		return nil, fmt.Errorf("certificate of %s: %w", template.Subject, err)
	}
	return x509.ParseCertificate(der)
}

// Fingerprint is that of the certificate of a signer, of either kind.
func (s Signer) Fingerprint() string {
	if s.SM2 != nil {
		return hex.EncodeToString(sum256(s.SM2.Certificate))
	}
	return Fingerprint(s.Certificate)
}

// Fingerprint is the SHA-256 of a certificate, lower-case hexadecimal.
func Fingerprint(c *x509.Certificate) string { return hex.EncodeToString(sum256(c.Raw)) }
