package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// sealOfChild signs a paper of a child's own record by the key of the child's authority,
// once; the entry stands in that authority's chain. It returns nil when there is nothing
// to sign: the paper was not set, or is signed by hand.
func (s *Service) sealOfChild(ctx context.Context, job SealPaper) (*Sealed, error) {
	done, w, err := s.unsealedOfChild(ctx, job)
	if err != nil || w == nil {
		return done, err
	}
	done = sealedFrom(w.of)
	if err := s.sign(ctx, w, done); err != nil {
		return nil, err
	}
	err = s.Store.Within(ctx, system(job.AuthorityID), func(tx Tx) error {
		opened, err := tx.OpenChild(ctx, OpenChild{ChildID: job.ChildID, AuthorityID: done.AuthorityID, Alone: true})
		if err != nil {
			return err
		}
		change, err := s.childSealedEntry(opened, done)
		if err != nil {
			return err
		}
		created, err := tx.SaveSealedChild(ctx, done, change)
		if err != nil || created {
			return err
		}
		done, err = childSeal(ctx, tx, job.ChildID, job.PaperID) // another worker was first
		return err
	})
	return done, err
}

// unsealedOfChild finds what is to be signed, or what was signed before.
func (s *Service) unsealedOfChild(ctx context.Context, job SealPaper) (done *Sealed, w *unsealed, err error) {
	err = s.Store.Within(ctx, system(job.AuthorityID), func(tx Tx) error {
		child, err := tx.Child(ctx, job.ChildID)
		if err != nil {
			return err
		}
		p := paperOfChild(child, job.PaperID)
		if p == nil {
			return nil
		}
		if done, err = childSeal(ctx, tx, job.ChildID, job.PaperID); err != nil || done != nil {
			return err
		}
		of, err := childSetting(ctx, tx, job.ChildID, job.PaperID)
		if err != nil || of == nil {
			return err
		}
		house, err := tx.House(ctx)
		if err != nil {
			return err
		}
		authority, policy, err := s.sealPolicyOfChild(ctx, tx, child, *p)
		if err != nil || policy == SealWet {
			return err
		}
		w = &unsealed{of: of, at: s.Now().Add(house.Offset), by: []SealAs{
			{Role: SealAuthority, SubjectID: authority.ID, Name: authority.Ref.Name, Reason: p.Title, Show: true},
		}}
		return nil
	})
	return done, w, err
}

// sealPolicyOfChild is how a child's paper is signed after the pack of the child's authority.
func (s *Service) sealPolicyOfChild(ctx context.Context, tx Tx, child *workflow.Child, p workflow.Paper) (Authority, string, error) {
	house, err := tx.House(ctx)
	if err != nil {
		return Authority{}, "", err
	}
	authority, err := tx.Authority(ctx, child.AuthorityID)
	if err != nil {
		return authority, "", err
	}
	pack, _, err := s.Laws.Current(authority.Pack, house.Sandbox)
	if err != nil {
		return authority, "", err
	}
	return authority, sealPolicy(pack, p), nil
}

// childSeal is how a child's paper was signed; nil when it was not.
func childSeal(ctx context.Context, tx Tx, childID, paperID string) (*Sealed, error) {
	all, err := tx.SealedChildPapers(ctx, childID)
	if err != nil {
		return nil, err
	}
	if done := sealOf(all, paperID); done != nil && done.Failure == "" {
		return done, nil
	}
	return nil, nil //nolint:nilnil // nobody signed it yet
}

// childSealedEntry is sealedEntry in the chain of a child's authority; it leaves the child alone.
func (s *Service) childSealedEntry(opened *OpenedChild, of *Sealed) (*ChildChange, error) {
	at := opened.Authority.NotBefore(s.Now().Add(opened.House.Offset))
	of.At = at
	input, err := sealedInput(of)
	if err != nil {
		return nil, err
	}
	child := opened.Child
	record, head, err := s.record(opened.Authority, nil, child, ledger.Entry{
		Kind: ledger.KindSystem, Act: string(workflow.ActPaperSealed), Actor: systemInRecord(), At: at, On: law.DateOf(at).String(),
	}, input)
	if err != nil {
		return nil, err
	}
	return &ChildChange{Child: child, Was: child.Version, Record: record, Head: head}, nil
}
