package casework

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// PaperFile is a paper as it was set.
type PaperFile struct {
	Paper    workflow.Paper
	Content  []byte // PDF
	SHA256   string
	Renderer string
	FormHash string // of the draft input, for a form
}

// Paper returns a paper of a case as PDF. The first reading sets it, from the case
// as it stood at the entry that ordered it; later ones get the stored bytes. A
// paper that cannot be set fails with paper_not_set, which is kept and may be
// tried again; it never holds up an act.
func (s *Service) Paper(ctx context.Context, actor workflow.Actor, caseID, paperID string) (*PaperFile, error) {
	var authority string
	err := s.reading(ctx, actor, caseID, "paper:"+paperID, func(_ Tx, opened *OpenedCase, _ *workflow.View) error {
		if p := opened.Case.Paper(paperID); p == nil || !maySeePaper(opened.Case, *p, actor) {
			return workflow.Refuse(workflow.KindNotFound, "unknown_paper", "本案没有这一文书")
		}
		authority = opened.Case.AuthorityID
		return nil
	})
	if err != nil {
		return nil, err
	}
	return s.paperOf(ctx, authority, caseID, paperID)
}

// paperOf fetches or sets a paper in a sight of its own, which is that of the one
// case: who may read one paper need not see the entry it is a picture of. The copy of a child's
// paper gets the bytes of the child's paper, whichever is read first.
func (s *Service) paperOf(ctx context.Context, authorityID, caseID, paperID string) (*PaperFile, error) {
	var p, original *workflow.Paper
	var job *PaperJob
	var stored *Rendered
	var childID string
	err := s.Store.WithinCase(ctx, caseID, func(tx Tx) error {
		opened, err := tx.Case(ctx, caseID)
		if err != nil {
			return err
		}
		p, childID = opened.Case.Paper(paperID), opened.Case.ChildID
		stored, err = tx.RenderedPaper(ctx, caseID, paperID)
		if err != nil || stored != nil && stored.Failure == "" {
			if err == nil {
				stored, err = signedFile(ctx, tx, stored)
			}
			return err
		}
		if original = paperOfChild(opened.Child, p.Subject); original != nil {
			return nil
		}
		v, err := s.view(opened, system(authorityID), s.Now().Add(opened.House.Offset))
		if err != nil {
			return err
		}
		job, err = s.paperJob(ctx, tx, opened, v, *p)
		return err
	})
	switch {
	case err != nil:
		return nil, err
	case original != nil:
		stored, err = s.setCopy(ctx, authorityID, childID, caseID, *p)
	case job != nil:
		stored, err = s.setPaper(ctx, job)
	}
	if err != nil {
		return nil, err
	}
	return s.storedPaper(ctx, *p, stored)
}

// paperJob is all that the paper is a picture of.
func (s *Service) paperJob(ctx context.Context, tx Tx, opened *OpenedCase, v *workflow.View, p workflow.Paper) (*PaperJob, error) {
	record, err := tx.EntryPayload(ctx, opened.Case.ID, p.EntrySeq)
	if err != nil {
		return nil, err
	}
	then, err := aggregateOf(record)
	if err != nil {
		return nil, err
	}
	job := pictureOf(record, p)
	job.Case, job.Child, job.Sandbox, job.Pack, job.Calendar = then.Case, then.Child, opened.House.Sandbox, v.Pack, v.Calendar
	job.CheckAddress = s.Checks.Address(p.ID, job.EntryHash)
	if q := then.Case.Paper(p.ID); q != nil {
		job.Paper = *q // as ordered: later scans and services are no part of the picture
	}
	return job, s.addResults(job)
}

// pictureOf begins the job of a paper that is the picture of an entry.
func pictureOf(r ledger.Record, p workflow.Paper) *PaperJob {
	e := r.Entry
	return &PaperJob{
		Paper: p, EntrySeq: e.Sequence, EntryHash: r.Hash.String(), At: e.At,
		Actor: workflow.Actor{ID: e.Actor.ID, Name: e.Actor.Name, Role: workflow.Role(e.Actor.Role), Organisation: e.Actor.Organisation.Name},
	}
}

// addResults gives the job the scoring tables of the case, and the results of the
// phases whose sheets were all in.
func (s *Service) addResults(job *PaperJob) error {
	job.Tables, job.Results = map[string]*instrument.Instrument{}, map[string]*assessment.Result{}
	for phase := range job.Case.Instruments {
		table, err := tableOf(s.Tables, job.Case, phase)
		if err != nil {
			return err
		}
		job.Tables[phase] = table
		if !job.Case.SheetsComplete(phase) {
			continue
		}
		if found, err := dispute(s.Tables, job.Case, job.Pack, phase); err == nil && len(found.Open()) > 0 {
			continue // no result yet: what the evaluators differ on is still to be ruled on
		}
		if job.Results[phase], err = s.consolidate(job.Case, job.Pack, phase); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) storedPaper(ctx context.Context, p workflow.Paper, r *Rendered) (*PaperFile, error) {
	content, err := s.Files.Get(ctx, r.FileID)
	if err != nil {
		return nil, err
	}
	if sum := hashHex(content); sum != r.SHA256 {
		return nil, fmt.Errorf("casework: paper %s: stored bytes have hash %s, the record says %s", p.ID, sum, r.SHA256)
	}
	return &PaperFile{Paper: p, Content: content, SHA256: r.SHA256, Renderer: r.Renderer}, nil
}

// setPaper sets the paper outside of any transaction, stores the bytes, and
// writes its hash into the chain by an entry of the system.
func (s *Service) setPaper(ctx context.Context, job *PaperJob) (*Rendered, error) {
	r, err := s.render(ctx, job, Rendered{CaseID: job.Case.ID, AuthorityID: job.Case.AuthorityID})
	if err != nil {
		return nil, err
	}
	return s.saveRendered(ctx, job.Paper, r)
}

// setCopy files the one setting of a child's paper as that of its copy in a case:
// the same file, whose hash the case's chain names too.
func (s *Service) setCopy(ctx context.Context, authorityID, childID, caseID string, p workflow.Paper) (*Rendered, error) {
	_, original, err := s.childRendered(ctx, authorityID, childID, p.Subject)
	if err != nil {
		return nil, err
	}
	r := *original
	r.CaseID, r.ChildID, r.PaperID, r.Check = caseID, "", p.ID, nil // its address leads to the child's paper
	return s.saveRendered(ctx, p, &r)
}

// render sets a paper and stores its bytes; why it could not be set is kept.
func (s *Service) render(ctx context.Context, job *PaperJob, of Rendered) (*Rendered, error) {
	of.PaperID, of.Renderer = job.Paper.ID, s.Renderer.Version()
	content, err := s.Renderer.Render(*job)
	if err != nil {
		return nil, s.keepFailure(ctx, job, of, err)
	}
	if of.Document, err = s.keepDocument(ctx, job); err != nil {
		return nil, s.keepFailure(ctx, job, of, err)
	}
	of.SHA256, of.Size, of.FileID, of.Check = hashHex(content), int64(len(content)), s.NewID(), checkMark(job.CheckAddress)
	return &of, s.Files.Put(ctx, of.FileID, content)
}

// system works in the sight of the case's own authority when no person acts.
func system(authorityID string) workflow.Actor {
	return workflow.Actor{ID: "00000000-0000-0000-0000-000000000000", Name: "系统", Role: workflow.RoleOfficer, AuthorityID: authorityID}
}

// systemInRecord is who writes the entries that no person makes.
func systemInRecord() ledger.Actor { return ledger.Actor{ID: "system", Name: "系统", Role: "system"} }

// saveRendered writes row and system entry. It returns the setting that stands:
// that of another request, when one was first.
func (s *Service) saveRendered(ctx context.Context, p workflow.Paper, r *Rendered) (stands *Rendered, err error) {
	stands = r
	err = s.Store.WithinCase(ctx, r.CaseID, func(tx Tx) error {
		opened, err := tx.OpenCase(ctx, OpenCase{CaseID: r.CaseID})
		if err != nil {
			return err
		}
		stored, err := tx.RenderedPaper(ctx, r.CaseID, r.PaperID)
		if err != nil {
			return err
		}
		if stored != nil && stored.Failure == "" {
			stands = stored
			return nil
		}
		change, err := s.renderedEntry(opened, p, r)
		if err != nil {
			return err
		}
		created, err := tx.SaveRendered(ctx, r, change)
		if err != nil {
			return err
		}
		if created {
			policy, err := s.sealPolicy(opened, p)
			if err != nil {
				return err
			}
			return s.orderSeal(ctx, tx, policy, SealPaper{AuthorityID: r.AuthorityID, CaseID: r.CaseID, PaperID: r.PaperID})
		}
		stands, err = tx.RenderedPaper(ctx, r.CaseID, r.PaperID)
		return err
	})
	return stands, err
}

// renderedEntry is the system entry that names a paper's hash; it leaves state and version of the case alone.
func (s *Service) renderedEntry(opened *OpenedCase, p workflow.Paper, r *Rendered) (*Change, error) {
	at := opened.Head.NotBefore(s.Now().Add(opened.House.Offset))
	r.At = at
	named := renderedInput(p, r)
	if paperOfChild(opened.Child, p.Subject) != nil {
		named["child_paper_id"] = p.Subject
	}
	input, err := json.Marshal(named)
	if err != nil {
		return nil, err
	}
	c := opened.Case
	record, chain, err := s.record(opened.Head, c, opened.Child, ledger.Entry{
		Kind: ledger.KindSystem, Act: string(workflow.ActPaperRendered), From: string(c.State), To: string(c.State), Actor: systemInRecord(),
		At: at, On: law.DateOf(at).String(), CaseVersion: opened.Head.CaseVersion,
	}, input)
	if err != nil {
		return nil, err
	}
	return &Change{Case: c, WasVersion: c.Version, Record: record, Head: chain}, nil
}

// renderedInput is what the system entry of a paper's setting says of it.
func renderedInput(p workflow.Paper, r *Rendered) map[string]any {
	input := map[string]any{
		"paper_id": p.ID, "code": p.Code, "number": p.Number, "entry_seq": p.EntrySeq, "renderer": r.Renderer, "sha256": r.SHA256, "size": r.Size,
	}
	if d := r.Document; d != nil {
		input["document"] = map[string]any{"sha256": d.SHA256, "root": d.Root, "leaves": d.Leaves}
	}
	return input
}

// keepFailure notes why a paper could not be set, and answers with it.
func (s *Service) keepFailure(ctx context.Context, job *PaperJob, of Rendered, cause error) error {
	var unset *workflow.Error
	if !errors.As(cause, &unset) || unset.Kind != workflow.KindUnset {
		unset = &workflow.Error{Kind: workflow.KindUnset, Code: "paper_not_set", Message: "文书《" + job.Paper.Title + "》暂时不能制作，可以稍后重试", Cause: cause}
	}
	of.At, of.Failure = s.Now().UTC().Truncate(time.Microsecond), unset.Error()
	keep := func(tx Tx) (err error) {
		if of.ChildID != "" {
			_, err = tx.SaveRenderedChild(ctx, &of, nil)
			return err
		}
		_, err = tx.SaveRendered(ctx, &of, nil)
		return err
	}
	var err error
	if of.ChildID != "" {
		err = s.Store.Within(ctx, system(of.AuthorityID), keep)
	} else {
		err = s.Store.WithinCase(ctx, of.CaseID, keep)
	}
	if err != nil {
		return errors.Join(unset, err)
	}
	return unset
}

func hashHex(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}
