package check

import (
	"sort"

	"github.com/anjia-project/anjia/reports/dossier"
)

// attachments holds the files that are attached against the list in the manifest.
func (d *dossierCheck) attachments() {
	m := d.content.Manifest
	if m.Format != dossier.Format {
		d.fails(Attachments, "unknown_format", attachment(dossier.ManifestName),
			say("卷宗格式为“%s”，本程序只认识“%s”", "the format is %q, this program knows %q", m.Format, dossier.Format))
		return
	}
	listed := map[string]bool{dossier.ManifestName: true}
	for _, a := range m.Attached {
		if listed[a.Name] {
			d.fails(Attachments, "listed_twice", attachment(a.Name), say("清单中重复列出", "the manifest lists it twice"))
		}
		listed[a.Name] = true
		file, ok := d.files[a.Name]
		switch {
		case !ok:
			d.fails(Attachments, "attachment_missing", attachment(a.Name), say("清单列有而文件中没有", "the manifest lists it, the file does not have it"))
		case sum(file.Data) != a.SHA256:
			d.fails(Attachments, "attachment_changed", attachment(a.Name),
				say("内容的SHA-256为%s，清单记为%s", "its SHA-256 is %s, the manifest has %s", sum(file.Data), a.SHA256))
		case int64(len(file.Data)) != a.Size:
			d.fails(Attachments, "attachment_changed", attachment(a.Name),
				say("长度为%d字节，清单记为%d", "it has %d bytes, the manifest says %d", len(file.Data), a.Size))
		}
	}
	for _, name := range d.names() {
		if !listed[name] {
			d.fails(Attachments, "attachment_unlisted", attachment(name), say("清单没有列出这一附件", "the manifest does not list it"))
		}
	}
	d.members()
	if !d.failed(Attachments) {
		d.holds(Attachments, say("附件%d个，均与清单的SHA-256一致", "%d attachments, all with the SHA-256 of the manifest", len(d.files)))
	}
}

// members makes sure that every Document attached belongs to one paper.
func (d *dossierCheck) members() {
	used := map[string]bool{}
	papers := map[string]bool{}
	for _, p := range d.content.Manifest.Papers {
		if papers[p.ID] {
			d.fails(Attachments, "paper_twice", paperPlace(p.Title), say("目录重复列出文书%s", "the catalogue lists paper %s twice", p.ID))
		}
		papers[p.ID] = true
		if p.Document == "" {
			continue
		}
		if used[p.Document] {
			d.fails(Attachments, "document_shared", attachment(p.Document), say("两份文书共用一个附件", "two papers use one attachment"))
		}
		used[p.Document] = true
	}
}

// names are the names of the attachments, sorted.
func (d *dossierCheck) names() []string {
	out := make([]string, 0, len(d.files))
	for name := range d.files {
		out = append(out, name)
	}
	sort.Strings(out)
	return out
}
