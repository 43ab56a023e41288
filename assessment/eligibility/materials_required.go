package eligibility

import "github.com/anjia-project/anjia/assessment/law"

// demanded makes a paper that a rule lists; all of them are seen in the original.
func demanded(code, title, side string, by Party, basis law.Citation) paper {
	return paper{Material: Material{
		Code: code, Title: title, Side: side, By: by, Original: true, Basis: basis, Status: law.Official,
	}}
}

func (p paper) of(categories ...Category) paper       { p.categories = categories; return p }
func (p paper) whenever(cond func(*Facts) bool) paper { p.when = cond; return p }

func measuresCitation(article string) law.Citation {
	return law.Citation{Instrument: measures, Article: article, Note: "2023年修订文本"}
}

func codeCitation(article string) law.Citation {
	return law.Citation{Instrument: civilCode, Article: article}
}

// requiredPapers is the list of arts. 5-7 of the measures, the adopter's file first.
func requiredPapers() []paper {
	return append(adopterPapers(), placerPapers()...)
}

func adopterPapers() []paper {
	notStep := []Category{
		InstitutionFoundling, InstitutionOrphan, IncapableParents, SpecialDifficulty,
		CollateralKin, PrivateOrphan, PrivateFoundling,
	}
	proxy, file := measuresCitation("第五条"), measuresCitation("第六条")
	return []paper{
		demanded("application_form", "收养登记申请书", SideApplicant, ByApplicant, file),
		demanded("adopter_household_book", "收养人居民户口簿", SideApplicant, ByApplicant, file),
		demanded("adopter_id_card", "收养人居民身份证", SideApplicant, ByApplicant, file),
		demanded("marital_and_capacity_certificate", "婚姻状况和抚养教育被收养人的能力等情况证明", SideApplicant, ByCommittee, file).of(notStep...),
		demanded("children_declaration", "子女情况声明", SideApplicant, ByApplicant, file).of(notStep...),
		demanded("adopter_medical_certificate", "未患有在医学上认为不应当收养子女的疾病的身体健康检查证明", SideApplicant, ByHospital, file).of(notStep...),
		demanded("birth_status_certificate", "收养人生育情况证明", SideApplicant, ByHealthOffice, file).of(InstitutionFoundling, PrivateFoundling),
		demanded("finding_report", "捡拾弃婴、儿童报案的证明", SideApplicant, ByPolice, file).of(PrivateFoundling),
		demanded("step_marriage_certificate", "收养人与被收养人生父或者生母结婚的证明", SideApplicant, ByApplicant, file).of(StepChild),
		demanded("proxy_letter", "经证明或者公证的委托书", SideApplicant, ByApplicant, proxy).whenever(anyByProxy),
	}
}

func placerPapers() []paper {
	file := measuresCitation("第七条")
	return []paper{
		demanded("placer_representative_id", "送养机构负责人身份证件", SidePlacer, ByPlacer, file).whenever(institutionPlaces),
		demanded("placer_household_book", "送养人居民户口簿", SidePlacer, ByPlacer, file).whenever(personPlaces),
		demanded("placer_id_card", "送养人居民身份证", SidePlacer, ByPlacer, file).whenever(personPlaces),
		demanded("duty_holders_consent", "其他有抚养义务的人同意送养的书面意见", SidePlacer, ByDutyHolders, file).
			of(InstitutionOrphan, PrivateOrphan).whenever(dutyHoldersPossible),
		demanded("admission_record", "进入儿童福利机构的原始记录", SideChild, ByPlacer, file).of(InstitutionFoundling),
		demanded("finding_report", "捡拾弃婴、儿童报案的证明", SideChild, ByPlacer, file).of(InstitutionFoundling),
		demanded("parents_death_proof", "孤儿的生父母死亡或者宣告死亡的证明", SideChild, ByPlacer, file).of(InstitutionOrphan, PrivateOrphan),
		demanded("guardianship_proof", "实际承担监护责任的证明", SidePlacer, ByPlacer, file).of(IncapableParents, PrivateOrphan),
		demanded("parents_incapacity_proof", "生父母不具备完全民事行为能力并可能严重危害被收养人的证明", SideChild, ByPlacer, file).of(IncapableParents),
		demanded("special_difficulty_declaration", "有特殊困难的声明", SidePlacer, ByBirthParents, file).of(SpecialDifficulty),
		demanded("single_placer_proof", "配偶死亡或者下落不明的证明", SidePlacer, ByBirthParents, file).
			of(StepChild, SpecialDifficulty, CollateralKin).whenever(placedByOne),
		demanded("kinship_proof", "公安机关出具的或者经过公证的亲属关系证明", SidePlacer, ByPlacer, file).of(CollateralKin),
		demanded("birth_parents_consent", "生父母同意由继父或者继母收养的书面意见", SidePlacer, ByBirthParents, codeCitation("第一千一百零三条")).of(StepChild),
		demanded("prior_right_waiver", "死亡一方的父母不行使优先抚养权的书面声明", SidePlacer, ByPriorRight, codeCitation("第一千一百零八条")).
			of(SpecialDifficulty, CollateralKin).whenever(priorRightPossible),
		demanded("disability_proof", "被收养人的残疾证明", SideChild, ByHospital, file).whenever(childDisabled),
	}
}

// customaryPapers is what the preset lists of the ministry's system add.
func customaryPapers() []paper {
	custom := func(code, title, side string, by Party) paper {
		return paper{Material: Material{
			Code: code, Title: title, Side: side, By: by, Status: law.Practice,
			Basis: law.Citation{Note: "收养登记信息系统预置的材料清单，没有条文依据"},
		}}
	}
	return []paper{
		custom("group_photo", "收养人与被收养人合影", SideApplicant, ByApplicant),
		custom("placer_agent_id", "送养机构经办人身份证件", SidePlacer, ByPlacer).of(InstitutionFoundling, InstitutionOrphan),
		custom("adoption_agreement", "收养协议", SidePlacer, ByPlacer).of(InstitutionFoundling, InstitutionOrphan),
		custom("duty_holders_consent", "其他有抚养义务的人同意送养的书面意见", SidePlacer, ByDutyHolders).
			of(IncapableParents).whenever(dutyHoldersPossible),
		custom("child_household_book", "被收养人居民户口簿", SideChild, ByPlacer).
			of(InstitutionFoundling, InstitutionOrphan, IncapableParents, StepChild, SpecialDifficulty, CollateralKin, PrivateOrphan),
		custom("child_medical_certificate", "被收养人体检证明", SideChild, ByPlacer).
			of(InstitutionFoundling, InstitutionOrphan, IncapableParents, SpecialDifficulty, CollateralKin, PrivateFoundling),
	}
}
