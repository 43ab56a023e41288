package seal

import "time"

// Report is what a check found.
type Report struct {
	// Signatures in the order in which they were put on.
	Signatures []Signature
	// Unsigned is how many bytes the file had before its first signature; the
	// whole length when it has none.
	Unsigned int
	// Findings are what does not hold, the first of the file first.
	Findings []Finding
	// Unchecked is what could not be judged, and why, for want of something
	// that is not in the file.
	Unchecked []string
}

// Holds says that there are signatures and nothing speaks against any.
func (r Report) Holds() bool { return len(r.Signatures) > 0 && len(r.Findings) == 0 }

// Signature is one signature on a file.
type Signature struct {
	Field        string // of the file: Seal1, Seal2 …
	Name, Reason string // as the file shows them
	// Subject and Issuer are the names in the certificate, CertificateSHA256
	// its fingerprint in lower-case hexadecimal.
	Subject, Issuer   string
	CertificateSHA256 string
	// SubjectID and KnownName are from the trust file's list of signers; empty
	// when it does not list the certificate.
	SubjectID, KnownName string
	Algorithm            string // ECDSA-SHA256, RSA-SHA256, SM2-SM3
	// At is the time of signing: of the timestamp when Timestamped, else the
	// signer's own word.
	At          time.Time
	Timestamped bool   // by an authority whose certificate leads to a root that is trusted
	StampedBy   string // name of the timestamp authority
	Covers      int    // the first so many bytes of the file
	Intact      bool   // digest and signature hold over these bytes
	Trusted     bool   // the certificate leads to a root that is trusted, and was in force
}

// Finding is one thing that does not hold.
type Finding struct {
	Signature int    // from 1; 0 when it is about the file
	Code      Code   // for programs
	Text      string // for people
}

// Code names a kind of finding.
type Code string

// The kinds of findings.
const (
	CodeForm          Code = "form"           // not a signature as it should stand in a file
	CodeLaterChange   Code = "later_change"   // something was changed after a signature
	CodeMalformed     Code = "malformed"      // the signature cannot be read
	CodeDigest        Code = "digest"         // the bytes are not those that were signed
	CodeSignature     Code = "signature"      // not made by the key of the certificate
	CodeCertificate   Code = "certificate"    // made for another certificate
	CodeUntrusted     Code = "untrusted"      // leads to no root that is trusted
	CodeNotInForce    Code = "not_in_force"   // certificate not in force at the time
	CodeRevoked       Code = "revoked"        // certificate revoked by then
	CodeTimestamp     Code = "timestamp"      // the timestamp does not hold
	CodeUnknownSigner Code = "unknown_signer" // not among the signers of the trust file
)
