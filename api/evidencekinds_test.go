package api_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/cmd/anjia/sample"
)

// An upload names its kind by code or in Chinese and is kept under the code; a kind that nobody knows is refused.
func TestUploadsNameAKindThatIsKnown(t *testing.T) {
	t.Parallel()
	w, f := underStudy(t, "2024-01-18")
	path := "/cases/" + f.ID
	one := func(kind string) reply {
		return w.do(f.Office.Officer, http.MethodPost, path+"/uploads?kind="+url.QueryEscape(kind), []byte("%PDF-1.7\n%扫描件"),
			sample.Header{Name: "X-File-Name", Value: "a.pdf"}, sample.Header{Name: "Content-Type", Value: "application/pdf"})
	}
	for _, kind := range []string{"health_certificate", "体检证明"} {
		up := one(kind)
		require.Equal(t, http.StatusCreated, up.status, string(up.body))
		require.Equal(t, "health_certificate", up.text("kind"))
	}
	p := one("helth_certifcate").problem(http.StatusUnprocessableEntity, "invalid_input")
	require.Equal(t, []string{"/kind", "unknown_kind"}, []string{p.Errors[0].Pointer, p.Errors[0].Code})
	require.Contains(t, p.Errors[0].Message, "health_certificate 体检证明")
	begin := func(kind string) reply {
		return w.do(f.Office.Officer, http.MethodPost, path+"/upload-sessions", map[string]any{"name": "a.pdf", "size": 9, "kind": kind})
	}
	begin("helth_certifcate").problem(http.StatusUnprocessableEntity, "invalid_input")
	require.Equal(t, http.StatusCreated, begin("收入证明").status)
	doc, err := json.Marshal(w.doc)
	require.NoError(t, err)
	for _, kind := range instrument.EvidenceKinds() {
		require.Contains(t, string(doc), kind.Code+" "+kind.Title, "the contract offers it")
	}
}
