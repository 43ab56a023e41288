// Package assets serves the files of the console out of the program itself: style,
// script, icons. Each is known by its content, so that browsers may keep it for ever,
// and a new program never meets an old file.
package assets

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
)

//go:embed files
var embedded embed.FS

// Set is all files, by the name under which pages know them.
type Set struct {
	prefix string
	paths  map[string]string // name → address
	files  map[string]file   // address → content
}

type file struct {
	plain, packed []byte
	kind          string
}

// Load reads what is embedded and packs it once. The style is one file out of those
// under css in the order of their names, and so is the script. prefix is where the
// files are served.
func Load(prefix string) (*Set, error) {
	s := &Set{prefix: prefix, paths: map[string]string{}, files: map[string]file{}}
	for _, joined := range []struct{ name, pattern string }{{"anjia.css", "files/css/*.css"}, {"anjia.js", "files/js/*.js"}} {
		raw, err := join(joined.pattern)
		if err != nil {
			return nil, err
		}
		if err := s.add(joined.name, raw); err != nil {
			return nil, fmt.Errorf("assets: %s: %w", joined.name, err)
		}
	}
	entries, err := fs.ReadDir(embedded, "files")
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if e.IsDir() {
			continue
		}
		raw, err := embedded.ReadFile("files/" + e.Name())
		if err != nil {
			return nil, err
		}
		if err := s.add(e.Name(), raw); err != nil {
			return nil, fmt.Errorf("assets: %s: %w", e.Name(), err)
		}
	}
	return s, nil
}

// join puts files one after the other.
func join(pattern string) ([]byte, error) {
	names, err := fs.Glob(embedded, pattern)
	if err != nil {
		return nil, err
	}
	var out []byte
	for _, name := range names {
		raw, err := embedded.ReadFile(name)
		if err != nil {
			return nil, err
		}
		out = append(out, raw...)
	}
	return out, nil
}

func (s *Set) add(name string, raw []byte) error {
	if s.paths[name] != "" {
		return errors.New("two files have this name")
	}
	kind, ok := kinds[path.Ext(name)]
	if !ok {
		return fmt.Errorf("no media type is known for %s", path.Ext(name))
	}
	sum := sha256.Sum256(raw)
	const short = 6 // bytes of the sum in the address
	base, ext := strings.TrimSuffix(name, path.Ext(name)), path.Ext(name)
	address := s.prefix + base + "-" + hex.EncodeToString(sum[:short]) + ext
	var packed bytes.Buffer
	z, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := z.Write(raw); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	s.paths[name], s.files[address] = address, file{plain: raw, packed: packed.Bytes(), kind: kind}
	return nil
}

// kinds are the media types of what is served; nothing else is.
var kinds = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml", ".webmanifest": "application/manifest+json",
}

// Path is the address of a file, "" for one that does not exist.
func (s *Set) Path(name string) string { return s.paths[name] }

// Raw is the content of a file, nil for one that does not exist.
func (s *Set) Raw(name string) []byte { return s.files[s.paths[name]].plain }

// ServeHTTP answers with a file, packed where the browser takes that.
func (s *Set) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f, ok := s.files[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Vary", "Accept-Encoding")
	body := f.plain
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		body = f.packed
	}
	_, _ = w.Write(body) // a reader who has gone needs no answer
}
