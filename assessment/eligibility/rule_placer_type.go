package eligibility

import "slices"

// rulePlacerType: Civil Code art. 1094 names who may place a child, art. 1095 adds the guardian of a child whose
// parents are incapable. Arts. 1099 and 1103 free kin and step-parents of item (3) as far as special difficulty goes;
// the placers are the birth parents all the same. A foundling outside an institution has no placer.
func rulePlacerType() Rule {
	return Rule{
		Code: codePlacerType, Title: "送养人具有送养资格", Stage: Preliminary, From: codeInForce,
		Basis: codeAnd("第一千零九十四条", codeArticle("第一千零九十五条")),
		Categories: []Category{
			InstitutionFoundling, InstitutionOrphan, IncapableParents, StepChild,
			SpecialDifficulty, CollateralKin, PrivateOrphan,
		},
		Check: checkPlacerType,
	}
}

// placersOf lists who may place a child of a category.
func placersOf(c Category) []PlacerType {
	switch c {
	case InstitutionFoundling, InstitutionOrphan:
		return []PlacerType{PlacerInstitution}
	case IncapableParents, PrivateOrphan:
		return []PlacerType{PlacerGuardian}
	case StepChild, SpecialDifficulty, CollateralKin:
		return []PlacerType{PlacerBirthParents, PlacerOneParent}
	default:
		return nil
	}
}

func checkPlacerType(s *Subject) Finding {
	switch allowed := placersOf(s.Category); {
	case s.Placer.Type == "":
		return unknown("送养人尚未载明", ByPlacer, "/placer/type")
	case slices.Contains(allowed, s.Placer.Type):
		return pass("送养人为" + s.Placer.Type.chinese())
	default:
		return fail("收养"+s.Category.Chinese()+"的，送养人应当为"+chineseList(allowed)+"，现为"+s.Placer.Type.chinese(),
			"请核对收养类别和送养人", ByPlacer)
	}
}

func (p PlacerType) chinese() string {
	switch p {
	case PlacerInstitution:
		return "儿童福利机构"
	case PlacerGuardian:
		return "监护人"
	case PlacerBirthParents:
		return "生父母双方"
	case PlacerOneParent:
		return "生父母一方"
	default:
		return ""
	}
}

func chineseList(types []PlacerType) string {
	text := ""
	for i, t := range types {
		if i > 0 {
			text += "或者"
		}
		text += t.chinese()
	}
	return text
}
