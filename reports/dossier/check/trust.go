package check

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// TrustFormat is the name and version of the format of a trust file.
const TrustFormat = "anjia trust 1"

// Trust is what a verification of the log needs of the trust file: whom the
// reader trusts beforehand. The certificates in it are read by reports/seal.
type Trust struct {
	Format  string   `json:"format"`
	Logs    []string `json:"logs"`    // verifier keys of logs (signed note)
	Heads   []Head   `json:"heads"`   // heads of logs that the reader knows
	Signers []Signer `json:"signers"` // whose certificate is whose
}

// Signer says whose a certificate is.
type Signer struct {
	SubjectID string `json:"subject_id"` // of the authority, the agency, the evaluator
	Name      string `json:"name"`
	SHA256    string `json:"sha256"` // fingerprint of the certificate
}

// Head is a head of a log that the reader has seen.
type Head struct {
	Note string `json:"note"`
	// Seen is when he saw it; zero when he does not say. A dossier that was taken
	// before may show an older one.
	Seen time.Time `json:"seen,omitzero"`
}

// UnmarshalJSON reads a head as the text of its note, or as an object with the
// instant at which it was seen.
func (h *Head) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, &h.Note)
	}
	type plain Head
	return json.Unmarshal(b, (*plain)(h))
}

// ReadTrust reads a trust file. It fails when that is of another format.
func ReadTrust(b []byte) (*Trust, error) {
	t := &Trust{}
	if err := json.Unmarshal(b, t); err != nil {
		return nil, fmt.Errorf("trust file: %w", err)
	}
	if t.Format != TrustFormat {
		return nil, fmt.Errorf("trust file: its format is %q, this program knows %q", t.Format, TrustFormat)
	}
	for i, s := range t.Signers {
		if s.SubjectID == "" || s.SHA256 == "" {
			return nil, errors.New("trust file: signer " + fmt.Sprint(i) + " has no subject_id or no fingerprint")
		}
	}
	return t, nil
}

// signers are the fingerprints known of a subject.
func (t *Trust) signers(subject string) (sums []string) {
	if t == nil {
		return nil
	}
	for _, s := range t.Signers {
		if s.SubjectID == subject {
			sums = append(sums, s.SHA256)
		}
	}
	return sums
}
