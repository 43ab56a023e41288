package casework

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

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

// SealPaper puts the electronic signatures on a paper that was set (电子签章).
type SealPaper struct {
	CaseID  string `json:"case_id"`
	PaperID string `json:"paper_id"`
}

// Kind names the job in the queue.
func (SealPaper) Kind() string { return "seal_paper" }

// JobOptions allow one order at a time; a key that is missing today may be there tomorrow.
func (SealPaper) JobOptions() JobOptions { return JobOptions{Once: true} }

// orderSeal orders the signing of a paper in the transaction that sets it. The
// act that ordered the paper has long been done: nothing waits for the seal.
func (s *Service) orderSeal(ctx context.Context, tx Tx, opened *OpenedCase, p workflow.Paper) error {
	if s.Sealer == nil || paperOfChild(opened.Child, p.Subject) != nil {
		return nil
	}
	policy, err := s.sealPolicy(opened, p)
	if err != nil || policy == SealWet {
		return err
	}
	return tx.Enqueue(ctx, SealPaper{CaseID: opened.Case.ID, PaperID: p.ID}, nil)
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
// with a key is kept with the paper, and the job comes again.
func (s *Service) SealPaper(ctx context.Context, job SealPaper) error {
	if s.Sealer == nil {
		return fmt.Errorf("casework: seal_paper: this process has no keys")
	}
	var of *Rendered
	var by []SealAs
	err := s.Store.WithinCase(ctx, job.CaseID, func(tx Tx) error {
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
		if of, err = tx.RenderedPaper(ctx, job.CaseID, job.PaperID); err == nil && of != nil && of.Failure != "" {
			of = nil
		}
		by = s.sealers(opened.Case, *p)
		return err
	})
	if err != nil || of == nil {
		return err
	}
	return s.seal(ctx, of, by)
}

// sealers lists who signs the paper, in order.
func (s *Service) sealers(c *workflow.Case, p workflow.Paper) []SealAs {
	authority := SealAs{Role: SealAuthority, SubjectID: c.AuthorityID, Name: c.Authority.Name, Reason: p.Title}
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
		return append(out, SealAs{Role: SealBody, SubjectID: c.Commission.BodyID, Name: c.Commission.BodyName, Reason: p.Title})
	}
	return append(out, authority)
}

// seal signs outside of any transaction and files the result.
func (s *Service) seal(ctx context.Context, of *Rendered, by []SealAs) error {
	content, err := s.Files.Get(ctx, of.FileID)
	if err != nil {
		return err
	}
	if hashHex(content) != of.SHA256 {
		return fmt.Errorf("casework: paper %s: stored bytes are not those of the record", of.PaperID)
	}
	done := &Sealed{AuthorityID: of.AuthorityID, CaseID: of.CaseID, PaperID: of.PaperID, Of: of.SHA256, At: s.Now().UTC()}
	signed, marks, err := s.Sealer.Seal(ctx, content, by, s.Now())
	if err != nil {
		return s.keepSealFailure(ctx, done, err)
	}
	done.SHA256, done.Size, done.FileID, done.Signatures = hashHex(signed), int64(len(signed)), s.NewID(), marks
	if err := s.Files.Put(ctx, done.FileID, signed); err != nil {
		return err
	}
	return s.Store.WithinCase(ctx, of.CaseID, func(tx Tx) error {
		opened, err := tx.OpenCase(ctx, OpenCase{CaseID: of.CaseID})
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

// keepSealFailure notes why a paper could not be signed. The cause goes back to
// the queue, which tries again.
func (s *Service) keepSealFailure(ctx context.Context, of *Sealed, cause error) error {
	var told *workflow.Error
	if !errors.As(cause, &told) {
		return cause
	}
	of.Failure = told.Message
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
	input, err := json.Marshal(map[string]any{"paper_id": of.PaperID, "sha256": of.SHA256, "size": of.Size, "of": of.Of, "signatures": of.Signatures})
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

// signedFile is what readers of a paper get: the file with signatures once there
// is one.
func signedFile(ctx context.Context, tx Tx, r *Rendered) (*Rendered, error) {
	if r == nil || r.Failure != "" || r.CaseID == "" {
		return r, nil
	}
	done, err := tx.SealedPaper(ctx, r.CaseID, r.PaperID)
	if err != nil || done == nil || done.Failure != "" {
		return r, err
	}
	signed := *r
	signed.SHA256, signed.Size, signed.FileID = done.SHA256, done.Size, done.FileID
	return &signed, nil
}

// sealOf finds the seal of a paper among those of its case.
func sealOf(all []*Sealed, paperID string) *Sealed {
	i := slices.IndexFunc(all, func(s *Sealed) bool { return s.PaperID == paperID })
	if i < 0 {
		return nil
	}
	return all[i]
}
