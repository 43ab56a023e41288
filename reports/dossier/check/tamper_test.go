package check_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports/dossier"
	"github.com/anjia-project/anjia/reports/dossier/check"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// tampering is a change of what a dossier holds by somebody who can set and seal
// it as the authority does.
type tampering struct {
	name  string
	do    func(t *testing.T, w *world)
	code  string
	place check.Place
}

func at(kind check.PlaceKind, n int64) check.Place { return check.Place{Kind: kind, Number: n} }

func named(kind check.PlaceKind, name string) check.Place { return check.Place{Kind: kind, Name: name} }

// The entries of the world: 1 submit, 2 to 4 the settings of three papers, 5 accept.
func tamperings() []tampering {
	entries := func(w *world) []dossier.Entry { return w.content.Entries.Entries }
	replace := func(s *string, old, now string) { *s = strings.Replace(*s, old, now, 1) }
	payload := func(n int, old, now string) func(*testing.T, *world) {
		return func(_ *testing.T, w *world) {
			p := &entries(w)[n-1].Payload
			p.Input = []byte(strings.Replace(string(p.Input), old, now, 1))
			p.After = []byte(strings.Replace(string(p.After), old, now, 1))
		}
	}
	return append([]tampering{
		{"changed actor", func(_ *testing.T, w *world) { replace(&entries(w)[0].Header, "卓玛", "卓嘎") }, "hash_mismatch", at(check.AtEntry, 1)},
		{"changed actor, hash anew", func(_ *testing.T, w *world) {
			replace(&entries(w)[0].Header, "卓玛", "卓嘎")
			entries(w)[0].Hash = ledger.HashHeader([]byte(entries(w)[0].Header)).String()
		}, "previous_mismatch", at(check.AtEntry, 2)},
		{"changed legal date in the entry", func(_ *testing.T, w *world) { replace(&entries(w)[4].Header, `"on":"2026-03-02"`, `"on":"2026-03-03"`) }, "hash_mismatch", at(check.AtEntry, 5)},
		{"last entry removed", func(_ *testing.T, w *world) { w.content.Entries.Entries = entries(w)[:4] }, "as_of_not_last", at(check.AtEntry, 4)},
		{"last entry removed, as of adjusted", func(t *testing.T, w *world) {
			t.Helper()
			w.content.Entries.Entries = entries(w)[:4]
			last, err := ledger.Decode([]byte(entries(w)[3].Header))
			require.NoError(t, err)
			w.content.Manifest.AsOf = dossier.AsOf{Sequence: 4, EntryHash: entries(w)[3].Hash, At: instant(last.At)}
			w.content.Manifest.Case.State = last.To
		}, "proof_foreign", at(check.AtEntry, 5)},
		{"entries reordered", func(_ *testing.T, w *world) { entries(w)[1], entries(w)[2] = entries(w)[2], entries(w)[1] }, "sequence_gap", at(check.AtEntry, 2)},
		{"entry removed", func(_ *testing.T, w *world) { w.content.Entries.Entries = append(entries(w)[:2:2], entries(w)[3:]...) }, "sequence_gap", at(check.AtEntry, 3)},
		{"foreign entry", func(_ *testing.T, w *world) { replace(&entries(w)[4].Header, caseID, authorityID) }, "wrong_chain", at(check.AtEntry, 5)},
		{"foreign chain", func(_ *testing.T, w *world) { w.content.Entries.Chain = "case:another" }, "foreign_chain", named(check.AtAttachment, "entries.json")},
		{"chain made anew", func(t *testing.T, w *world) {
			t.Helper()
			other := &caseBuilder{t: t, head: ledger.Genesis(authorityID, ledger.CaseChain(caseID))}
			other.content.Documents = map[string]dossier.DocumentFile{}
			other.act("submit", "draft", "submitted", map[string]any{"received_on": "2026-03-02", "score": 95, "files": []string{evidenceSum}})
			for i := range 3 {
				other.paper(i, 12)
			}
			other.act("accept", "submitted", "reviewing", map[string]any{"officer": "卓玛", "note": ""})
			w.content.Entries.Entries = other.content.Entries.Entries
			w.content.Manifest.AsOf.EntryHash = other.head.Hash.String()
		}, "proof", at(check.AtEntry, 1)},
		{"changed date", payload(1, "2026-03-02", "2026-03-01"), "payload_mismatch", at(check.AtEntry, 1)},
		{"changed score", payload(1, "88.5", "91.5"), "payload_mismatch", at(check.AtEntry, 1)},
		{"changed name", payload(5, "张三丰", "张三封"), "payload_mismatch", at(check.AtEntry, 5)},
		{"changed salt", func(_ *testing.T, w *world) {
			replace(&entries(w)[1].Payload.Seed, entries(w)[1].Payload.Seed[:2], "00")
		}, "payload_mismatch", at(check.AtEntry, 2)},
		{"seed removed", func(_ *testing.T, w *world) { entries(w)[2].Payload.Seed = "" }, "payload_invalid", at(check.AtEntry, 3)},
		{"payload removed", func(_ *testing.T, w *world) { entries(w)[2].Payload = dossier.Payload{} }, "payload_invalid", at(check.AtEntry, 3)},
		{"as of another entry", func(_ *testing.T, w *world) { w.content.Manifest.AsOf.EntryHash = entries(w)[3].Hash }, "as_of_not_last", at(check.AtEntry, 5)},
		{"as of another instant", func(_ *testing.T, w *world) { w.content.Manifest.AsOf.At = instant(opening) }, "as_of_instant", at(check.AtEntry, 5)},
		{"another state", func(_ *testing.T, w *world) { w.content.Manifest.Case.State = "closed" }, "as_of_state", at(check.AtEntry, 5)},
		{"taken before its end", func(_ *testing.T, w *world) { w.content.Manifest.Taken.At = instant(opening) }, "taken_before", named(check.AtAttachment, "manifest.json")},
	}, append(paperTamperings(), append(redactedTamperings(), logTamperings()...)...)...)
}

func paperTamperings() []tampering {
	papers := func(w *world) []dossier.Paper { return w.content.Manifest.Papers }
	first := named(check.AtPaper, "受理通知书000")
	document := func(w *world, id, old, now string) []byte {
		raw := []byte(strings.Replace(string(w.content.Documents[id].Raw), old, now, 1))
		w.content.Documents[id] = dossier.DocumentFile{Raw: raw}
		return raw
	}
	return []tampering{
		{"paper removed", func(_ *testing.T, w *world) { w.content.Manifest.Papers = papers(w)[1:] }, "paper_removed", at(check.AtEntry, 2)},
		{"paper listed twice", func(_ *testing.T, w *world) { w.content.Manifest.Papers[1].ID = papers(w)[0].ID }, "paper_twice", named(check.AtPaper, "受理通知书001")},
		{"documents swapped", func(_ *testing.T, w *world) {
			d := w.content.Documents
			d["p000"], d["p001"] = d["p001"], d["p000"]
		}, "document_changed", first},
		{"document changed", func(_ *testing.T, w *world) { document(w, "p000", "张三丰", "张三封") }, "document_changed", first},
		{"document changed, hash anew", func(_ *testing.T, w *world) {
			papers(w)[0].DocumentSHA256 = sum(document(w, "p000", "张三丰", "张三封"))
		}, "document_hash", first},
		{"number changed", func(_ *testing.T, w *world) { papers(w)[0].Number = "拉城收〔2026〕9号" }, "paper_number", first},
		{"stored file changed", func(_ *testing.T, w *world) { papers(w)[0].SHA256 = sum(nil) }, "paper_hash", first},
		{"entry of another paper", func(_ *testing.T, w *world) { papers(w)[0].RenderedSeq = 3 }, "paper_identity", first},
		{"made a copy of a child's paper", func(_ *testing.T, w *world) { papers(w)[0].ChildPaper = "p9" }, "paper_of_child", first},
		{"entry of no paper", func(_ *testing.T, w *world) { papers(w)[0].RenderedSeq = 5 }, "paper_unknown", first},
		{"pictures another entry", func(_ *testing.T, w *world) { papers(w)[0].EntrySeq = 2 }, "paper_entry", first},
		{"signature made up", func(_ *testing.T, w *world) {
			papers(w)[0].Signatures = []dossier.Signature{{Name: "所长", CertificateSHA256: sum(nil)}}
		}, "signature_unknown", first},
		{"evidence changed", func(_ *testing.T, w *world) { w.content.Manifest.Evidence[0].SHA256 = sum(nil) }, "evidence_unknown", named(check.AtFile, "收入证明.pdf")},
		{"scan of the signed paper exchanged", func(_ *testing.T, w *world) {
			papers(w)[0].Scans = []dossier.Scan{{Name: "签名件.jpg", SHA256: sum(nil)}}
		}, "evidence_unknown", named(check.AtFile, "签名件.jpg")},
		{"scan moved to another paper", func(_ *testing.T, w *world) {
			papers(w)[0].Scans, papers(w)[1].Scans = nil, papers(w)[0].Scans
		}, "scan_removed", first},
		{"scan shown with another paper too", func(_ *testing.T, w *world) {
			papers(w)[1].Scans = papers(w)[0].Scans
		}, "scan_moved", named(check.AtPaper, "受理通知书001")},
		{"evidence shown as the scan of a paper", func(_ *testing.T, w *world) {
			papers(w)[1].Scans = []dossier.Scan{{SHA256: evidenceSum}}
		}, "scan_unbound", named(check.AtPaper, "受理通知书001")},
		{"scan removed", func(_ *testing.T, w *world) { papers(w)[0].Scans = nil }, "scan_removed", first},
		{"scan removed from a payload shown in part", func(t *testing.T, w *world) {
			t.Helper()
			redact(t, w)
			papers(w)[0].Scans = nil
		}, "scan_removed", first},
	}
}

// redact shows the first entry, the last one and the papers in part.
func redact(t *testing.T, w *world) (*dossier.Payload, *dossier.RedactedDocument) {
	t.Helper()
	w.content.Manifest.Redacted = true
	for i := range w.content.Manifest.Papers {
		id := w.content.Manifest.Papers[i].ID
		raw := w.content.Documents[id].Raw
		cut, err := ledger.Redact(ledger.Payload{Seed: seedOf(id), Input: raw, After: []byte("{}")}, func(p string) bool { return p == "/input/recipient" })
		require.NoError(t, err)
		view := strings.Replace(string(raw), `"recipient":"张三丰"`, `"recipient":"`+dossier.Hidden+`"`, 1)
		w.content.Documents[id] = dossier.DocumentFile{Redacted: &dossier.RedactedDocument{View: []byte(view), Leaves: cut.Leaves}}
	}
	for _, n := range []int{1, len(w.content.Entries.Entries)} {
		p := &w.content.Entries.Entries[n-1].Payload
		cut, err := ledger.Redact(ledger.Payload{Seed: seedOf(fmt.Sprint("entry", n)), Input: p.Input, After: p.After}, func(p string) bool { return strings.HasSuffix(p, "/name") })
		require.NoError(t, err)
		*p = dossier.Payload{Leaves: cut.Leaves}
	}
	return &w.content.Entries.Entries[0].Payload, w.content.Documents["p000"].Redacted
}

func redactedTamperings() []tampering {
	type shown = func(p *dossier.Payload, d *dossier.RedactedDocument)
	do := func(change shown) func(*testing.T, *world) {
		return func(t *testing.T, w *world) {
			t.Helper()
			p, d := redact(t, w)
			change(p, d)
		}
	}
	hidden := func(ls []ledger.RedactedLeaf) *ledger.RedactedLeaf {
		for i := range ls {
			if ls[i].Hidden() {
				return &ls[i]
			}
		}
		return nil
	}
	first := named(check.AtPaper, "受理通知书000")
	return []tampering{
		{"redacted leaf shown with another value", do(func(p *dossier.Payload, _ *dossier.RedactedDocument) {
			for i, l := range p.Leaves {
				if l.Path == "/input/score" {
					p.Leaves[i].Value = []byte("95")
				}
			}
		}), "payload_mismatch", at(check.AtEntry, 1)},
		{"hidden leaf replaced", do(func(p *dossier.Payload, _ *dossier.RedactedDocument) { hidden(p.Leaves).Hash[0] ^= 1 }), "payload_mismatch", at(check.AtEntry, 1)},
		{"hidden leaf removed", do(func(p *dossier.Payload, _ *dossier.RedactedDocument) { p.Leaves = p.Leaves[1:] }), "payload_mismatch", at(check.AtEntry, 1)},
		{"salt of a leaf changed", do(func(p *dossier.Payload, _ *dossier.RedactedDocument) { p.Leaves[len(p.Leaves)-1].Salt[0] ^= 1 }), "payload_mismatch", at(check.AtEntry, 1)},
		{"view shows another value", do(func(_ *dossier.Payload, d *dossier.RedactedDocument) {
			d.View = []byte(strings.Replace(string(d.View), "城关区民政局", "城东区民政局", 1))
		}), "view_changed", first},
		{"view shows what is hidden", do(func(_ *dossier.Payload, d *dossier.RedactedDocument) {
			d.View = []byte(strings.Replace(string(d.View), dossier.Hidden, "李四", 1))
		}), "view_changed", first},
		{"hidden leaf of a document replaced", do(func(_ *dossier.Payload, d *dossier.RedactedDocument) { hidden(d.Leaves).Hash[0] ^= 1 }), "document_changed", first},
	}
}

func logTamperings() []tampering {
	log := func(w *world) *dossier.Log { return w.content.Log }
	attached := named(check.AtAttachment, "log.json")
	return []tampering{
		{"log cut", func(_ *testing.T, w *world) { w.content.Log = nil }, "log_missing", attached},
		{"head by another key", func(t *testing.T, w *world) {
			t.Helper()
			key, _, err := ledger.NewLogKey(strings.NewReader(strings.Repeat("x", 64)), origin)
			require.NoError(t, err)
			log(w).Head = w.head(t, key, w.tree.Size())
		}, "log_head_signature", attached},
		{"head changed", func(_ *testing.T, w *world) {
			log(w).Head = strings.Replace(log(w).Head, "\n"+strconv.FormatInt(w.tree.Size(), 10)+"\n", "\n99\n", 1)
		}, "log_head_signature", attached},
		{"another head in the manifest", func(_ *testing.T, w *world) { w.content.Manifest.Log.Size++ }, "log_head", named(check.AtAttachment, "manifest.json")},
		{"proof of another entry", func(_ *testing.T, w *world) {
			log(w).Entries[0].Proof, log(w).Entries[0].Index = log(w).Entries[1].Proof, log(w).Entries[1].Index
		}, "proof", at(check.AtEntry, 1)},
		{"earlier head beyond the head", func(_ *testing.T, w *world) { log(w).Earlier[3].Size = w.tree.Size() }, "continuation_malformed", attached},
		{"earlier head twice", func(_ *testing.T, w *world) { log(w).Earlier[1].Size = 1 }, "continuation_malformed", attached},
		{"proof of an earlier head malformed", func(_ *testing.T, w *world) { log(w).Earlier[0].Proof[0] = "zz" }, "continuation_malformed", attached},
		{"proof twice", func(_ *testing.T, w *world) { log(w).Entries[1].Sequence = 1 }, "proof_foreign", at(check.AtEntry, 1)},
		{"proof malformed", func(_ *testing.T, w *world) { log(w).Entries[2].Proof[0] = "zz" }, "proof_malformed", at(check.AtEntry, 3)},
		{"head of before", func(t *testing.T, w *world) {
			t.Helper()
			log(w).Head = w.head(t, w.logKey, w.tree.Size()-2)
			w.content.Manifest.Log.Size = w.tree.Size() - 2
		}, "proof", at(check.AtEntry, 1)},
	}
}

// TestEveryTamperingIsFoundAndNamed: what is changed before the dossier is set and
// sealed by its own authority is found in the chain, the log or the papers.
func TestEveryTamperingIsFoundAndNamed(t *testing.T) {
	t.Parallel()
	all := tamperings()
	require.GreaterOrEqual(t, len(all), 40)
	for _, c := range all {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, 3, 12)
			c.do(t, w)
			r := check.File(w.sign(t, w.set(t), w.sealer, opening.Add(24*time.Hour)), trusting(t, w.trustFile()))
			first := r.First()
			require.NotNil(t, first, lines(r))
			require.Equal(t, c.code, first.Code, lines(r))
			require.Equal(t, c.place, first.Place, lines(r))
			require.Equal(t, check.CodeFails, r.ExitCode())
			require.NotContains(t, lines(r), "%!")
		})
	}
}

func TestARedactedDossierHolds(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 3, 12)
	redact(t, w)
	r := check.File(w.signed(t), trusting(t, w.trustFile()))
	require.Equal(t, check.CodeHolds, r.ExitCode(), lines(r))
	require.NotContains(t, lines(r), "%!")
}

func TestAWithheldPayloadIsSaid(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 1, 1)
	w.content.Entries.Entries[0].Payload = dossier.Payload{Withheld: true}
	r := check.File(w.signed(t), trusting(t, w.trustFile()))
	require.Equal(t, check.CodePartial, r.ExitCode(), lines(r))
	require.Contains(t, lines(r), "没有附内容")
}
