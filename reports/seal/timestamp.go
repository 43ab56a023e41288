package seal

import (
	"bytes"
	"context"
	"crypto"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"slices"
	"time"

	"github.com/digitorus/pkcs7"
	"github.com/digitorus/timestamp"
)

const (
	maxToken    = 1 << 16
	stampAfter  = 10 * time.Second // then the authority counts as silent
	contentType = "application/timestamp-query"
)

// stamp judges the timestamp of a signature and takes its time over.
func (c *checker) stamp(s *Signature, p *parsed) {
	if p.token == nil {
		return
	}
	t, own, err := readToken(p.token, p.signature)
	if err != nil {
		c.find(CodeTimestamp, "signature %d (%s): the timestamp does not hold: %v", c.n, s.Name, err)
		return
	}
	if len(c.trust.tsaRoots) == 0 {
		c.report.Unchecked = append(c.report.Unchecked, fmt.Sprintf("the timestamp of signature %d: the trust file names no root of a timestamp authority", c.n))
		return
	}
	if _, err := own.Verify(x509.VerifyOptions{
		Roots: pool(c.trust.tsaRoots), Intermediates: pool(t.Certificates), CurrentTime: t.Time, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping},
	}); err != nil {
		c.find(CodeTimestamp, "signature %d (%s): the timestamp authority %q leads to no root of the trust file: %v", c.n, s.Name, own.Subject, err)
		return
	}
	s.At, s.Timestamped, s.StampedBy = t.Time.UTC(), true, own.Subject.String()
}

// readToken reads a token and checks that it was made over the signature by the
// key of the one certificate it names. Libraries that read such files are known
// to panic on hostile ones: that is an error here.
func readToken(token, signature []byte) (t *timestamp.Timestamp, own *x509.Certificate, err error) {
	defer func() {
		if r := recover(); r != nil {
			t, own, err = nil, nil, fmt.Errorf("%w: %v", errMessage, r)
		}
	}()
	if t, err = timestamp.Parse(token); err != nil {
		return nil, nil, err
	}
	p7, err := pkcs7.Parse(token)
	if err != nil {
		return nil, nil, err
	}
	if own = p7.GetOnlySigner(); own == nil || !t.AddTSACertificate {
		return nil, nil, fmt.Errorf("%w: it does not hold the certificate of its authority", errMessage)
	}
	if !slices.Contains(own.ExtKeyUsage, x509.ExtKeyUsageTimeStamping) {
		return nil, nil, fmt.Errorf("%q is no timestamp authority", own.Subject)
	}
	sum := sha256.Sum256(signature)
	if t.HashAlgorithm != crypto.SHA256 || !bytes.Equal(t.HashedMessage, sum[:]) {
		return nil, nil, fmt.Errorf("it was made over something else")
	}
	return t, own, nil
}

// Remote is a timestamp authority that is asked over HTTP (RFC 3161, 3.4).
type Remote struct {
	URL    string
	Client *http.Client // nil: a client of its own
}

// Stamp asks the authority. It fails when the answer is not a timestamp over
// this digest, for this question.
func (r Remote) Stamp(ctx context.Context, digest []byte) ([]byte, error) {
	nonce, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 63))
	if err != nil {
		return nil, err
	}
	question, err := (&timestamp.Request{HashAlgorithm: crypto.SHA256, HashedMessage: digest, Certificates: true, Nonce: nonce}).Marshal()
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, stampAfter)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, r.URL, bytes.NewReader(question))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", contentType)
	client := r.Client
	if client == nil {
		client = http.DefaultClient
	}
	answer, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(answer.Body, maxToken))
	if err != nil {
		return nil, err
	}
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s answers %s", r.URL, answer.Status)
	}
	return tokenFrom(body, digest, nonce)
}

func tokenFrom(body, digest []byte, nonce *big.Int) (token []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			token, err = nil, fmt.Errorf("%w: %v", errMessage, r)
		}
	}()
	t, err := timestamp.ParseResponse(body)
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(t.HashedMessage, digest) || t.Nonce != nil && t.Nonce.Cmp(nonce) != 0 {
		return nil, fmt.Errorf("the answer is to another question")
	}
	return t.RawToken, nil
}

// Local is a timestamp authority in the process, for trial use: it proves no
// more than that this program was told the time.
type Local struct {
	Certificate *x509.Certificate // with timeStamping as its critical extended usage
	Key         crypto.Signer
	Now         func() time.Time
}

// trialPolicy stands in the tokens of a trial authority, under the arc for examples.
var trialPolicy = asn1.ObjectIdentifier{2, 999, 3161}

// Stamp answers as an authority would.
func (l Local) Stamp(_ context.Context, digest []byte) ([]byte, error) {
	t := timestamp.Timestamp{
		HashAlgorithm: crypto.SHA256, HashedMessage: digest, Time: l.Now(), Policy: trialPolicy,
		Certificates: []*x509.Certificate{}, AddTSACertificate: true,
	}
	answer, err := t.CreateResponseWithOpts(l.Certificate, l.Key, crypto.SHA256)
	if err != nil {
		return nil, err
	}
	got, err := timestamp.ParseResponse(answer)
	if err != nil {
		return nil, err
	}
	return got.RawToken, nil
}
