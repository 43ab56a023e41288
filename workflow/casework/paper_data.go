package casework

import (
	"context"
	"fmt"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// PaperWithData returns a paper of a case with its Document and the header of its entry
// attached, for programs that read papers (PDF/A-3). It is a derivative: set anew
// from the kept Document, without signatures, and says so. Who may read the paper
// may read it, and it is recorded as a reading of the paper. It fails as Paper does,
// and with paper_without_data for one that was set before Documents were kept.
func (s *Service) PaperWithData(ctx context.Context, actor workflow.Actor, caseID, paperID string) (*PaperFile, error) {
	p, err := s.Paper(ctx, actor, caseID, paperID)
	if err != nil {
		return nil, err
	}
	var set *Rendered
	var of *ledger.Record
	var child *workflow.Child
	err = s.Store.WithinCase(ctx, caseID, func(tx Tx) error {
		opened, err := tx.Case(ctx, caseID)
		if err != nil {
			return err
		}
		if paperOfChild(opened.Child, p.Paper.Subject) != nil { // a copy: the paper pictures an entry of the authority
			child = opened.Child
			return nil
		}
		if set, err = tx.RenderedPaper(ctx, caseID, paperID); err != nil {
			return err
		}
		record, err := tx.EntryPayload(ctx, caseID, p.Paper.EntrySeq)
		of = &record
		return err
	})
	switch {
	case err != nil:
		return nil, err
	case child != nil:
		return s.childData(ctx, p, child, p.Paper.Subject)
	}
	return s.withData(ctx, p, set, of.Entry)
}

// ChildPaperWithData is PaperWithData of a paper of a child's own record.
func (s *Service) ChildPaperWithData(ctx context.Context, actor workflow.Actor, childID, paperID string) (*PaperFile, error) {
	p, err := s.ChildPaper(ctx, actor, childID, paperID)
	if err != nil {
		return nil, err
	}
	var child *workflow.Child
	err = s.Store.Within(ctx, actor, func(tx Tx) error {
		child, err = tx.Child(ctx, childID)
		return err
	})
	if err != nil {
		return nil, err
	}
	return s.childData(ctx, p, child, paperID)
}

func (s *Service) childData(ctx context.Context, p *PaperFile, child *workflow.Child, paperID string) (*PaperFile, error) {
	original, set, err := s.childRendered(ctx, child.AuthorityID, child.ID, paperID)
	if err != nil {
		return nil, err
	}
	var of AuthorityRecord
	err = s.Store.Within(ctx, system(child.AuthorityID), func(tx Tx) error {
		of, err = tx.AuthorityEntry(ctx, child.AuthorityID, original.EntrySeq)
		return err
	})
	if err != nil {
		return nil, err
	}
	return s.withData(ctx, p, set, of.Entry)
}

// withData sets the Document that was kept once more, with what it carries.
func (s *Service) withData(ctx context.Context, p *PaperFile, set *Rendered, of ledger.Entry) (*PaperFile, error) {
	if set == nil || set.Document == nil {
		return nil, workflow.Refuse(workflow.KindConflict, "paper_without_data", "该文书制作时尚未留存结构化数据，不能生成附数据的副本：请使用文书原件")
	}
	document, err := s.Files.Get(ctx, set.Document.FileID)
	if err != nil {
		return nil, err
	}
	if sum := hashHex(document); sum != set.Document.SHA256 {
		return nil, fmt.Errorf("casework: paper %s: the stored Document has hash %s, the record says %s", p.Paper.ID, sum, set.Document.SHA256)
	}
	header, err := of.Header()
	if err != nil {
		return nil, err
	}
	content, err := s.Renderer.WithData(document, header, of.At)
	if err != nil {
		return nil, err
	}
	return &PaperFile{Paper: p.Paper, Content: content, SHA256: hashHex(content), Renderer: s.Renderer.Version()}, nil
}
