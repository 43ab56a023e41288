package casework

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// How a paper is signed (签署方式): data of the pack, papers.<code>.seal.
const (
	SealWet        = "wet"        // by hand; the scan is filed by its hash
	SealElectronic = "electronic" // by key
	SealBoth       = "both"       // by key, and by hand in the place for it
)

// SealPaper puts the electronic signatures on a paper that was set (电子签章): one of a
// case, or one of a child's own.
type SealPaper struct {
	AuthorityID string `json:"authority_id"`
	CaseID      string `json:"case_id,omitempty"`
	ChildID     string `json:"child_id,omitempty"`
	PaperID     string `json:"paper_id"`
}

// Kind names the job in the queue.
func (SealPaper) Kind() string { return "seal_paper" }

// JobOptions allow one order at a time. A job that fails for a key is not repeated by the
// queue: the order stays on the list of SealMissing.
func (SealPaper) JobOptions() JobOptions { return JobOptions{Once: true} }

// orderSeal notes in the transaction that sets a paper that it shall be signed, and has it
// done soon where this process has keys; keys that come later find the note. The act that
// ordered the paper has long been done: nothing waits for the seal.
func (s *Service) orderSeal(ctx context.Context, tx Tx, policy string, job SealPaper) error {
	if policy == SealWet {
		return nil
	}
	if err := tx.OrderSeal(ctx, job); err != nil || s.Sealer == nil {
		return err
	}
	return tx.Enqueue(ctx, job, nil)
}

// sealPolicy is how the paper is signed after the pack of the case; by hand where
// the pack is silent.
func (s *Service) sealPolicy(opened *OpenedCase, p workflow.Paper) (string, error) {
	v, err := s.view(opened, system(opened.Case.AuthorityID), s.Now().Add(opened.House.Offset))
	if err != nil {
		return "", err
	}
	return sealPolicy(v.Pack, p), nil
}

func sealPolicy(pack *law.Pack, p workflow.Paper) string {
	policy, err := pack.Text("papers."+string(p.Code)+".seal", p.On)
	if err != nil || policy != SealElectronic && policy != SealBoth {
		return SealWet
	}
	return policy
}

// SealPaper signs one paper: evaluators who have keys, the body whose report it
// is, or the authority. It is idempotent: a paper is signed once. What is wrong
// with a key is kept with the paper, which SealMissing tries again.
func (s *Service) SealPaper(ctx context.Context, job SealPaper) error {
	if s.Sealer == nil {
		return fmt.Errorf("casework: seal_paper: this process has no keys")
	}
	var err error
	if job.ChildID != "" {
		_, err = s.sealOfChild(ctx, job)
	} else {
		err = s.sealOfCase(ctx, job)
	}
	if err != nil {
		return err
	}
	return s.Store.SealSettled(ctx, job)
}

// unsealed is a paper that has yet to be signed.
type unsealed struct {
	of       *Rendered
	by       []SealAs
	at       time.Time
	original *SealPaper // of the child's paper that this is the copy of
}

// sealOfCase signs a paper of a case. The copy of a child's paper gets the signed file of
// the child's paper: it is the same paper.
func (s *Service) sealOfCase(ctx context.Context, job SealPaper) error {
	w, err := s.unsealedOfCase(ctx, job)
	if err != nil || w == nil {
		return err
	}
	done := sealedFrom(w.of)
	if w.original != nil {
		first, err := s.sealOfChild(ctx, *w.original)
		switch {
		case err != nil:
			return s.keepSealFailure(ctx, done, err)
		case first == nil || first.Of != done.Of:
			return err
		}
		done.SHA256, done.Size, done.FileID, done.Signatures = first.SHA256, first.Size, first.FileID, first.Signatures
	} else if err := s.sign(ctx, w, done); err != nil {
		return err
	}
	return s.Store.WithinCase(ctx, job.CaseID, func(tx Tx) error {
		opened, err := tx.OpenCase(ctx, OpenCase{CaseID: job.CaseID})
		if err != nil {
			return err
		}
		change, err := s.sealedEntry(opened, done)
		if err != nil {
			return err
		}
		_, err = tx.SaveSealed(ctx, done, change)
		return err
	})
}

// unsealedOfCase is nil when there is nothing to sign.
func (s *Service) unsealedOfCase(ctx context.Context, job SealPaper) (w *unsealed, err error) {
	err = s.Store.WithinCase(ctx, job.CaseID, func(tx Tx) error {
		opened, err := tx.Case(ctx, job.CaseID)
		if err != nil {
			return err
		}
		p := opened.Case.Paper(job.PaperID)
		done, err := tx.SealedPaper(ctx, job.CaseID, job.PaperID)
		if err != nil || p == nil || done != nil && done.Failure == "" {
			return err
		}
		policy, err := s.sealPolicy(opened, *p)
		if err != nil || policy == SealWet {
			return err
		}
		of, err := tx.RenderedPaper(ctx, job.CaseID, job.PaperID)
		if err != nil || of == nil || of.Failure != "" {
			return err
		}
		w = &unsealed{of: of, by: s.sealers(opened.Case, *p), at: s.Now().Add(opened.House.Offset)}
		if paperOfChild(opened.Child, p.Subject) != nil {
			w.original = &SealPaper{AuthorityID: opened.Case.AuthorityID, ChildID: opened.Child.ID, PaperID: p.Subject}
		}
		return nil
	})
	return w, err
}

// sealers lists who signs the paper, in order.
func (s *Service) sealers(c *workflow.Case, p workflow.Paper) []SealAs {
	authority := SealAs{Role: SealAuthority, SubjectID: c.AuthorityID, Name: c.Authority.Name, Reason: p.Title, Show: true}
	if p.Code != "D13" && p.Code != "D16c" || c.Commission == nil {
		return []SealAs{authority}
	}
	var out []SealAs
	for _, e := range c.Commission.Members {
		if e.Active() && s.Sealer.Has(e.EvaluatorID) {
			out = append(out, SealAs{Role: SealEvaluator, SubjectID: e.EvaluatorID, Name: e.Name, Reason: p.Title})
		}
	}
	if c.Commission.Kind == workflow.BodyAgency {
		return append(out, SealAs{Role: SealBody, SubjectID: c.Commission.BodyID, Name: c.Commission.BodyName, Reason: p.Title, Show: true})
	}
	return append(out, authority)
}

func sealedFrom(of *Rendered) *Sealed {
	return &Sealed{AuthorityID: of.AuthorityID, CaseID: of.CaseID, ChildID: of.ChildID, PaperID: of.PaperID, Of: of.SHA256}
}

// sign signs outside of any transaction and stores the signed file. The time that it
// writes is that of the house, as on the paper itself.
func (s *Service) sign(ctx context.Context, w *unsealed, done *Sealed) error {
	content, err := s.Files.Get(ctx, w.of.FileID)
	if err != nil {
		return err
	}
	if hashHex(content) != w.of.SHA256 {
		return fmt.Errorf("casework: paper %s: stored bytes are not those of the record", w.of.PaperID)
	}
	signed, marks, err := s.Sealer.Seal(ctx, content, w.by, w.at)
	if err != nil {
		return s.keepSealFailure(ctx, done, err)
	}
	done.SHA256, done.Size, done.FileID, done.Signatures = hashHex(signed), int64(len(signed)), s.NewID(), marks
	return s.Files.Put(ctx, done.FileID, signed)
}

// keepSealFailure notes why a paper could not be signed, and hands the cause back.
func (s *Service) keepSealFailure(ctx context.Context, of *Sealed, cause error) error {
	var told *workflow.Error
	if !errors.As(cause, &told) {
		return cause
	}
	of.Failure, of.At = told.Message, s.Now().UTC()
	if of.ChildID != "" {
		return errors.Join(cause, s.Store.Within(ctx, system(of.AuthorityID), func(tx Tx) error {
			_, err := tx.SaveSealedChild(ctx, of, nil)
			return err
		}))
	}
	return errors.Join(cause, s.Store.WithinCase(ctx, of.CaseID, func(tx Tx) error {
		_, err := tx.SaveSealed(ctx, of, nil)
		return err
	}))
}

// sealedEntry is the system entry that names the hash of the signed file and its
// signatures; it leaves state and version of the case alone.
func (s *Service) sealedEntry(opened *OpenedCase, of *Sealed) (*Change, error) {
	at := opened.Head.NotBefore(s.Now().Add(opened.House.Offset))
	of.At = at
	input, err := sealedInput(of)
	if err != nil {
		return nil, err
	}
	c := opened.Case
	record, chain, err := s.record(opened.Head, c, opened.Child, ledger.Entry{
		Kind: ledger.KindSystem, Act: string(workflow.ActPaperSealed), From: string(c.State), To: string(c.State), Actor: systemInRecord(),
		At: at, On: law.DateOf(at).String(), CaseVersion: opened.Head.CaseVersion,
	}, input)
	if err != nil {
		return nil, err
	}
	return &Change{Case: c, WasVersion: c.Version, Record: record, Head: chain}, nil
}

// sealedInput is what the system entry of a paper's signing says of it.
func sealedInput(of *Sealed) ([]byte, error) {
	return json.Marshal(map[string]any{"paper_id": of.PaperID, "sha256": of.SHA256, "size": of.Size, "of": of.Of, "signatures": of.Signatures})
}

// signedFile is what readers of a paper get: the file with signatures once there
// is one.
func signedFile(ctx context.Context, tx Tx, r *Rendered) (*Rendered, error) {
	if r == nil || r.Failure != "" || r.CaseID == "" {
		return r, nil
	}
	done, err := tx.SealedPaper(ctx, r.CaseID, r.PaperID)
	return signedAs(r, done), err
}

// signedAs is the setting of a paper with the file that was signed, if it was.
func signedAs(r *Rendered, done *Sealed) *Rendered {
	if done == nil || done.Failure != "" {
		return r
	}
	signed := *r
	signed.SHA256, signed.Size, signed.FileID = done.SHA256, done.Size, done.FileID
	return &signed
}

// sealOf finds the seal of a paper among those of its case.
func sealOf(all []*Sealed, paperID string) *Sealed {
	i := slices.IndexFunc(all, func(s *Sealed) bool { return s.PaperID == paperID })
	if i < 0 {
		return nil
	}
	return all[i]
}
