package seal

import (
	"bytes"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"time"
)

// judge judges one signature over the parts of the file.
func (c *checker) judge(s *Signature, u update, slot []byte, parts [2][]byte) {
	p, err := readMessage(slot)
	if err != nil {
		c.find(CodeMalformed, "signature %d cannot be read: %v", c.n, err)
		return
	}
	if u.filter == filterSM2 && p.signedData.Equal(oidSM2SignedData) {
		c.judgeSM2(s, p, parts)
		return
	}
	if u.filter != filterPAdES || !p.signedData.Equal(oidSignedData) || !p.data.Equal(oidData) || !p.digest.Equal(oidSHA256) || !bytes.Equal(p.contentType, oidDER(oidData)) {
		c.find(CodeMalformed, "signature %d is of a kind that is not used here", c.n)
		return
	}
	certificates := parseAll(p.certificates)
	own := p.ownCertificate(certificates)
	if own == nil {
		c.find(CodeCertificate, "signature %d does not hold its certificate", c.n)
		return
	}
	sum := sha256.Sum256(own.Raw)
	s.Subject, s.Issuer, s.CertificateSHA256 = own.Subject.String(), own.Issuer.String(), hex.EncodeToString(sum[:])
	h := sha256.New()
	for _, part := range parts {
		h.Write(part)
	}
	if !bytes.Equal(h.Sum(nil), p.messageDigest) {
		c.find(CodeDigest, "signature %d (%s): the first %d bytes of the file are not those that were signed", c.n, s.Name, s.Covers)
		return
	}
	if !bytes.Equal(p.signingCertificate, sum[:]) {
		c.find(CodeCertificate, "signature %d (%s) was made for another certificate", c.n, s.Name)
		return
	}
	algorithm := x509.ECDSAWithSHA256
	if p.algorithm.Equal(oidRSAWithSHA256) || p.algorithm.Equal(oidRSA) {
		algorithm = x509.SHA256WithRSA
	}
	if err := own.CheckSignature(algorithm, p.signedAttributes, p.signature); err != nil {
		c.find(CodeSignature, "signature %d (%s) was not made by the key of its certificate: %v", c.n, s.Name, err)
		return
	}
	s.Intact, s.Algorithm = true, algorithm.String()
	c.stamp(s, p)
	c.trusted(s, own, certificates)
	c.known(s)
}

// ownCertificate is that of the signer.
func (p *parsed) ownCertificate(of []*x509.Certificate) *x509.Certificate {
	for _, c := range of {
		if bytes.Equal(c.RawIssuer, p.issuer) && c.SerialNumber.Cmp(p.serial) == 0 {
			return c
		}
	}
	return nil
}

// parseAll leaves out what cannot be read: the chain will miss it.
func parseAll(ders [][]byte) []*x509.Certificate {
	var out []*x509.Certificate
	for _, d := range ders {
		if c, err := x509.ParseCertificate(d); err == nil {
			out = append(out, c)
		}
	}
	return out
}

// trusted follows the certificate to a root, as of the time of signing.
func (c *checker) trusted(s *Signature, own *x509.Certificate, others []*x509.Certificate) {
	if s.At.Before(own.NotBefore) || s.At.After(own.NotAfter) {
		c.find(CodeNotInForce, "signature %d (%s): the certificate was in force from %s to %s, signed at %s", c.n, s.Name, day(own.NotBefore), day(own.NotAfter), day(s.At))
		return
	}
	if len(c.trust.roots) == 0 {
		return
	}
	chains, err := own.Verify(x509.VerifyOptions{
		Roots: pool(c.trust.roots), Intermediates: pool(others), CurrentTime: s.At, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny},
	})
	if err != nil {
		c.find(CodeUntrusted, "signature %d (%s): the certificate %q leads to no root of the trust file: %v", c.n, s.Name, s.Subject, err)
		return
	}
	for _, certificate := range chains[0] {
		if when, revoked := c.revoked(certificate, chains[0]); revoked && (!s.Timestamped || !when.After(s.At)) {
			c.find(CodeRevoked, "signature %d (%s): the certificate %q was revoked at %s", c.n, s.Name, certificate.Subject, day(when))
			return
		}
	}
	s.Trusted = true
}

// revoked looks into the lists that are signed by the issuer. Without a
// timestamp a certificate that was revoked later counts as revoked: nobody can
// tell when the signature was made.
func (c *checker) revoked(certificate *x509.Certificate, chain []*x509.Certificate) (time.Time, bool) {
	for _, list := range c.trust.lists {
		if !bytes.Equal(list.RawIssuer, certificate.RawIssuer) || !signedByOne(list, chain) {
			continue
		}
		for _, e := range list.RevokedCertificateEntries {
			if e.SerialNumber.Cmp(certificate.SerialNumber) == 0 {
				return e.RevocationTime, true
			}
		}
	}
	return time.Time{}, false
}

func signedByOne(list *x509.RevocationList, chain []*x509.Certificate) bool {
	for _, c := range chain {
		if list.CheckSignatureFrom(c) == nil {
			return true
		}
	}
	return false
}

// known looks the signer up in the trust file.
func (c *checker) known(s *Signature) {
	if len(c.trust.Signers) == 0 {
		return
	}
	k, ok := c.trust.signer(s.CertificateSHA256)
	if !ok {
		s.Trusted = false
		c.find(CodeUnknownSigner, "signature %d (%s): the certificate %s is not among the signers of the trust file", c.n, s.Name, s.CertificateSHA256)
		return
	}
	s.SubjectID, s.KnownName = k.SubjectID, k.Name
}

func pool(of []*x509.Certificate) *x509.CertPool {
	p := x509.NewCertPool()
	for _, c := range of {
		p.AddCert(c)
	}
	return p
}

func day(t time.Time) string { return t.UTC().Format("2006-01-02 15:04:05") }

func sum256(b []byte) []byte {
	s := sha256.Sum256(b)
	return s[:]
}
