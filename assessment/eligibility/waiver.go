package eligibility

import (
	"slices"

	"github.com/anjia-project/anjia/assessment/law"
)

// Codes of the rules that the law waives for some children, adopters or relations.
const (
	codeSpecialDifficulty = "special_difficulty"
	codePlacerType        = "placer_type"
	codeAdopterChildren   = "adopter_children"
	codeAdopterCapacity   = "adopter_capacity"
	codeAdopterHealth     = "adopter_health"
	codeAdopterRecord     = "adopter_record"
	codeAdopterAge        = "adopter_age"
	codeAdoptionNumber    = "adoption_number"
	codeAgeGap            = "age_gap"
	codeAssessmentDue     = "assessment_due"
)

// Waiver is a rule of law that lifts requirements (不受……限制).
type Waiver struct {
	Citation law.Citation
	Reason   string   // Chinese
	Lifts    []string // rule codes
	// Holds answers whether the waiver is open to these facts.
	Holds func(*Subject) Applicability
}

// waivers returns every waiver of arts. 1099, 1100 and 1103 and of the assessment measures. What they say of arts.
// 1093 (3) and 1094 (3) is carried by the categories of the rules, as a category states the relation itself.
func waivers() []Waiver {
	return []Waiver{
		{
			Citation: law.Citation{Instrument: civilCode, Article: "第一千一百零三条"},
			Reason:   "继父或者继母收养继子女",
			Lifts: []string{
				codeSpecialDifficulty, codeAdopterChildren, codeAdopterCapacity, codeAdopterHealth,
				codeAdopterRecord, codeAdopterAge, codeAdoptionNumber,
			},
			Holds: forCategories(StepChild),
		},
		{
			Citation: law.Citation{Instrument: civilCode, Article: "第一千零九十九条第一款"},
			Reason:   "收养三代以内旁系同辈血亲的子女",
			Lifts:    []string{codeSpecialDifficulty, codeAgeGap},
			Holds:    forCategories(CollateralKin),
		},
		{
			Citation: law.Citation{Instrument: civilCode, Article: "第一千一百条第二款"},
			Reason:   "收养孤儿或者儿童福利机构抚养的查找不到生父母的未成年人",
			Lifts:    []string{codeAdopterChildren, codeAdoptionNumber},
			Holds:    forCategories(InstitutionFoundling, InstitutionOrphan, PrivateOrphan),
		},
		{
			Citation: law.Citation{Instrument: civilCode, Article: "第一千一百条第二款"},
			Reason:   "收养残疾未成年人",
			Lifts:    []string{codeAdopterChildren, codeAdoptionNumber},
			Holds:    holdsForDisabled,
		},
		{
			Citation: law.Citation{Instrument: civilCode, Article: "第一千零九十九条第二款"},
			Reason:   "华侨收养三代以内旁系同辈血亲的子女",
			Lifts:    []string{codeAdopterChildren},
			Holds:    holdsForOverseasKin,
		},
		{
			Citation: law.Citation{Instrument: studyTitle, Number: studyNumber, Article: "第二条"},
			Reason:   "收养继子女",
			Lifts:    []string{codeAssessmentDue},
			Holds:    forCategories(StepChild),
		},
	}
}

func forCategories(categories ...Category) func(*Subject) Applicability {
	return func(s *Subject) Applicability {
		if slices.Contains(categories, s.Category) {
			return applies()
		}
		return appliesNot("")
	}
}

func holdsForDisabled(s *Subject) Applicability {
	switch {
	case s.Child.Disabled == nil:
		return appliesUnknown("/child/disabled")
	case *s.Child.Disabled:
		return applies()
	default:
		return appliesNot("")
	}
}

// holdsForOverseasKin needs every applicant to be an overseas Chinese: art. 1099 speaks of the adopter.
func holdsForOverseasKin(s *Subject) Applicability {
	if s.Category != CollateralKin {
		return appliesNot("")
	}
	missing := s.absentees()
	for i := range s.Applicants {
		switch s.Applicants[i].Identity {
		case OverseasChinese:
		case "":
			missing = append(missing, applicantAt(i, "identity"))
		default:
			return appliesNot("")
		}
	}
	return appliesUnknown(missing...)
}

// waiverIndex finds the waivers of a rule by its code.
type waiverIndex map[string][]Waiver

func indexWaivers(list []Waiver) waiverIndex {
	index := make(waiverIndex)
	for _, w := range list {
		for _, code := range w.Lifts {
			index[code] = append(index[code], w)
		}
	}
	return index
}

// find returns the waiver that holds; else the facts that are missing to tell whether one does.
func (x waiverIndex) find(code string, s *Subject) (*Waiver, []string) {
	var missing []string
	list := x[code]
	for i := range list {
		a := list[i].Holds(s)
		switch {
		case a.Not:
		case len(a.Missing) > 0:
			missing = append(missing, a.Missing...)
		default:
			return &list[i], nil
		}
	}
	return nil, missing
}
