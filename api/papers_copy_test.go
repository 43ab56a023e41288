package api_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestCopiesInTwoLanguages: an English gloss and a trial print of the office's words are
// copies that say so; the paper itself stays as it is.
func TestCopiesInTwoLanguages(t *testing.T) {
	t.Parallel()
	w, f := underStudy(t, "2024-01-05")
	officer := f.Office.Officer
	seen := 0
	for _, p := range w.papersOf(f) {
		if p.Code != "D01" {
			continue
		}
		seen++
		path := "/cases/" + f.ID + "/papers/" + p.ID
		plain := w.do(officer, http.MethodGet, path, nil)
		gloss := w.do(officer, http.MethodGet, path+"?gloss=en", nil)
		require.Equal(t, http.StatusOK, gloss.status, string(gloss.body))
		require.Contains(t, gloss.header.Get("Content-Disposition"), "%E8%8B%B1%E6%96%87%E5%AF%B9%E7%85%A7")
		require.Equal(t, gloss.body, w.do(officer, http.MethodGet, path+"?gloss=en", nil).body, "the same bytes each time")
		text := told(t, gloss.body, "pdftotext", "-", "-")
		require.Contains(t, text, "Application for Adoption Registration")
		require.Contains(t, text, "the Chinese text is authoritative")
		require.Contains(t, told(t, gloss.body, "pdfinfo"), "English gloss for information")
		require.Equal(t, plain.body, w.do(officer, http.MethodGet, path, nil).body, "the paper itself is as it was")

		words := w.do(officer, http.MethodGet, path+"?variant=words", nil)
		require.Equal(t, http.StatusOK, words.status, string(words.body))
		text = told(t, words.body, "pdftotext", "-", "-")
		require.Contains(t, text, "མིང（草）")
		require.Contains(t, text, "双语词条试印件")
		require.NotContains(t, told(t, plain.body, "pdftotext", "-", "-"), "མིང")

		w.do(officer, http.MethodGet, path+"?variant=a3&gloss=en", nil).problem(http.StatusUnprocessableEntity, "invalid_input")
		w.do(officer, http.MethodGet, path+"?gloss=fr", nil).problem(http.StatusUnprocessableEntity, "invalid_input")
	}
	require.Equal(t, 1, seen)
	w.do(officer, http.MethodGet, "/cases/"+f.ID+"/papers/"+newID()+"?gloss=en", nil).problem(http.StatusNotFound, "unknown_paper")
}
