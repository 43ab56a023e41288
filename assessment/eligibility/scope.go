package eligibility

import "github.com/anjia-project/anjia/assessment/law"

// ScopeAnswer says whether a county-level authority takes the application under the measures for citizens.
type ScopeAnswer string

// Answers.
const (
	ScopeAccepted    ScopeAnswer = "accepted"     // 属于受理范围
	ScopeNotAccepted ScopeAnswer = "not_accepted" // 不予受理，告知有权机关
	ScopeUnknown     ScopeAnswer = "unknown"      // 身份类别等尚未查明
)

// Acceptance is the answer with its reason. Accepted is true for ScopeAccepted only. When the application is not
// accepted, Competent names the authority that is competent.
type Acceptance struct {
	Answer    ScopeAnswer    `json:"answer"`
	Accepted  bool           `json:"accepted"`
	Message   string         `json:"message,omitempty"`
	Basis     []law.Citation `json:"basis,omitempty"`
	Competent string         `json:"competent,omitempty"`
	Missing   []string       `json:"missing,omitempty"`
}

// Scope answers whether the measures for Chinese citizens on the mainland cover these facts. Foreigners, overseas
// Chinese, residents of Hong Kong, Macao and Taiwan, and children rescued from trafficking go other ways. Whether a
// child was rescued is only asked where the parents cannot be found.
func Scope(f Facts) Acceptance {
	s := Subject{Facts: &f}
	missing := s.absentees()
	var abroad *Acceptance
	for i := range f.Applicants {
		switch identity := f.Applicants[i].Identity; identity {
		case Mainland:
		case "":
			missing = append(missing, applicantAt(i, "identity"))
		case Foreigner:
			return foreignerScope()
		default:
			other := compatriotScope(identity)
			abroad = &other
		}
	}
	switch {
	case abroad != nil:
		return *abroad
	case f.Category.Known() && f.Category != InstitutionFoundling && f.Category != PrivateFoundling:
	case f.Child.Rescued == nil:
		missing = append(missing, "/child/rescued")
	case *f.Child.Rescued:
		return rescuedScope()
	}
	if len(missing) > 0 {
		return Acceptance{Answer: ScopeUnknown, Message: "收养人的身份类别或者被收养人的来源尚未查明", Missing: missing}
	}
	return Acceptance{
		Answer: ScopeAccepted, Accepted: true,
		Basis: []law.Citation{{Instrument: measures, Article: "第二条"}},
	}
}

func foreignerScope() Acceptance {
	return Acceptance{
		Answer:  ScopeNotAccepted,
		Message: "收养人为外国人，应当依照外国人收养的规定经所在国主管机关审查同意后，亲自向省级人民政府民政部门登记",
		Basis: []law.Citation{
			{Instrument: civilCode, Article: "第一千一百零九条"},
			{Instrument: "外国人在中华人民共和国收养子女登记办法", Note: "1999年"},
		},
		Competent: "被收养人常住户口所在地的省、自治区、直辖市人民政府民政部门",
	}
}

func compatriotScope(identity Identity) Acceptance {
	who := map[Identity]string{
		OverseasChinese: "华侨", HongKong: "香港居民", Macao: "澳门居民", Taiwan: "台湾居民",
	}[identity]
	return Acceptance{
		Answer:  ScopeNotAccepted,
		Message: "收养人为" + who + "，收养登记的管辖以及所需证件和证明材料另有规定",
		Basis: []law.Citation{{
			Instrument: "华侨以及居住在香港、澳门、台湾地区的中国公民办理收养登记的管辖以及所需要出具的证件和证明材料的规定",
			Number:     "民政部令第16号", Note: "经2025年9月2日民政部令第80号修改",
		}},
		Competent: "被收养人常住户口所在地的直辖市、设区的市、自治州人民政府民政部门",
	}
}

func rescuedScope() Acceptance {
	return Acceptance{
		Answer:  ScopeNotAccepted,
		Message: "被收养人为打拐解救儿童，应当先由公安机关查找生父母；查找期满仍未找到的，凭公安机关出具的证明另行办理国内送养",
		Basis: []law.Citation{{
			Instrument: "关于开展查找不到生父母的打拐解救儿童收养工作的通知",
			Number:     "民发〔2015〕159号", Recalled: true,
		}},
		Competent: "抚养该儿童的社会福利机构所在地的民政部门会同公安机关",
	}
}
