package api_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/workflow/casework"
)

func TestUploads(t *testing.T) {
	t.Parallel()
	w, f := underStudy(t, "2024-01-18")
	path := "/cases/" + f.ID + "/uploads"
	named := func(name, media string) []sample.Header {
		return []sample.Header{{Name: "X-File-Name", Value: name}, {Name: "Content-Type", Value: media}}
	}
	pdf := []byte("%PDF-1.7\n%扫描件")
	up := w.do(f.Office.Officer, http.MethodPost, path, pdf, named("%E5%90%8C%E6%84%8F%E4%B9%A6.pdf", "application/pdf")...)
	require.Equal(t, http.StatusCreated, up.status, string(up.body))
	require.Equal(t, "同意书.pdf", up.text("name"))
	require.Equal(t, "application/pdf", up.text("media_type"))
	back := w.do(f.Office.Supervisor, http.MethodGet, path+"/"+up.text("id"), nil)
	require.Equal(t, pdf, back.body)
	require.Equal(t, `"`+up.text("sha256")+`"`, back.header.Get("ETag"))
	require.True(t, strings.HasPrefix(back.header.Get("Content-Disposition"), "attachment;"))
	require.Equal(t, "nosniff", back.header.Get("X-Content-Type-Options"))

	post := func(body []byte, headers ...sample.Header) reply {
		return w.do(f.Office.Officer, http.MethodPost, path, body, headers...)
	}
	post(pdf, named("a.pdf", "image/png")...).problem(http.StatusUnsupportedMediaType, "type_mismatch")
	post([]byte("<html>"), named("a.html", "text/html")...).problem(http.StatusUnsupportedMediaType, "unknown_type")
	post([]byte("MZ\x90\x00"), named("a.pdf", "application/pdf")...).problem(http.StatusUnsupportedMediaType, "unknown_type")
	post(nil, named("a.pdf", "application/pdf")...)
	for _, name := range []string{"../../etc/passwd", "a%00b.pdf", "", "a\\b.pdf"} {
		p := post(pdf, named(name, "application/pdf")...).problem(http.StatusUnprocessableEntity, "invalid_input")
		require.Equal(t, "/X-File-Name", p.Errors[0].Pointer, name)
	}
	most := append([]byte("%PDF-1.7\n"), bytes.Repeat([]byte("x"), casework.MaxUpload-9)...)
	require.Equal(t, http.StatusCreated, post(most, named("most.pdf", "application/pdf")...).status)
	post(append(most, 'x'), named("more.pdf", "application/pdf")...).problem(http.StatusRequestEntityTooLarge, "too_large")
	w.do(f.Office.Officer, http.MethodGet, path+"/"+newID(), nil).problem(http.StatusNotFound, "upload_not_found")
}
