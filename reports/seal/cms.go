package seal

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/asn1"
	"fmt"
	"math/big"
	"slices"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"
)

// The CMS of RFC 5652 is written here rather than by a library: those at hand
// put the time of the wall clock into the signed attributes, which PAdES
// forbids (EN 319 142-1, 6.3: the time stands in the file), and know no SM2.
var (
	oidData               = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 1}
	oidSignedData         = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}
	oidContentType        = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 3}
	oidMessageDigest      = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 4}
	oidSigningCertificate = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 47}
	oidTimestamp          = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 14}
	oidSHA256             = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}
	oidECDSAWithSHA256    = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 2}
	oidRSAWithSHA256      = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 11}
	oidRSA                = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 1}
)

var digestSHA256 = algorithmDER(oidSHA256, false)

// message is one SignedData without content and with one signer.
type message struct {
	data, signedData                    asn1.ObjectIdentifier
	digestAlgorithm, signatureAlgorithm []byte // DER of AlgorithmIdentifier
	issuer                              []byte // DER of Name
	serial                              *big.Int
	certificates                        [][]byte
	attributes                          [][]byte // signed, DER of Attribute
	sign                                func(attributes []byte) ([]byte, error)
}

// encode signs, has the signature stamped, and returns the DER of the ContentInfo.
func (m message) encode(ctx context.Context, stamp Stamper) ([]byte, error) {
	slices.SortFunc(m.attributes, bytes.Compare) // DER of a SET OF
	attributes := bytes.Join(m.attributes, nil)
	signature, err := m.sign(wrapped(tags.SET, attributes))
	if err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	var token []byte
	if stamp != nil {
		digest := sha256.Sum256(signature)
		if token, err = stamp.Stamp(ctx, digest[:]); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrStamp, err)
		}
	}
	var b cryptobyte.Builder
	b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(m.signedData)
		b.AddASN1(tags.Tag(0).ContextSpecific().Constructed(), func(b *cryptobyte.Builder) {
			b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) { m.body(b, attributes, signature, token) })
		})
	})
	return b.Bytes()
}

func (m message) body(b *cryptobyte.Builder, attributes, signature, token []byte) {
	b.AddASN1Int64(1)
	b.AddASN1(tags.SET, func(b *cryptobyte.Builder) { b.AddBytes(m.digestAlgorithm) })
	b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(m.data) })
	certificates := slices.Clone(m.certificates)
	slices.SortFunc(certificates, bytes.Compare)
	b.AddASN1(tags.Tag(0).ContextSpecific().Constructed(), func(b *cryptobyte.Builder) { b.AddBytes(bytes.Join(certificates, nil)) })
	b.AddASN1(tags.SET, func(b *cryptobyte.Builder) {
		b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1Int64(1)
			b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddBytes(m.issuer)
				b.AddASN1BigInt(m.serial)
			})
			b.AddBytes(m.digestAlgorithm)
			b.AddASN1(tags.Tag(0).ContextSpecific().Constructed(), func(b *cryptobyte.Builder) { b.AddBytes(attributes) })
			b.AddBytes(m.signatureAlgorithm)
			b.AddASN1OctetString(signature)
			if token != nil {
				b.AddASN1(tags.Tag(1).ContextSpecific().Constructed(), func(b *cryptobyte.Builder) { b.AddBytes(attribute(oidTimestamp, token)) })
			}
		})
	})
}

// signatureAlgorithm is the DER of the algorithm that a key signs SHA-256 digests with.
func signatureAlgorithm(public crypto.PublicKey) ([]byte, error) {
	switch public.(type) {
	case *ecdsa.PublicKey:
		return algorithmDER(oidECDSAWithSHA256, false), nil
	case *rsa.PublicKey:
		return algorithmDER(oidRSAWithSHA256, true), nil
	}
	return nil, fmt.Errorf("%w: %T, only EC and RSA are used", ErrKey, public)
}

func algorithmDER(oid asn1.ObjectIdentifier, null bool) []byte {
	var b cryptobyte.Builder
	b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(oid)
		if null {
			b.AddASN1NULL()
		}
	})
	return b.BytesOrPanic()
}

// attribute is the DER of an attribute with one value.
func attribute(oid asn1.ObjectIdentifier, value []byte) []byte {
	return wrapped(tags.SEQUENCE, slices.Concat(oidDER(oid), wrapped(tags.SET, value)))
}

// essCertificate ties the signature to the one certificate (RFC 5035), by SHA-256.
func essCertificate(hash []byte) []byte {
	return wrapped(tags.SEQUENCE, wrapped(tags.SEQUENCE, wrapped(tags.SEQUENCE, octets(hash))))
}

func octets(b []byte) []byte { return wrapped(tags.OCTET_STRING, b) }

func oidDER(oid asn1.ObjectIdentifier) []byte {
	var b cryptobyte.Builder
	b.AddASN1ObjectIdentifier(oid)
	return b.BytesOrPanic()
}

func wrapped(tag tags.Tag, content []byte) []byte {
	var b cryptobyte.Builder
	b.AddASN1(tag, func(b *cryptobyte.Builder) { b.AddBytes(content) })
	return b.BytesOrPanic()
}
