package content_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow/content"
)

// shot is a picture whose left upper corner is red and whose rest is blue.
func shot(w, h int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{B: 255, A: 255}
			if x < w/2 && y < h/2 {
				c = color.RGBA{R: 255, A: 255}
			}
			img.Set(x, y, c)
		}
	}
	return img
}

func asJPEG(tb testing.TB, img image.Image) []byte {
	tb.Helper()
	var b bytes.Buffer
	require.NoError(tb, jpeg.Encode(&b, img, &jpeg.Options{Quality: 95}))
	return b.Bytes()
}

func asPNG(tb testing.TB, img image.Image) []byte {
	tb.Helper()
	var b bytes.Buffer
	require.NoError(tb, png.Encode(&b, img))
	return b.Bytes()
}

// part is an entry of an archive.
type part struct {
	name string
	body []byte
}

func archive(tb testing.TB, parts ...part) []byte {
	tb.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range parts {
		e, err := w.Create(p.name)
		require.NoError(tb, err)
		_, err = e.Write(p.body)
		require.NoError(tb, err)
	}
	require.NoError(tb, w.Close())
	return b.Bytes()
}

const mainPart = `<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`

func docx(tb testing.TB, more ...part) []byte {
	tb.Helper()
	return archive(tb, append([]part{{"[Content_Types].xml", []byte(mainPart)}, {"word/document.xml", []byte("<w:document/>")}}, more...)...)
}

func doc(stream string) []byte {
	b := append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 600)...)
	for _, c := range stream {
		b = append(b, byte(c), 0)
	}
	return append(b, make([]byte, 100)...)
}

func TestTypesByContent(t *testing.T) {
	t.Parallel()
	media := func(brand string) []byte { return []byte("\x00\x00\x00\x18ftyp" + brand + "\x00\x00\x02\x00and so on") }
	for name, c := range map[string]struct {
		body []byte
		is   content.Type
	}{
		"a.JPG": {asJPEG(t, shot(40, 30)), content.JPEG}, "b.png": {asPNG(t, shot(4, 3)), content.PNG}, "c.pdf": {[]byte("%PDF-1.7\n%扫描件"), content.PDF},
		"d.docx": {docx(t), content.DOCX}, "e.doc": {doc("WordDocument"), content.DOC}, "f.mp3": {[]byte("ID3\x04rest"), content.MP3},
		"g.mp3": {[]byte("\xFF\xFB\x90\x00"), content.MP3}, "h.m4a": {media("M4A "), content.M4A}, "i.mp4": {media("isom"), content.MP4},
		"without ending": {[]byte("%PDF-1.4"), content.PDF},
	} {
		is, err := content.Inspect(bytes.NewReader(c.body), int64(len(c.body)), content.Claim{Name: name, MediaType: string(c.is)}, content.Default())
		require.NoError(t, err, name)
		require.Equal(t, c.is, is, name)
	}
	body := media("qt  ")
	for takes, ok := range map[content.Type]bool{content.QuickTime: true, content.MP4: false} {
		_, err := content.Inspect(bytes.NewReader(body), int64(len(body)), content.Claim{Name: "a.mov"}, []content.Type{takes})
		require.Equal(t, ok, err == nil, "%s as configured", takes)
	}
}

func TestWhatIsRefused(t *testing.T) {
	t.Parallel()
	photo := asJPEG(t, shot(40, 30))
	zipped := archive(t, part{"a.txt", []byte("x")})
	huge := asPNG(t, image.NewGray(image.Rect(0, 0, 1, 1)))
	copy(huge[16:24], "\x00\x01\x00\x00\x00\x01\x00\x00") // claims 65536 by 65536
	for name, c := range map[string]struct {
		file, media, code string
		body              []byte
	}{
		"nothing":                  {"a.pdf", "", "empty", nil},
		"a page":                   {"a.pdf", "", "unknown_type", []byte("<!DOCTYPE html><p>")},
		"a drawing with script":    {"a.png", "", "unknown_type", []byte(`<svg xmlns="x"><script>1</script></svg>`)},
		"a program":                {"a.pdf", "", "unknown_type", []byte("MZ\x90\x00")},
		"a script":                 {"a.pdf", "", "unknown_type", []byte("#!/bin/sh\n")},
		"any archive":              {"a.docx", "", "unknown_type", zipped},
		"an archive with a name":   {"a.docx", "", "unknown_type", archive(t, part{"word/document.xml", []byte("x")})},
		"a picture as paper":       {"a.jpg", "application/pdf", "type_mismatch", photo},
		"a picture named paper":    {"a.pdf", "image/jpeg", "extension_mismatch", photo},
		"heic":                     {"a.mp4", "", "unknown_type", []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1")},
		"a picture and archive":    {"a.jpg", "", "double_content", append(bytes.Clone(photo), zipped...)},
		"a picture and page":       {"a.jpg", "", "double_content", append(bytes.Clone(photo), "<SCRIPT>alert(1)</SCRIPT>"...)},
		"a picture and paper":      {"a.mp3", "", "double_content", []byte("ID3\x04%PDF-1.7")},
		"a paper and archive":      {"a.pdf", "", "double_content", append([]byte("%PDF-1.7\n"), zipped...)},
		"a broken picture":         {"a.png", "", "broken", []byte("\x89PNG\r\n\x1A\nrubbish that goes on and on")},
		"a picture of absurd size": {"a.png", "", "broken", huge}, // its head's checksum is wrong too
		"macros":                   {"a.docx", "", "macros", docx(t, part{"word/vbaProject.bin", []byte("x")})},
		"declared macros":          {"a.docx", "", "macros", archive(t, part{"[Content_Types].xml", []byte(mainPart + "macroEnabled")})},
		"a way out":                {"a.docx", "", "broken", docx(t, part{"../../etc/passwd", []byte("x")})},
		"a bomb":                   {"a.docx", "", "bomb", docx(t, part{"word/media/a.bin", make([]byte, 30<<20)})},
		"a table of the old kind":  {"a.doc", "", "unknown_type", doc("Workbook")},
		"macros of the old kind":   {"a.doc", "", "macros", doc("WordDocument _VBA_PROJECT")},
	} {
		_, err := content.Inspect(bytes.NewReader(c.body), int64(len(c.body)), content.Claim{Name: c.file, MediaType: c.media}, content.Default())
		r, ok := content.Refused(err)
		require.True(t, ok, "%s: %v", name, err)
		require.Equal(t, c.code, r.Code, name)
		require.NotEmpty(t, r.Message, name)
	}
}

func TestWhatLooksDangerousAndIsNot(t *testing.T) {
	t.Parallel()
	for name, body := range map[string][]byte{
		"letters in sound":        append([]byte("ID3\x04"), "....<svgq....PK\x05\x06...."...),
		"a picture in a document": docx(t, part{"word/media/a.png", asPNG(t, shot(300, 300))}),
	} {
		_, err := content.Inspect(bytes.NewReader(body), int64(len(body)), content.Claim{}, content.Default())
		require.NoError(t, err, name)
	}
}

// failing cannot be read beyond its head.
type failing struct{ *strings.Reader }

var errDisk = errors.New("disk")

func (failing) ReadAt([]byte, int64) (int, error) { return 0, errDisk }

func TestAFaultOfReadingIsNoRefusal(t *testing.T) {
	t.Parallel()
	_, err := content.Inspect(failing{strings.NewReader("%PDF-")}, 5, content.Claim{}, content.Default())
	require.ErrorIs(t, err, errDisk)
	_, err = content.Inspect(strings.NewReader("%PDF-"), 50, content.Claim{}, content.Default())
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
}

func FuzzInspect(f *testing.F) {
	for _, seed := range [][]byte{docx(f), asJPEG(f, shot(8, 8)), asPNG(f, shot(8, 8)), []byte("%PDF-1.7"), doc("WordDocument")} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		is, err := content.Inspect(bytes.NewReader(b), int64(len(b)), content.Claim{}, content.Known())
		if err == nil && is.Extension() == "" {
			t.Fatalf("a type without a name: %q", is)
		}
		if err == nil && is.Picture() {
			if p, err := content.Open(bytes.NewReader(b), is); err == nil {
				_, size, err := p.Thumbnail()
				require.NoError(t, err)
				require.LessOrEqual(t, max(size.Width, size.Height), 320)
			}
		}
	})
}
