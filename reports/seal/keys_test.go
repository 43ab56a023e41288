package seal_test

import (
	"crypto/ecdsa"
	"encoding/json"
	"encoding/pem"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/emmansun/gmsm/pkcs8"
	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports/seal"
)

// folder is a folder of keys with a list.
type folder struct {
	dir  string
	list seal.KeysFile
}

func newFolder(t *testing.T) *folder {
	t.Helper()
	return &folder{dir: t.TempDir(), list: seal.KeysFile{Format: seal.KeysFormat, Keys: map[string]seal.KeyEntry{}}}
}

func (f *folder) file(t *testing.T, name string, content []byte) {
	t.Helper()
	require.NoError(t, os.WriteFile(filepath.Join(f.dir, name), content, 0o600))
}

func (f *folder) keep(t *testing.T, id string, e seal.KeyEntry) {
	t.Helper()
	f.list.Keys[id] = e
	b, err := json.Marshal(f.list)
	require.NoError(t, err)
	f.file(t, "keys.json", b)
}

func (f *folder) open(t *testing.T) *seal.Keyring {
	t.Helper()
	k, err := seal.OpenKeys(f.dir)
	require.NoError(t, err)
	return k
}

func TestSM2KeysAreRead(t *testing.T) {
	t.Parallel()
	h, f := newHouse(t), newFolder(t)
	root, s := national(t)
	const password = "十六个字符的口令也行"
	plain, err := pkcs8.MarshalPrivateKey(s.Key, nil, nil)
	require.NoError(t, err)
	locked, err := pkcs8.MarshalPrivateKey(s.Key, []byte(password), nil)
	require.NoError(t, err)
	f.file(t, "plain.pem", pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: plain}))
	f.file(t, "locked.pem", pem.EncodeToMemory(&pem.Block{Type: "ENCRYPTED PRIVATE KEY", Bytes: locked}))
	f.file(t, "locked.password", []byte(password+"\r\n"))
	f.file(t, "wrong.password", []byte("错误的口令\n"))
	f.file(t, "c.pem", []byte(seal.PEM(s.Certificate)+seal.PEM(root)))
	e := seal.KeyEntry{Name: "成都市民政局", Kind: seal.KeySM2, File: "plain.pem", Certificate: "c.pem"}
	f.keep(t, "plain", e)
	e.File, e.PasswordFile = "locked.pem", "locked.password"
	f.keep(t, "locked", e)
	e.PasswordFile = "wrong.password"
	f.keep(t, "wrong", e)
	keys := f.open(t)
	trust := h.file()
	trust.Roots = append(trust.Roots, seal.PEM(root))
	for _, id := range []string{"plain", "locked"} {
		key, err := keys.Signer(seal.Subject{ID: id})
		require.NoError(t, err, id)
		signed := sign(t, paper(t), h.order(key, "成都市民政局"))
		r := check(t, signed, read(t, trust))
		require.Empty(t, r.Findings)
		require.Equal(t, "SM2-SM3", r.Signatures[0].Algorithm)
		require.Equal(t, key.Fingerprint(), r.Signatures[0].CertificateSHA256)
	}
	_, err = keys.Signer(seal.Subject{ID: "wrong"})
	require.ErrorIs(t, err, seal.ErrKey)
	require.NotContains(t, err.Error(), "错误的口令")
}

// TestPasswordsStayOutOfWhatIsSaid: causes go to the log.
func TestPasswordsStayOutOfWhatIsSaid(t *testing.T) {
	h, f := newHouse(t), newFolder(t)
	e, err := seal.WriteKey(f.dir, "a", h.agency)
	require.NoError(t, err)
	good, err := os.ReadFile(filepath.Join(f.dir, e.PasswordFile))
	require.NoError(t, err)
	t.Setenv("ANJIA_TEST_PASSWORD", string(good[:len(good)-1]))
	t.Setenv("ANJIA_TEST_WRONG", "geheim-4711")
	f.keep(t, "a", seal.KeyEntry{File: e.File, PasswordEnv: "ANJIA_TEST_PASSWORD"})
	f.keep(t, "b", seal.KeyEntry{File: e.File, PasswordEnv: "ANJIA_TEST_WRONG"})
	f.keep(t, "c", seal.KeyEntry{File: e.File, PasswordEnv: "ANJIA_TEST_MISSING"})
	keys := f.open(t)
	_, err = keys.Signer(seal.Subject{ID: "a"})
	require.NoError(t, err)
	_, err = keys.Signer(seal.Subject{ID: "b"})
	require.Error(t, err)
	require.NotContains(t, err.Error(), "geheim-4711")
	_, err = keys.Signer(seal.Subject{ID: "c"})
	require.ErrorContains(t, err, "ANJIA_TEST_MISSING")
}

// TestKeysAreTakenUpWithoutARestart: a key that was added, and a certificate that was renewed.
func TestKeysAreTakenUpWithoutARestart(t *testing.T) {
	t.Parallel()
	h, f := newHouse(t), newFolder(t)
	a, err := seal.WriteKey(f.dir, "a", h.agency)
	require.NoError(t, err)
	f.keep(t, "a", a)
	keys := f.open(t)
	first, err := keys.Signer(seal.Subject{ID: "a"})
	require.NoError(t, err)
	require.False(t, keys.Has("b"))
	_, err = keys.Signer(seal.Subject{ID: "b"})
	require.ErrorIs(t, err, seal.ErrNoKey)
	b, err := seal.WriteKey(f.dir, "b", h.authority)
	require.NoError(t, err)
	f.keep(t, "b", b)
	require.True(t, keys.Has("b"))
	second, err := keys.Signer(seal.Subject{ID: "b"})
	require.NoError(t, err)
	require.NotEqual(t, first.Fingerprint(), second.Fingerprint(), "each authority has its own")

	next, err := h.trial.Issue("某评估机构", begin())
	require.NoError(t, err)
	require.NoError(t, os.Remove(filepath.Join(f.dir, a.File)))
	require.NoError(t, os.Remove(filepath.Join(f.dir, a.PasswordFile)))
	_, err = seal.WriteKey(f.dir, "a", next)
	require.NoError(t, err)
	renewed, err := keys.Signer(seal.Subject{ID: "a"})
	require.NoError(t, err)
	require.Equal(t, next.Fingerprint(), renewed.Fingerprint())

	f.file(t, "keys.json", []byte("{"))
	_, err = keys.Signer(seal.Subject{ID: "a"})
	require.Error(t, err, "a list that cannot be read is told, not passed over")
	require.True(t, keys.Has("a"))
}

func TestListOfKeysIsRefused(t *testing.T) {
	t.Parallel()
	for name, e := range map[string]seal.KeyEntry{
		"outside the folder":      {File: "../a.p12"},
		"certificate elsewhere":   {Kind: seal.KeySM2, File: "a.pem", Certificate: "/etc/a.pem"},
		"SM2 without certificate": {Kind: seal.KeySM2, File: "a.pem"},
		"picture elsewhere":       {File: "a.p12", Image: "/a.png"},
		"token without a label":   {Kind: seal.KeyPKCS11, Certificate: "a.pem", Module: "/usr/lib/m.so", Token: "t"},
		"unknown kind":            {Kind: "pgp", File: "a.asc"},
	} {
		f := newFolder(t)
		f.keep(t, "a", e)
		_, err := seal.OpenKeys(f.dir)
		require.ErrorContains(t, err, "key of a", name)
	}
}

// TestTrialKeysAreMadeAsTheyAreAskedFor, and found again by the next start.
func TestTrialKeysAreMadeAsTheyAreAskedFor(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	dir := filepath.Join(t.TempDir(), "keys")
	keys, err := seal.OpenTrialKeys(dir, begin())
	require.NoError(t, err)
	require.NoError(t, keys.NameLog("anjia/test+0+AAAA"))
	one, err := keys.Signer(seal.Subject{ID: "a", Name: "成都市民政局"})
	require.NoError(t, err)
	require.IsType(t, &ecdsa.PrivateKey{}, one.Key)
	require.Equal(t, "成都市民政局", one.Certificate.Subject.CommonName)
	_, err = keys.Signer(seal.Subject{ID: "b", Name: "某评估机构"})
	require.NoError(t, err)
	later, err := seal.OpenTrialKeys(dir, begin().Add(24*time.Hour))
	require.NoError(t, err)
	again, err := later.Signer(seal.Subject{ID: "a", Name: "成都市民政局"})
	require.NoError(t, err)
	require.Equal(t, one.Fingerprint(), again.Fingerprint())
	b, err := os.ReadFile(filepath.Join(dir, seal.TrustName))
	require.NoError(t, err)
	trust, err := seal.ReadTrust(b)
	require.NoError(t, err)
	require.Equal(t, trust.TrustFile, later.TrustFile())
	require.Equal(t, []string{"anjia/test+0+AAAA"}, trust.Logs)
	r := check(t, sign(t, paper(t), h.order(again, "成都市民政局")), trust)
	require.True(t, r.Holds(), r.Findings)
	require.Equal(t, "a", r.Signatures[0].SubjectID)
}
