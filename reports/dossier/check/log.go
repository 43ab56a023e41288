package check

import (
	"github.com/anjia-project/anjia/reports/dossier"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// log holds the chain against the log of all entries.
func (d *dossierCheck) log() {
	l, ref := d.content.Log, d.content.Manifest.Log
	if l == nil {
		if ref != nil {
			d.fails(LogHead, "log_missing", attachment(dossier.LogName), say("清单列有记录总账，而文件中没有", "the manifest names a log, the file holds no proof of it"))
			return
		}
		d.unchecked(LogHead, Place{}, say("卷宗没有附记录总账的证明，无法发现末尾的记录被截去", "the dossier holds no proof of the log: entries that were cut off at the end would not be noticed"))
		return
	}
	head, ok := d.head(l)
	if !ok {
		return
	}
	if ref == nil || ref.Origin != head.Origin || ref.Size != head.Size {
		d.fails(LogHead, "log_head", attachment(dossier.ManifestName), say("清单所列的记录总账与附件不是同一个", "the manifest names another head of the log"))
		return
	}
	d.heads(head, l.Earlier)
	d.inclusions(head, l.Entries)
}

// head reads the signed head, with the keys of the trust file if there are any.
func (d *dossierCheck) head(l *dossier.Log) (head ledger.LogHead, ok bool) {
	if len(d.options.Trust.Logs) == 0 {
		head, err := ledger.ReadHead(l.Head)
		if err != nil {
			d.fails(LogHead, "log_head", attachment(dossier.LogName), say("记录总账的签名头格式有误：%s", "the head of the log is malformed: %s", err))
			return head, false
		}
		d.unchecked(LogHead, attachment(dossier.LogName), say("信任文件没有列出记录总账的公钥，其签名未能核对（%s，共%d条）", "no key of the log is trusted: the signature on its head (%s, %d entries) was not checked", head.Origin, head.Size))
		return head, true
	}
	head, err := ledger.ParseHead(l.Head, d.options.Trust.Logs...)
	if err != nil {
		d.fails(LogHead, "log_head_signature", attachment(dossier.LogName), say("记录总账的签名头不是由信任文件所列的密钥签署：%s", "the head of the log is not signed by a key of the trust file: %s", err))
		return head, false
	}
	d.holds(LogHead, say("记录总账%s的签名有效，共%d条", "the head of the log %s is signed, %d entries", head.Origin, head.Size))
	return head, true
}

// inclusions holds each entry against its proof.
func (d *dossierCheck) inclusions(head ledger.LogHead, proofs []dossier.Inclusion) {
	if len(d.links) == 0 {
		return
	}
	proven := map[int64]bool{}
	index := int64(-1)
	for _, p := range proofs {
		l := d.link(p.Sequence)
		if l == nil || proven[p.Sequence] {
			d.fails(LogProofs, "proof_foreign", entry(p.Sequence), say("总账证明所指的记录不在卷内，或者重复", "a proof names an entry that is not in the dossier, or a second time"))
			return
		}
		hashes, err := parseHashes(p.Proof)
		if err != nil {
			d.fails(LogProofs, "proof_malformed", entry(p.Sequence), say("总账证明格式有误：%s", "its proof is malformed: %s", err))
			return
		}
		if err := ledger.VerifyInclusion(head, l.hash, ledger.Inclusion{Sequence: p.Sequence, Index: p.Index, Proof: hashes}); err != nil {
			d.fails(LogProofs, "proof", entry(p.Sequence), say("该条不在总账之中，或者证明不符：%s", "it is not in the log where its proof says: %s", err))
			return
		}
		if p.Index <= index {
			d.fails(LogProofs, "proof_order", entry(p.Sequence), say("总账中的次序与记录链不一致", "the log has it before the entry that it follows"))
			return
		}
		index, proven[p.Sequence] = p.Index, true
	}
	for _, l := range d.links {
		if !proven[l.entry.Sequence] {
			d.unchecked(LogProofs, entry(l.entry.Sequence), say("调卷时该条及其后的记录尚未列入总账", "this entry and those after it were not yet in the log when the dossier was taken"))
			return
		}
	}
	d.holds(LogProofs, say("全部%d条记录均在总账之中", "all %d entries are in the log", len(proven)))
}
