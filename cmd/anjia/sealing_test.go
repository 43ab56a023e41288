package main

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/finish"
	"github.com/anjia-project/anjia/reports/seal"
	"github.com/anjia-project/anjia/workflow/casework"
)

// TestPapersOfASandboxAreSigned goes the whole way: acts over the API order papers, a worker sets them, another job signs
// them by keys that the sandbox has made, the entry names the hash, and readers get the signed file.
func TestPapersOfASandboxAreSigned(t *testing.T) {
	t.Parallel()
	dir := sharedTemp(t)
	o := sandboxOptions{address: "127.0.0.1:0", dir: dir, startOn: law.MustDate(demoStart), log: silent(), sign: true}
	s, err := startSandbox(t.Context(), o)
	require.NoError(t, err)
	defer func() { require.NoError(t, s.stop(t.Context())) }()
	office, sched, err := openSamples(t.Context(), s, o.startOn)
	require.NoError(t, err)
	families := sample.Beginners(sched, office)
	require.NoError(t, sched.Run(t.Context(), law.MustDate("2024-02-15")))
	require.NoError(t, s.awaitSeals(t.Context()))

	require.Equal(t, filepath.Join(dir, "keys", seal.TrustName), s.trustFile())
	b, err := os.ReadFile(s.trustFile())
	require.NoError(t, err)
	trust, err := seal.ReadTrust(b)
	require.NoError(t, err)
	require.Len(t, trust.Logs, 1)
	signed := 0
	for _, f := range families[1:] { // the first is a draft
		var list struct {
			Papers []casework.PaperLine `json:"papers"`
		}
		_, err := office.Officer.Call(t.Context(), http.MethodGet, "/cases/"+f.ID+"/papers", nil, &list)
		require.NoError(t, err)
		for _, line := range list.Papers {
			require.Empty(t, line.SealFailure)
			if len(line.Signatures) == 0 {
				require.NotEqual(t, "D02a", string(line.Code), "the authority signs what it issues")
				continue
			}
			signed++
			require.Equal(t, office.AuthorityID, line.Signatures[0].SubjectID)
			file := readPaper(t, s, office.Officer, f.ID, line)
			r, err := seal.Check(file, trust)
			require.NoError(t, err)
			require.True(t, r.Holds(), r.Findings)
			require.Equal(t, office.AuthorityID, r.Signatures[0].SubjectID)
			require.Equal(t, line.Signatures[0].Certificate, r.Signatures[0].CertificateSHA256)
			judgedByPoppler(t, file)
		}
		_, err = s.app.store.VerifyCase(t.Context(), f.ID)
		require.NoError(t, err)
	}
	require.Positive(t, signed)
}

func readPaper(t *testing.T, s *sandbox, c *sample.Client, caseID string, line casework.PaperLine) []byte {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.base+"/api/v1/cases/"+caseID+"/papers/"+line.ID, nil)
	require.NoError(t, err)
	req.Header.Set("Authorization", "Bearer "+c.Token)
	resp, err := http.DefaultClient.Do(req)
	require.NoError(t, err)
	defer func() { require.NoError(t, resp.Body.Close()) }()
	file, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, resp.StatusCode, "%s", file)
	return file
}

// judgedByPoppler asks another reader, where there is one. It trusts no trial root.
func judgedByPoppler(t *testing.T, file []byte) {
	t.Helper()
	if _, err := exec.LookPath("pdfsig"); err != nil {
		return
	}
	path := filepath.Join(t.TempDir(), "f.pdf")
	require.NoError(t, os.WriteFile(path, file, 0o600))
	out, err := exec.CommandContext(t.Context(), "pdfsig", path).Output()
	require.NoError(t, err)
	require.Contains(t, string(out), "Signature is Valid")
	require.Contains(t, string(out), "Total document signed")
}

// TestWhatIsWrongWithAKeyIsSaid in Chinese, with who can mend it; each authority has its own key.
func TestWhatIsWrongWithAKeyIsSaid(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "keys")
	from := law.MustDate("2024-01-02").Time()
	require.NoError(t, seal.InitTrial(dir, from, []seal.Subject{{ID: "a", Name: "甲民政局"}, {ID: "b", Name: "乙民政局"}}))
	keys, err := seal.OpenKeys(dir)
	require.NoError(t, err)
	s := &sealer{keys: keys, log: silent()}
	plain, err := finish.Render(reports.Document{
		Kind: "D14", Title: "通知", Authority: "甲民政局", Moment: reports.MomentIssued, EntryHash: strings.Repeat("0a", 32), RendererNote: "D14/1",
		Blocks: []reports.Block{reports.Paragraph{Text: reports.Text("特此通知。")}},
	}, finish.Options{Created: from})
	require.NoError(t, err)
	_, one, err := s.Seal(t.Context(), plain, []casework.SealAs{{SubjectID: "a", Name: "甲民政局"}}, from)
	require.NoError(t, err)
	_, two, err := s.Seal(t.Context(), plain, []casework.SealAs{{SubjectID: "b", Name: "乙民政局"}}, from)
	require.NoError(t, err)
	require.NotEqual(t, one[0].Certificate, two[0].Certificate)
	_, _, err = s.Seal(t.Context(), plain, []casework.SealAs{{SubjectID: "c", Name: "丙民政局"}}, from)
	require.ErrorContains(t, err, "丙民政局：没有配置签署密钥：请系统管理员在密钥目录的keys.json中登记（标识c）")
	_, _, err = s.Seal(t.Context(), plain, []casework.SealAs{{SubjectID: "a", Name: "甲民政局"}}, from.AddDate(0, 0, -1))
	require.ErrorContains(t, err, "签署证书不在有效期内：请系统管理员换发证书")

	list := seal.KeysFile{Format: seal.KeysFormat, Keys: map[string]seal.KeyEntry{"a": {File: "b.p12", PasswordFile: "a.password"}}}
	b, err := json.Marshal(list)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "keys.json"), b, 0o600))
	_, _, err = s.Seal(t.Context(), plain, []casework.SealAs{{SubjectID: "a", Name: "甲民政局"}}, from)
	require.ErrorContains(t, err, "签署密钥不能使用：请系统管理员检查密钥文件和口令文件")
}
