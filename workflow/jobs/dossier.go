package jobs

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/anjia-project/anjia/reports/dossier"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
)

const (
	dossierTimeout = 15 * time.Minute
	// logPatience is how long a worker waits for the log to take the newest entries
	// before it leaves the dossier to a later attempt.
	logPatience = 20 * time.Second
	logPause    = 500 * time.Millisecond
	dossierWork = 3 // steps shown to who waits, after the papers
)

// Dossiers collects and keeps what a dossier is made of; *casework.Service does it.
type Dossiers interface {
	SetForDossier(ctx context.Context, job casework.MakeDossier, told func(done, of int) error) error
	GatherDossier(ctx context.Context, job casework.MakeDossier, keepsLog bool) (*casework.DossierSource, error)
	DossierImage(ctx context.Context, c casework.Copy) ([]byte, error)
	KeepDossier(ctx context.Context, d *casework.Dossier, content []byte) error
}

// SealDossier signs a finished dossier with the key of the authority, or gives it
// back as it is where there is none. The bytes before the signature's own stay as
// they are.
type SealDossier func(ctx context.Context, authorityID, name string, at time.Time, file []byte) ([]byte, error)

// AddDossiers registers the making of dossiers. keepsLog is asked before each whether
// the installation keeps a log, whose head and proofs then go into it.
func AddDossiers(k *Kinds, cases Dossiers, keepsLog func(ctx context.Context) (bool, error), seal SealDossier) {
	Add(k, Worker[casework.MakeDossier]{Timeout: dossierTimeout, Do: func(ctx context.Context, job casework.MakeDossier, p *Progress) error {
		logged, err := keepsLog(ctx)
		if err != nil {
			return err
		}
		m := dossierMaker{cases: cases, keepsLog: logged, seal: seal, progress: p}
		return errors.Join(m.work(ctx, job), p.Result(map[string]string{"dossier_id": job.DossierID}))
	}})
}

// dossierMaker makes one dossier. Whatever ends it in the middle leaves nothing that
// anybody reads: the row of the dossier names a file when all of that is kept.
type dossierMaker struct {
	cases    Dossiers
	keepsLog bool
	seal     SealDossier
	progress *Progress
	papers   int64 // that had to be looked at
}

func (m *dossierMaker) work(ctx context.Context, job casework.MakeDossier) error {
	err := m.cases.SetForDossier(ctx, job, func(done, of int) error {
		m.papers = int64(of)
		return m.progress.Step(ctx, int64(done), m.papers+dossierWork, fmt.Sprintf("正在制作文书（第%d件，共%d件）", done+1, of))
	})
	if err != nil {
		return err
	}
	if err := m.step(ctx, 0, "正在汇集案卷材料"); err != nil {
		return err
	}
	source, err := gathered(ctx, m.cases, job, m.keepsLog)
	if err != nil || source == nil {
		return err
	}
	if err := m.step(ctx, 1, "正在排版"); err != nil {
		return err
	}
	file, err := m.file(ctx, source)
	if err != nil {
		return err
	}
	if err := m.step(ctx, 2, "正在签章、保存"); err != nil {
		return err
	}
	if m.seal != nil {
		if file, err = m.seal(ctx, job.AuthorityID, source.Authority, takenAt(source), file); err != nil {
			return err
		}
	}
	return m.cases.KeepDossier(ctx, source.Dossier, file)
}

// step tells of the work after the papers.
func (m *dossierMaker) step(ctx context.Context, n int64, text string) error {
	return m.progress.Step(ctx, m.papers+n, m.papers+dossierWork, text)
}

// gathered waits a little for the log, which takes new entries within seconds.
func gathered(ctx context.Context, cases Dossiers, job casework.MakeDossier, keepsLog bool) (*casework.DossierSource, error) {
	for until := time.Now().Add(logPatience); ; {
		source, err := cases.GatherDossier(ctx, job, keepsLog)
		if !errors.Is(err, casework.ErrLogBehind) || time.Now().After(until) {
			return source, err
		}
		select {
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		case <-time.After(logPause):
		}
	}
}

// file turns what was collected into a file.
func (m *dossierMaker) file(ctx context.Context, s *casework.DossierSource) ([]byte, error) {
	content, seeds, err := contentOf(s)
	if err != nil {
		return nil, err
	}
	if s.Dossier.InlineImages {
		if err := m.images(ctx, s.Evidence, &content); err != nil {
			return nil, err
		}
	}
	if s.Dossier.Redacted {
		if content, err = dossier.Redact(content, s.Secrets, seeds); err != nil {
			return nil, err
		}
	}
	file, _, err := dossier.Render(content, nil)
	return file, err
}

// takenAt is when a dossier was taken: when it was asked for, or after that the
// instant of its last entry, because papers may have been set for it.
func takenAt(s *casework.DossierSource) time.Time {
	at, last := s.Dossier.AskedAt, s.Records[len(s.Records)-1].Entry.At
	if last.After(at) {
		at = last
	}
	return at.UTC()
}

// instantForm is how the record writes instants.
const instantForm = "2006-01-02T15:04:05.000000Z"

func contentOf(s *casework.DossierSource) (dossier.Content, map[string]ledger.Seed, error) {
	d, last := s.Dossier, s.Records[len(s.Records)-1]
	c := dossier.Content{
		Manifest: dossier.Manifest{
			Format: dossier.Format, Case: dossier.CaseRef{ID: d.CaseID, Number: s.Number, State: s.State},
			Authority: dossier.Named{ID: d.AuthorityID, Name: s.Authority},
			AsOf:      dossier.AsOf{Sequence: d.UpTo, EntryHash: d.EntryHash, At: last.Entry.At.UTC().Format(instantForm)},
			Taken: dossier.Taken{
				At: takenAt(s).Format(instantForm), By: dossier.Taker{ID: d.AskedBy, Name: d.AskedName, Role: d.AskedRole}, Purpose: d.Purpose,
			},
			Sandbox: s.Sandbox, Papers: []dossier.Paper{}, Evidence: []dossier.Evidence{},
		},
		Entries:   dossier.Entries{Chain: last.Entry.Chain.String(), Authority: last.Entry.Authority},
		Documents: map[string]dossier.DocumentFile{}, Explanations: explanationsOf(s),
	}
	for _, r := range s.Records {
		e, err := entryOf(r)
		if err != nil {
			return c, nil, err
		}
		c.Entries.Entries = append(c.Entries.Entries, e)
	}
	seeds := addPapers(&c, s.Papers)
	for _, u := range s.Evidence {
		c.Manifest.Evidence = append(c.Manifest.Evidence, dossier.Evidence{
			ID: u.ID, Name: u.Name, Kind: u.Kind, Type: u.MediaType, Size: u.Size, SHA256: u.SHA256, Items: s.Proves[u.ID],
		})
	}
	return c, seeds, addLog(&c, s.Log, s.Earlier)
}

func entryOf(r ledger.Record) (dossier.Entry, error) {
	header, err := r.Entry.Header()
	if err != nil {
		return dossier.Entry{}, err
	}
	out := dossier.Entry{Header: string(header), Hash: r.Hash.String(), Payload: dossier.Payload{Withheld: true}}
	if p, whole := r.Payload.(ledger.Payload); whole {
		out.Payload = dossier.Payload{Seed: hex.EncodeToString(p.Seed[:]), Input: json.RawMessage(p.Input), After: json.RawMessage(p.After)}
	}
	return out, nil
}

// addPapers lists the papers and their Documents, and returns the seeds of these.
func addPapers(c *dossier.Content, papers []casework.DossierPaper) map[string]ledger.Seed {
	seeds := map[string]ledger.Seed{}
	for _, p := range papers {
		line := dossier.Paper{
			ID: p.ID, Code: p.Code, Title: p.Title, Number: p.Number, On: p.On, Responsible: p.Responsible, EntrySeq: p.EntrySeq, Void: p.Void,
		}
		if p.Rendered != nil {
			line.RenderedSeq, line.SHA256, line.Size, line.ChildPaper = p.Rendered.Seq, p.Rendered.SHA256, p.Rendered.Size, p.Rendered.ChildPaper
		}
		if p.Document != nil {
			line.Document, line.DocumentSHA256 = dossier.DocumentFolder+p.ID+".json", sumOf(p.Document)
			c.Documents[p.ID], seeds[p.ID] = dossier.DocumentFile{Raw: p.Document}, p.Seed
		}
		for _, sum := range p.Scans {
			line.Scans = append(line.Scans, dossier.Scan{SHA256: sum})
		}
		for _, g := range p.Signatures {
			line.Signatures = append(line.Signatures, dossier.Signature{
				Role: g.Role, SubjectID: g.SubjectID, Name: g.Name, CertificateSHA256: g.Certificate, At: g.At, Timestamped: g.Timestamped,
			})
		}
		c.Manifest.Papers = append(c.Manifest.Papers, line)
	}
	return seeds
}

func sumOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

func addLog(c *dossier.Content, proof *casework.LogProof, earlier []casework.LogContinuation) error {
	if proof == nil {
		return nil
	}
	head, err := ledger.ReadHead(proof.Head)
	if err != nil {
		return err
	}
	c.Manifest.Log = &dossier.LogRef{Origin: head.Origin, Size: head.Size}
	c.Log = &dossier.Log{Head: proof.Head}
	for _, in := range proof.Inclusions {
		c.Log.Entries = append(c.Log.Entries, dossier.Inclusion{Sequence: in.Sequence, Index: in.Index, Proof: hexOf(in.Proof)})
	}
	for _, e := range earlier {
		c.Log.Earlier = append(c.Log.Earlier, dossier.Continuation{Size: e.Size, Proof: hexOf(e.Proof)})
	}
	return nil
}

func hexOf(hashes []ledger.Hash) []string {
	out := make([]string, len(hashes))
	for i, h := range hashes {
		out[i] = h.String()
	}
	return out
}

func explanationsOf(s *casework.DossierSource) dossier.Explanations {
	x := dossier.Explanations{Clocks: []dossier.Clock{}, Results: []dossier.Result{}}
	for _, l := range s.Steps {
		x.History = append(x.History, dossier.Step{
			Sequence: l.Seq, Act: l.Name, From: l.From.Chinese(), To: l.To.Chinese(), Role: l.Actor.Role,
		})
	}
	for _, k := range s.Clocks {
		x.Clocks = append(x.Clocks, clockOf(k))
	}
	for _, r := range s.Results {
		x.Results = append(x.Results, dossier.Result{Title: r.Title, Table: r.Table, Lines: r.Lines})
	}
	return x
}

func clockOf(k casework.ClockView) dossier.Clock {
	out := dossier.Clock{Title: k.Title, From: k.Start, FromFact: k.StartFact, Stopped: k.Stopped, Status: "进行中"}
	if !k.Basis.IsZero() {
		out.Basis = []string{k.Basis.String()}
	}
	for _, p := range k.Pauses {
		out.Pauses = append(out.Pauses, dossier.Pause{From: p.From, To: p.To, Ground: p.Ground})
	}
	switch {
	case !k.Stopped.IsZero():
		out.Status = "已于" + k.Stopped.String() + "停止计算"
		if k.StopFact != "" {
			out.Status += "（" + k.StopFact + "）"
		}
	case k.Overdue:
		out.Status = "已超过期限"
	}
	if k.Due == nil {
		return out
	}
	out.Steps = k.Due.Texts()
	if k.Due.Running {
		out.Status = "中止计算期间"
	} else {
		out.Due = k.Due.On
	}
	return out
}
