package casework

import (
	"context"
	"encoding/json"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// ChildPapers lists the papers of a child's own record (公告), in the order of issue.
func (s *Service) ChildPapers(ctx context.Context, actor workflow.Actor, childID string) ([]PaperLine, error) {
	var out []PaperLine
	err := s.readingChild(ctx, actor, childID, "child", func(tx Tx, child *workflow.Child) error {
		set, err := tx.RenderedChildPapers(ctx, childID)
		if err != nil {
			return err
		}
		out = paperLines(child.Papers, set, nil)
		sealed, err := tx.SealedChildPapers(ctx, childID)
		withSeals(out, sealed)
		return err
	})
	return out, err
}

// ChildPaper returns a paper of a child's own record as PDF, such as the notice
// before any case exists. The first reading, here or of a copy in a case, sets it
// from the authority's entry that ordered it; every later one, here and in each
// case, gets the stored bytes. It fails with not_found, or with paper_not_set,
// which is kept and may be tried again.
func (s *Service) ChildPaper(ctx context.Context, actor workflow.Actor, childID, paperID string) (*PaperFile, error) {
	var authority string
	err := s.readingChild(ctx, actor, childID, "paper:"+paperID, func(_ Tx, child *workflow.Child) error {
		if paperOfChild(child, paperID) == nil {
			return workflow.Refuse(workflow.KindNotFound, "unknown_paper", "被收养人没有这一文书")
		}
		authority = child.AuthorityID
		return nil
	})
	if err != nil {
		return nil, err
	}
	p, stored, err := s.childRendered(ctx, authority, childID, paperID)
	if err != nil {
		return nil, err
	}
	err = s.Store.Within(ctx, system(authority), func(tx Tx) error {
		done, err := childSeal(ctx, tx, childID, paperID)
		stored = signedAs(stored, done)
		return err
	})
	if err != nil {
		return nil, err
	}
	return s.storedPaper(ctx, *p, stored)
}

// paperOfChild is a paper of the child's own record, nil when there is none.
func paperOfChild(child *workflow.Child, paperID string) *workflow.Paper {
	if child == nil || paperID == "" {
		return nil
	}
	for i := range child.Papers {
		if child.Papers[i].ID == paperID {
			return &child.Papers[i]
		}
	}
	return nil
}

// childRendered is the one setting of a child's paper, made now if there is none
// yet, in the sight of the child's authority.
func (s *Service) childRendered(ctx context.Context, authorityID, childID, paperID string) (*workflow.Paper, *Rendered, error) {
	var p *workflow.Paper
	var job *PaperJob
	var stored *Rendered
	err := s.Store.Within(ctx, system(authorityID), func(tx Tx) error {
		child, err := tx.Child(ctx, childID)
		if err != nil {
			return err
		}
		if p = paperOfChild(child, paperID); p == nil {
			return workflow.Refuse(workflow.KindNotFound, "unknown_paper", "被收养人没有这一文书")
		}
		if stored, err = childSetting(ctx, tx, childID, paperID); err != nil || stored != nil {
			return err
		}
		job, err = s.childJob(ctx, tx, child, *p)
		return err
	})
	if err != nil || stored != nil {
		return p, stored, err
	}
	stored, err = s.setChildPaper(ctx, job)
	return p, stored, err
}

// childSetting is how a child's paper was set; nil when it was not, or could not be.
func childSetting(ctx context.Context, tx Tx, childID, paperID string) (*Rendered, error) {
	found, err := tx.RenderedChildPapers(ctx, childID)
	if err != nil {
		return nil, err
	}
	return settingOf(found, paperID), nil
}

// settingOf finds a successful setting.
func settingOf(found []*Rendered, paperID string) *Rendered {
	for _, r := range found {
		if r.PaperID == paperID && r.Failure == "" {
			return r
		}
	}
	return nil
}

// childJob is all that a child's paper is a picture of: the child as it stood at
// the entry of the authority's chain that ordered it.
func (s *Service) childJob(ctx context.Context, tx Tx, child *workflow.Child, p workflow.Paper) (*PaperJob, error) {
	entry, err := tx.AuthorityEntry(ctx, child.AuthorityID, p.EntrySeq)
	if err != nil {
		return nil, err
	}
	then, err := aggregateOf(entry.Record)
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
	job := pictureOf(entry.Record, p)
	job.Child, job.Authority, job.Sandbox = then.Child, authority.Ref, house.Sandbox
	job.CheckAddress = s.Checks.Address(p.ID, job.EntryHash)
	job.Pack, job.Calendar, err = currentLaw(s.Laws, authority.Pack, authority.Ref.Division, house.Sandbox)
	return job, err
}

// setChildPaper sets the paper outside of any transaction, stores the bytes, and
// writes its hash into the authority's chain. When another reader was first, his setting stands.
func (s *Service) setChildPaper(ctx context.Context, job *PaperJob) (*Rendered, error) {
	of := Rendered{ChildID: job.Child.ID, AuthorityID: job.Child.AuthorityID}
	r, err := s.render(ctx, job, of)
	if err != nil {
		return nil, err
	}
	stands := r
	err = s.Store.Within(ctx, system(r.AuthorityID), func(tx Tx) error {
		opened, err := tx.OpenChild(ctx, OpenChild{ChildID: r.ChildID, AuthorityID: r.AuthorityID, Alone: true})
		if err != nil {
			return err
		}
		first, err := childSetting(ctx, tx, r.ChildID, r.PaperID)
		if err != nil {
			return err
		}
		if first != nil {
			stands = first
			return nil
		}
		change, err := s.childRenderedEntry(opened, job.Paper, r)
		if err != nil {
			return err
		}
		if _, err = tx.SaveRenderedChild(ctx, r, change); err != nil {
			return err
		}
		_, policy, err := s.sealPolicyOfChild(ctx, tx, opened.Child, job.Paper)
		if err != nil {
			return err
		}
		return s.orderSeal(ctx, tx, policy, SealPaper{AuthorityID: r.AuthorityID, ChildID: r.ChildID, PaperID: r.PaperID})
	})
	return stands, err
}

// childRenderedEntry is the system entry that names the hash of a child's paper; it leaves the child alone.
func (s *Service) childRenderedEntry(opened *OpenedChild, p workflow.Paper, r *Rendered) (*ChildChange, error) {
	at := opened.Authority.NotBefore(s.Now().Add(opened.House.Offset))
	r.At = at
	input, err := json.Marshal(renderedInput(p, r))
	if err != nil {
		return nil, err
	}
	child := opened.Child
	record, head, err := s.record(opened.Authority, nil, child, ledger.Entry{
		Kind: ledger.KindSystem, Act: string(workflow.ActPaperRendered), Actor: systemInRecord(), At: at, On: law.DateOf(at).String(),
	}, input)
	if err != nil {
		return nil, err
	}
	return &ChildChange{Child: child, Was: child.Version, Record: record, Head: head}, nil
}
