package eligibility

// ruleCollateralKin: Civil Code art. 1099 para. 1. The exemptions of category 6 rest on the birth parent and the adopter
// being collateral relatives by blood of the same generation within three generations (三代以内旁系同辈血亲), proven
// by the police or a notary (measures, placer's papers).
func ruleCollateralKin() Rule {
	return Rule{
		Code: "collateral_kin", Title: "与被收养人的生父母系三代以内旁系同辈血亲", Stage: Preliminary, From: codeInForce,
		Basis:      append(codeAnd("第一千零九十九条第一款"), measuresArticle("第六条", "第七条")...),
		Categories: []Category{CollateralKin},
		Check:      checkCollateralKin,
	}
}

func checkCollateralKin(s *Subject) Finding {
	k := &s.Kinship
	switch {
	case k.Collateral != nil && !*k.Collateral:
		return fail("收养人与被收养人的生父母不是三代以内旁系同辈血亲", "请核对收养类别", ByAuthority)
	case k.Collateral == nil:
		return unknown("收养人与被收养人的生父母的亲属关系尚未查明", ByPlacer, "/kinship/collateral")
	case k.Proven == nil:
		return unknown("亲属关系证明尚未提交", ByPlacer, "/kinship/proven")
	case !*k.Proven:
		return fail("亲属关系没有公安机关出具的证明，也未经公证", "请提交公安机关出具的或者经过公证的亲属关系证明", ByPlacer).pending()
	default:
		return pass("收养人与被收养人的生父母系三代以内旁系同辈血亲，已有证明")
	}
}
