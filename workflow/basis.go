package workflow

import "github.com/anjia-project/anjia/assessment/law"

// The instruments that the table cites. Figures (days, ages) never stand here:
// they are parameters of the pack.
const (
	instCivilCode  = "中华人民共和国民法典"
	instMeasures   = "中国公民收养子女登记办法"
	instAssessment = "收养评估办法（试行）"
	instAssessNo   = "民发〔2020〕144号"
	instMinors     = "中华人民共和国未成年人保护法"
	instFamilyEdu  = "中华人民共和国家庭教育促进法"
	instPIPL       = "中华人民共和国个人信息保护法"
	instGuideline  = "收养登记工作规范"
	instProcedure  = "中华人民共和国民事诉讼法"
)

// CivilCode cites an article of the Civil Code.
func CivilCode(article string) law.Citation {
	return law.Citation{Instrument: instCivilCode, Article: article}
}

// Measures cites an article of the registration measures in force since 2023-07-20 (登记办法).
func Measures(article string) law.Citation {
	return law.Citation{Instrument: instMeasures, Article: article}
}

// Assessment cites an article of the assessment measures of 2020. Articles whose
// text was not retrieved are marked recalled (domain.md §1.4).
func Assessment(article string) law.Citation {
	recalled := true
	switch article {
	case "第二条", "第三条", "第四条", "第五条", "第六条":
		recalled = false
	}
	return law.Citation{Instrument: instAssessment, Number: instAssessNo, Article: article, Recalled: recalled}
}

// MinorsLaw cites an article of the law on the protection of minors.
func MinorsLaw(article string) law.Citation {
	return law.Citation{Instrument: instMinors, Article: article}
}

// FamilyEducation cites an article of the family education promotion law.
func FamilyEducation(article string) law.Citation {
	return law.Citation{Instrument: instFamilyEdu, Article: article}
}

// PIPL cites an article of the personal information protection law.
func PIPL(article string) law.Citation { return law.Citation{Instrument: instPIPL, Article: article} }

// CivilProcedure cites an article of the civil procedure law as amended in 2023,
// which is followed by analogy for the service of papers.
func CivilProcedure(article string) law.Citation {
	return law.Citation{Instrument: instProcedure, Article: article, Note: "参照适用"}
}

// Guideline cites the registration work rules (收养登记工作规范, recalled number).
func Guideline(article string) law.Citation {
	return law.Citation{Instrument: instGuideline, Number: "民发〔2008〕118号", Article: article, Recalled: true}
}
