package sample

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"os"
	"path/filepath"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// Summary is what a demo run leaves beside its papers.
type Summary struct {
	Cases []CaseSummary `json:"cases"`
}

// CaseSummary is one family at the end of the run.
type CaseSummary struct {
	Name     string               `json:"name"`
	Number   string               `json:"number"`
	State    workflow.State       `json:"state"`
	Expected workflow.State       `json:"expected"`
	Papers   []PaperFile          `json:"papers"`
	Clocks   []casework.ClockView `json:"clocks"`
}

// PaperFile is one paper as it was written to disk.
type PaperFile struct {
	File   string `json:"file"`
	Code   string `json:"code"`
	Title  string `json:"title"`
	Number string `json:"number,omitempty"`
	SHA256 string `json:"sha256"`
}

// Write downloads every paper of the family into dir/<name>/<NN>-<code>.pdf and
// returns its summary. It fails when a paper cannot be set.
func (f *Family) Write(ctx context.Context, dir string) (*CaseSummary, error) {
	c, err := f.Reload(ctx, f.Office.Supervisor)
	if err != nil {
		return nil, err
	}
	out := &CaseSummary{Name: f.Name, Number: c.Number, State: c.State, Expected: f.Expected, Papers: []PaperFile{}}
	var clocks struct {
		Clocks []casework.ClockView `json:"clocks"`
	}
	if _, err := f.Office.Supervisor.Call(ctx, http.MethodGet, "/cases/"+f.ID+"/clocks", nil, &clocks); err != nil {
		return nil, err
	}
	out.Clocks = clocks.Clocks
	folder := filepath.Join(dir, f.Name)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	notice, err := f.childPapers(ctx)
	if err != nil {
		return nil, err
	}
	for i, p := range f.Papers {
		file, err := f.writePaper(ctx, folder, i+1, p)
		if err != nil {
			return nil, fmt.Errorf("%s: paper %s: %w", f.Name, p.Code, err)
		}
		file.File = f.Name + "/" + file.File
		paper := c.Paper(p.ID)
		if p.Child {
			paper = notice[p.ID]
		}
		if paper == nil {
			return nil, fmt.Errorf("%s: paper %s %s stands on no record", f.Name, p.Code, p.ID)
		}
		file.Title, file.Number = paper.Title, paper.Number
		out.Papers = append(out.Papers, *file)
	}
	return out, nil
}

// childPapers are the papers of the child's own record by id: its notice does
// not stand on the case.
func (f *Family) childPapers(ctx context.Context) (map[string]*workflow.Paper, error) {
	var out struct {
		Papers []workflow.Paper `json:"papers"`
	}
	if _, err := f.Office.Supervisor.Call(ctx, http.MethodGet, "/children/"+f.ChildID+"/papers", nil, &out); err != nil {
		return nil, err
	}
	byID := map[string]*workflow.Paper{}
	for i := range out.Papers {
		byID[out.Papers[i].ID] = &out.Papers[i]
	}
	return byID, nil
}

func (f *Family) writePaper(ctx context.Context, folder string, n int, p PaperRef) (*PaperFile, error) {
	path := "/cases/" + f.ID + "/papers/" + p.ID
	if p.Child {
		path = "/children/" + f.ChildID + "/papers/" + p.ID
	}
	var content []byte
	if _, err := f.Office.Supervisor.Call(ctx, http.MethodGet, path, nil, &content); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	name := fmt.Sprintf("%02d-%s.pdf", n, p.Code)
	sum := sha256.Sum256(content)
	return &PaperFile{File: name, Code: p.Code, SHA256: hex.EncodeToString(sum[:])}, os.WriteFile(filepath.Join(folder, name), content, 0o600)
}
