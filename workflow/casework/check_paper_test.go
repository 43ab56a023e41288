package casework_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow/casework"
)

func TestAddressesOfChecks(t *testing.T) {
	t.Parallel()
	secret := bytes.Repeat([]byte{1}, 32)
	for public, want := range map[string]string{
		"https://shouyang.example.gov.cn":    "https://shouyang.example.gov.cn/check/",
		"https://shouyang.example.gov.cn/":   "https://shouyang.example.gov.cn/check/",
		"http://127.0.0.1:8080":              "http://127.0.0.1:8080/check/",
		"https://mz.example.gov.cn/shouyang": "https://mz.example.gov.cn/shouyang/check/",
	} {
		c, err := casework.NewChecks(public, secret)
		require.NoError(t, err, public)
		require.Regexp(t, "^"+want+"[a-z2-7]{24}$", c.Address("p", "e"))
	}
	for _, bad := range []string{"shouyang.example.gov.cn", "ftp://x", "https://", "https://a@x", "https://x?y=1", "https://x#y", "://", "javascript:alert(1)"} {
		_, err := casework.NewChecks(bad, secret)
		require.ErrorContains(t, err, "such as https://", bad)
	}
	none, err := casework.NewChecks("", secret)
	require.NoError(t, err)
	require.Empty(t, none.Address("p", "e"))
	require.Empty(t, casework.Checks{}.Address("p", "e"))
}

func TestAddressDependsOnPaperEntryAndSecret(t *testing.T) {
	t.Parallel()
	c, err := casework.NewChecks("https://x", bytes.Repeat([]byte{1}, 32))
	require.NoError(t, err)
	other, err := casework.NewChecks("https://x", bytes.Repeat([]byte{2}, 32))
	require.NoError(t, err)
	seen := map[string]bool{c.Address("p", "e"): true}
	require.True(t, seen[c.Address("p", "e")], "the same paper of the same entry has the same address")
	for _, a := range []string{c.Address("p", "f"), c.Address("q", "e"), c.Address("pe", ""), c.Address("", "pe"), other.Address("p", "e")} {
		require.False(t, seen[a])
		seen[a] = true
	}
}
