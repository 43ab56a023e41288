package workflow

import "github.com/anjia-project/anjia/assessment/law"

// PaperCode is the code of a paper in the catalogue of domain.md §3.8, with a
// letter where one line of the catalogue names several papers.
type PaperCode string

// Moment is when a paper is set (design.md §6).
type Moment string

// The moments of a paper.
const (
	MomentForm   Moment = "form"   // printed before the act, signed by hand
	MomentRecord Moment = "record" // of a visit, an interview
	MomentIssued Moment = "issued" // by the act
)

// PaperSpec says what kind of paper a code is. Titles are data of the pack
// (papers.<code>.title); Title is the fallback name for diagrams and lists.
type PaperSpec struct {
	Code     PaperCode
	Title    string
	Moment   Moment
	Numbered bool // takes an official number (发文字号) of the authority
	Served   bool // is served on somebody (送达)
}

// PaperSpecs lists every paper that the rows of the table order.
func PaperSpecs() []PaperSpec {
	return []PaperSpec{
		{"D01", "收养登记申请书", MomentForm, false, false},
		{"D02a", "收件回执", MomentIssued, true, true},
		{"D02b", "受理通知书", MomentIssued, true, true},
		{"D02c", "补正告知书", MomentIssued, true, true},
		{"D02d", "不予受理通知书", MomentIssued, true, true},
		{"D03a", "寻找弃婴（儿童）生父母公告", MomentIssued, true, false},
		{"D03b", "公告期满记录", MomentRecord, false, false},
		{"D04", "初审告知书", MomentIssued, true, true},
		{"D05", "收养评估通知书", MomentIssued, true, true},
		{"D06a", "收养评估同意书", MomentForm, false, false},
		{"D06b", "授权书", MomentForm, false, false},
		{"D06c", "收养申请人家庭情况声明", MomentForm, false, false},
		{"D07", "个人信息处理告知与单独同意书", MomentForm, false, false},
		{"D08", "收养评估委托书", MomentIssued, true, true},
		{"D09", "回避声明和保密承诺书", MomentForm, false, false},
		{"D10a", "家访记录", MomentRecord, false, false},
		{"D10b", "谈话记录表", MomentRecord, false, false},
		{"D10c", "走访调查记录", MomentRecord, false, false},
		{"D11", "收养评估评分表", MomentRecord, false, false},
		{"D12a", "应当报告情形报告单", MomentIssued, false, false},
		{"D12b", "报警记录", MomentRecord, false, false},
		{"D13", "收养评估报告", MomentIssued, false, true},
		{"D14", "评估结论告知书", MomentIssued, true, true},
		{"D14b", "融合评估结论告知书", MomentIssued, true, true},
		{"D15a", "融合协议", MomentForm, false, false},
		{"D15b", "融合期儿童交接单", MomentForm, false, false},
		{"D15c", "儿童返还单", MomentForm, false, false},
		{"D16a", "融合期走访记录", MomentRecord, false, false},
		{"D16b", "融合情况评估表", MomentRecord, false, false},
		{"D16c", "融合情况评估报告", MomentIssued, false, true},
		{"D17a", "询问笔录", MomentRecord, false, false},
		{"D17b", "调查记录", MomentRecord, false, false},
		{"D17c", "八周岁以上被收养人意见", MomentRecord, false, false},
		{"D18", "收养登记审查处理表", MomentIssued, false, false},
		{"D19", "收养登记证", MomentIssued, false, true},
		{"D20", "不予登记通知书", MomentIssued, true, true},
		{"D21a", "回访计划", MomentIssued, false, false},
		{"D21b", "回访记录", MomentRecord, false, false},
		{"D21c", "回访终结意见", MomentIssued, false, false},
		{"D22a", "撤回申请书", MomentForm, false, false},
		{"D22b", "终止办理通知书", MomentIssued, true, true},
		{"D22c", "终止评估通知书", MomentIssued, true, true},
		{"D26a", "择优审批表", MomentIssued, false, false},
		{"D26b", "择优结果告知书", MomentIssued, true, true},
		{"D26c", "未被选定告知书", MomentIssued, true, true},
		{"D27", "评分差异裁定记录", MomentRecord, false, false},
		{"R01", "送达回证", MomentRecord, false, false},
		{"R02", "初审审查表", MomentRecord, false, false},
	}
}

// Spec returns the paper's kind; ok is false for an unknown code.
func (c PaperCode) Spec() (s PaperSpec, ok bool) {
	for _, s := range PaperSpecs() {
		if s.Code == c {
			return s, true
		}
	}
	return PaperSpec{}, false
}

// Paper is the order of one paper: what to set, from which entry, for whom. The
// file itself is stored apart, set once; its hash stands in a system entry.
type Paper struct {
	ID           string    `json:"id"`
	Code         PaperCode `json:"code"`
	Title        string    `json:"title"` // from the pack, as on the day of the order
	Moment       Moment    `json:"moment"`
	Number       string    `json:"number,omitempty"` // 发文字号
	Recipient    string    `json:"recipient,omitempty"`
	To           string    `json:"to,omitempty"`      // applicants | placer | body | …
	Subject      string    `json:"subject,omitempty"` // id of the visit, sheet, record, evaluator … it is about
	On           law.Date  `json:"on"`
	EntrySeq     int64     `json:"entry_seq"` // the entry whose picture it is
	Template     string    `json:"template"`  // template version
	Remedies     *Remedies `json:"remedies,omitempty"`
	FormHash     string    `json:"form_hash,omitempty"` // of the draft input printed on the form
	Scans        []Scan    `json:"scans,omitempty"`
	Services     []Service `json:"services,omitempty"`
	VoidOn       law.Date  `json:"void_on,omitzero"`
	VoidWhy      string    `json:"void_why,omitempty"`
	Confidential string    `json:"confidential,omitempty"` // account id: blind to others until all sheets are in
}

// Remedies are the ways of redress printed on a paper (救济途径); their clocks start with service.
type Remedies struct {
	Reconsideration string `json:"reconsideration,omitempty"` // authority for 行政复议
	Court           string `json:"court,omitempty"`
}

// Service modes (送达方式).
const (
	ServedDirectly   = "direct"       // 直接送达
	ServedByPost     = "post"         // 邮寄送达
	ServedOnAgent    = "agent"        // 委托送达/代收
	ServedLeaving    = "left"         // 留置送达
	ServedElectronic = "electronic"   // 电子送达 (with consent)
	ServedByNotice   = "announcement" // 公告送达
)

// Service is one service of a paper (送达): remedies run from it.
type Service struct {
	On        law.Date `json:"on"`
	Mode      string   `json:"mode"`
	Recipient string   `json:"recipient"`
	Relation  string   `json:"relation,omitempty"` // of the receiver to the addressee
	Place     string   `json:"place,omitempty"`
	Witness   string   `json:"witness,omitempty"`
	By        string   `json:"by"`
	Receipt   string   `json:"receipt_paper_id"` // R01
	Note      string   `json:"note,omitempty"`
	// What single modes need besides.
	Cohabits    bool     `json:"cohabits,omitempty"`         // 同住成年家属签收
	PostNumber  string   `json:"post_number,omitempty"`      // 邮件号码、回执号
	Recorded    bool     `json:"recorded,omitempty"`         // 留置的过程已拍照、录像
	AnnouncedOn law.Date `json:"announced_on,omitzero"`      // 发出公告之日
	Medium      string   `json:"announced_medium,omitempty"` // 公告的媒体
}

// ServedOn returns the date of the first service, zero when not served.
func (p Paper) ServedOn() law.Date {
	if len(p.Services) == 0 {
		return law.Date{}
	}
	return p.Services[0].On
}
