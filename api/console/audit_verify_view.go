package console

import (
	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/api/console/words"
	"github.com/anjia-project/anjia/workflow/casework"
)

// verdictTone is the tone of what a verification comes to.
func verdictTone(v casework.Verdict) view.Tone {
	switch v {
	case casework.VerdictHolds:
		return view.Good
	case casework.VerdictPartial:
		return view.Warn
	case casework.VerdictFails, casework.VerdictUnreadable:
	}
	return view.Danger
}

// findingBadge says how one check ended.
func findingBadge(f view.Frame, one casework.FileFinding) view.Badge {
	tone := map[string]view.Tone{"holds": view.Good, "fails": view.Danger, "unchecked": view.Warn}[one.Status]
	if tone == "" {
		tone = view.Info
	}
	return view.Badge{Text: f.T("verify.status." + one.Status), Tone: tone}
}

// findingText is what was found, in the reader's language.
func findingText(f view.Frame, one casework.FileFinding) string {
	if f.Words.Language == words.English {
		return one.English
	}
	return one.Chinese
}

func findingPlace(f view.Frame, one casework.FileFinding) string {
	if f.Words.Language == words.English {
		return one.PlaceEN
	}
	return one.Place
}

func verifyFacts(d verifyData) []view.Fact {
	f := d.Frame
	var out []view.Fact
	out = appendFact(out, f.T("verify.file"), d.Name)
	out = appendFact(out, f.T("verify.kind"), f.T("verify.kind."+d.Verdict.Kind))
	out = appendFact(out, f.T("verify.about"), d.Verdict.Title)
	out = appendFact(out, f.T("verify.size"), sizeText(f, d.Verdict.Size))
	return appendFact(out, "SHA-256", d.Verdict.SHA256)
}

// firstFault is the first check that failed, nil when none did.
func firstFault(d verifyData) *casework.FileFinding {
	for i := range d.Verdict.Findings {
		if d.Verdict.Findings[i].Status == "fails" {
			return &d.Verdict.Findings[i]
		}
	}
	return nil
}

// counted says how many checks ended how.
func counted(d verifyData) string {
	n := map[string]int{}
	for _, one := range d.Verdict.Findings {
		n[one.Status]++
	}
	return d.Frame.T("verify.counted", n["holds"], n["fails"], n["unchecked"])
}
