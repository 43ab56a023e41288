package check

import (
	"github.com/anjia-project/anjia/reports/dossier"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// heads holds the head of the dossier against those that the reader keeps and
// against the published log. All must be heads of one log: an older one must be
// continued by the dossier's, which must be continued by a newer one.
func (d *dossierCheck) heads(head ledger.LogHead, earlier []dossier.Continuation) {
	proofs, ok := d.continuations(head, earlier)
	if !ok {
		return
	}
	d.published(head)
	for _, signed := range d.options.Trust.Heads {
		known, err := ledger.ParseHead(signed, d.options.Trust.Logs...)
		if err != nil {
			d.unchecked(LogHead, Place{}, say("信任文件中的一个总账签名头无法读取：%s", "a head in the trust file cannot be read: %s", err))
			continue
		}
		if known.Origin == head.Origin {
			d.known(head, known, proofs)
		}
	}
}

// continuations are the proofs that the dossier carries, by the size of the head
// that is continued. Sizes must ascend and be smaller than the head's.
func (d *dossierCheck) continuations(head ledger.LogHead, earlier []dossier.Continuation) (map[int64][]ledger.Hash, bool) {
	out := make(map[int64][]ledger.Hash, len(earlier))
	last := int64(0)
	for _, e := range earlier {
		proof, err := parseHashes(e.Proof)
		if err != nil || e.Size <= last || e.Size >= head.Size {
			d.fails(LogHead, "continuation_malformed", attachment(dossier.LogName), say("总账在%d条时的接续证明格式有误", "the proof that the log of %d entries is continued is malformed", e.Size))
			return nil, false
		}
		out[e.Size], last = proof, e.Size
	}
	return out, true
}

// published holds the head against the published log.
func (d *dossierCheck) published(head ledger.LogHead) {
	p := d.options.Published
	switch {
	case p == nil || p.Head.Origin != head.Origin:
	case p.Head.Size < head.Size:
		d.unchecked(LogHead, Place{}, say("所附的公布总账只有%d条，早于本卷的%d条，不能核对其后的部分", "the published log that was given has %d entries only, the dossier's head %d: what came since was not held against it", p.Head.Size, head.Size))
	case p.Continues(head) != nil:
		d.forked(head.Size, p.Head.Size)
	default:
		d.holds(LogHead, say("本卷的总账头是公布总账（%d条）的前%d条", "the published log of %d entries begins with the %d of the dossier's head", p.Head.Size, head.Size))
	}
}

// known holds the head against one that the reader keeps.
func (d *dossierCheck) known(head, known ledger.LogHead, proofs map[int64][]ledger.Hash) {
	proof, proven := proofs[known.Size]
	p := d.options.Published
	covered := p != nil && p.Head.Origin == head.Origin && p.Head.Size >= max(known.Size, head.Size)
	switch {
	case known.Size == head.Size && known.Root != head.Root, known.Size == 0 && ledger.VerifyConsistency(known, head, nil) != nil:
		d.forked(known.Size, head.Size)
	case known.Size == head.Size, known.Size == 0:
		d.continues(known, head)
	case proven && ledger.VerifyConsistency(known, head, proof) != nil, covered && p.Continues(known) != nil:
		d.forked(known.Size, head.Size)
	case proven, covered && p.Continues(head) == nil:
		d.continues(known, head)
	case covered: // said above
	case known.Size > head.Size:
		d.unchecked(LogHead, attachment(dossier.LogName), say("信任文件所知的总账有%[2]d条，本卷制作时为%[1]d条：其后是否还有本案的记录，本卷不能显示；两者是否相续，可用--log指明公布总账的文件夹核对",
			"the dossier's head has %[1]d entries, a known one %[2]d: the dossier cannot show whether entries of this case came since; with --log, the folder of the published log, it is checked that one continues the other", head.Size, known.Size))
	default:
		d.unchecked(LogHead, attachment(dossier.LogName), say("信任文件所知的总账有%d条，本卷为%d条，卷内没有两者相续的证明：可用--log指明公布总账的文件夹核对",
			"a known head has %d entries, the dossier's %d, and the dossier does not prove that one continues the other: give --log, the folder of the published log", known.Size, head.Size))
	}
}

func (d *dossierCheck) continues(known, head ledger.LogHead) {
	if known.Size > head.Size {
		d.note(LogHead, say("调卷以后总账由%d条增至%d条：其中是否有本案的记录，本卷不能显示", "since the dossier was taken the log grew from %d to %d entries: whether some are of this case the dossier cannot show", head.Size, known.Size))
	}
	d.holds(LogHead, say("总账与信任文件所知的%d条相续", "the log and the known one of %d entries continue each other", known.Size))
}

func (d *dossierCheck) forked(one, other int64) {
	d.fails(LogHead, "log_forked", attachment(dossier.LogName), say("%d条时的总账与%d条时的总账不相续：总账有两个版本", "the log of %d entries and the one of %d do not continue each other: there are two versions of the log", one, other))
}

func parseHashes(texts []string) ([]ledger.Hash, error) {
	out := make([]ledger.Hash, len(texts))
	for i, s := range texts {
		h, err := ledger.ParseHash(s)
		if err != nil {
			return nil, err
		}
		out[i] = h
	}
	return out, nil
}
