package check_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/dossier"
	"github.com/anjia-project/anjia/reports/dossier/check"
	"github.com/anjia-project/anjia/reports/finish"
	"github.com/anjia-project/anjia/reports/seal"
	"github.com/anjia-project/anjia/workflow/ledger"
)

const (
	caseID      = "0190c2f4-7d6a-7c31-9c1e-0a4b7d2f6a11"
	authorityID = "0190c2f4-0000-7000-8000-000000000001"
	origin      = "anjia/test"
	evidenceSum = "c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00"
	scanSum     = "5ca17e5ca17e5ca17e5ca17e5ca17e5ca17e5ca17e5ca17e5ca17e5ca17e0000"
)

// opening is when the record of the tests begins.
var opening = time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)

// world is an authority with its keys, its log and one case.
type world struct {
	trial   *seal.Trial
	sealer  seal.Signer
	stamper seal.Signer
	logKey  string
	logVKey string
	tree    *ledger.LogTree
	logged  []ledger.Hash // entries in the log, in order
	content dossier.Content
}

// keys are made once: they are the slow part.
var keys = sync.OnceValues(func() (*world, error) {
	w := &world{}
	var err error
	if w.trial, err = seal.NewTrial("根证书", opening.AddDate(0, -1, 0)); err != nil {
		return nil, err
	}
	if w.sealer, err = w.trial.Issue("城关区民政局", opening.AddDate(0, -1, 0)); err != nil {
		return nil, err
	}
	if w.stamper, err = w.trial.IssueStamper("时间戳", opening.AddDate(0, -1, 0)); err != nil {
		return nil, err
	}
	w.logKey, w.logVKey, err = ledger.NewLogKey(strings.NewReader(strings.Repeat("k", 64)), origin)
	return w, err
})

// newWorld is a case of some papers, in the log, not yet set.
func newWorld(tb testing.TB, papers, lines int) *world {
	tb.Helper()
	made, err := keys()
	require.NoError(tb, err)
	w := *made
	b := &caseBuilder{t: tb, head: ledger.Genesis(authorityID, ledger.CaseChain(caseID))}
	b.content.Documents = map[string]dossier.DocumentFile{}
	b.act("submit", "draft", "submitted", map[string]any{"received_on": "2026-03-02", "score": 88.5, "files": []string{evidenceSum}})
	for i := range papers {
		b.paper(i, lines)
	}
	b.scans = map[string]string{"p000": scanSum}
	b.act("accept", "submitted", "reviewing", map[string]any{"officer": "卓玛", "note": ""})
	b.content.Manifest.Papers[0].Scans = []dossier.Scan{{SHA256: scanSum}}
	w.content = b.content
	last := b.records[len(b.records)-1]
	w.content.Entries.Chain, w.content.Entries.Authority = "case:"+caseID, authorityID
	w.content.Manifest = dossier.Manifest{
		Format: dossier.Format, Renderer: finish.NewRenderer(nil).Version(),
		Case: dossier.CaseRef{ID: caseID, Number: "540102-2026-SY-00001-40", State: "reviewing"}, Authority: dossier.Named{ID: authorityID, Name: "城关区民政局"},
		AsOf:   dossier.AsOf{Sequence: last.Entry.Sequence, EntryHash: last.Hash.String(), At: instant(last.Entry.At)},
		Taken:  dossier.Taken{At: instant(last.Entry.At.Add(time.Hour)), By: dossier.Taker{ID: "u9", Name: "次仁", Role: "审计员"}, Purpose: "年度审计"},
		Papers: b.content.Manifest.Papers,
		Evidence: []dossier.Evidence{
			{ID: "e1", Name: "收入证明.pdf", Type: "application/pdf", Size: 10, SHA256: evidenceSum, Items: []string{"收入"}},
		},
	}
	w.intoLog(tb, b.records)
	return &w
}

func instant(at time.Time) string { return at.UTC().Format("2006-01-02T15:04:05.000000Z") }

// caseBuilder appends entries to the chain of a case.
type caseBuilder struct {
	t       testing.TB
	head    ledger.Head
	records []ledger.Record
	content dossier.Content
	scans   map[string]string // bound to papers, by their ids
}

// after is the case after an entry.
func (b *caseBuilder) after(state string) []byte {
	papers := ""
	for _, p := range b.content.Manifest.Papers {
		if scan := b.scans[p.ID]; scan != "" {
			papers += `,{"id":"` + p.ID + `","scans":[{"name":"签名件.jpg","sha256":"` + scan + `"}]}`
		} else {
			papers += `,{"id":"` + p.ID + `"}`
		}
	}
	if papers != "" {
		papers = `"papers":[` + papers[1:] + `],`
	}
	return []byte(`{"case":{"child":{"name":"扎西"},"applicants":[{"name":"张三丰"}],` + papers + `"state":"` + state + `"}}`)
}

func (b *caseBuilder) append(kind ledger.EntryKind, act, from, to string, input any) int64 {
	n := b.head.Sequence + 1
	in, err := json.Marshal(input)
	require.NoError(b.t, err)
	seed := seedOf(fmt.Sprint("entry", n))
	after := b.after(to)
	e := ledger.Entry{
		Kind: kind, Act: act, From: from, To: to, CaseVersion: b.head.CaseVersion, At: opening.Add(time.Duration(n) * time.Minute), On: "2026-03-02",
		Actor: ledger.Actor{ID: "u1", Name: "卓玛", Role: "officer", Organisation: ledger.Organisation{ID: authorityID, Name: "城关区民政局"}},
	}
	if kind == ledger.KindAct {
		e.CaseVersion++
	}
	r, next, err := b.head.Append(e, ledger.Payload{Seed: seed, Input: in, After: after})
	require.NoError(b.t, err)
	header, err := r.Entry.Header()
	require.NoError(b.t, err)
	b.head, b.records = next, append(b.records, r)
	b.content.Entries.Entries = append(b.content.Entries.Entries, dossier.Entry{
		Header: string(header), Hash: r.Hash.String(), Payload: dossier.Payload{Seed: hex.EncodeToString(seed[:]), Input: canonical(b.t, in), After: canonical(b.t, after)},
	})
	b.content.Explanations.History = append(b.content.Explanations.History, dossier.Step{Sequence: n, Act: "办理", From: from, To: to, Role: "登记员"})
	return n
}

func (b *caseBuilder) act(act, from, to string, input any) int64 {
	return b.append(ledger.KindAct, act, from, to, input)
}

func seedOf(s string) ledger.Seed { return sha256.Sum256([]byte(s)) }

func canonical(tb testing.TB, b []byte) []byte {
	tb.Helper()
	out, err := ledger.Canonical(b)
	require.NoError(tb, err)
	return out
}

// paper adds a paper and the entry of its setting.
func (b *caseBuilder) paper(i, lines int) {
	id := fmt.Sprintf("p%03d", i)
	d := reports.Document{
		Kind: "D02a", Title: fmt.Sprintf("受理通知书%03d", i), Authority: "城关区民政局", Recipient: "张三丰", Moment: reports.MomentIssued, Number: fmt.Sprintf("拉城收〔2026〕%d号", i+1),
	}
	for range lines {
		d.Blocks = append(d.Blocks, reports.Paragraph{Text: reports.Text("收养申请人张三丰于2026年3月2日到场，登记机关依照《中华人民共和国民法典》第一千一百零五条予以办理，并告知其权利义务。")})
	}
	raw, err := json.Marshal(d)
	require.NoError(b.t, err)
	raw = canonical(b.t, raw)
	tied, err := ledger.Payload{Seed: seedOf(id), Input: raw, After: []byte("{}")}.Commit()
	require.NoError(b.t, err)
	pictured := b.head.Sequence
	n := b.append(ledger.KindSystem, "paper_rendered", b.head.State, b.head.State, map[string]any{
		"paper_id": id, "code": d.Kind, "number": d.Number, "entry_seq": pictured, "renderer": "x", "sha256": sum([]byte(id)), "size": 100 + i,
		"document": map[string]any{"sha256": sum(raw), "root": tied.Root, "leaves": tied.Leaves},
	})
	b.content.Documents[id] = dossier.DocumentFile{Raw: raw}
	b.content.Manifest.Papers = append(b.content.Manifest.Papers, dossier.Paper{
		ID: id, Code: d.Kind, Title: d.Title, Number: d.Number, On: "2026-03-02", Responsible: "城关区民政局", EntrySeq: pictured, RenderedSeq: n,
		SHA256: sum([]byte(id)), Size: int64(100 + i), Document: dossier.DocumentFolder + id + ".json", DocumentSHA256: sum(raw),
	})
}

func sum(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// intoLog puts the chain into the log, among entries of others.
func (w *world) intoLog(tb testing.TB, records []ledger.Record) {
	tb.Helper()
	w.tree = ledger.OpenLogTree(0, nil)
	at := make([]int64, len(records))
	for i, r := range records {
		at[i] = w.tree.Size() + 1
		other := sha256.Sum256([]byte{byte(i)})
		_, err := w.tree.Add(other, r.Hash)
		require.NoError(tb, err)
		w.logged = append(w.logged, other, r.Hash)
	}
	w.content.Log = &dossier.Log{Head: w.head(tb, w.logKey, w.tree.Size())}
	for i, r := range records {
		proof, err := w.tree.Prove(w.tree.Size(), at[i])
		require.NoError(tb, err)
		w.content.Log.Entries = append(w.content.Log.Entries, dossier.Inclusion{Sequence: r.Entry.Sequence, Index: at[i], Proof: texts(proof)})
	}
	for _, size := range []int64{1, 2, 4, 7} {
		if size >= w.tree.Size() {
			break
		}
		proof, err := w.tree.Consistency(size, w.tree.Size())
		require.NoError(tb, err)
		w.content.Log.Earlier = append(w.content.Log.Earlier, dossier.Continuation{Size: size, Proof: texts(proof)})
	}
	w.content.Manifest.Log = &dossier.LogRef{Origin: origin, Size: w.tree.Size()}
}

func texts(hashes []ledger.Hash) []string {
	out := make([]string, len(hashes))
	for i, h := range hashes {
		out[i] = h.String()
	}
	return out
}

func (w *world) head(tb testing.TB, key string, size int64) string {
	tb.Helper()
	h, err := w.tree.Head(origin, size)
	require.NoError(tb, err)
	signed, err := h.Sign(key)
	require.NoError(tb, err)
	return signed
}

// set sets the dossier, twice so that the manifest has its own page numbers, as
// the one who makes it does.
func (w *world) set(tb testing.TB) []byte {
	tb.Helper()
	file, m, err := dossier.Render(w.content, nil)
	require.NoError(tb, err)
	w.content.Manifest = m
	return file
}

// sign seals a file with a key and a timestamp.
func (w *world) sign(tb testing.TB, file []byte, s seal.Signer, at time.Time) []byte {
	tb.Helper()
	out, err := seal.Sign(context.Background(), file, seal.Order{
		Signer: s, Name: "城关区民政局", Reason: "签章", At: at,
		Stamp: seal.Local{Certificate: w.stamper.Certificate, Key: w.stamper.Key, Now: func() time.Time { return at }},
	})
	require.NoError(tb, err)
	return out
}

func (w *world) signed(tb testing.TB) []byte {
	tb.Helper()
	return w.sign(tb, w.set(tb), w.sealer, opening.Add(24*time.Hour))
}

// trustFile is what the authority gives to readers.
func (w *world) trustFile() seal.TrustFile {
	root := seal.PEM(w.trial.Root.Raw)
	return seal.TrustFile{
		Format: seal.TrustFormat, Roots: []string{root}, TSARoots: []string{root}, Logs: []string{w.logVKey}, Heads: []string{},
		Signers: []seal.KnownSigner{{SubjectID: authorityID, Name: "城关区民政局", SHA256: seal.Fingerprint(w.sealer.Certificate)}},
	}
}

func trusting(tb testing.TB, f seal.TrustFile) check.Options {
	tb.Helper()
	b, err := json.Marshal(f)
	require.NoError(tb, err)
	trust, err := seal.ReadTrust(b)
	require.NoError(tb, err)
	return check.Options{Trust: trust}
}

// lines is a result for messages of tests.
func lines(r check.Result) string {
	return check.Lines("file", r, false) + check.Lines("file", r, true)
}

func TestADossierHolds(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 3, 12)
	file := w.signed(t)
	r := check.File(file, trusting(t, w.trustFile()))
	require.Equal(t, check.CodeHolds, r.ExitCode(), lines(r))
	require.Equal(t, check.KindDossier, r.Kind)
	require.Contains(t, lines(r), "结论：全部相符")
	require.Contains(t, lines(r), "everything holds")

	anybody := w.trustFile()
	anybody.Signers = nil
	unsigned := check.File(w.set(t), trusting(t, anybody))
	require.Equal(t, check.CodePartial, unsigned.ExitCode(), lines(unsigned))
	nobody := check.File(file, check.Options{})
	require.Equal(t, check.CodePartial, nobody.ExitCode(), lines(nobody))
}

func TestEvidenceAtHand(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 1, 1)
	file := w.signed(t)
	o := trusting(t, w.trustFile())
	o.Evidence = &check.Evidences{ByHash: map[string]string{evidenceSum: "x", scanSum: "y"}, ByName: map[string]string{}}
	require.Equal(t, check.CodeHolds, check.File(file, o).ExitCode())
	o.Evidence = &check.Evidences{ByHash: map[string]string{}, ByName: map[string]string{}}
	require.Equal(t, check.CodePartial, check.File(file, o).ExitCode())
	o.Evidence.ByName["收入证明.pdf"] = sum([]byte("other"))
	r := check.File(file, o)
	require.Equal(t, "evidence_changed", r.First().Code)
}

func TestASinglePaper(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 1, 1)
	record := w.set(t)
	doc := reports.Document{Kind: "D02a", Title: "受理通知书", Moment: reports.MomentIssued}
	paper, err := finish.Render(doc, finish.Options{Created: opening})
	require.NoError(t, err)
	o := trusting(t, w.trustFile())
	signed := w.sign(t, paper, w.sealer, opening.Add(time.Hour))
	require.Equal(t, check.CodePartial, check.File(signed, o).ExitCode(), "no record was given")
	o.Record = record
	require.Equal(t, "paper_unknown", check.File(signed, o).First().Code)

	b := &caseBuilder{t: t, head: ledger.Genesis(authorityID, ledger.CaseChain(caseID))}
	b.act("submit", "draft", "submitted", map[string]any{})
	b.append(ledger.KindSystem, "paper_rendered", "submitted", "submitted", map[string]any{"paper_id": "p", "sha256": sum(paper), "number": "1号"})
	b.content.Entries.Chain, b.content.Entries.Authority = "case:"+caseID, authorityID
	o.Record, err = json.Marshal(b.content.Entries)
	require.NoError(t, err)
	r := check.File(signed, o)
	require.Equal(t, check.CodeHolds, r.ExitCode(), lines(r))
	o.Record = bytes.Replace(o.Record, []byte("卓玛"), []byte("卓尔"), 1)
	require.Equal(t, "record_broken", check.File(signed, o).First().Code)
}
