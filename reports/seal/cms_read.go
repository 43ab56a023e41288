package seal

import (
	"bytes"
	"encoding/asn1"
	"errors"
	"fmt"
	"math/big"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"
)

var errMessage = errors.New("not a signature of a form known here")

// parsed is a SignedData as read: nothing in it has been judged.
type parsed struct {
	data, signedData   asn1.ObjectIdentifier
	certificates       [][]byte // DER
	issuer             []byte
	serial             *big.Int
	digest, algorithm  asn1.ObjectIdentifier
	signedAttributes   []byte // DER of the SET, as it was signed
	contentType        []byte // DER of the value
	messageDigest      []byte
	signingCertificate []byte // SHA-256 of the certificate; nil when the attribute names none so
	signature          []byte
	token              []byte // nil without a timestamp
}

// readMessage reads a detached SignedData with one signer, as PAdES wants it.
// What follows it must be zeros.
func readMessage(slot []byte) (*parsed, error) {
	s := cryptobyte.String(slot)
	var outer cryptobyte.String
	if !s.ReadASN1(&outer, tags.SEQUENCE) || len(bytes.Trim(s, "\x00")) > 0 {
		return nil, errMessage
	}
	p := &parsed{}
	var body, inner cryptobyte.String
	if !outer.ReadASN1ObjectIdentifier(&p.signedData) || !outer.ReadASN1(&body, context0) || !outer.Empty() || !body.ReadASN1(&inner, tags.SEQUENCE) || !body.Empty() {
		return nil, errMessage
	}
	var version int
	var digests, content, certificates, signers, one cryptobyte.String
	ok := inner.ReadASN1Integer(&version) && inner.ReadASN1(&digests, tags.SET) &&
		inner.ReadASN1(&content, tags.SEQUENCE) && content.ReadASN1ObjectIdentifier(&p.data) && content.Empty() &&
		inner.ReadASN1(&certificates, context0) && inner.SkipOptionalASN1(context1) &&
		inner.ReadASN1(&signers, tags.SET) && inner.Empty() && signers.ReadASN1(&one, tags.SEQUENCE) && signers.Empty()
	if !ok {
		return nil, errMessage
	}
	for !certificates.Empty() {
		var c cryptobyte.String
		if !certificates.ReadASN1Element(&c, tags.SEQUENCE) {
			return nil, errMessage
		}
		p.certificates = append(p.certificates, c)
	}
	return p, p.readSigner(one)
}

const (
	context0 = tags.Tag(0x80 | 0x20)
	context1 = tags.Tag(0x81 | 0x20)
)

func (p *parsed) readSigner(s cryptobyte.String) error {
	var version int
	var name, issuer, digest, attributes, algorithm, signature cryptobyte.String
	p.serial = new(big.Int)
	ok := s.ReadASN1Integer(&version) && s.ReadASN1(&name, tags.SEQUENCE) &&
		name.ReadASN1Element(&issuer, tags.SEQUENCE) && name.ReadASN1Integer(p.serial) && name.Empty() &&
		s.ReadASN1(&digest, tags.SEQUENCE) && digest.ReadASN1ObjectIdentifier(&p.digest) &&
		s.ReadASN1(&attributes, context0) &&
		s.ReadASN1(&algorithm, tags.SEQUENCE) && algorithm.ReadASN1ObjectIdentifier(&p.algorithm) &&
		s.ReadASN1(&signature, tags.OCTET_STRING)
	if !ok {
		return errMessage
	}
	p.issuer, p.signature = issuer, signature
	p.signedAttributes = wrapped(tags.SET, attributes)
	if err := p.readAttributes(attributes); err != nil {
		return err
	}
	if s.Empty() {
		return nil
	}
	var unsigned cryptobyte.String
	if !s.ReadASN1(&unsigned, context1) || !s.Empty() {
		return errMessage
	}
	return eachAttribute(unsigned, func(oid asn1.ObjectIdentifier, value []byte) error {
		if oid.Equal(oidTimestamp) {
			if p.token != nil {
				return fmt.Errorf("%w: two timestamps", errMessage)
			}
			p.token = value
		}
		return nil
	})
}

func (p *parsed) readAttributes(s cryptobyte.String) error {
	seen := map[string]bool{}
	return eachAttribute(s, func(oid asn1.ObjectIdentifier, value []byte) error {
		if seen[oid.String()] {
			return fmt.Errorf("%w: attribute twice", errMessage)
		}
		seen[oid.String()] = true
		v := cryptobyte.String(value)
		switch {
		case oid.Equal(oidContentType):
			p.contentType = value
		case oid.Equal(oidMessageDigest):
			var d cryptobyte.String
			if !v.ReadASN1(&d, tags.OCTET_STRING) {
				return errMessage
			}
			p.messageDigest = d
		case oid.Equal(oidSigningCertificate):
			var outer, list, one, hash cryptobyte.String
			if !v.ReadASN1(&outer, tags.SEQUENCE) || !outer.ReadASN1(&list, tags.SEQUENCE) || !list.ReadASN1(&one, tags.SEQUENCE) {
				return errMessage
			}
			if one.ReadASN1(&hash, tags.OCTET_STRING) { // else another digest than SHA-256
				p.signingCertificate = hash
			}
		}
		return nil
	})
}

// eachAttribute hands over attributes with one value each.
func eachAttribute(s cryptobyte.String, do func(asn1.ObjectIdentifier, []byte) error) error {
	for !s.Empty() {
		var a, values, value cryptobyte.String
		var oid asn1.ObjectIdentifier
		var tag tags.Tag
		if !s.ReadASN1(&a, tags.SEQUENCE) || !a.ReadASN1ObjectIdentifier(&oid) || !a.ReadASN1(&values, tags.SET) || !a.Empty() ||
			!values.ReadAnyASN1Element(&value, &tag) || !values.Empty() {
			return errMessage
		}
		if err := do(oid, value); err != nil {
			return err
		}
	}
	return nil
}
