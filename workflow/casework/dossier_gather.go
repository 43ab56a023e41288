package casework

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// SetForDossier makes what a dossier needs and is not there yet: the copies of the
// evidence whose pictures it shows, and the papers of a case that nobody has read, for a
// dossier of the newest state: one of an earlier state shows what was set by then. It tells
// before each paper how many are done. One that cannot be set is no hindrance: it is
// listed without pages.
func (s *Service) SetForDossier(ctx context.Context, job MakeDossier, told func(done, of int) error) error {
	d, err := s.dossierOf(ctx, job)
	if err != nil || d.FileID != "" {
		return err
	}
	if d.InlineImages {
		if err := s.copiesForDossier(ctx, job.CaseID); err != nil {
			return err
		}
	}
	if d.UpTo != 0 {
		return nil
	}
	ids, err := s.papersOf(ctx, job.CaseID)
	if err != nil {
		return err
	}
	for i, id := range ids {
		if err := told(i, len(ids)); err != nil {
			return err
		}
		if _, err := s.paperOf(ctx, job.AuthorityID, job.CaseID, id); err != nil && !workflow.IsKind(err, workflow.KindUnset) {
			return err
		}
	}
	return nil
}

func (s *Service) papersOf(ctx context.Context, caseID string) (ids []string, err error) {
	err = s.Store.WithinCase(ctx, caseID, func(tx Tx) error {
		opened, err := tx.Case(ctx, caseID)
		if err != nil {
			return err
		}
		for _, p := range opened.Case.Papers {
			ids = append(ids, p.ID)
		}
		return nil
	})
	return ids, err
}

// GatherDossier collects what a dossier is made of. nil when the dossier is made
// already. ErrLogBehind passes: the worker tries again.
func (s *Service) GatherDossier(ctx context.Context, job MakeDossier, keepsLog bool) (*DossierSource, error) {
	d, err := s.dossierOf(ctx, job)
	if err != nil || d.FileID != "" {
		return nil, err
	}
	var g *gathering
	err = s.Store.WithinCase(ctx, job.CaseID, func(tx Tx) (err error) {
		g, err = s.gather(ctx, tx, d, keepsLog)
		return err
	})
	if err != nil {
		return nil, err
	}
	return &g.source, g.documents(ctx, s.Files)
}

func (s *Service) dossierOf(ctx context.Context, job MakeDossier) (d *Dossier, err error) {
	err = s.Store.WithinCase(ctx, job.CaseID, func(tx Tx) error {
		d, err = tx.Dossier(ctx, job.CaseID, job.DossierID)
		return err
	})
	return d, err
}

// gathering is a dossier that is being collected.
type gathering struct {
	source DossierSource
	then   aggregate // the case as it stood at the last entry shown
	kept   map[string]*KeptDocument
}

func (s *Service) gather(ctx context.Context, tx Tx, d *Dossier, keepsLog bool) (*gathering, error) {
	records, err := tx.Entries(ctx, d.CaseID, 0)
	if err != nil {
		return nil, err
	}
	if d.UpTo == 0 {
		d.UpTo = int64(len(records))
	}
	if int64(len(records)) < d.UpTo || d.UpTo == 0 {
		return nil, fmt.Errorf("casework: dossier of case %s: %d entries, not %d", d.CaseID, len(records), d.UpTo)
	}
	records = records[:d.UpTo]
	last := records[len(records)-1]
	d.EntryHash = last.Hash.String()
	g := &gathering{source: DossierSource{Dossier: d, Records: records}, kept: map[string]*KeptDocument{}}
	if g.then, err = aggregateOf(last); err != nil {
		return nil, err
	}
	house, err := tx.House(ctx)
	if err != nil {
		return nil, err
	}
	g.source.Sandbox = house.Sandbox
	g.source.Number, g.source.State, g.source.Authority = g.then.Case.Number, g.then.Case.State.Chinese(), g.then.Case.Authority.Name
	for _, r := range records {
		g.source.Steps = append(g.source.Steps, s.line(r))
	}
	if err := g.papers(ctx, tx, records); err != nil {
		return nil, err
	}
	if err := g.files(ctx, tx, records); err != nil {
		return nil, err
	}
	if err := s.explain(g, last); err != nil {
		return nil, err
	}
	if keepsLog {
		if err := g.log(ctx, tx); err != nil {
			return nil, err
		}
	}
	if d.Redacted {
		g.source.Secrets, err = secretsOf(records)
	}
	return g, err
}

// log proves that the entries stand in the log, and that the log continues what was signed before.
func (g *gathering) log(ctx context.Context, tx Tx) error {
	proof, err := tx.LogProofs(ctx, ledger.CaseChain(g.source.Dossier.CaseID), g.source.Dossier.UpTo)
	if err != nil {
		return err
	}
	head, err := ledger.ReadHead(proof.Head)
	if err != nil {
		return err
	}
	g.source.Log = &proof
	g.source.Earlier, err = tx.LogContinuations(ctx, head.Size)
	return err
}

// papers lists the papers of the case as they stood then, with what the entries up
// to then say of their files.
func (g *gathering) papers(ctx context.Context, tx Tx, records []ledger.Record) error {
	set, sealed, err := saidOfPapers(records)
	if err != nil {
		return err
	}
	stored, err := tx.RenderedPapers(ctx, g.then.Case.ID)
	if err != nil {
		return err
	}
	for _, r := range stored {
		if r.Document != nil {
			g.kept[r.PaperID] = r.Document
		}
	}
	for _, p := range g.then.Case.Papers {
		line := DossierPaper{
			ID: p.ID, Code: string(p.Code), Title: p.Title, Number: p.Number, Responsible: responsible(g.then.Case, p),
			EntrySeq: p.EntrySeq, Rendered: set[p.ID], Signatures: sealed[p.ID], Void: p.VoidWhy,
		}
		if !p.On.IsZero() {
			line.On = p.On.String()
		}
		for _, scan := range p.Scans {
			line.Scans = append(line.Scans, scan.SHA256)
		}
		g.source.Papers = append(g.source.Papers, line)
	}
	return nil
}

// responsible is who answers for a paper (责任者): the family for what it signs, the
// assessing body for its reports, else the authority.
func responsible(c *workflow.Case, p workflow.Paper) string {
	switch {
	case p.Moment == workflow.MomentForm && (p.Code == "D01" || p.Code == "D06a" || p.Code == "D06b" || p.Code == "D06c" || p.Code == "D07" || p.Code == "D22a"):
		return "收养申请人"
	case c.Commission != nil && c.Commission.AgencyID != "" && (p.Code == "D13" || p.Code == "D16c"):
		return "评估机构"
	}
	return c.Authority.Name
}

// saidOfPapers reads what system entries say of the files of papers.
func saidOfPapers(records []ledger.Record) (set map[string]*PaperRendered, sealed map[string][]PaperSignature, err error) {
	set, sealed = map[string]*PaperRendered{}, map[string][]PaperSignature{}
	for _, r := range records {
		act := r.Entry.Act
		if r.Entry.Kind != ledger.KindSystem || act != string(workflow.ActPaperRendered) && act != actPaperSealed {
			continue
		}
		whole, err := payloadOf(r)
		if err != nil {
			return nil, nil, err
		}
		said := struct {
			PaperRendered
			Signatures []PaperSignature `json:"signatures"`
		}{}
		if err := json.Unmarshal(whole.Input, &said); err != nil {
			return nil, nil, fmt.Errorf("casework: entry %d: %w", r.Entry.Sequence, err)
		}
		if act == actPaperSealed {
			sealed[said.Paper] = said.Signatures
			continue
		}
		said.Seq = r.Entry.Sequence
		set[said.Paper] = &said.PaperRendered
	}
	return set, sealed, nil
}

// actPaperSealed is the system entry that names the signatures on a paper.
const actPaperSealed = "paper_sealed"

// files are the files of evidence that had come by then, those that may be used and that
// an act has named.
func (g *gathering) files(ctx context.Context, tx Tx, records []ledger.Record) error {
	last := records[len(records)-1]
	named, err := recordedHashes(records)
	if err != nil {
		return err
	}
	all, err := tx.Evidence(ctx, g.then.Case.ID)
	if err != nil {
		return err
	}
	for _, u := range all {
		if !u.At.After(last.Entry.At) && u.usable() == nil && named[u.SHA256] {
			g.source.Evidence = append(g.source.Evidence, u)
		}
	}
	return nil
}

// explain works out clocks and results from the case as it stood then, on the day of its last entry.
func (s *Service) explain(g *gathering, last ledger.Record) error {
	c := g.then.Case
	pack, cal, err := s.Laws.Judged(c.Pack, c.Calendar, g.source.Sandbox)
	if err != nil {
		return err
	}
	if g.source.Clocks, err = Clocks(c, g.then.Child, cal, law.DateOf(last.Entry.At)); err != nil {
		return err
	}
	job := &PaperJob{Case: c, Child: g.then.Child, Pack: pack, Calendar: cal}
	if err := s.addResults(job); err != nil {
		return err
	}
	g.source.Proves = provenItems(c, job.Tables)
	for _, phase := range []struct{ name, title string }{
		{workflow.PhaseCapacity, "收养能力评估"}, {workflow.PhaseIntegration, "融合情况评估"},
	} {
		if r := job.Results[phase.name]; r != nil {
			g.source.Results = append(g.source.Results, DossierResult{Title: phase.title, Table: r.Instrument.Name(), Lines: assessment.Explain(*r)})
		}
	}
	return nil
}

// documents fetches the Documents of the papers that were set by then.
func (g *gathering) documents(ctx context.Context, files Files) error {
	for i := range g.source.Papers {
		p := &g.source.Papers[i]
		kept := g.kept[p.ID]
		if p.Rendered == nil || kept == nil {
			continue
		}
		content, err := files.Get(ctx, kept.FileID)
		if err != nil {
			return err
		}
		if sum := hashHex(content); sum != kept.SHA256 {
			return fmt.Errorf("casework: paper %s: the stored document has hash %s, the record says %s", p.ID, sum, kept.SHA256)
		}
		seed, err := hex.DecodeString(kept.Seed)
		if err != nil {
			return errors.Join(errors.New("casework: seed of a document"), err)
		}
		if p.Seed, err = ledger.SeedFromBytes(seed); err != nil {
			return err
		}
		p.Document = content
	}
	return nil
}
