package console

import (
	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// childDetails are all particulars of a child.
func childDetails(f view.Frame, k *workflow.Child) []view.Fact {
	out := childFacts(f, k)
	known := func(field string, is *bool) {
		switch {
		case is == nil:
		case *is:
			out = appendFact(out, f.T("field."+field), f.T("form.yes"))
		default:
			out = appendFact(out, f.T("field."+field), f.T("form.no"))
		}
	}
	out = appendFact(out, f.T("field.ethnicity"), k.Ethnicity)
	known("institution_raised", k.InstitutionRaised)
	out = appendFact(out, f.T("field.admitted_on"), f.Words.Date(k.AdmittedOn))
	out = appendFact(out, f.T("field.found_at"), k.FoundAt)
	out = appendFact(out, f.T("field.found_division"), k.FoundDivision)
	out = appendFact(out, f.T("field.found_belongings"), k.FoundBelongings)
	out = appendFact(out, f.T("field.police_receipt"), k.PoliceReceipt)
	known("disabled", k.Disabled)
	out = appendFact(out, f.T("field.disability"), k.Disability)
	known("parents_dead", k.ParentsDead)
	known("rescued", k.Rescued)
	return out
}

// noticeFacts tell of the notice that seeks the parents.
func noticeFacts(f view.Frame, k *workflow.Child) []view.Fact {
	n := k.Notice
	if n == nil {
		return nil
	}
	out := appendFact(nil, f.T("field.published_on"), f.Words.Date(n.PublishedOn))
	out = appendFact(out, f.T("field.medium"), n.Medium)
	out = appendFact(out, f.T("field.reference"), n.Reference)
	out = appendFact(out, f.T("field.contact"), n.Contact)
	return appendFact(out, f.T("children.cleared_on"), f.Words.Date(n.ClearedOn))
}

// noticeBadge says how the notice of a child stands.
func noticeBadge(f view.Frame, k *workflow.Child) view.Badge {
	switch {
	case k.AdoptedBy != "":
		return view.Badge{Text: f.T("children.adopted"), Tone: view.Good}
	case !k.DiedOn.IsZero():
		return view.Badge{Text: f.T("children.died"), Tone: view.Plain}
	case k.Notice == nil && k.Source == "foundling":
		return view.Badge{Text: f.T("children.notice.none"), Tone: view.Warn}
	case k.Notice == nil:
		return view.Badge{Text: f.T("children.notice.not_due"), Tone: view.Plain}
	case k.Notice.Claimed:
		return view.Badge{Text: f.T("children.notice.claimed"), Tone: view.Danger}
	case k.Notice.ClearedOn.IsZero():
		return view.Badge{Text: f.T("children.notice.running"), Tone: view.Info}
	}
	return view.Badge{Text: f.T("children.notice.cleared"), Tone: view.Good}
}

// childCaseTitle names a case of a child: by its number, a draft by that it is one.
func childCaseTitle(f view.Frame, c touchedCase) string {
	if c.Number == "" {
		return f.T("state." + string(c.State))
	}
	return c.Number
}

// touchedCase is a case of a child, as its page lists it.
type touchedCase = casework.TouchedCase
