package eligibility

import "github.com/anjia-project/anjia/assessment/law"

// Days on which the instruments took effect.
//
//nolint:gochecknoglobals // dates of promulgated texts, never changed
var (
	codeInForce      = law.MustDate("2021-01-01") // 民法典
	measures2023     = law.MustDate("2023-07-20") // 中国公民收养子女登记办法, second revision
	studyInForce     = law.MustDate("2021-01-01") // 收养评估办法（试行）
	privateFoundling = law.MustDate("2008-09-05") // 民发〔2008〕132号, recalled
	// privateCutoff parts what that notice lets be settled afterwards from what has to follow the ordinary road.
	privateCutoff = law.MustDate("2009-04-01")
)

const (
	civilCode    = "中华人民共和国民法典"
	measures     = "中国公民收养子女登记办法"
	studyTitle   = "收养评估办法（试行）"
	studyNumber  = "民发〔2020〕144号"
	privateTitle = "关于解决国内公民私自收养子女有关问题的通知"
	privateNo    = "民发〔2008〕132号"
	workRules    = "收养登记工作规范"
	workRulesNo  = "民发〔2008〕118号"
)

// codeArticle cites an article of the Civil Code, in force since 2021-01-01.
func codeArticle(article string) Basis {
	return Basis{Citation: law.Citation{Instrument: civilCode, Article: article}, From: codeInForce}
}

// measuresArticle cites the registration measures. The revision of 2023 put in a new art. 3, so that what follows
// stood one article earlier before.
func measuresArticle(before2023, since2023 string) []Basis {
	return []Basis{
		{Citation: law.Citation{Instrument: measures, Article: before2023, Note: "2019年修订文本"}, From: codeInForce, To: measures2023},
		{Citation: law.Citation{Instrument: measures, Article: since2023, Note: "2023年修订文本"}, From: measures2023},
	}
}

// studyArticle cites the assessment measures. Articles after the sixth are recalled, not read.
func studyArticle(article string, recalled bool) Basis {
	return Basis{
		Citation: law.Citation{Instrument: studyTitle, Number: studyNumber, Article: article, Recalled: recalled},
		From:     studyInForce,
	}
}

// privateNotice cites the notice of 2008 on children taken in without registration, recalled.
func privateNotice() Basis {
	return Basis{Citation: law.Citation{Instrument: privateTitle, Number: privateNo, Recalled: true}, From: privateFoundling}
}

// workRule cites the working rules of the registration offices, whose number is recalled.
func workRule() Basis {
	return Basis{Citation: law.Citation{Instrument: workRules, Number: workRulesNo, Recalled: true}, From: codeInForce}
}

// standard cites a national standard.
func standard(number, title string) Basis {
	return Basis{Citation: law.Citation{Instrument: title, Number: number}, From: codeInForce}
}

// codeAnd cites an article of the Civil Code together with others.
func codeAnd(article string, others ...Basis) []Basis {
	return append([]Basis{codeArticle(article)}, others...)
}
