package check

import (
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/anjia-project/anjia/reports/dossier"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// The acts of the system that name papers, in the words of the record.
const (
	actRendered = "paper_rendered"
	actSealed   = "paper_sealed"
)

// papers holds the papers of the catalogue against the entries that name them,
// and the other way round.
func (d *dossierCheck) papers() {
	if len(d.links) == 0 {
		return
	}
	listed := map[string]bool{}
	shown := 0
	for _, p := range d.content.Manifest.Papers {
		listed[p.ID] = true
		if p.RenderedSeq == 0 && p.Document == "" && p.SHA256 == "" {
			d.note(Papers, say("文书“%s”到卷宗截至时尚未制作，只列目录", "the paper %s was not yet set when the dossier ends: it is only listed", p.Title))
			continue
		}
		d.paper(p)
		if p.Document == "" {
			d.unchecked(Papers, paperPlace(p.Title), say("制作于保存文书内容之前，卷内只列目录", "it was set before Documents were kept: it is listed, not shown"))
			continue
		}
		shown++
	}
	for _, l := range d.links {
		if l.entry.Act != actRendered {
			continue
		}
		if id, known := l.fields.text("/paper_id"); known && !listed[id] {
			title, _ := l.fields.text("/number")
			d.fails(Papers, "paper_removed", entry(l.entry.Sequence), say("该条记载的文书%s %s不在卷内", "paper %s %s, which it names, is not in the dossier", id, title))
		}
	}
	if !d.failed(Papers) {
		d.holds(Papers, say("文书%d件，内容及PDF的SHA-256均与记录相符", "%d papers, their contents and the SHA-256 of their PDF agree with the entries", shown))
	}
}

// paper holds one paper against the entry that names its hashes.
func (d *dossierCheck) paper(p dossier.Paper) {
	at := paperPlace(p.Title)
	l := d.link(p.RenderedSeq)
	if l == nil || l.entry.Act != actRendered || l.entry.Kind != ledger.KindSystem {
		d.fails(Papers, "paper_unknown", at, say("第%d条记录不是这份文书的制作记录", "entry %d is not the one of its setting", p.RenderedSeq))
		return
	}
	if _, child := l.fields.text("/child_paper_id"); !child && (p.EntrySeq < 1 || p.EntrySeq > p.RenderedSeq) {
		d.fails(Papers, "paper_entry", at, say("所依据的第%d条记录不在其制作之前", "entry %d, which it pictures, is not before its setting", p.EntrySeq))
	}
	for _, c := range []struct{ pointer, code, value, zh string }{
		{"/paper_id", "paper_identity", p.ID, "编号"},
		{"/code", "paper_code", p.Code, "种类"},
		{"/number", "paper_number", p.Number, "文号"},
		{"/entry_seq", "paper_entry", strconv.FormatInt(p.EntrySeq, 10), "所依据的记录"},
		{"/sha256", "paper_hash", p.SHA256, "PDF的SHA-256"},
		{"/size", "paper_hash", strconv.FormatInt(p.Size, 10), "PDF的长度"},
		{"/document/sha256", "document_hash", p.DocumentSHA256, "内容的SHA-256"},
		{"/child_paper_id", "paper_of_child", p.ChildPaper, "被收养人文书编号"},
	} {
		got, shown := l.fields.text(c.pointer)
		if shown && got != c.value || !shown && c.pointer == "/child_paper_id" && c.value != "" && l.whole() {
			d.fails(Papers, c.code, at, words{
				zh: fmt.Sprintf("%s：清单为%s，第%d条记录为%s", c.zh, c.value, p.RenderedSeq, got),
				en: fmt.Sprintf("%s: the manifest has %s, entry %d has %s", c.pointer, c.value, p.RenderedSeq, got),
			})
		}
	}
	if p.Document != "" {
		d.document(p, l)
	}
}

// document ties the content of a paper to its entry: a whole one by its hash, one
// shown in part by the root over its leaves.
func (d *dossierCheck) document(p dossier.Paper, l *link) {
	at := paperPlace(p.Title)
	file := d.content.Documents[p.ID]
	if file.Redacted != nil {
		d.redactedDocument(at, l, file.Redacted)
		return
	}
	want, shown := l.fields.text("/document/sha256")
	switch {
	case !shown:
		d.unchecked(Papers, at, say("第%d条记录没有显示文书内容的SHA-256", "entry %d does not show the hash of its Document", p.RenderedSeq))
	case sum(file.Raw) != want:
		d.fails(Papers, "document_changed", at, say("内容的SHA-256为%s，第%d条记录为%s", "its Document has the SHA-256 %s, entry %d has %s", sum(file.Raw), p.RenderedSeq, want))
	}
}

func (d *dossierCheck) redactedDocument(at Place, l *link, r *dossier.RedactedDocument) {
	root, rootShown := l.fields.text("/document/root")
	leaves, leavesShown := l.fields.text("/document/leaves")
	if !rootShown || !leavesShown {
		d.unchecked(Papers, at, say("第%d条记录没有显示文书内容的校验根", "entry %d does not show the root of its Document", l.entry.Sequence))
		return
	}
	got, err := ledger.Redacted{Leaves: r.Leaves}.Commit()
	if err != nil {
		d.fails(Papers, "document_leaves", at, say("节选的内容格式有误：%s", "its leaves are malformed: %s", err))
		return
	}
	if got.Root.String() != root || strconv.FormatInt(got.Leaves, 10) != leaves {
		d.fails(Papers, "document_changed", at, say("节选内容的校验根为%s（%d项），第%d条记录为%s（%s项）", "its leaves give the root %s of %d, entry %d has %s of %s", got.Root, got.Leaves, l.entry.Sequence, root, leaves))
		return
	}
	if i, err := sameView(r); err != nil {
		d.fails(Papers, "view_changed", at, say("所示内容第%d项与校验内容不符：%s", "item %d of what is shown is not what was committed to: %s", i+1, err))
	}
}

// link is the entry with that sequence, nil when there is none.
func (d *dossierCheck) link(sequence int64) *link {
	if sequence < 1 || sequence > int64(len(d.links)) {
		return nil
	}
	return &d.links[sequence-1]
}

// seals holds the signatures that the catalogue lists against the entries of the
// sealing.
func (d *dossierCheck) sealed() {
	for _, p := range d.content.Manifest.Papers {
		for i, s := range p.Signatures {
			if !d.sealedBy(p.ID, s) {
				d.fails(Papers, "signature_unknown", paperPlace(p.Title), say("目录所列第%d个电子签名（%s）没有相应的签章记录", "signature %d of the catalogue (%s) is in no entry", i+1, s.Name))
			}
		}
	}
}

// sealedBy looks for the entry that names a signature of a paper.
func (d *dossierCheck) sealedBy(paper string, s dossier.Signature) bool {
	for _, l := range d.links {
		if l.entry.Act != actSealed {
			continue
		}
		if id, _ := l.fields.text("/paper_id"); id != paper {
			continue
		}
		for i := 0; ; i++ {
			base := "/signatures/" + strconv.Itoa(i)
			cert, shown := l.fields.text(base + "/certificate_sha256")
			if !shown {
				break
			}
			at, _ := l.fields.text(base + "/at")
			if cert == s.CertificateSHA256 && at == s.At {
				return true
			}
		}
	}
	return false
}

// sameView compares the view with the leaves, one by one in the order of their pointers.
func sameView(r *dossier.RedactedDocument) (int, error) {
	leaves, err := flatten(r.View)
	if err != nil {
		return 0, err
	}
	if len(leaves) != len(r.Leaves) {
		return min(len(leaves), len(r.Leaves)), errCount
	}
	hidden, _ := json.Marshal(dossier.Hidden) // a string always marshals
	for i, l := range r.Leaves {
		switch {
		case l.Hidden() && string(leaves[i].Value) != string(hidden):
			return i, errShown
		case !l.Hidden() && (l.Path != leaves[i].Path || string(leaves[i].Value) != string(l.Value)):
			return i, errOther
		}
	}
	return 0, nil
}
