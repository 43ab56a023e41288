package law

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"slices"
	"time"
)

// LoadFiles is Load over files that are kept as rows instead of in a folder. Of two with the same place the later
// one counts. It fails as Load does.
func LoadFiles(files []RawFile) (*Set, error) {
	t := tree{}
	for _, f := range files {
		if !fs.ValidPath(f.Path) {
			return nil, &LoadError{Code: "no_path", File: clip(f.Path), What: "the place of " + f.Code + " is no path of the tree", Remedy: "keep it under " + packDir + "/ or " + calendarDir + "/"}
		}
		t[f.Path] = f.Bytes
	}
	return Load(t)
}

// ReadPackFile reads one pack file on its own, with the keys of the set's national pack, and names it: what its
// head says of code and version. It fails with the first *LoadError; whether it fits the packs above it only With
// can say.
func (s *Set) ReadPackFile(place string, data []byte) (RawFile, error) {
	var declared map[string]*declaration
	if place != packPath(rootCode) {
		declared = s.layers[rootCode].declares
	}
	l, err := parsePack(place, data, declared)
	if err != nil {
		return RawFile{}, err
	}
	return l.RawFile, nil
}

// ReadCalendarFile reads one calendar file on its own and names it. It fails with the first *LoadError.
func ReadCalendarFile(place string, data []byte) (RawFile, error) {
	if err := checkText(place, data); err != nil {
		return RawFile{}, err
	}
	f, err := parseCalendarFile(place, data)
	if err != nil {
		return RawFile{}, err
	}
	return f.RawFile, nil
}

// With is the set with some files laid over its own, loaded and checked as a whole. It fails as Load does.
func (s *Set) With(files ...RawFile) (*Set, error) {
	return LoadFiles(append(s.Raw(), files...))
}

// PlaceOf is the path at which Load expects a pack or a calendar of a code.
func PlaceOf(kind, code string) string {
	if kind == KindCalendar {
		return calendarDir + "/" + code + ".csv"
	}
	return packPath(code)
}

func packPath(code string) string { return packDir + "/" + code + ".yaml" }

// tree is a folder of data files in memory. It has no folders of its own: Load only opens files and globs.
type tree map[string][]byte

// Open implements fs.FS.
func (t tree) Open(name string) (fs.File, error) {
	data, ok := t[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &treeFile{Reader: bytes.NewReader(data), name: path.Base(name), size: int64(len(data))}, nil
}

// Glob implements fs.GlobFS.
func (t tree) Glob(pattern string) ([]string, error) {
	var names []string
	for name := range t {
		ok, err := path.Match(pattern, name)
		if err != nil {
			return nil, err
		}
		if ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names, nil
}

// treeFile is one file of a tree, open for reading.
type treeFile struct {
	io.Reader
	name string
	size int64
}

// Stat implements fs.File.
func (f *treeFile) Stat() (fs.FileInfo, error) { return f, nil }

// Close implements fs.File.
func (f *treeFile) Close() error { return nil }

// Name implements fs.FileInfo.
func (f *treeFile) Name() string { return f.name }

// Size implements fs.FileInfo.
func (f *treeFile) Size() int64 { return f.size }

// Mode implements fs.FileInfo.
func (f *treeFile) Mode() fs.FileMode { return readOnly }

// ModTime implements fs.FileInfo: rows have no such time.
func (f *treeFile) ModTime() time.Time { return time.Time{} }

// IsDir implements fs.FileInfo.
func (f *treeFile) IsDir() bool { return false }

// Sys implements fs.FileInfo.
func (f *treeFile) Sys() any { return nil }

const readOnly fs.FileMode = 0o444
