package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// ChildPaper returns a paper of a child's own record as PDF, such as the notice
// before any case exists: a picture of the authority's entry. The same entry
// gives the same bytes; in each case of the child the paper is filed and kept as
// a paper of that case. It fails with not_found, or paper_not_set.
func (s *Service) ChildPaper(ctx context.Context, actor workflow.Actor, childID, paperID string) (*PaperFile, error) {
	if err := maySeeChildren(actor); err != nil {
		return nil, err
	}
	var job *PaperJob
	err := s.Store.Within(ctx, actor, func(tx Tx) (err error) {
		job, err = s.childJob(ctx, tx, childID, paperID)
		return err
	})
	if err != nil {
		return nil, err
	}
	content, err := s.Renderer.Render(*job)
	if err != nil {
		return nil, err
	}
	return &PaperFile{Paper: job.Paper, Content: content, SHA256: hashHex(content), Renderer: s.Renderer.Version()}, nil
}

func (s *Service) childJob(ctx context.Context, tx Tx, childID, paperID string) (*PaperJob, error) {
	child, err := tx.Child(ctx, childID)
	if err != nil {
		return nil, err
	}
	var p *workflow.Paper
	for i := range child.Papers {
		if child.Papers[i].ID == paperID {
			p = &child.Papers[i]
		}
	}
	if p == nil {
		return nil, workflow.Refuse(workflow.KindNotFound, "unknown_paper", "被收养人没有这一文书")
	}
	record, err := tx.AuthorityEntry(ctx, child.AuthorityID, p.EntrySeq)
	if err != nil {
		return nil, err
	}
	then, err := aggregateOf(record)
	if err != nil {
		return nil, err
	}
	house, err := tx.House(ctx)
	if err != nil {
		return nil, err
	}
	authority, err := tx.Authority(ctx, child.AuthorityID)
	if err != nil {
		return nil, err
	}
	job := pictureOf(record, *p)
	job.Child, job.Authority, job.Sandbox = then.Child, authority.Ref, house.Sandbox
	job.Pack, job.Calendar, err = s.Laws.Current(authority.Pack, house.Sandbox)
	return job, err
}
