package check_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports/dossier"
	"github.com/anjia-project/anjia/reports/dossier/check"
	"github.com/anjia-project/anjia/reports/seal"
)

var (
	reKids     = regexp.MustCompile(`/Kids \[(\d+) 0 R (\d+) 0 R`)
	reContents = regexp.MustCompile(`/Contents \[?(\d+) 0 R`)
)

// object is the number that a regular expression finds in an object.
func object(tb testing.TB, re *regexp.Regexp, b []byte) int {
	tb.Helper()
	m := re.FindSubmatch(b)
	require.NotNil(tb, m)
	n := 0
	_, err := fmt.Sscanf(string(m[1]), "%d", &n)
	require.NoError(tb, err)
	return n
}

// content is the object with the operators of the last page.
func lastContent(f *forged) int {
	for n := f.size - 1; n > 0; n-- {
		if m := reContents.FindSubmatch(f.objects[n]); m != nil && bytes.Contains(f.objects[n], []byte("/Type /Page\n")) {
			return object(f.t, reContents, f.objects[n])
		}
	}
	require.Fail(f.t, "no page")
	return 0
}

// TestTamperingWithTheFile: what is changed in a file without a seal is found by
// what the file holds itself.
func TestTamperingWithTheFile(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 3, 12)
	file := w.set(t)
	anybody := w.trustFile()
	anybody.Signers = nil
	o := trusting(t, anybody)
	kids := func(f *forged) int { return f.find("/Type /Pages") }
	for name, c := range map[string]struct {
		do   func(f *forged)
		code string
		says string
	}{
		"pages swapped": {func(f *forged) {
			f.objects[kids(f)] = reKids.ReplaceAll(f.objects[kids(f)], []byte("/Kids [$2 0 R $1 0 R"))
		}, "page_changed", "第1页"},
		"page removed": {func(f *forged) {
			f.objects[kids(f)] = reKids.ReplaceAll(f.objects[kids(f)], []byte("/Kids [$2 0 R"))
		}, "page_changed", "第1页"},
		"page added": {func(f *forged) {
			f.objects[kids(f)] = regexp.MustCompile(`(/Kids \[[^\]]*)\]`).ReplaceAll(f.objects[kids(f)], []byte("$1 "+string(reKids.FindSubmatch(f.objects[kids(f)])[1])+" 0 R]"))
		}, "pages_unreadable", "comes back to itself"},
		"text of a page changed": {func(f *forged) {
			n := lastContent(f)
			f.stream(n, regexp.MustCompile(`<([0-9A-F]{4})([0-9A-F]{4})`).ReplaceAll(f.data(n), []byte("<$2$1")))
		}, "page_changed", "文字与附件不符"},
		"line on a page moved": {func(f *forged) {
			n := lastContent(f)
			f.stream(n, append(f.data(n), []byte("\n1 0 0 1 0 0 cm")...))
		}, "page_changed", "图形或位置"},
		"glyph without text": {func(f *forged) {
			n := lastContent(f)
			f.stream(n, regexp.MustCompile(`<([0-9A-F]{4})`).ReplaceAll(f.data(n), []byte("<FFF0")))
		}, "page_changed", "无法读取"},
		"metadata changed": {func(f *forged) {
			n := f.find("/Subtype /XML")
			f.objects[n] = bytes.Replace(f.objects[n], []byte("<pdf:Producer>anjia"), []byte("<pdf:Producer>anjib"), 1)
		}, "file_changed", "元数据"},
		"title in the properties changed": {func(f *forged) {
			n := f.find("/Producer ")
			f.objects[n] = bytes.Replace(f.objects[n], []byte("/Producer (anjia"), []byte("/Producer (anjib"), 1)
		}, "metadata_changed", "文件属性"},
		"attachment changed": {func(f *forged) {
			f.attached(`"title":"受理通知书000"`, func(b []byte) []byte { return bytes.Replace(b, []byte("张三丰"), []byte("张三封"), 1) })
		}, "attachment_changed", "documents/p000.json"},
		"hash in the manifest changed": {func(f *forged) {
			f.attached(dossier.Format, func(b []byte) []byte {
				at := bytes.Index(b, []byte(`"name":"entries.json","sha256":"`)) + len(`"name":"entries.json","sha256":"`)
				b = bytes.Clone(b)
				copy(b[at:], "0000")
				return b
			})
		}, "attachment_changed", "entries.json"},
		"page number in the catalogue changed": {func(f *forged) {
			f.attached(dossier.Format, func(b []byte) []byte {
				return bytes.Replace(b, fmt.Appendf(nil, `"pages":[%d,`, w.content.Manifest.Papers[0].Pages[0]), []byte(`"pages":[1,`), 1)
			})
		}, "catalogue_pages", "受理通知书000"},
		"attachment not listed": {func(f *forged) {
			f.attached(dossier.Format, func(b []byte) []byte {
				return regexp.MustCompile(`\{"name":"explanations\.json"[^}]*\},`).ReplaceAll(b, nil)
			})
		}, "attachment_unlisted", "explanations.json"},
		"unknown member in the manifest": {func(f *forged) {
			f.attached(dossier.Format, func(b []byte) []byte { return bytes.Replace(b, []byte(`{"as_of"`), []byte(`{"aaa":1,"as_of"`), 1) })
		}, "attachment_malformed", "manifest.json"},
		"member twice in the manifest": {func(f *forged) {
			f.attached(dossier.Format, func(b []byte) []byte {
				return bytes.Replace(b, []byte(`"redacted":false`), []byte(`"redacted":false,"redacted":false`), 1)
			})
		}, "attachment_malformed", "manifest.json"},
		"attachment written otherwise": {func(f *forged) {
			f.attached(`{"clocks"`, func(b []byte) []byte { return append(b, ' ') })
		}, "attachment_changed", "explanations.json"},
		"two attachments of one name": {func(f *forged) {
			for n := 1; n < f.size; n++ {
				if bytes.Contains(f.objects[n], []byte("/Type /Filespec")) {
					f.objects[n] = f.objects[f.find("/Type /Filespec")]
				}
			}
		}, "form", "two attachments"},
		"attachments without end": {func(f *forged) {
			n := f.find("/EmbeddedFiles ")
			m := regexp.MustCompile(`/EmbeddedFiles (\d+) 0 R`).FindSubmatch(f.objects[n])
			f.objects[object(f.t, regexp.MustCompile(`/EmbeddedFiles (\d+) 0 R`), f.objects[n])] = fmt.Appendf(nil, "<</Kids [%s 0 R]>>", m[1])
		}, "form", "comes back to itself"},
		"attachment that unpacks without end": {func(f *forged) {
			f.attached(dossier.Format, func([]byte) []byte { return make([]byte, 200<<20) })
		}, "limit", "限度"},
		"length that refers to itself": {func(f *forged) {
			n := f.find("/EmbeddedFile ")
			f.objects[n] = reLength.ReplaceAll(f.objects[n], fmt.Appendf(nil, "/Length %d 0 R", n))
		}, "form", "refers to itself"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := forge(t, file)
			c.do(f)
			changed := f.bytes()
			require.NotEqual(t, file, changed)
			r := check.File(changed, o)
			require.NotNil(t, r.First(), lines(r))
			require.Equal(t, c.code, r.First().Code, lines(r))
			require.Contains(t, lines(r), c.says)
			require.NotContains(t, lines(r), "%!")
		})
	}
	require.Equal(t, file, forge(t, file).bytes(), "the forger's hand alone changes nothing")
}

// TestTamperingWithASealedFile: nothing can be changed after the seal.
func TestTamperingWithASealedFile(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 1, 3)
	base := w.set(t)
	day := opening.AddDate(0, 0, 1)
	file := w.sign(t, base, w.sealer, day)
	other, err := w.trial.Issue("别的机关", opening.AddDate(0, -1, 0))
	require.NoError(t, err)
	foreign, err := seal.NewTrial("别的根证书", opening.AddDate(0, -1, 0))
	require.NoError(t, err)
	stranger, err := foreign.Issue("城关区民政局", opening.AddDate(0, -1, 0))
	require.NoError(t, err)
	flip := func(at int) []byte {
		b := bytes.Clone(file)
		b[at] ^= 1
		return b
	}
	trust := w.trustFile()
	for name, c := range map[string]struct {
		file []byte
		with func(f *seal.TrustFile)
		code string
	}{
		"byte changed in the metadata":   {flip(bytes.Index(file, []byte("<pdf:Producer>")) + 15), nil, "signature_digest"},
		"seal stripped":                  {base, nil, "signature_missing"},
		"re-signed by another authority": {w.sign(t, base, other, day), nil, "signature_unknown_signer"},
		"by another, anybody may": {w.sign(t, base, other, day), func(f *seal.TrustFile) {
			f.Signers = append(f.Signers, seal.KnownSigner{SubjectID: "b", Name: "别的机关", SHA256: seal.Fingerprint(other.Certificate)})
		}, "foreign_seal"},
		"re-signed by a stranger":                {w.sign(t, base, stranger, day), nil, "signature_untrusted"},
		"page changed after the seal":            {update(file, map[int]string{lastPage(t, base): "<</Type /Page\n/Parent 1 0 R>>"}), nil, "signature_later_change"},
		"update without a seal":                  {update(base, map[int]string{lastPage(t, base): "<</Type /Page\n/Parent 1 0 R>>"}), func(f *seal.TrustFile) { f.Signers = nil }, "later_update"},
		"bytes after the end":                    {append(bytes.Clone(file), "more"...), nil, "trailing_bytes"},
		"cut off":                                {file[:len(file)-100], nil, "trailing_bytes"},
		"cut off within the first writing":       {base[:len(base)/2], nil, "form"},
		"timestamp by an authority nobody knows": {file, func(f *seal.TrustFile) { f.TSARoots = []string{seal.PEM(foreign.Root.Raw)} }, "signature_timestamp"},
		"root that nobody trusts":                {file, func(f *seal.TrustFile) { f.Roots = []string{seal.PEM(foreign.Root.Raw)} }, "signature_untrusted"},
		"not a PDF":                              {[]byte("hello"), nil, "not_pdf"},
		"encrypted copy":                         {bytes.Replace(bytes.Clone(base), []byte("trailer\n<<"), []byte("trailer\n<</Encrypt 1 0 R "), 1), nil, "encrypted"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			with := trust
			if c.with != nil {
				c.with(&with)
			}
			r := check.File(c.file, trusting(t, with))
			require.NotNil(t, r.First(), lines(r))
			require.Equal(t, c.code, r.First().Code, lines(r))
			require.NotContains(t, lines(r), "%!")
			if c.code == "not_pdf" || c.code == "encrypted" {
				require.Equal(t, check.CodeUnreadable, r.ExitCode())
			}
		})
	}
}

func lastPage(tb testing.TB, base []byte) int {
	tb.Helper()
	return forge(tb, base).find("/Type /Page\n")
}

// TestAnotherVersionsDossierIsComparedByText: a dossier that names another
// renderer is compared by what its pages say, and that is said.
func TestAnotherVersionsDossierIsComparedByText(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 3, 12)
	file := w.set(t)
	anybody := w.trustFile()
	anybody.Signers = nil
	own, err := json.Marshal(w.content.Manifest.Renderer)
	require.NoError(t, err)
	lie := func(f *forged) {
		f.attached(dossier.Format, func(b []byte) []byte { return bytes.Replace(b, own, []byte(`"t0-r0"`), 1) })
	}
	f := forge(t, file)
	lie(f)
	r := check.File(f.bytes(), trusting(t, anybody))
	require.Equal(t, check.CodePartial, r.ExitCode(), lines(r))
	require.Contains(t, lines(r), "已核对每页文字")

	n := lastContent(f)
	f.stream(n, regexp.MustCompile(`<([0-9A-F]{4})([0-9A-F]{4})`).ReplaceAll(f.data(n), []byte("<$2$1")))
	r = check.File(f.bytes(), trusting(t, anybody))
	require.Equal(t, "page_changed", r.First().Code, lines(r))

	f = forge(t, file)
	lie(f)
	f.attached(`"t0-r0"`, func(b []byte) []byte {
		return []byte(strings.Replace(string(b), fmt.Sprintf(`"pages":[%d,`, w.content.Manifest.Papers[0].Pages[0]), `"pages":[1,`, 1))
	})
	r = check.File(f.bytes(), trusting(t, anybody))
	require.Equal(t, check.CodeFails, r.ExitCode(), lines(r))
}
