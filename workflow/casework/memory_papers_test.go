package casework_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

func (t *memoryTx) SheetDraft(_ context.Context, caseID, phase string) (*casework.SheetDraft, error) {
	d, ok := t.Sheets[caseID+phase+t.actor.ID]
	if !ok {
		return nil, notThere("sheet")
	}
	return &d, nil
}

func (t *memoryTx) SaveSheetDraft(_ context.Context, d *casework.SheetDraft, _ int64) error {
	t.Sheets[d.CaseID+d.Phase+d.EvaluatorID] = *d
	return nil
}

func (t *memoryTx) RenderedPaper(_ context.Context, _, paperID string) (*casework.Rendered, error) {
	r, ok := t.Rendered[paperID]
	if !ok {
		return nil, nil //nolint:nilnil // the port: nil when it was never set
	}
	return &r, nil
}

func (t *memoryTx) RenderedPapers(_ context.Context, caseID string) ([]*casework.Rendered, error) {
	return t.rendered(func(r casework.Rendered) bool { return r.CaseID == caseID })
}

func (t *memoryTx) RenderedChildPapers(_ context.Context, childID string) ([]*casework.Rendered, error) {
	return t.rendered(func(r casework.Rendered) bool { return r.ChildID == childID })
}

func (t *memoryTx) rendered(of func(r casework.Rendered) bool) ([]*casework.Rendered, error) {
	var out []*casework.Rendered
	for _, r := range t.Rendered {
		if of(r) {
			out = append(out, &r)
		}
	}
	return out, nil
}

func (t *memoryTx) SaveRenderedChild(_ context.Context, r *casework.Rendered, ch *casework.ChildChange) (bool, error) {
	if old, ok := t.Rendered[r.PaperID]; ok && old.Failure == "" {
		return false, nil
	}
	t.Rendered[r.PaperID] = *r
	if ch != nil {
		id := ch.Child.AuthorityID
		t.Heads[id] = ch.Head
		t.Chains[id] = append(t.Chains[id], ch.Record)
	}
	return true, nil
}

func (t *memoryTx) SaveRendered(_ context.Context, r *casework.Rendered, ch *casework.Change) (bool, error) {
	if old, ok := t.Rendered[r.PaperID]; ok && old.Failure == "" {
		return false, nil
	}
	t.Rendered[r.PaperID] = *r
	if ch != nil {
		t.Heads[ch.Case.ID] = ch.Head
		t.Chains[ch.Case.ID] = append(t.Chains[ch.Case.ID], ch.Record)
	}
	return true, nil
}

func (t *memoryTx) SaveUpload(_ context.Context, u *casework.Upload) error {
	t.Uploads[u.ID] = *u
	return nil
}

func (t *memoryTx) Uploaded(_ context.Context, id string) (*casework.Upload, error) {
	u, ok := t.Uploads[id]
	if !ok {
		return nil, notThere("upload")
	}
	return &u, nil
}

// memoryFiles keeps files in memory.
type memoryFiles struct {
	mu    sync.Mutex
	files map[string][]byte
}

func (f *memoryFiles) Put(_ context.Context, id string, content []byte) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.files[id] = content
	return nil
}

func (f *memoryFiles) Get(_ context.Context, id string) ([]byte, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	content, ok := f.files[id]
	if !ok {
		return nil, notThere("file")
	}
	return content, nil
}

// plainRenderer writes what a paper is a picture of as text.
type plainRenderer struct{ fail error }

func (plainRenderer) Version() string { return "test/1" }

func (plainRenderer) WithData(document, header []byte, _ time.Time) ([]byte, error) {
	return slices.Concat([]byte("%PDF-1.7\n"), document, header), nil
}

func (plainRenderer) Glossed(document []byte, _ time.Time) ([]byte, error) {
	return slices.Concat([]byte("%PDF-1.7\n"), document), nil
}

func (plainRenderer) WithWords(document []byte, _ workflow.PaperWords, _ time.Time) ([]byte, error) {
	return slices.Concat([]byte("%PDF-1.7\n"), document), nil
}

// Document says less than a real one: the number is enough to tell papers apart.
func (plainRenderer) Document(j casework.PaperJob) ([]byte, error) {
	return json.Marshal(map[string]any{"kind": j.Paper.Code, "number": j.Paper.Number, "title": j.Paper.Title})
}

func (r plainRenderer) Render(j casework.PaperJob) ([]byte, error) {
	if r.fail != nil {
		return nil, r.fail
	}
	return fmt.Appendf(nil, "%s %s %d %s", j.Paper.Code, j.Paper.Number, j.EntrySeq, j.Draft), nil
}
