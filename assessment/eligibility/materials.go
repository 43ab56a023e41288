package eligibility

import "github.com/anjia-project/anjia/assessment/law"

// Sides of a file.
const (
	SideApplicant = "applicant" // 收养人
	SidePlacer    = "placer"    // 送养人
	SideChild     = "child"     // 被收养人
)

// Material is one paper of the file (证件、证明材料).
type Material struct {
	Code  string `json:"code"`
	Title string `json:"title"` // Chinese
	Side  string `json:"side"`  // whose file it belongs to
	By    Party  `json:"by"`    // who supplies or issues it
	// Original says that the original must be seen, not only a copy.
	Original bool         `json:"original"`
	Basis    law.Citation `json:"basis"`
	// Status is official for what the rules list. Practice marks what offices usually ask besides: it may be taken,
	// but nobody may be sent back for want of it.
	Status law.Status `json:"status"`
}

// RequiredMaterials returns the papers that arts. 5-7 of the registration measures (as revised in 2023) and the Civil
// Code demand for a category, in the order of the file; nil for an unknown category. What depends on a fact that is
// not known is listed. Asking for more than the rules list is itself a breach, so customs are apart, in
// CustomaryMaterials.
func RequiredMaterials(category Category, facts Facts) []Material {
	return selectMaterials(requiredPapers(), category, facts)
}

// CustomaryMaterials returns the papers that the ministry's preset lists name for a category without a rule behind
// them; nil for an unknown category.
func CustomaryMaterials(category Category, facts Facts) []Material {
	return selectMaterials(customaryPapers(), category, facts)
}

// paper is a material with the condition under which it is asked for.
type paper struct {
	Material
	categories []Category        // nil means all
	when       func(*Facts) bool // nil means always
}

func selectMaterials(papers []paper, category Category, facts Facts) []Material {
	if !category.Known() {
		return nil
	}
	facts.Category = category
	var list []Material
	for i := range papers {
		p := &papers[i]
		if p.wanted(&facts) {
			list = append(list, p.Material)
		}
	}
	return list
}

func (p *paper) wanted(f *Facts) bool {
	if p.when != nil && !p.when(f) {
		return false
	}
	if p.categories == nil {
		return true
	}
	for _, c := range p.categories {
		if c == f.Category {
			return true
		}
	}
	return false
}

// The conditions below hold also when the fact is unknown, except where the paper follows from a positive fact.

func anyByProxy(f *Facts) bool {
	for i := range f.Applicants {
		if f.Applicants[i].Attendance == ByProxy {
			return true
		}
	}
	return false
}

func dutyHoldersPossible(f *Facts) bool { return f.Placer.DutyHolders == nil || *f.Placer.DutyHolders }

func childDisabled(f *Facts) bool { return f.Child.Disabled != nil && *f.Child.Disabled }

func placedByOne(f *Facts) bool {
	return f.Placer.Type == PlacerOneParent || f.BirthFather.Status.gone() || f.BirthMother.Status.gone()
}

func priorRightPossible(f *Facts) bool {
	father, mother := f.BirthFather.Status, f.BirthMother.Status
	oneDead := father.dead() && mother == ParentLiving || mother.dead() && father == ParentLiving
	return oneDead && (f.Placer.PriorRightHolders == nil || *f.Placer.PriorRightHolders)
}

// institutionPlaces and personPlaces part the identity papers of a placer.
func institutionPlaces(f *Facts) bool {
	return f.Placer.Type == PlacerInstitution ||
		f.Placer.Type == "" && (f.Category == InstitutionFoundling || f.Category == InstitutionOrphan)
}

func personPlaces(f *Facts) bool { return f.Category != PrivateFoundling && !institutionPlaces(f) }
