package api_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
)

func TestACertificateIsPrintedOnTheBlank(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	o := w.sampleOffice()
	s := w.schedule()
	f := sample.StepChild(s, o)
	require.NoError(t, s.Run(t.Context(), law.MustDate("2024-01-19")))
	path := "/cases/" + f.ID + "/certificate-overlay"
	w.do(o.Officer, http.MethodGet, path, nil).problem(http.StatusConflict, "not_registered")
	require.NoError(t, s.Run(t.Context(), law.MustDate("2024-01-25")))
	r := w.do(o.Officer, http.MethodGet, path, nil)
	require.Equal(t, http.StatusOK, r.status, string(r.body))
	require.Equal(t, "%PDF-", string(r.body[:5]))
	w.do(o.Auditor, http.MethodGet, path, nil).problem(http.StatusForbidden, "role_may_not")

	first := w.do(o.Officer, http.MethodGet, "/certificate-test-print", nil)
	require.Equal(t, http.StatusOK, first.status, string(first.body))
	at := "/authorities/" + o.AuthorityID
	shift := office.SetCertificateShift{OverlayShift: workflow.OverlayShift{Shift: workflow.Shift{DX: 1.5}}, Reason: "试打偏左1.5毫米"}
	set := w.do(o.Admin, http.MethodPost, at+"/acts/set_certificate_shift", shift, key(), match(w.do(o.Admin, http.MethodGet, at, nil).header.Get("ETag")))
	require.Equal(t, http.StatusOK, set.status, string(set.body))
	require.NotEqual(t, first.header.Get("ETag"), w.do(o.Officer, http.MethodGet, "/certificate-test-print", nil).header.Get("ETag"))

	used := w.do(o.Auditor, http.MethodGet, "/blanks?state=used", nil)
	require.Contains(t, string(used.body), "54240002")
	require.Contains(t, string(used.body), f.ID, "the register leads to the case")
}
