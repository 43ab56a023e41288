package check

import (
	"encoding/json"
	"strings"
)

// scans holds the scans of each paper against the case after its last entry, where
// each stands with the paper that was signed: a file of the same case that is shown
// as the scan of another paper is in the record, but not there.
func (d *dossierCheck) scans() {
	if len(d.links) == 0 {
		return
	}
	last := &d.links[len(d.links)-1]
	bound := scansOf(last)
	if bound == nil {
		return // withheld, or of another form: recorded tells what cannot be compared
	}
	hidden := !last.whole()
	for _, p := range d.content.Manifest.Papers {
		listed := map[string]bool{}
		for _, s := range p.Scans {
			listed[s.SHA256] = true
			switch of := bound.paperOf(s.SHA256, p.ID); {
			case of == p.ID:
			case of == "" && hidden:
				d.unchecked(Evidence, paperPlace(p.Title), say("记录中隐去的内容使扫描件%s无法与文书对照", "what is hidden of the record keeps its scan %s from being compared", s.SHA256))
			case of == "":
				d.fails(Evidence, "scan_unbound", paperPlace(p.Title), say("记录没有把扫描件%s归入任何文书", "the record has the scan %s with no paper", s.SHA256))
			default:
				d.fails(Evidence, "scan_moved", paperPlace(p.Title), say("扫描件%s在记录中归入另一文书（%s）", "the record has its scan %s with another paper, %s", s.SHA256, of))
			}
		}
		for _, hash := range bound[p.ID] {
			if !listed[hash] {
				d.fails(Evidence, "scan_removed", paperPlace(p.Title), say("记录中归入该文书的扫描件%s不在目录中", "the record has the scan %s with it, the manifest has not", hash))
			}
		}
	}
}

// boundScans are the hashes of scans by the id of the paper that they were bound to.
type boundScans map[string][]string

// paperOf is the paper that a scan is bound to; the one wished for where it is bound to several, empty for none.
func (b boundScans) paperOf(hash, wished string) (of string) {
	for id, hashes := range b {
		for _, h := range hashes {
			if h == hash && (of == "" || id == wished || of != wished && id < of) {
				of = id
			}
		}
	}
	return of
}

// scansOf reads the scans of the papers out of the case after an entry, as far as it is shown; nil when nothing is.
func scansOf(l *link) boundScans {
	switch {
	case l.shown.Leaves != nil:
		return scansOfLeaves(l)
	case l.shown.After == nil:
		return nil
	}
	var after struct {
		Case struct {
			Papers []struct {
				ID    string `json:"id"`
				Scans []struct {
					SHA256 string `json:"sha256"`
				} `json:"scans"`
			} `json:"papers"`
		} `json:"case"`
	}
	if json.Unmarshal(l.shown.After, &after) != nil {
		return nil
	}
	out := boundScans{}
	for _, p := range after.Case.Papers {
		for _, s := range p.Scans {
			out[p.ID] = append(out[p.ID], s.SHA256)
		}
	}
	return out
}

// scansOfLeaves does the same with a payload shown in part: /after/case/papers/<i>/id and …/<i>/scans/<n>/sha256.
func scansOfLeaves(l *link) boundScans {
	ids, hashes := map[string]string{}, map[string][]string{}
	for _, leaf := range l.shown.Leaves {
		at, ok := strings.CutPrefix(leaf.Path, "/after/case/papers/")
		var value string
		if !ok || json.Unmarshal(leaf.Value, &value) != nil {
			continue
		}
		switch part := strings.Split(at, "/"); {
		case len(part) == 2 && part[1] == "id":
			ids[part[0]] = value
		case len(part) == 4 && part[1] == "scans" && part[3] == "sha256":
			hashes[part[0]] = append(hashes[part[0]], value)
		}
	}
	out := boundScans{}
	for i, list := range hashes {
		if id := ids[i]; id != "" {
			out[id] = append(out[id], list...)
		}
	}
	return out
}
