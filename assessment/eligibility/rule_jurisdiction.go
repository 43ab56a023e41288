package eligibility

// ruleJurisdiction: the measures name the office by the child (管辖): the seat of the institution, the place of finding,
// the registered residence (常住户口) of guardian or birth parents. It is examined when the office is given. A wrong office
// does not accept the application and names the right one; that is no refusal of the adoption.
func ruleJurisdiction() Rule {
	return Rule{
		Code: "jurisdiction", Title: "收养登记管辖", Stage: Preliminary, From: codeInForce,
		Basis:      append(measuresArticle("第三条", "第四条"), workRule()),
		Categories: Categories(),
		Applies: func(s *Subject) Applicability {
			if s.AuthorityDivision == "" {
				return appliesNot("未载明收养登记机关，不审查管辖")
			}
			return applies()
		},
		Check: checkJurisdiction,
	}
}

// place is where a fact of jurisdiction lies.
type place struct{ division, pointer string }

// jurisdictionPlaces returns the places that give jurisdiction over a category, what they are called, and what is not
// known of them.
func (s *Subject) jurisdictionPlaces() (places []place, called string, missing []string) {
	switch s.Category {
	case InstitutionFoundling, InstitutionOrphan:
		return []place{{s.Placer.Division, "/placer/division"}}, "儿童福利机构所在地", nil
	case PrivateFoundling:
		return []place{{s.Child.FoundDivision, "/child/found_division"}}, "弃婴（儿童）发现地", nil
	case IncapableParents, PrivateOrphan:
		return []place{{s.Placer.Division, "/placer/division"}}, "监护人常住户口所在地（组织作监护人的，为该组织所在地）", nil
	case StepChild, SpecialDifficulty, CollateralKin:
	}
	parent := func(p *BirthParent, at string) {
		switch {
		case p.Status == "":
			missing = append(missing, at+"/status")
		case !p.Status.gone():
			places = append(places, place{p.Division, at + "/division"})
		}
	}
	parent(&s.BirthFather, "/birth_father")
	parent(&s.BirthMother, "/birth_mother")
	return places, "被收养人生父或者生母常住户口所在地", missing
}

func checkJurisdiction(s *Subject) Finding {
	places, called, missing := s.jurisdictionPlaces()
	nearby := false
	for _, p := range places {
		switch {
		case p.division == "":
			missing = append(missing, p.pointer)
		case covers(s.AuthorityDivision, p.division):
			return pass("本机关为" + called + "的收养登记机关")
		case covers(p.division, s.AuthorityDivision): // known down to the city or province only
			missing = append(missing, p.pointer)
			nearby = true
		default:
			nearby = nearby || sameCity(p.division, s.AuthorityDivision)
		}
	}
	institution := s.Category == InstitutionFoundling || s.Category == InstitutionOrphan
	switch {
	case institution && nearby:
		return warn("市级儿童福利机构抚养的儿童，可以由同一城市内收养人所在地的县级登记机关办理，请核实该机构的层级",
			"不是市级机构的，应当由"+called+"的收养登记机关办理", ByAuthority)
	case len(missing) > 0 || len(places) == 0:
		return unknown(called+"尚未载明（应当载明到县级）", ByPlacer, missing...)
	default:
		return fail("本机关不是"+called+"的收养登记机关", "应当告知申请人向"+called+"的收养登记机关申请", ByAuthority).pending()
	}
}
