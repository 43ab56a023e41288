package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports"
)

func wordsCheck(args ...string) (status int, out, errOut string) {
	var o, e bytes.Buffer
	status = runWords(append([]string{"check"}, args...), &o, &e)
	return status, o.String(), e.String()
}

// TestWordsCheck: the shipped catalogue says that it is not complete, an office's own
// that it is, and an entry that no paper has is named.
func TestWordsCheck(t *testing.T) {
	t.Parallel()
	status, out, _ := wordsCheck("--pack", "cn-540100")
	require.Equal(t, 1, status)
	require.Contains(t, out, " 0 confirmed, ")
	require.Contains(t, out, " 0 not listed; 0 entries that no paper has")

	gloss, err := reports.EnglishGloss()
	require.NoError(t, err)
	pack := "code: \"cn-54\"\nname: \"西藏自治区\"\nversion: \"office-1\"\nparent: \"cn\"\nparams: {}\nwords:\n  bo:\n    \"没有的栏目\": {status: draft}\n"
	for label := range gloss.Labels {
		pack += "    \"" + label + "\": {text: \"མིང\", status: confirmed, source: \"试\"}\n"
	}
	file := filepath.Join(t.TempDir(), "cn-54.yaml")
	require.NoError(t, os.WriteFile(file, []byte(pack), 0o600))
	status, out, errOut := wordsCheck("--pack", "cn-54", "--file", file, "--list")
	require.Equal(t, 0, status, errOut)
	require.Contains(t, out, " 0 drafts (not printed), 0 without a word, 0 not listed; 1 entries")
	require.Contains(t, out, "no paper has: 没有的栏目\n")

	require.NoError(t, os.WriteFile(file, []byte("code: \"cn-54\"\n"), 0o600))
	status, _, errOut = wordsCheck("--file", file)
	require.Equal(t, 1, status)
	require.Contains(t, errOut, "remedy")
	status, _, _ = wordsCheck("--nonsense")
	require.Equal(t, 2, status)
	status, _, errOut = wordsCheck("--pack", "cn-99")
	require.Equal(t, 1, status)
	require.Contains(t, errOut, "known are")
}
