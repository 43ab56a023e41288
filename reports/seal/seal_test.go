package seal_test

import (
	"bytes"
	"encoding/json"
	"encoding/pem"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/finish"
	"github.com/anjia-project/anjia/reports/seal"
)

// begin is when the certificates of the tests begin; pdfsig judges them by the
// clock of the machine.
func begin() time.Time { return time.Now().Add(-time.Hour).UTC().Truncate(time.Second) }

type house struct {
	trial     *seal.Trial
	authority seal.Signer
	agency    seal.Signer
	tsa       seal.Signer
	at        time.Time
}

func newHouse(tb testing.TB) house {
	tb.Helper()
	h := house{at: begin().Add(time.Minute)}
	var err error
	h.trial, err = seal.NewTrial("试用根证书", begin())
	require.NoError(tb, err)
	h.authority, err = h.trial.Issue("成都市民政局", begin())
	require.NoError(tb, err)
	h.agency, err = h.trial.Issue("某评估机构", begin())
	require.NoError(tb, err)
	h.tsa, err = h.trial.IssueStamper("试用时间戳", begin())
	require.NoError(tb, err)
	return h
}

func (h house) stamper(at time.Time) seal.Stamper {
	return seal.Local{Certificate: h.tsa.Certificate, Key: h.tsa.Key, Now: func() time.Time { return at }}
}

func (h house) file() seal.TrustFile {
	return seal.TrustFile{Format: seal.TrustFormat, Roots: []string{seal.PEM(h.trial.Root.Raw)}, TSARoots: []string{seal.PEM(h.trial.Root.Raw)}}
}

func (h house) trust(tb testing.TB) seal.Trust {
	tb.Helper()
	return read(tb, h.file())
}

func read(tb testing.TB, f seal.TrustFile) seal.Trust {
	tb.Helper()
	b, err := json.Marshal(f)
	require.NoError(tb, err)
	trust, err := seal.ReadTrust(b)
	require.NoError(tb, err)
	return trust
}

func (h house) order(s seal.Signer, name string) seal.Order {
	return seal.Order{Signer: s, Name: name, Reason: "收养评估报告盖章", At: h.at}
}

// paper is a paper as the house sets it.
func paper(tb testing.TB) []byte {
	tb.Helper()
	b, err := finish.Render(reports.Document{
		Kind: "D13", Title: "收养评估报告", Authority: "成都市民政局", Moment: reports.MomentIssued, EntryHash: strings.Repeat("0a", 32), RendererNote: "D13/1",
		Blocks: []reports.Block{reports.Paragraph{Text: reports.Text("经评估，该收养申请人具备抚养教育被收养人的能力。")}},
	}, finish.Options{Created: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)})
	require.NoError(tb, err)
	return b
}

func sign(tb testing.TB, b []byte, o seal.Order) []byte {
	tb.Helper()
	out, err := seal.Sign(tb.Context(), b, o)
	require.NoError(tb, err)
	return out
}

func check(tb testing.TB, b []byte, trust seal.Trust) seal.Report {
	tb.Helper()
	r, err := seal.Check(b, trust)
	require.NoError(tb, err)
	return r
}

func TestTwoSignaturesHold(t *testing.T) {
	t.Parallel()
	h, plain := newHouse(t), paper(t)
	one := h.order(h.agency, "某评估机构")
	one.Stamp = h.stamper(h.at.Add(time.Second))
	signed := sign(t, plain, one)
	both := sign(t, signed, h.order(h.authority, "成都市民政局"))
	require.Equal(t, plain, both[:len(plain)], "nothing before a signature changes")

	r := check(t, both, h.trust(t))
	require.Empty(t, r.Findings)
	require.True(t, r.Holds())
	require.Equal(t, len(plain), r.Unsigned)
	require.Len(t, r.Signatures, 2)
	first, second := r.Signatures[0], r.Signatures[1]
	require.Equal(t, "某评估机构", first.Name)
	require.True(t, first.Timestamped)
	require.Equal(t, h.at.Add(time.Second), first.At)
	require.Equal(t, len(signed), first.Covers)
	require.Equal(t, "成都市民政局", second.Name)
	require.Equal(t, "Seal2", second.Field)
	require.False(t, second.Timestamped)
	require.Equal(t, h.at, second.At)
	require.Equal(t, len(both), second.Covers)
	require.True(t, first.Trusted && second.Trusted)
}

func TestUnsignedPaperHasNoSignature(t *testing.T) {
	t.Parallel()
	plain := paper(t)
	r := check(t, plain, seal.Trust{})
	require.Empty(t, r.Signatures)
	require.Equal(t, len(plain), r.Unsigned)
	require.False(t, r.Holds())
}

// TestEveryByteCounts flips one byte after the other, all over the file. Inside
// the CMS there are parts that no signature covers (certificates of the chain,
// the envelope of the timestamp): a change there is found or changes nothing of
// what is reported.
func TestEveryByteCounts(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	one := h.order(h.agency, "某评估机构")
	one.Stamp = h.stamper(h.at)
	signed, trust := sign(t, paper(t), one), h.trust(t)
	whole := check(t, signed, trust)
	slot := bytes.Index(signed, []byte("/Contents <")) + len("/Contents <")
	end := slot + bytes.IndexByte(signed[slot:], '>')
	for at := 0; at < len(signed); at += 97 {
		broken := bytes.Clone(signed)
		broken[at] ^= 1
		r, err := seal.Check(broken, trust)
		if err == nil && at > slot && at < end && r.Holds() {
			require.Equal(t, whole, r, "byte %d changes what is reported", at)
			continue
		}
		require.True(t, err != nil || !r.Holds(), "byte %d may be changed", at)
	}
}

func TestWhatDoesNotHoldIsNamed(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	foreign := newHouse(t)
	stamped := h.order(h.agency, "某评估机构")
	stamped.Stamp = h.stamper(h.at)
	signed := sign(t, paper(t), h.order(h.agency, "某评估机构"))
	known := h.file()
	known.Signers = []seal.KnownSigner{{SubjectID: "a", Name: "机关", SHA256: seal.Fingerprint(h.authority.Certificate)}}
	early, err := h.trial.Revoke(h.at.Add(-time.Second), h.agency.Certificate)
	require.NoError(t, err)
	late, err := h.trial.Revoke(h.at.Add(time.Second), h.agency.Certificate)
	require.NoError(t, err)
	noTSA := h.file()
	noTSA.TSARoots = []string{seal.PEM(foreign.trial.Root.Raw)}
	noTSA.Roots = h.file().Roots
	cases := map[string]struct {
		file  []byte
		trust seal.Trust
		code  seal.Code
	}{
		"signed by the key of another root":  {sign(t, paper(t), foreign.order(foreign.agency, "某评估机构")), h.trust(t), seal.CodeUntrusted},
		"signer is not in the list":          {signed, read(t, known), seal.CodeUnknownSigner},
		"revoked before":                     {sign(t, paper(t), stamped), h.revoking(t, early), seal.CodeRevoked},
		"revoked later, and no timestamp":    {signed, h.revoking(t, late), seal.CodeRevoked},
		"bytes after the signature":          {change(signed), h.trust(t), seal.CodeLaterChange},
		"a byte of the page":                 {flip(signed, bytes.Index(signed, []byte("stream\n"))+20), h.trust(t), seal.CodeDigest},
		"timestamp of an unknown authority":  {sign(t, paper(t), stamped), read(t, noTSA), seal.CodeTimestamp},
		"the slot holds rubbish":             {bytes.Replace(signed, []byte("/Contents <3"), []byte("/Contents <2"), 1), h.trust(t), seal.CodeMalformed},
		"name of the signer that is shown":   {rename(t, signed), h.trust(t), seal.CodeDigest},
		"a second object inside the update":  {stow(signed), h.trust(t), seal.CodeForm},
		"a signature after a change of page": {sign(t, change(signed), h.order(h.authority, "机关")), h.trust(t), seal.CodeLaterChange},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := check(t, c.file, c.trust)
			require.False(t, r.Holds())
			require.NotEmpty(t, r.Findings)
			require.Equal(t, c.code, r.Findings[0].Code, r.Findings[0].Text)
		})
	}
	r := check(t, sign(t, paper(t), stamped), h.revoking(t, late))
	require.Empty(t, r.Findings, "a timestamp proves that it was signed before")
}

func (h house) revoking(tb testing.TB, list []byte) seal.Trust {
	tb.Helper()
	f := h.file()
	f.Revoked = []string{string(pem.EncodeToMemory(&pem.Block{Type: "X509 CRL", Bytes: list}))}
	return read(tb, f)
}

func flip(b []byte, at int) []byte {
	out := bytes.Clone(b)
	out[at] ^= 0x11
	return out
}

// change appends an update that replaces an object.
func change(b []byte) []byte {
	trailer := b[bytes.LastIndex(b, []byte("trailer\n")):]
	at := len(b)
	out := append(bytes.Clone(b), "9 0 obj\n<</A 1>>\nendobj\n"...)
	x := len(out)
	before := string(trailer[bytes.Index(trailer, []byte("startxref\n"))+10 : bytes.LastIndex(trailer, []byte("\n%%EOF"))])
	root := string(trailer[bytes.Index(trailer, []byte("/Root ")):bytes.Index(trailer, []byte(" 0 R"))])
	size := string(trailer[bytes.Index(trailer, []byte("/Size ")):bytes.Index(trailer, []byte(" /Root"))])
	return append(out, strings.NewReplacer("@AT", tenDigits(at), "@SIZE", size, "@ROOT", root, "@PREV", before, "@X", digits(x)).
		Replace("xref\n9 1\n@AT 00000 n \ntrailer\n<<@SIZE @ROOT 0 R /Prev @PREV>>\nstartxref\n@X\n%%EOF\n")...)
}

func rename(tb testing.TB, b []byte) []byte {
	tb.Helper()
	i := bytes.LastIndex(b, []byte("/Name <FEFF")) + len("/Name <FEFF")
	out := bytes.Clone(b)
	copy(out[i:], "5C0F")
	return out
}

// stow hides an object between those of the update without moving anything else.
func stow(b []byte) []byte {
	return bytes.Replace(b, []byte("/Length 0>>\nstream\n\nendstream"), []byte("/Length 1>>\nstream\n\nendstream"), 1)
}

func digits(n int) string {
	b, _ := json.Marshal(n)
	return string(b)
}

func tenDigits(n int) string { return strings.Repeat("0", 10-len(digits(n))) + digits(n) }

func TestSignRefuses(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	late := h.order(h.agency, "某评估机构")
	late.At = h.agency.Certificate.NotAfter.Add(time.Second)
	_, err := seal.Sign(t.Context(), paper(t), late)
	require.ErrorIs(t, err, seal.ErrExpired)
	late.At = h.agency.Certificate.NotAfter
	_, err = seal.Sign(t.Context(), paper(t), late)
	require.NoError(t, err)
	swapped := h.order(seal.Signer{Key: h.agency.Key, Certificate: h.authority.Certificate}, "x")
	_, err = seal.Sign(t.Context(), paper(t), swapped)
	require.ErrorIs(t, err, seal.ErrKey)
	_, err = seal.Sign(t.Context(), []byte("no file"), h.order(h.agency, "x"))
	require.ErrorIs(t, err, seal.ErrForm)
}

func TestPictureOfTheSeal(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	o := h.order(h.agency, "某评估机构")
	o.Image = &seal.Image{PNG: picture(t), Page: 1, X: 300, Y: 200, Size: 119}
	signed := sign(t, paper(t), o)
	r := check(t, signed, h.trust(t))
	require.Empty(t, r.Findings)
	clean(t, signed)
	o.Image.Page = 7
	_, err := seal.Sign(t.Context(), paper(t), o)
	require.Error(t, err)
}

func picture(tb testing.TB) []byte {
	tb.Helper()
	img := image.NewNRGBA(image.Rect(0, 0, 120, 120))
	for i := range 120 {
		img.Set(i, i, color.NRGBA{R: 200, A: 255})
	}
	var b bytes.Buffer
	require.NoError(tb, png.Encode(&b, img))
	return b.Bytes()
}

// clean has qpdf look at a file, where it is installed.
func clean(tb testing.TB, b []byte) {
	tb.Helper()
	if _, err := exec.LookPath("qpdf"); err != nil {
		tb.Skip("qpdf is not installed")
	}
	f := filepath.Join(tb.TempDir(), "f.pdf")
	require.NoError(tb, os.WriteFile(f, b, 0o600))
	out, err := exec.CommandContext(tb.Context(), "qpdf", "--check", f).CombinedOutput()
	require.NoError(tb, err, string(out))
	require.NotContains(tb, string(out), "WARNING")
}

func TestPdfsigAgrees(t *testing.T) {
	t.Parallel()
	for _, tool := range []string{"pdfsig", "certutil"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip(tool + " is not installed")
		}
	}
	h := newHouse(t)
	one := h.order(h.agency, "某评估机构")
	one.Stamp = h.stamper(h.at)
	signed := sign(t, paper(t), one)
	both := sign(t, signed, h.order(h.authority, "成都市民政局"))
	clean(t, both)
	dir := t.TempDir()
	root := filepath.Join(dir, "root.pem")
	require.NoError(t, os.WriteFile(root, []byte(seal.PEM(h.trial.Root.Raw)), 0o600))
	run(t, "certutil", "-N", "-d", "sql:"+dir, "--empty-password")
	run(t, "certutil", "-A", "-d", "sql:"+dir, "-n", "root", "-t", "C,C,C", "-i", root)
	out := pdfsig(t, dir, both)
	require.Equal(t, 2, strings.Count(out, "Signature is Valid"), out)
	require.Equal(t, 2, strings.Count(out, "Certificate is Trusted"), out)
	require.Equal(t, 1, strings.Count(out, "Total document signed"), out)
	require.Contains(t, out, "ETSI.CAdES.detached")
	require.Equal(t, 1, strings.Count(pdfsig(t, dir, signed), "Total document signed"))
	broken := flip(signed, bytes.Index(signed, []byte("stream\n"))+20)
	require.Contains(t, pdfsig(t, dir, broken), "Digest Mismatch")
}

func pdfsig(tb testing.TB, dir string, b []byte) string {
	tb.Helper()
	f := filepath.Join(tb.TempDir(), "f.pdf")
	require.NoError(tb, os.WriteFile(f, b, 0o600))
	out, _ := exec.CommandContext(tb.Context(), "pdfsig", "-nssdir", "sql:"+dir, f).CombinedOutput() // exits 1 for a broken one
	return string(out)
}

func run(tb testing.TB, name string, args ...string) {
	tb.Helper()
	out, err := exec.CommandContext(tb.Context(), name, args...).CombinedOutput()
	require.NoError(tb, err, string(out))
}

func BenchmarkSign(b *testing.B) {
	h, plain := newHouse(b), paper(b)
	o := h.order(h.agency, "某评估机构")
	for b.Loop() {
		_, err := seal.Sign(b.Context(), plain, o)
		require.NoError(b, err)
	}
}

func FuzzCheck(f *testing.F) {
	h := newHouse(f)
	signed := sign(f, paper(f), h.order(h.agency, "某评估机构"))
	at := bytes.Index(signed, []byte("\n%%EOF"))
	slot := bytes.Index(signed, []byte("/Contents <")) + len("/Contents <")
	end := slot + bytes.IndexByte(signed[slot:], '>')
	f.Add(signed[:0], at)
	trust := h.trust(f)
	f.Fuzz(func(t *testing.T, patch []byte, at int) {
		b := bytes.Clone(signed)
		if len(patch) > 0 && at >= 0 && at < len(b) {
			copy(b[at:], patch)
		}
		r, err := seal.Check(b, trust)
		if err == nil && r.Holds() {
			require.Equal(t, signed[:slot], b[:slot], "a changed file passes")
			require.Equal(t, signed[end:], b[end:], "a changed file passes")
		}
		_, _ = seal.Check(patch, trust)
	})
}
