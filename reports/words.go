package reports

import (
	"time"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// word looks a code up and returns 未查明 for an empty code, the code itself for
// one that is not on the list: a paper never hides what the record says.
func word[K ~string](code K, list map[K]string) string {
	if code == "" {
		return unknownWord
	}
	if w, ok := list[code]; ok {
		return w
	}
	return string(code)
}

func sexWord(s eligibility.Sex) string {
	return word(s, map[eligibility.Sex]string{eligibility.Male: "男", eligibility.Female: "女"})
}

func modeWord(m eligibility.Mode) string {
	return word(m, map[eligibility.Mode]string{
		eligibility.MaleAlone: "男方单独收养", eligibility.FemaleAlone: "女方单独收养", eligibility.Joint: "夫妻双方共同收养",
	})
}

func idTypeWord(t eligibility.IDType) string {
	return word(t, map[eligibility.IDType]string{
		eligibility.ResidentCard: "居民身份证", eligibility.ResidencePermit: "港澳台居民居住证",
		eligibility.TravelPermit: "来往内地（大陆）通行证", eligibility.Passport: "护照",
	})
}

func identityWord(i eligibility.Identity) string {
	return word(i, map[eligibility.Identity]string{
		eligibility.Mainland: "内地居民", eligibility.OverseasChinese: "华侨", eligibility.HongKong: "香港居民",
		eligibility.Macao: "澳门居民", eligibility.Taiwan: "台湾居民", eligibility.Foreigner: "外国人",
	})
}

func maritalWord(m eligibility.Marital) string {
	return word(m, map[eligibility.Marital]string{
		eligibility.NeverMarried: "未婚", eligibility.Married: "已婚", eligibility.FirstMarriage: "初婚", eligibility.Remarried: "再婚",
		eligibility.RemarriedSame: "复婚", eligibility.Widowed: "丧偶", eligibility.Divorced: "离婚", eligibility.MaritalUnreported: "未说明的婚姻状况",
	})
}

func attendanceWord(a eligibility.Attendance) string {
	return word(a, map[eligibility.Attendance]string{
		eligibility.InPerson: "亲自到场", eligibility.ByProxy: "书面委托配偶", eligibility.Absent: "未到场，亦未委托",
	})
}

func placerWord(t eligibility.PlacerType) string {
	return word(t, map[eligibility.PlacerType]string{
		eligibility.PlacerInstitution: "儿童福利机构", eligibility.PlacerGuardian: "监护人",
		eligibility.PlacerBirthParents: "生父母双方", eligibility.PlacerOneParent: "生父母一方",
	})
}

func backgroundWord(b string) string {
	return word(b, map[string]string{
		"social_work": "社会工作", "medicine": "医学", "psychology": "心理学", "law": "法律", "other": "其他相关工作",
	})
}

func serviceWord(mode string) string {
	return word(mode, map[string]string{
		workflow.ServedDirectly: "直接送达", workflow.ServedByPost: "邮寄送达", workflow.ServedOnAgent: "委托送达（代收）",
		workflow.ServedLeaving: "留置送达", workflow.ServedElectronic: "电子送达", workflow.ServedByNotice: "公告送达",
	})
}

func followUpModeWord(mode string) string {
	return word(mode, map[string]string{
		"home": "入户回访", "home_visit": "入户回访", "office": "约请到登记机关", "phone": "电话回访", "video": "视频回访",
	})
}

func followUpStatusWord(status string) string {
	return word(status, map[string]string{
		workflow.VisitPlanned: "待回访", workflow.VisitDone: "已完成", workflow.VisitMissed: "未能进行", workflow.VisitReplanned: "已调整",
	})
}

func followUpConclusionWord(c string) string {
	return word(c, map[string]string{
		"continue": "继续跟踪", "focus": "重点跟踪", "end": "结束跟踪", "ask_documents": "补充文件",
	})
}

func flagWord(f string) string {
	return word(f, map[string]string{
		workflow.FlagNone: noneWord, workflow.FlagNotIntegrating: "不融合", workflow.FlagFamilyChanged: "更换家庭",
		workflow.FlagDeath: "死亡", workflow.FlagHarm: "疑似侵害", workflow.FlagOther: "其他",
	})
}

func conclusionWord(c string) string {
	return word(c, map[string]string{
		workflow.ConclusionFit: "适合收养", workflow.ConclusionUnfit: "不适合收养", workflow.ConclusionTerminated: "终止评估",
	})
}

func sideWord(side string) string {
	return word(side, map[string]string{
		eligibility.SideApplicant: "收养人", eligibility.SidePlacer: "送养人", eligibility.SideChild: "被收养人",
	})
}

// beijingHours is the offset of the legal time of China from UTC; the record
// keeps instants in UTC and papers print them in Beijing time.
const beijingHours = 8

// beijing writes an instant of the record (RFC 3339) as papers do, to the
// minute; the text itself when it is no instant.
func beijing(instant string) string {
	t, err := time.Parse(time.RFC3339, instant)
	if err != nil {
		return instant
	}
	return t.UTC().Add(beijingHours * time.Hour).Format("2006年1月2日15时04分")
}

// instantDay is the day of an instant of the record; false when it is none.
func instantDay(instant string) (law.Date, bool) {
	t, err := time.Parse(time.RFC3339, instant)
	if err != nil {
		return law.Date{}, false
	}
	return law.DateOf(t), true
}

func visitWord(kind string) string {
	return word(kind, map[string]string{
		workflow.VisitHome: "家访", workflow.VisitInterview: "谈话", workflow.VisitInquiry: "走访调查", workflow.VisitIntegration: "融合期走访",
	})
}

// visitPaper is the name of the record that a visit gives.
func (p *paper) visitPaper(kind string) string {
	codes := map[string]workflow.PaperCode{
		workflow.VisitHome: "D10a", workflow.VisitInterview: "D10b", workflow.VisitInquiry: "D10c", workflow.VisitIntegration: "D16a",
	}
	if code, ok := codes[kind]; ok {
		return p.titleOf(code)
	}
	return word(kind, map[string]string{})
}
