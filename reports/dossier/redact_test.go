package dossier_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports/dossier"
	"github.com/anjia-project/anjia/workflow/ledger"
)

var secrets = []string{"张三丰", "110101198805040011"}

func redacted(t *testing.T) (whole, hidden dossier.Content) {
	t.Helper()
	whole = content(t, 2, 3)
	hidden, err := dossier.Redact(whole, secrets, map[string]ledger.Seed{"p000": seed, "p001": seed})
	require.NoError(t, err)
	return whole, hidden
}

func TestARedactedDossierTellsNoSecret(t *testing.T) {
	t.Parallel()
	_, c := redacted(t)
	file, _, err := dossier.Render(c, nil)
	require.NoError(t, err)
	folder := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(folder, "documents"), 0o700)) // a name of an attachment may be a path
	path := filepath.Join(folder, "dossier.pdf")
	require.NoError(t, os.WriteFile(path, file, 0o600))
	require.NoError(t, exec.Command("pdfdetach", "-saveall", "-o", folder, path).Run())
	texts := []string{strings.Join(pageTexts(t, file), "")}
	require.Contains(t, texts[0], dossier.Hidden)
	err = filepath.WalkDir(folder, func(name string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		raw, err := os.ReadFile(name)
		texts = append(texts, string(raw))
		return err
	})
	require.NoError(t, err)
	require.Greater(t, len(texts), 4, "pages, file and attachments were looked at")
	for _, text := range texts {
		for _, secret := range secrets {
			require.NotContains(t, text, secret)
		}
		require.NotContains(t, text, `"seed"`, "a seed would let hidden values be guessed")
	}
}

func TestWhatIsHiddenStillVerifies(t *testing.T) {
	t.Parallel()
	whole, c := redacted(t)
	for i, e := range c.Entries.Entries {
		header, err := ledger.Decode([]byte(e.Header))
		require.NoError(t, err)
		got, err := ledger.Redacted{Leaves: e.Payload.Leaves}.Commit()
		require.NoError(t, err)
		require.Equal(t, header.Payload, got)
		require.NotEmpty(t, whole.Entries.Entries[i].Payload.Seed, "the whole one was not changed")
	}
	for id, f := range c.Documents {
		want, err := ledger.Payload{Seed: seed, Input: whole.Documents[id].Raw, After: []byte("{}")}.Commit()
		require.NoError(t, err)
		got, err := ledger.Redacted{Leaves: f.Redacted.Leaves}.Commit()
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
}

// TestADateOfThePaperStays: somebody's day may be the day of the paper; the paper is set all the same, and the day is
// hidden where it stands in a text.
func TestADateOfThePaperStays(t *testing.T) {
	t.Parallel()
	c := content(t, 1, 1)
	c.Documents["p000"] = dossier.DocumentFile{Raw: []byte(strings.Replace(string(c.Documents["p000"].Raw), "收养申请人", "（2024-06-03）", 1))}
	hidden, err := dossier.Redact(c, []string{"2024-06-03", "2024年6月3日"}, map[string]ledger.Seed{"p000": seed})
	require.NoError(t, err)
	d, err := hidden.Documents["p000"].Document()
	require.NoError(t, err)
	require.Equal(t, "2024-06-03", d.Date.String())
	require.NotContains(t, d.Text(), "（2024-06-03）")
	_, _, err = dossier.Render(hidden, nil)
	require.NoError(t, err)
}

func TestTheViewHasASignForEachHiddenLeaf(t *testing.T) {
	t.Parallel()
	_, c := redacted(t)
	for _, f := range c.Documents {
		hidden := 0
		for _, l := range f.Redacted.Leaves {
			if l.Hidden() {
				hidden++
			}
		}
		require.Positive(t, hidden)
		require.Equal(t, hidden, strings.Count(string(f.Redacted.View), dossier.Hidden))
		require.True(t, json.Valid(f.Redacted.View))
	}
}
