//go:build pkcs11

package seal_test

import (
	"crypto/elliptic"
	"crypto/x509"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/ThalesGroup/crypto11"
	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports/seal"
)

// softHSM is where Debian has the module of SoftHSM.
const softHSM = "/usr/lib/softhsm/libsofthsm2.so"

// softToken makes a token of the test's own.
func softToken(t *testing.T, label, pin string) {
	t.Helper()
	if _, err := os.Stat(softHSM); err != nil {
		t.Skip("SKIPPED, NO KEY IN A TOKEN WAS TRIED: softhsm2 is not installed")
	}
	dir := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(dir, "tokens"), 0o700))
	conf := filepath.Join(dir, "softhsm2.conf")
	require.NoError(t, os.WriteFile(conf, []byte("directories.tokendir = "+filepath.Join(dir, "tokens")+"\nobjectstore.backend = file\n"), 0o600))
	t.Setenv("SOFTHSM2_CONF", conf)
	out, err := exec.CommandContext(t.Context(), "softhsm2-util", "--init-token", "--free", "--label", label, "--pin", pin, "--so-pin", "12345678").CombinedOutput()
	require.NoError(t, err, string(out))
}

// TestKeyInAToken: the key is made in the token and never leaves it; our own
// checker and pdfsig see a signature like any other.
func TestKeyInAToken(t *testing.T) {
	h, f := newHouse(t), newFolder(t)
	softToken(t, "anjia", "4711-geheim")
	token, err := crypto11.Configure(&crypto11.Config{Path: softHSM, TokenLabel: "anjia", Pin: "4711-geheim"})
	require.NoError(t, err)
	key, err := token.GenerateECDSAKeyPairWithLabel([]byte{1}, []byte("seal"), elliptic.P256())
	require.NoError(t, err)
	certificate, err := h.trial.Certify("成都市民政局", key.Public(), begin())
	require.NoError(t, err)
	require.NoError(t, token.Close())
	f.file(t, "c.pem", []byte(seal.PEM(certificate.Raw)))
	f.file(t, "pin", []byte("4711-geheim\n"))
	f.file(t, "wrong", []byte("0815-falsch\n"))
	e := seal.KeyEntry{Name: "成都市民政局", Kind: seal.KeyPKCS11, Module: softHSM, Token: "anjia", Label: "seal", Certificate: "c.pem", PasswordFile: "pin"}
	f.keep(t, "a", e)
	nobody := e
	nobody.Label = "nobody"
	f.keep(t, "b", nobody)
	keys := f.open(t)
	s, err := keys.Signer(seal.Subject{ID: "a"})
	require.NoError(t, err)
	signed := sign(t, sign(t, paper(t), h.order(s, "成都市民政局")), h.order(h.agency, "某评估机构"))
	r := check(t, signed, h.trust(t))
	require.True(t, r.Holds(), r.Findings)
	require.Equal(t, x509.ECDSAWithSHA256.String(), r.Signatures[0].Algorithm)
	require.Equal(t, seal.Fingerprint(certificate), r.Signatures[0].CertificateSHA256)
	_, err = keys.Signer(seal.Subject{ID: "b"})
	require.ErrorIs(t, err, seal.ErrKey)

	e.PasswordFile = "wrong"
	f.keep(t, "c", e)
	_, err = keys.Signer(seal.Subject{ID: "c"})
	if err != nil { // a module may count its user as logged in already
		require.NotContains(t, err.Error(), "0815-falsch")
	}
}
