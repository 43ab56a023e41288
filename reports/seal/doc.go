// Package seal signs papers and checks the signatures on them: PAdES signatures
// (ETSI EN 319 142-1, the shapes of levels B-B and B-T) by incremental update,
// timestamps after RFC 3161, keys from files, and the trust file by which
// somebody who has nothing but the paper judges it.
//
// It never changes a byte of what was there before: a signature is appended.
// It knows no case, no database and no rule about who has to sign; whoever calls
// it says who signs and when. It may import reports and the rooms of
// typesetting; it is told the time and reaches outside only for timestamps and
// for the files of keys.
package seal

import (
	"context"
	"crypto"
	"crypto/x509"
	"time"
)

// Signer is a key and the certificate by which others know it.
type Signer struct {
	// Key signs digests: an EC or RSA key from a file, or one that stays in a
	// token.
	Key         crypto.Signer
	Certificate *x509.Certificate
	Chain       []*x509.Certificate // from the issuer up, without the root if liked
	// SM2 is the national pair instead of the three fields above (国密); nil for
	// international algorithms.
	SM2 *SM2Signer
	// Picture is a PNG of the seal (印模); nil for none.
	Picture []byte
}

// Order is one signature that shall be put on a file.
type Order struct {
	Signer Signer
	// Name is who signs or seals, Reason why, both as readers show them.
	Name, Reason string
	// At is written as the time of signing: the signer's own word. A timestamp
	// proves it.
	At time.Time
	// Stamp asks for a timestamp over the signature; nil for none.
	Stamp Stamper
	// Image is a picture of the seal to be shown (印模); nil for an invisible
	// signature.
	Image *Image
}

// Stamper returns an RFC 3161 token (DER of a ContentInfo) over the SHA-256
// digest of a signature.
type Stamper interface {
	Stamp(ctx context.Context, digest []byte) ([]byte, error)
}

// Image is a picture of a seal and its place.
type Image struct {
	PNG []byte
	// Page is counted from 1. With 0 the picture goes to the first place that the
	// paper leaves for a seal and no signature has taken; where there is none, to
	// the lower right of the last page.
	Page int
	// X and Y are the lower left corner, Size the side of the square into which
	// the picture is fitted, in points from the lower left of the page.
	X, Y, Size float64
}
