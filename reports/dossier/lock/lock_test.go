package lock_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports/dossier"
	"github.com/anjia-project/anjia/reports/dossier/check"
	"github.com/anjia-project/anjia/reports/dossier/lock"
)

const password = "拉萨 2026 correct horse"

func made(t *testing.T) []byte {
	t.Helper()
	c := dossier.Content{
		Manifest: dossier.Manifest{
			Format: dossier.Format, Case: dossier.CaseRef{ID: "c1", Number: "川收〔2024〕1号", State: "已办结"}, Authority: dossier.Named{ID: "a1", Name: "示例县民政局"},
			AsOf:   dossier.AsOf{Sequence: 1, At: "2024-06-03T00:00:00.000000Z"},
			Taken:  dossier.Taken{At: "2024-06-03T01:30:15.123456Z", By: dossier.Taker{ID: "u1", Name: "李审", Role: "审计员"}, Purpose: "年度审计"},
			Papers: []dossier.Paper{}, Evidence: []dossier.Evidence{},
		},
		Entries: dossier.Entries{Chain: "case:c1", Authority: "a1", Entries: []dossier.Entry{}},
	}
	file, _, err := dossier.Render(c, nil)
	require.NoError(t, err)
	return file
}

// run runs a program of another house on a file.
func run(t *testing.T, file []byte, name string, args ...string) (string, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "copy.pdf")
	require.NoError(t, os.WriteFile(path, file, 0o600))
	for i := range args {
		args[i] = strings.ReplaceAll(args[i], "FILE", path)
	}
	out, err := exec.Command(name, args...).CombinedOutput()
	return string(out), err
}

func TestOthersOpenTheCopyWithThePassword(t *testing.T) {
	t.Parallel()
	file := made(t)
	copied, err := lock.Copy(file, password, rand.Reader)
	require.NoError(t, err)
	require.True(t, bytes.HasPrefix(copied, []byte("%PDF-2.0\n")))
	for _, secret := range []string{"李审", "年度审计", "示例县", "anjia dossier", "pdfaid"} {
		require.NotContains(t, string(copied), secret)
	}
	out, err := run(t, copied, "qpdf", "--password="+password, "--check", "FILE")
	require.NoError(t, err, out)
	require.Contains(t, out, "AESv3")
	out, err = run(t, copied, "pdftotext", "-upw", password, "-layout", "FILE", "-")
	require.NoError(t, err, out)
	flat := strings.Join(strings.Fields(out), "")
	require.Contains(t, flat, "调卷用途年度审计")
	require.Contains(t, flat, strings.Join(strings.Fields(dossier.CopyNotice), ""))
	plain, err := run(t, file, "pdftotext", "FILE", "-")
	require.NoError(t, err)
	require.NotContains(t, plain, "加密副本")
	out, err = run(t, copied, "mutool", "draw", "-p", password, "-F", "text", "FILE", "1")
	require.NoError(t, err, out)
	require.Contains(t, out, "加密副本")
	out, err = run(t, copied, "pdfinfo", "-upw", password, "-meta", "FILE")
	require.NoError(t, err, out)
	require.Contains(t, out, "不是归档形式")
	require.NotContains(t, out, "pdfaid")
	out, err = run(t, copied, "pdfdetach", "-upw", password, "-list", "FILE")
	require.NoError(t, err, out)
	require.Contains(t, out, dossier.ManifestName)
}

func TestAnotherPasswordOpensNothing(t *testing.T) {
	t.Parallel()
	copied, err := lock.Copy(made(t), password, rand.Reader)
	require.NoError(t, err)
	for _, wrong := range []string{"", password + "!", strings.ToUpper(password)} {
		out, err := run(t, copied, "qpdf", "--password="+wrong, "--check", "FILE")
		require.Error(t, err)
		require.Contains(t, out, "invalid password")
		_, err = run(t, copied, "pdftotext", "-upw", wrong, "FILE", "-")
		require.Error(t, err)
	}
}

// TestFormsOfAPasswordAreOne: what a keyboard makes of the same text opens the file all the same.
func TestFormsOfAPasswordAreOne(t *testing.T) {
	t.Parallel()
	copied, err := lock.Copy(made(t), "ＡＢＣ１２３４５６７８９\u00a0x", rand.Reader)
	require.NoError(t, err)
	out, err := run(t, copied, "qpdf", "--password=ABC123456789 x", "--check", "FILE")
	require.NoError(t, err, out)
}

func TestPasswordsThatAreRefused(t *testing.T) {
	t.Parallel()
	file := made(t)
	for _, bad := range []string{"", "十一个字的口令还差一", strings.Repeat("长", 43), "with a control\x07", "not utf-8 \xff\xff\xff\xff"} {
		_, err := lock.Copy(file, bad, rand.Reader)
		require.ErrorIs(t, err, lock.ErrPassword, "%q", bad)
	}
	_, err := lock.Copy(file, strings.Repeat("十二个字的口令", 2)[:36], rand.Reader)
	require.NoError(t, err, "twelve characters")
}

func TestTwoCopiesAreNeverAlike(t *testing.T) {
	t.Parallel()
	file := made(t)
	one, err := lock.Copy(file, password, rand.Reader)
	require.NoError(t, err)
	two, err := lock.Copy(file, password, rand.Reader)
	require.NoError(t, err)
	require.NotEqual(t, one, two)
}

func TestACopyIsNotVerified(t *testing.T) {
	t.Parallel()
	copied, err := lock.Copy(made(t), password, rand.Reader)
	require.NoError(t, err)
	r := check.File(copied, check.Options{})
	require.Equal(t, check.CodeUnreadable, r.ExitCode())
	require.Contains(t, check.Lines("x", r, false), "加密")
	_, err = lock.Copy(copied, password, rand.Reader)
	require.Error(t, err, "a copy of a copy")
	_, err = lock.Copy([]byte("%PDF-1.7\n"), password, rand.Reader)
	require.Error(t, err)
}

func TestWithoutRandomThereIsNoCopy(t *testing.T) {
	t.Parallel()
	file, gone := made(t), errors.New("no random")
	_, err := lock.Copy(file, password, iotest.ErrReader(gone))
	require.ErrorIs(t, err, gone)
	_, err = lock.Copy(file, password, &fewBytes{200})
	require.Error(t, err, "it ends in the middle")
}

// fewBytes is a source of random bytes that dries up.
type fewBytes struct{ left int }

func (f *fewBytes) Read(b []byte) (int, error) {
	if f.left < len(b) {
		return 0, errors.New("dry")
	}
	f.left -= len(b)
	return len(b), nil
}
