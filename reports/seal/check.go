package seal

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"time"
)

// Check judges the signatures of a file by what is trusted: that the file is
// still what each of them covers, that nothing but further signatures came
// after, who signed, when, and whether that certificate leads to a root that is
// trusted and was in force and not revoked then. It asks nobody and looks at no
// clock.
//
// It fails with ErrForm when the file cannot be read; what does not hold is in
// the report. A file without signatures gives a report without signatures.
func Check(pdf []byte, trust Trust) (Report, error) {
	last, err := readRevisions(pdf)
	if err != nil {
		return Report{}, err
	}
	var chain []*revision
	for r := last; r != nil; r = r.before {
		chain = append(chain, r)
	}
	slices.Reverse(chain)
	c := checker{trust: trust}
	c.report.Unsigned = len(pdf)
	for i, r := range chain {
		if i == 0 || len(c.report.Signatures) == 0 && !looksSigned(r) {
			continue // the file as it was made, or changed before anybody signed
		}
		if len(c.report.Signatures) == 0 {
			c.report.Unsigned = len(chain[i-1].b)
		}
		c.revision(r)
	}
	if len(trust.roots)+len(trust.national) == 0 && len(c.report.Signatures) > 0 {
		c.report.Unchecked = append(c.report.Unchecked, "whose the certificates are: the trust file names no root")
	}
	return c.report, nil
}

// looksSigned says that an update may be a signature.
func looksSigned(r *revision) bool {
	return bytes.Contains(r.b[len(r.before.b):], []byte("/ByteRange"))
}

type checker struct {
	trust  Trust
	report Report
	n      int // the signature that is judged, from 1; 0: the file
}

func (c *checker) find(code Code, format string, args ...any) {
	c.report.Findings = append(c.report.Findings, Finding{Signature: c.n, Code: code, Text: fmt.Sprintf(format, args...)})
}

// revision judges one update.
func (c *checker) revision(r *revision) {
	before, n := len(r.before.b), len(c.report.Signatures)
	u, s, slot, err := readUpdate(r)
	if err != nil {
		c.n = n
		if n == 0 {
			c.find(CodeForm, "bytes %d to %d are no signature as it is written here: %v", before, len(r.b), err)
		} else {
			c.find(CodeLaterChange, "after signature %d something else was changed: bytes %d to %d are no further signature (%v)", n, before, len(r.b), err)
		}
		return
	}
	c.n = n + 1
	s.Covers = len(r.b)
	w, err := u.write(r.before)
	if err != nil || !sameBut(w, r.b) {
		c.find(CodeForm, "bytes %d to %d hold more than a signature", before, len(r.b))
		c.report.Signatures = append(c.report.Signatures, s)
		return
	}
	c.judge(&s, u, slot, [2][]byte{r.b[:w.from], r.b[w.to:]})
	c.report.Signatures = append(c.report.Signatures, s)
}

// sameBut compares a file with what it should be, but for the slot.
func sameBut(w written, b []byte) bool {
	return len(w.b) == len(b) && bytes.Equal(w.b[:w.from+1], b[:w.from+1]) && bytes.Equal(w.b[w.to-1:], b[w.to-1:])
}

var (
	reSignature = regexp.MustCompile(`(\d{1,9}) 0 obj\n<</Type /Sig /Filter /Adobe\.PPKLite /SubFilter /([A-Za-z0-9.]{1,40}) /Name <([0-9A-F]{4,1000})> /Reason <([0-9A-F]{4,1000})> /M \(D:(\d{14})Z\) /ByteRange \[0 [ \d]{10} [ \d]{10} [ \d]{10}\] /Contents <([0-9A-F]{2,})>>>\nendobj\n`)
	reField     = regexp.MustCompile(`/T \((Seal\d{1,4})\) /TU <[0-9A-F]*> /V \d{1,9} 0 R /Rect \[([-0-9. ]{7,60})\] /F 132 /P (\d{1,9}) 0 R `)
)

// readUpdate reads back what an update was written from.
func readUpdate(r *revision) (u update, s Signature, slot []byte, err error) {
	b := r.b[len(r.before.b):]
	m, f := reSignature.FindSubmatch(b), reField.FindSubmatch(b)
	if m == nil || f == nil {
		return u, s, nil, fmt.Errorf("no signature in it")
	}
	u = update{filter: string(m[2]), name: string(m[3]), reason: string(m[4]), at: string(m[5]), room: len(m[6]) / 2, page: number(f[3]), rect: string(f[2])}
	if u.rect != invisible {
		head := fmt.Appendf(nil, "\n%d 0 obj\n", number(m[1])+3)
		from, to := bytes.LastIndex(b, head), bytes.LastIndex(b, []byte("\nendobj\nxref\n"))
		if from < 0 || to < from+len(head) {
			return u, s, nil, fmt.Errorf("no picture in it")
		}
		u.image = b[from+len(head) : to]
		if !bytes.HasPrefix(u.image, []byte("<</Type /XObject /Subtype /Image /Width ")) {
			return u, s, nil, fmt.Errorf("no picture in it")
		}
	}
	if slot, err = hex.DecodeString(string(m[6])); err != nil {
		return u, s, nil, err
	}
	s = Signature{Field: string(f[1]), Name: plainText(u.name), Reason: plainText(u.reason)}
	s.At, err = time.Parse(minute, u.at)
	return u, s, slot, err
}
