package seal

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/x509"
	"encoding/asn1"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/sm3"
	"github.com/emmansun/gmsm/smx509"
)

// The object identifiers of GM/T 0010 and GM/T 0006.
var (
	oidSM2Data       = asn1.ObjectIdentifier{1, 2, 156, 10197, 6, 1, 4, 2, 1}
	oidSM2SignedData = asn1.ObjectIdentifier{1, 2, 156, 10197, 6, 1, 4, 2, 2}
	oidSM3           = asn1.ObjectIdentifier{1, 2, 156, 10197, 1, 401}
	oidSM2Sign       = asn1.ObjectIdentifier{1, 2, 156, 10197, 1, 301, 1}
)

const algorithmSM2 = "SM2-SM3"

// SM2Signer signs with the national algorithms SM2 and SM3 (国密). Readers from
// elsewhere do not know them: Check judges such signatures, pdfsig and the like
// report a failure.
type SM2Signer struct {
	Key         *sm2.PrivateKey
	Certificate []byte   // DER
	Chain       [][]byte // DER
}

func (s *SM2Signer) check(at time.Time) error {
	c, err := smx509.ParseCertificate(s.Certificate)
	if err != nil || s.Key == nil {
		return fmt.Errorf("%w: %w", ErrKey, errOr(err, ErrKey))
	}
	if at.Before(c.NotBefore) || at.After(c.NotAfter) {
		return fmt.Errorf("%w: %s is in force from %s to %s", ErrExpired, c.Subject, day(c.NotBefore), day(c.NotAfter))
	}
	public, ok := c.PublicKey.(*ecdsa.PublicKey)
	if !ok || !s.Key.PublicKey.Equal(public) {
		return fmt.Errorf("%w: it does not belong to the certificate of %s", ErrKey, c.Subject)
	}
	return nil
}

func (s *SM2Signer) cms(ctx context.Context, parts [2][]byte, stamp Stamper) ([]byte, error) {
	c, err := smx509.ParseCertificate(s.Certificate)
	if err != nil {
		return nil, err
	}
	m := message{
		data: oidSM2Data, signedData: oidSM2SignedData, digestAlgorithm: algorithmDER(oidSM3, false), signatureAlgorithm: algorithmDER(oidSM2Sign, false),
		issuer: c.RawIssuer, serial: c.SerialNumber, certificates: append([][]byte{s.Certificate}, s.Chain...),
	}
	digest := sm3Of(parts)
	own := sm3.Sum(s.Certificate)
	// The certificate is tied by its SM3 digest in the place where international
	// signatures have that of SHA-256: GM/T 0010 has no attribute for it.
	m.attributes = [][]byte{attribute(oidContentType, oidDER(m.data)), attribute(oidMessageDigest, octets(digest)), attribute(oidSigningCertificate, essCertificate(own[:]))}
	m.sign = func(attributes []byte) ([]byte, error) {
		return s.Key.Sign(rand.Reader, attributes, sm2.NewSM2SignerOption(true, nil))
	}
	return m.encode(ctx, stamp)
}

func sm3Of(parts [2][]byte) []byte {
	h := sm3.New()
	for _, p := range parts {
		h.Write(p)
	}
	return h.Sum(nil)
}

// judgeSM2 judges a signature of the national algorithms.
func (c *checker) judgeSM2(s *Signature, p *parsed, parts [2][]byte) {
	if !p.data.Equal(oidSM2Data) || !p.digest.Equal(oidSM3) || !p.algorithm.Equal(oidSM2Sign) || !bytes.Equal(p.contentType, oidDER(oidSM2Data)) {
		c.find(CodeMalformed, "signature %d is of a kind that is not used here", c.n)
		return
	}
	var own *smx509.Certificate
	others := smx509.NewCertPool()
	for _, der := range p.certificates {
		x, err := smx509.ParseCertificate(der)
		if err != nil {
			continue
		}
		others.AddCert(x)
		if bytes.Equal(x.RawIssuer, p.issuer) && x.SerialNumber.Cmp(p.serial) == 0 {
			own = x
		}
	}
	if own == nil {
		c.find(CodeCertificate, "signature %d does not hold its certificate", c.n)
		return
	}
	s.Subject, s.Issuer, s.CertificateSHA256 = own.Subject.String(), own.Issuer.String(), hex.EncodeToString(sum256(own.Raw))
	if !c.holdsSM2(s, p, own, parts) {
		return
	}
	s.Intact, s.Algorithm = true, algorithmSM2
	c.stamp(s, p)
	c.trustedSM2(s, own, others)
	c.known(s)
}

// holdsSM2 says whether digest and signature are right.
func (c *checker) holdsSM2(s *Signature, p *parsed, own *smx509.Certificate, parts [2][]byte) bool {
	digest := sm3.Sum(own.Raw)
	public, ok := own.PublicKey.(*ecdsa.PublicKey)
	switch {
	case !bytes.Equal(sm3Of(parts), p.messageDigest):
		c.find(CodeDigest, "signature %d (%s): the first %d bytes of the file are not those that were signed", c.n, s.Name, s.Covers)
	case !bytes.Equal(p.signingCertificate, digest[:]):
		c.find(CodeCertificate, "signature %d (%s) was made for another certificate", c.n, s.Name)
	case !ok || !sm2.VerifyASN1WithSM2(public, nil, p.signedAttributes, p.signature):
		c.find(CodeSignature, "signature %d (%s) was not made by the key of its certificate", c.n, s.Name)
	default:
		return true
	}
	return false
}

func (c *checker) trustedSM2(s *Signature, own *smx509.Certificate, others *smx509.CertPool) {
	if s.At.Before(own.NotBefore) || s.At.After(own.NotAfter) {
		c.find(CodeNotInForce, "signature %d (%s): the certificate was in force from %s to %s, signed at %s", c.n, s.Name, day(own.NotBefore), day(own.NotAfter), day(s.At))
		return
	}
	if len(c.trust.national)+len(c.trust.roots) == 0 {
		return
	}
	roots := smx509.NewCertPool()
	for _, der := range c.trust.national {
		if x, err := smx509.ParseCertificate(der); err == nil {
			roots.AddCert(x)
		}
	}
	if _, err := own.Verify(smx509.VerifyOptions{Roots: roots, Intermediates: others, CurrentTime: s.At, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny}}); err != nil {
		c.find(CodeUntrusted, "signature %d (%s): the certificate %q leads to no root of the trust file: %v", c.n, s.Name, s.Subject, err)
		return
	}
	s.Trusted = true
	if len(c.trust.lists) > 0 {
		c.report.Unchecked = append(c.report.Unchecked, fmt.Sprintf("whether the certificate of signature %d was revoked: lists of SM2 are not read", c.n))
	}
}

// isSM2 says that a certificate is one of the national algorithms.
func isSM2(der []byte) bool {
	c, err := smx509.ParseCertificate(der)
	if err != nil {
		return false
	}
	return sm2.IsSM2PublicKey(c.PublicKey)
}
