package console

import (
	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// partyGroups are the people of a case. What the reader's role may not see has been masked before.
func partyGroups(f view.Frame, c *casework.CaseView) []view.Group {
	a := c.Case.Application
	adopters := view.Group{Title: f.T("case.applicants"), Empty: f.T("case.parties.none")}
	for _, p := range a.Applicants {
		adopters.Sections = append(adopters.Sections, applicantSection(f, c.Case, p))
	}
	if len(a.Applicants) > 0 {
		adopters.Sections = append(adopters.Sections, applicationSection(f, a))
	}
	out := []view.Group{adopters, childGroup(f, c.Child), placerGroup(f, c.Case)}
	if len(a.Household) > 0 {
		g := view.Group{Title: f.T("case.household")}
		for _, m := range a.Household {
			l := factList{f: f}
			l.text("relation", m.Relation)
			l.person(m.Person)
			l.text("opinion", m.Opinion)
			g.Sections = append(g.Sections, view.Section{Title: m.Name, Facts: l.out})
		}
		out = append(out, g)
	}
	return out
}

func applicantSection(f view.Frame, c *workflow.Case, a workflow.Applicant) view.Section {
	l := factList{f: f}
	l.person(a.Person)
	l.option("identity", string(a.Identity))
	l.option("marital", string(a.Marital))
	l.option("spouse_is", string(a.SpouseIs))
	l.day("married_on", a.MarriedOn)
	l.count("children", a.Children)
	l.count("adopted", a.Adopted)
	l.yes("medically_unfit", a.MedicallyUnfit)
	l.yes("offence_record", a.OffenceRecord)
	l.yes("capable", a.Capable)
	l.text("health", a.Health)
	l.text("income", a.Income)
	l.text("relation_to_child", a.RelationToChild)
	l.option("attendance", string(a.Attendance))
	s := view.Section{Title: a.Name, Facts: l.out}
	for _, k := range c.Consents {
		if k.PartyID != a.ID || a.ID == "" {
			continue
		}
		s.Badges = append(s.Badges, consentBadge(f, k))
	}
	return s
}

// consentBadge says what somebody has agreed to, or refused.
func consentBadge(f view.Frame, k workflow.Consent) view.Badge {
	if k.Given {
		return view.Badge{Text: f.T("case.consent.given", f.T("consent."+k.Kind), f.Words.Date(k.On)), Tone: view.Good}
	}
	return view.Badge{Text: f.T("case.consent.refused", f.T("consent."+k.Kind), f.Words.Date(k.On)), Tone: view.Danger}
}

// applicationSection is what the family says of the adoption itself.
func applicationSection(f view.Frame, a workflow.Application) view.Section {
	l := factList{f: f}
	l.option("mode", string(a.Mode))
	l.text("reason", a.Reason)
	l.text("motive", a.Motive)
	l.text("name_after", a.NameAfter)
	l.text("housing", a.Housing)
	l.text("housing_area", a.HousingArea)
	l.yes("private_room", a.PrivateRoom)
	l.text("undertaking", a.Undertaking)
	l.text("jurisdiction", a.Jurisdiction)
	return view.Section{Title: f.T("case.application"), Facts: l.out}
}

func childGroup(f view.Frame, c *workflow.Child) view.Group {
	g := view.Group{Title: f.T("case.child"), Empty: f.T("case.parties.shut")}
	if c == nil {
		return g
	}
	l := factList{f: f}
	l.person(c.Person)
	l.text("code", c.Code)
	l.option("source", c.Source)
	l.text("institution", c.Institution)
	l.day("admitted_on", c.AdmittedOn)
	l.day("found_on", c.FoundOn)
	l.text("found_at", c.FoundAt)
	l.text("found_belongings", c.FoundBelongings)
	l.yes("disabled", c.Disabled)
	l.text("disability", c.Disability)
	l.text("health", c.Health)
	l.yes("parents_dead", c.ParentsDead)
	l.yes("rescued", c.Rescued)
	g.Sections = append(g.Sections, view.Section{Title: c.Name, Facts: l.out})
	if n := c.Notice; n != nil {
		g.Sections = append(g.Sections, noticeSection(f, n))
	}
	return g
}

// noticeSection is the public notice that seeks the parents.
func noticeSection(f view.Frame, n *workflow.Notice) view.Section {
	l := factList{f: f}
	l.day("published_on", n.PublishedOn)
	l.text("medium", n.Medium)
	l.text("reference", n.Reference)
	s := view.Section{Title: f.T("case.notice"), Facts: l.out}
	switch {
	case n.Claimed:
		s.Badges = []view.Badge{{Text: f.T("case.notice.claimed"), Tone: view.Danger}}
	case !n.ClearedOn.IsZero():
		s.Badges = []view.Badge{{Text: f.T("case.notice.cleared", f.Words.Date(n.ClearedOn)), Tone: view.Good}}
	default:
		s.Badges = []view.Badge{{Text: f.T("case.notice.runs"), Tone: view.Info}}
	}
	return s
}

func placerGroup(f view.Frame, c *workflow.Case) view.Group {
	p := c.Application.Placer
	g := view.Group{Title: f.T("case.placer"), Empty: f.T("case.placer.none")}
	l := factList{f: f}
	l.option("type", string(p.Type))
	l.text("credit_code", p.CreditCode)
	l.text("representative", p.Representative)
	l.text("representative_id", p.RepresentativeID)
	l.text("agent", p.Agent)
	l.text("address", p.Address)
	l.text("phone", p.Phone)
	l.yes("special_difficulty", p.SpecialDifficulty)
	l.yes("has_duty_holders", p.HasDutyHolders)
	l.text("duty_holders", list(f, p.DutyHolders))
	l.text("reason", p.Reason)
	if len(l.out) > 0 {
		s := view.Section{Title: p.Organisation, Facts: l.out}
		if s.Title == "" {
			s.Title = f.T("case.placer")
		}
		for _, k := range c.Consents {
			if k.Kind != workflow.ConsentAssessment {
				s.Badges = append(s.Badges, consentBadge(f, k))
			}
		}
		g.Sections = append(g.Sections, s)
	}
	for _, one := range p.Persons {
		g.Sections = append(g.Sections, personSection(f, one.Name, one))
	}
	g.Sections = append(g.Sections, parentSections(f, c.Application)...)
	return g
}

func personSection(f view.Frame, title string, p workflow.Person) view.Section {
	l := factList{f: f}
	l.person(p)
	return view.Section{Title: title, Facts: l.out}
}

// parentSections are the birth parents as far as something is known of them.
func parentSections(f view.Frame, a workflow.Application) []view.Section {
	var out []view.Section
	for _, one := range []struct {
		word   string
		parent *workflow.BirthParent
	}{{"field.birth_father", a.BirthFather}, {"field.birth_mother", a.BirthMother}} {
		if one.parent == nil {
			continue
		}
		l := factList{f: f}
		l.option("status", string(one.parent.Status))
		l.yes("incapable", one.parent.Incapable)
		l.yes("endangers", one.parent.Endangers)
		l.person(one.parent.Person)
		title := f.T(one.word)
		if one.parent.Name != "" {
			title += f.T("form.colon") + one.parent.Name
		}
		out = append(out, view.Section{Title: title, Facts: l.out})
	}
	return out
}
