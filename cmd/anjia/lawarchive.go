package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// lawArchive gives the law in use now, and for an old case the very versions that
// it names, put together again from the files that the database keeps for ever.
type lawArchive struct {
	now   *casework.LawBook
	files []law.RawFile // every version of every pack and calendar, by kind, code and age

	mu      sync.Mutex
	earlier map[string]*casework.LawBook // by the versions named; nil where they can't be put together
}

var _ casework.Laws = (*lawArchive)(nil)

func newLawArchive(current *law.Set, files []law.RawFile) (*lawArchive, error) {
	book, err := casework.NewLawBook(current)
	if err != nil {
		return nil, err
	}
	return &lawArchive{now: book, files: files, earlier: map[string]*casework.LawBook{}}, nil
}

// Current is of casework.Laws.
func (a *lawArchive) Current(code string, sandbox bool) (*law.Pack, *law.Calendar, error) {
	return a.now.Current(code, sandbox)
}

// Judged is of casework.Laws. A book that is put together is believed only when
// its hashes are those that the case names.
func (a *lawArchive) Judged(pack, calendar workflow.Ref, sandbox bool) (*law.Pack, *law.Calendar, error) {
	p, c, err := a.now.Judged(pack, calendar, sandbox)
	if err == nil {
		return p, c, nil
	}
	if book := a.book(pack.Version, calendar.Version); book != nil {
		if p, c, old := book.Judged(pack, calendar, sandbox); old == nil {
			return p, c, nil
		}
	}
	return nil, nil, err
}

// book puts the named versions together, once; nil when that is not possible.
func (a *lawArchive) book(pack, calendar string) *casework.LawBook {
	key := pack + " " + calendar
	a.mu.Lock()
	defer a.mu.Unlock()
	if book, tried := a.earlier[key]; tried {
		return book
	}
	book, err := bookOf(a.choose(pack, calendar))
	if err != nil {
		book = nil // the refusal of the case says which version is missing
	}
	a.earlier[key] = book
	return book
}

// choose takes the named version of each file, and the newest of those that are not named.
func (a *lawArchive) choose(versions ...string) []law.RawFile {
	named := map[string]bool{}
	for _, chain := range versions {
		for v := range strings.SplitSeq(chain, "+") {
			named[v] = true
		}
	}
	chosen := map[string]law.RawFile{}
	for _, f := range a.files {
		place := f.Kind + " " + f.Code
		if before, ok := chosen[place]; !ok || !named[before.Version] {
			chosen[place] = f
		}
	}
	out := make([]law.RawFile, 0, len(chosen))
	for _, f := range chosen {
		out = append(out, f)
	}
	return out
}

// bookOf loads files as if they were shipped. The loader reads a folder: they are laid into one for the moment.
func bookOf(files []law.RawFile) (_ *casework.LawBook, err error) {
	dir, err := os.MkdirTemp("", "anjia-law-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	for _, f := range files {
		if !filepath.IsLocal(f.Path) {
			return nil, fmt.Errorf("the stored file %s of %s has no place among the law", f.Path, f.Code)
		}
		path := filepath.Join(dir, f.Path)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return nil, err
		}
		if err := os.WriteFile(path, f.Bytes, 0o600); err != nil {
			return nil, err
		}
	}
	set, err := law.Load(os.DirFS(dir))
	if err != nil {
		return nil, err
	}
	return casework.NewLawBook(set)
}
