package check

import (
	"sort"

	"github.com/anjia-project/anjia/reports/dossier"
)

// Evidences are files of evidence at hand, by the SHA-256 of their content.
type Evidences struct {
	ByHash map[string]string // hash → name of the file
	ByName map[string]string // name of the file without its folder → hash
}

// evidence holds the list of evidence against the record, and the files at hand
// against the list.
func (d *dossierCheck) evidence() {
	list := d.evidenceList()
	d.recorded(list)
	d.scans()
	if len(list) == 0 {
		return
	}
	if d.options.Evidence == nil {
		d.note(Evidence, say("证据材料%d份未附核对（可用--evidence指明所在文件夹）", "%d files of evidence were not given (--evidence names their folder)", len(list)))
		return
	}
	found := 0
	for _, e := range list {
		switch other, named := d.options.Evidence.ByName[e.Name]; {
		case d.options.Evidence.ByHash[e.SHA256] != "":
			found++
		case named:
			d.fails(Evidence, "evidence_changed", evidenceFile(e.Name), say("文件的SHA-256为%s，卷内记为%s", "the file has the SHA-256 %s, the dossier has %s", other, e.SHA256))
		default:
			d.unchecked(Evidence, evidenceFile(e.Name), say("没有找到这份材料", "no file with its SHA-256 was given"))
		}
	}
	if found > 0 && !d.failed(Evidence) {
		d.holds(Evidence, say("证据材料%d份与卷内SHA-256一致", "%d files of evidence agree with the dossier", found))
	}
}

// evidenceList is the evidence and the scans, each once.
func (d *dossierCheck) evidenceList() []dossier.Evidence {
	list := append([]dossier.Evidence(nil), d.content.Manifest.Evidence...)
	for _, p := range d.content.Manifest.Papers {
		for _, s := range p.Scans {
			list = append(list, dossier.Evidence{Name: s.Name, SHA256: s.SHA256})
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].SHA256 < list[j].SHA256 })
	out := list[:0]
	for i, e := range list {
		if i == 0 || list[i-1].SHA256 != e.SHA256 {
			out = append(out, e)
		}
	}
	return out
}

// recorded makes sure that each hash stands in the record: in the input of an act
// or in the case after it.
func (d *dossierCheck) recorded(list []dossier.Evidence) {
	if len(d.links) == 0 {
		return
	}
	known, hidden := map[string]bool{}, false
	for _, l := range d.links {
		hashesIn(l.shown, known)
		hidden = hidden || l.shown.Withheld
		for _, leaf := range l.shown.Leaves {
			hidden = hidden || leaf.Hidden()
		}
	}
	for _, e := range list {
		switch {
		case known[e.SHA256]:
		case hidden:
			d.unchecked(Evidence, evidenceFile(e.Name), say("记录中隐去的内容使这份材料无法对照", "what is hidden of the record keeps it from being compared"))
		default:
			d.fails(Evidence, "evidence_unknown", evidenceFile(e.Name), say("记录中没有SHA-256为%s的材料", "the record has no file with the SHA-256 %s", e.SHA256))
		}
	}
}

// hashesIn collects the hashes that stand as values in a payload.
func hashesIn(p dossier.Payload, into map[string]bool) {
	const digits = 64
	for _, raw := range [][]byte{p.Input, p.After} {
		collect(raw, digits, into)
	}
	for _, l := range p.Leaves {
		collect(l.Value, digits, into)
	}
}

// collect finds strings of exactly n lower-case hexadecimal digits in JSON.
func collect(raw []byte, n int, into map[string]bool) {
	run := 0
	for i, c := range raw {
		if c >= '0' && c <= '9' || c >= 'a' && c <= 'f' {
			run++
			continue
		}
		if c == '"' && run == n && i > n && raw[i-n-1] == '"' {
			into[string(raw[i-n:i])] = true
		}
		run = 0
	}
}
