package casework

import (
	"context"
	"fmt"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// PaperCopy returns a copy of a paper of a case: with its Document and the header of its
// entry attached, for programs that read papers (PDF/A-3); with an English gloss; or with
// the words of the office's catalogue. It is a derivative: set anew from the kept
// Document, without signatures, and says so. Who may read the paper may read it, and it
// is recorded as a reading of the paper. It fails as Paper does, with paper_without_data
// for one that was set before Documents were kept, and with no_second_language where the
// law of the place asks for no words.
func (s *Service) PaperCopy(ctx context.Context, actor workflow.Actor, caseID, paperID string, kind workflow.PaperCopy) (*PaperFile, error) {
	p, err := s.Paper(ctx, actor, caseID, paperID)
	if err != nil {
		return nil, err
	}
	var set *Rendered
	var of *ledger.Record
	var child *workflow.Child
	var authority string
	err = s.Store.WithinCase(ctx, caseID, func(tx Tx) error {
		opened, err := tx.Case(ctx, caseID)
		if err != nil {
			return err
		}
		authority = opened.Case.AuthorityID
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
		return s.childCopy(ctx, p, child, p.Paper.Subject, kind)
	}
	return s.copied(ctx, authority, p, set, of.Entry, kind)
}

// ChildPaperCopy is PaperCopy of a paper of a child's own record.
func (s *Service) ChildPaperCopy(ctx context.Context, actor workflow.Actor, childID, paperID string, kind workflow.PaperCopy) (*PaperFile, error) {
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
	return s.childCopy(ctx, p, child, paperID, kind)
}

func (s *Service) childCopy(ctx context.Context, p *PaperFile, child *workflow.Child, paperID string, kind workflow.PaperCopy) (*PaperFile, error) {
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
	return s.copied(ctx, child.AuthorityID, p, set, of.Entry, kind)
}

// copied sets the Document that was kept once more, as the kind of copy asks.
func (s *Service) copied(ctx context.Context, authorityID string, p *PaperFile, set *Rendered, of ledger.Entry, kind workflow.PaperCopy) (*PaperFile, error) {
	if set == nil || set.Document == nil {
		return nil, workflow.Refuse(workflow.KindConflict, "paper_without_data", "该文书制作时尚未留存结构化数据，不能生成副本：请使用文书原件")
	}
	document, err := s.Files.Get(ctx, set.Document.FileID)
	if err != nil {
		return nil, err
	}
	if sum := hashHex(document); sum != set.Document.SHA256 {
		return nil, fmt.Errorf("casework: paper %s: the stored Document has hash %s, the record says %s", p.Paper.ID, sum, set.Document.SHA256)
	}
	content, err := s.setAnew(ctx, authorityID, document, of, kind)
	if err != nil {
		return nil, err
	}
	return &PaperFile{Paper: p.Paper, Content: content, SHA256: hashHex(content), Renderer: s.Renderer.Version()}, nil
}

// setAnew sets one kind of copy of a Document that is a picture of an entry.
func (s *Service) setAnew(ctx context.Context, authorityID string, document []byte, of ledger.Entry, kind workflow.PaperCopy) ([]byte, error) {
	switch kind {
	case workflow.CopyGloss:
		return s.Renderer.Glossed(document, of.At)
	case workflow.CopyWords:
		words, err := s.wordsOf(ctx, authorityID)
		if err != nil {
			return nil, err
		}
		return s.Renderer.WithWords(document, words, of.At)
	case workflow.CopyWithData:
	}
	header, err := of.Header()
	if err != nil {
		return nil, err
	}
	return s.Renderer.WithData(document, header, of.At)
}

// wordsOf is the catalogue in use for an authority today: who tries words wants to see those
// that were published last, whatever the case was judged by.
func (s *Service) wordsOf(ctx context.Context, authorityID string) (w workflow.PaperWords, err error) {
	err = s.Store.Within(ctx, system(authorityID), func(tx Tx) error {
		authority, err := tx.Authority(ctx, authorityID)
		if err != nil {
			return err
		}
		house, err := tx.House(ctx)
		if err != nil {
			return err
		}
		w.On = law.DateOf(s.Now().Add(house.Offset))
		w.Pack, _, err = s.Laws.Current(authority.Pack, house.Sandbox)
		return err
	})
	return w, err
}
