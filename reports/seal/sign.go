package seal

import (
	"context"
	"crypto"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
)

// Errors that tell whoever orders a signature what is wrong with it.
var (
	// ErrExpired: the certificate is not in force at the time of signing.
	ErrExpired = errors.New("certificate not in force at the time of signing")
	// ErrKey: the key does not belong to the certificate, or is of a kind that
	// is not used here.
	ErrKey = errors.New("key of no use")
	// ErrStamp: the timestamp authority gave no timestamp.
	ErrStamp = errors.New("no timestamp")
)

// Sign appends one signature to a file and returns the longer file; what was
// there before stays byte for byte. Earlier signatures stay valid. It fails with
// ErrForm for a file that it cannot read, with ErrExpired, ErrKey or ErrStamp.
func Sign(ctx context.Context, pdf []byte, o Order) ([]byte, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	r, err := readRevisions(pdf)
	if err != nil {
		return nil, err
	}
	u := update{
		filter: filterPAdES, name: hexText(o.Name), reason: hexText(o.Reason), at: stampText(o.At), room: room, rect: invisible,
	}
	if o.Signer.SM2 != nil {
		u.filter = filterSM2
	}
	if u.page, err = r.page(1); err != nil {
		return nil, err
	}
	if o.Image != nil {
		if err := u.show(r, *o.Image); err != nil {
			return nil, err
		}
	}
	w, err := u.write(r)
	if err != nil {
		return nil, err
	}
	der, err := o.cms(ctx, w.signed())
	if err != nil {
		return nil, err
	}
	if len(der) > u.room {
		return nil, fmt.Errorf("signature takes %d bytes of %d: shorten the chain of certificates", len(der), u.room)
	}
	slot := strings.ToUpper(hex.EncodeToString(der))
	copy(w.b[w.from+1:], slot)
	return w.b, nil
}

func (o Order) check() error {
	if o.Signer.SM2 != nil {
		return o.Signer.SM2.check(o.At)
	}
	c := o.Signer.Certificate
	if c == nil || o.Signer.Key == nil {
		return fmt.Errorf("%w: none given", ErrKey)
	}
	if o.At.Before(c.NotBefore) || o.At.After(c.NotAfter) {
		return fmt.Errorf("%w: %s is in force from %s to %s", ErrExpired, c.Subject, c.NotBefore.UTC().Format("2006-01-02"), c.NotAfter.UTC().Format("2006-01-02"))
	}
	public, ok := o.Signer.Key.Public().(interface{ Equal(crypto.PublicKey) bool })
	if !ok || !public.Equal(c.PublicKey) {
		return fmt.Errorf("%w: it does not belong to the certificate of %s", ErrKey, c.Subject)
	}
	return nil
}

// cms is the signature over the parts, with its timestamp.
func (o Order) cms(ctx context.Context, parts [2][]byte) ([]byte, error) {
	if o.Signer.SM2 != nil {
		return o.Signer.SM2.cms(ctx, parts, o.Stamp)
	}
	h := sha256.New()
	for _, p := range parts {
		h.Write(p)
	}
	s := o.Signer
	algorithm, err := signatureAlgorithm(s.Key.Public())
	if err != nil {
		return nil, err
	}
	m := message{
		data: oidData, signedData: oidSignedData, digestAlgorithm: digestSHA256, signatureAlgorithm: algorithm,
		issuer: s.Certificate.RawIssuer, serial: s.Certificate.SerialNumber, certificates: [][]byte{s.Certificate.Raw},
	}
	for _, c := range s.Chain {
		m.certificates = append(m.certificates, c.Raw)
	}
	certificate := sha256.Sum256(s.Certificate.Raw)
	m.attributes = [][]byte{attribute(oidContentType, oidDER(m.data)), attribute(oidMessageDigest, octets(h.Sum(nil))), attribute(oidSigningCertificate, essCertificate(certificate[:]))}
	m.sign = func(attributes []byte) ([]byte, error) {
		d := sha256.Sum256(attributes)
		return s.Key.Sign(rand.Reader, d[:], crypto.SHA256)
	}
	return m.encode(ctx, o.Stamp)
}
