package check

import (
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/anjia-project/anjia/reports/dossier"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// link is one entry of the chain as it was read.
type link struct {
	entry  ledger.Entry
	shown  dossier.Payload
	hash   ledger.Hash
	fields fields // what is shown of its input
}

// whole reports whether all of its payload is shown.
func (l *link) whole() bool { return l.shown.Seed != "" }

// records reads the entries as the record keeps them.
func records(in dossier.Entries) ([]ledger.Record, *ledger.BrokenLinkError) {
	chain, _ := ledger.ParseChain(in.Chain) // an unknown chain matches no entry
	out := make([]ledger.Record, 0, len(in.Entries))
	for i, e := range in.Entries {
		broken := func(fault ledger.Fault, err error) *ledger.BrokenLinkError {
			return &ledger.BrokenLinkError{Chain: chain, Sequence: int64(i) + 1, Fault: fault, Detail: err.Error()}
		}
		decoded, err := ledger.Decode([]byte(e.Header))
		if err != nil {
			return out, broken(ledger.FaultMalformed, err)
		}
		hash, err := ledger.ParseHash(e.Hash)
		if err != nil {
			return out, broken(ledger.FaultHash, err)
		}
		shown, err := disclosure(e.Payload)
		if err != nil {
			return out, broken(ledger.FaultPayloadInvalid, err)
		}
		out = append(out, ledger.Record{Entry: decoded, Hash: hash, Payload: shown})
	}
	return out, nil
}

// disclosure is what is shown of a payload: exactly one of whole, in part, nothing.
func disclosure(p dossier.Payload) (ledger.Disclosure, error) {
	whole := p.Seed != "" || p.Input != nil || p.After != nil
	ways := 0
	for _, used := range []bool{whole, p.Leaves != nil, p.Withheld} {
		if used {
			ways++
		}
	}
	if ways != 1 {
		return nil, fmt.Errorf("it is shown in %d ways at once: whole, by leaves, or withheld", ways)
	}
	switch {
	case p.Withheld:
		return ledger.Withheld{}, nil
	case p.Leaves != nil:
		return ledger.Redacted{Leaves: p.Leaves}, nil
	}
	raw, err := hex.DecodeString(p.Seed)
	if err != nil || len(raw) == 0 {
		return nil, errors.New("the seed of its salts is missing or no hexadecimal number")
	}
	seed, err := ledger.SeedFromBytes(raw)
	if err != nil {
		return nil, err
	}
	return ledger.Payload{Seed: seed, Input: p.Input, After: p.After}, nil
}

// chain walks the chain of the case from its first entry.
func (d *dossierCheck) chain() {
	in, m := d.content.Entries, d.content.Manifest
	if want := ledger.CaseChain(m.Case.ID).String(); in.Chain != want || in.Authority != m.Authority.ID {
		d.fails(Chain, "foreign_chain", attachment(dossier.EntriesName),
			say("记录链为%s（%s），清单所列案件为%s（%s）", "the chain is %s of %s, the manifest is of %s of %s", in.Chain, in.Authority, want, m.Authority.ID))
		return
	}
	rs, malformed := records(in)
	report, err := ledger.VerifyChain(ledger.Genesis(m.Authority.ID, ledger.CaseChain(m.Case.ID)), rs)
	var broken *ledger.BrokenLinkError
	if err == nil && malformed != nil {
		err = malformed
	}
	if errors.As(err, &broken) {
		d.broken(broken)
		return
	}
	if err != nil {
		d.fails(Chain, "chain", Place{}, say("%s", "%s", err))
		return
	}
	for i, r := range rs {
		d.links = append(d.links, link{entry: r.Entry, hash: r.Hash, shown: in.Entries[i].Payload, fields: fieldsOf(in.Entries[i].Payload)})
	}
	d.holds(Chain, say("记录链完整：%d条记录首尾相接，末条为%s", "the chain holds: %d entries, the last is %s", report.Entries, report.Head.Hash))
	d.payloads(report)
}

// payloads says what was shown of the payloads, all of which were held against
// the entries on the way.
func (d *dossierCheck) payloads(r ledger.Report) {
	if r.Withheld > 0 {
		d.unchecked(Payloads, Place{}, say("有%d条记录没有附内容，只能核对记录本身", "%d entries come without their payload: only the entries themselves are checked", r.Withheld))
	}
	if r.Hidden > 0 {
		d.holds(Payloads, say("记录内容%d项与记录相符，其中%d项隐去（仅存校验值）", "%d fields of the payloads agree with the entries, %d of them hidden behind their hash", r.Leaves, r.Hidden))
		return
	}
	d.holds(Payloads, say("记录内容%d项与记录相符", "%d fields of the payloads agree with the entries", r.Leaves))
}

// faults tells in Chinese what is wrong with a link.
var faults = map[ledger.Fault]string{
	ledger.FaultWrongChain:     "该条属于另一案件",
	ledger.FaultWrongAuthority: "该条属于另一机关",
	ledger.FaultSequence:       "序号不连续",
	ledger.FaultMalformed:      "记录格式有误",
	ledger.FaultHash:           "记录被改动（校验值不符）",
	ledger.FaultPrevious:       "与前一条不相接",
	ledger.FaultState:          "状态与前一条不衔接",
	ledger.FaultTime:           "时间早于前一条",
	ledger.FaultVersion:        "版本与前一条不衔接",
	ledger.FaultPayloadMissing: "缺少内容",
	ledger.FaultPayloadInvalid: "内容格式有误",
	ledger.FaultPayload:        "内容被改动（校验值不符）",
}

func (d *dossierCheck) broken(b *ledger.BrokenLinkError) {
	subject := Chain
	switch b.Fault {
	case ledger.FaultPayloadMissing, ledger.FaultPayloadInvalid, ledger.FaultPayload:
		subject = Payloads
	default:
	}
	d.fails(subject, string(b.Fault), entry(b.Sequence), words{zh: faults[b.Fault] + "（" + b.Detail + "）", en: string(b.Fault) + ": " + b.Detail})
}

// asOf holds what the manifest says of the case against the last entry.
func (d *dossierCheck) asOf() {
	m := d.content.Manifest
	if len(d.links) == 0 {
		if !d.failed(Chain) && !d.failed(Payloads) {
			d.fails(AsOf, "no_entries", attachment(dossier.EntriesName), say("没有一条记录", "there is no entry"))
		}
		return
	}
	last := d.links[len(d.links)-1]
	if m.AsOf.Sequence != last.entry.Sequence || m.AsOf.EntryHash != last.hash.String() {
		d.fails(AsOf, "as_of_not_last", entry(last.entry.Sequence),
			say("清单称卷宗截至第%d条（%s），记录链的末条是第%d条（%s）", "the manifest says that the dossier ends with entry %d (%s), the chain ends with %d (%s)",
				m.AsOf.Sequence, m.AsOf.EntryHash, last.entry.Sequence, last.hash))
		return
	}
	if at := last.entry.At.UTC().Format(instantLayout); m.AsOf.At != at {
		d.fails(AsOf, "as_of_instant", entry(last.entry.Sequence), say("清单称该条记录于%s，记录为%s", "the manifest says that it was recorded at %s, the entry says %s", m.AsOf.At, at))
	}
	if m.Case.State != last.entry.To && m.Case.State != workflow.State(last.entry.To).Chinese() {
		d.fails(AsOf, "as_of_state", entry(last.entry.Sequence), say("清单称案件状态为%s，记录为%s", "the manifest gives the state %s, the entry %s", m.Case.State, last.entry.To))
	}
	if m.Taken.At < m.AsOf.At {
		d.fails(AsOf, "taken_before", attachment(dossier.ManifestName), say("调卷时间%s早于末条记录%s", "it was taken at %s, before the last entry at %s", m.Taken.At, m.AsOf.At))
	}
	if !d.failed(AsOf) {
		d.holds(AsOf, say("卷宗截至第%d条记录，即链的末条", "the dossier ends with entry %d, the last of the chain", last.entry.Sequence))
	}
}

// instantLayout is how headers write instants.
const instantLayout = "2006-01-02T15:04:05.000000Z"
