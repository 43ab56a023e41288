package finish_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/reports"
)

var created = time.Date(2024, 3, 6, 2, 30, 0, 0, time.UTC)

const hash = "3fa91c0de4b75a2286f10c9b7d3e5a41c8b20f6e97d1345ab0c6e8f2d4739a15"

// notice is an issued paper: letter, basis, remedies, seal.
func notice() reports.Document {
	return reports.Document{
		Kind: "D05", Moment: reports.MomentIssued, Authority: "成都市锦江区民政局", Title: "收养评估通知书",
		Number: "锦民收评〔2024〕12号", CaseNumber: "510104-2024-000012-K", Recipient: "𠮷田爱莲、次仁·𫖯仰",
		EntryHash: hash, RendererNote: "D05/1 anjia-song-1", Watermark: "演练",
		Blocks: reports.Blocks{
			reports.Paragraph{Text: reports.Join(
				reports.Text("你们于2024年1月15日提出的收养登记申请（申请收养"), reports.Strong("𰻞小𬭎"),
				reports.Text("，女，2021年5月3日出生，身份证号510104202105030027）已经本机关受理。根据《中华人民共和国民法典》第一千零九十八条、第一千一百零五条第五款和《收养评估办法（试行）》（民发〔2020〕144号）第四条、第九条的规定，民政部门应当依法进行收养评估。现将有关事项通知如下："))},
			reports.List{Style: reports.ListChinese, Items: []reports.ListItem{
				{Text: reports.Join(reports.Strong("评估机构。"), reports.Text("本机关委托成都市安然社会工作服务中心（统一社会信用代码52510100MJQ0123456）对你们进行收养评估。"))},
				{Text: reports.Text("评估内容。评估内容包括收养申请人的收养动机、道德品行、受教育程度、健康状况、经济及住房条件、婚姻家庭关系、共同生活家庭成员意见、抚育计划、邻里关系、社区环境、与被收养人融合情况等。"), Sub: &reports.List{Style: reports.ListChineseParen, Items: []reports.ListItem{
					{Text: reports.Text("收养能力评估，自你们书面同意之日起三十日内完成；")},
					{Text: reports.Text("融合期不少于三十日，起止日期以《融合协议》为准。")},
				}}},
				{Text: reports.Text("费用。收养评估不向收养申请人收取任何费用（no fee is charged to the applicants at any stage of the assessment）。")},
			}},
			reports.Paragraph{Text: reports.Text("请于收到本通知之日起十个工作日内书面答复是否同意接受评估。逾期未答复的，视为不同意。")},
			reports.Basis{Citations: []string{"《中华人民共和国民法典》第一千零九十八条第（五）项", "《收养评估办法（试行）》（民发〔2020〕144号）第十条"}},
			reports.Notice{Title: "权利告知", Paragraphs: []reports.Inline{
				reports.Text("你们有权申请评估人员回避，有权了解评估的内容、方法和期限，有权对评估结论申请复核。"),
				reports.Text("如不服本机关作出的决定，可以自收到决定书之日起六十日内依法申请行政复议，或者在六个月内依法向人民法院提起行政诉讼。"),
			}},
			reports.Closing{Seal: true, Date: law.MustDate("2024-03-06")},
		},
	}
}

// form is a paper to be filled in and signed by hand.
func form() reports.Document {
	return reports.Document{
		Kind: "D01", Moment: reports.MomentForm, Title: "收养登记申请书", Subtitle: "（生父母有特殊困难无力抚养的子女）",
		CaseNumber: "510104-2024-000012-K", EntryHash: hash, RendererNote: "D01/1 anjia-song-1",
		Blocks: reports.Blocks{
			reports.Heading{Level: 1, Text: reports.Text("一、收养申请人")},
			reports.KeyValue{Columns: 2, Items: []reports.Item{
				{Label: "姓名", Value: reports.Fact("/applicants/0/name", "𠮷田爱莲")},
				{Label: "性别", Value: reports.Text("女")},
				{Label: "出生日期", Value: reports.Text("1986年7月21日")},
				{Label: "民族", Value: reports.Text("汉族")},
				{Label: "身份证件号码", Value: reports.Text("51010419860721002X")},
				{Label: "联系电话"},
				{Label: "婚姻状况", Value: reports.Text("☑ 已婚　☐ 未婚　☐ 离异　☐ 丧偶"), Span: true},
				{Label: "常住户口所在地", Value: reports.Text("四川省成都市锦江区东光街道芳草街28号3栋2单元1801室"), Span: true},
				{Label: "收养理由", MinHeight: 35, Span: true, Foot: []reports.Inline{reports.Join(reports.Text("申请人签名："), reports.Blank(8)), reports.Text("　　　　年　　月　　日")}},
			}},
			reports.Heading{Level: 1, Text: reports.Text("二、提交材料")},
			reports.CheckList{Columns: 2, Items: []reports.CheckItem{
				{Checked: true, Text: reports.Text("居民户口簿、居民身份证")},
				{Text: reports.Text("婚姻状况证明")},
				{Checked: true, Text: reports.Text("县级以上医疗机构出具的未患有在医学上认为不应当收养子女的疾病的身体健康检查证明")},
				{Text: reports.Text("无犯罪记录证明")},
			}},
			reports.Paragraph{Text: reports.Join(reports.Text("本人"), reports.Blank(6), reports.Text("自愿收养上述儿童，保证所提供的材料真实、有效；如有隐瞒或者提供虚假材料，愿承担相应的法律责任。"))},
			reports.Signatures{Lead: reports.Text("以上内容本人已阅看，与所述一致。"), Signers: []reports.Signer{
				{Role: "收养人（签名）", Fingerprint: true, Dated: true},
				{Role: "收养人（签名）", Fingerprint: true, Dated: true},
				{Role: "见证人（登记员签名）", Name: "王建国", Dated: true, On: law.MustDate("2024-01-15")},
				{Role: "登记机关", Seal: true},
			}},
		},
	}
}

// record has a long table and a sheet with cells that span.
func record() reports.Document {
	rows := []reports.Row{}
	for i := range 46 {
		text := fmt.Sprintf("第%s项指标：家庭成员与被收养人相处情况良好，能够主动照料其起居（mark %d.5）。", reports.ChineseNumber(i+1), i%10)
		if i == 30 {
			text = strings.Repeat("评估人员实地走访时，社区居民反映该家庭邻里关系和睦，“互敬互爱”，未发现不良嗜好；", 18)
		}
		rows = append(rows, reports.Row{Cells: []reports.Cell{{Text: reports.Textf("%d", i+1)}, {Text: reports.Text(text)}, {Text: reports.Textf("%d.00", 60+i%40)}, {Text: reports.Text("证据E" + fmt.Sprint(i))}}})
	}
	return reports.Document{
		Kind: "D13", Moment: reports.MomentRecord, Authority: "成都市安然社会工作服务中心", Title: "收养能力评估报告", CaseNumber: "510104-2024-000012-K", EntryHash: hash,
		Blocks: reports.Blocks{
			reports.Heading{Level: 1, Text: reports.Text("一、基本情况")},
			reports.Paragraph{Text: reports.Text(strings.Repeat("收养申请人囧某与配偶于2012年登记结婚，婚后感情稳定，现居住于自有住房，面积128.5平方米；家庭年收入约人民币31万元，收支相抵有余，具备抚养、教育和保护被收养人的能力。", 4))},
			reports.Heading{Level: 2, Text: reports.Text("（一）走访情况")},
			reports.Paragraph{Text: reports.Text("第一段。\n第二段紧接其后，仍按首行缩进两字排版。")},
			reports.Table{
				Caption: "表1　逐项评分", Columns: []reports.Column{{Width: 1, Align: reports.AlignCenter}, {Width: 7}, {Width: 1.6, Align: reports.AlignRight}, {Width: 2, Align: reports.AlignCenter}},
				Header: []reports.Row{{Cells: []reports.Cell{{Text: reports.Text("序号"), RowSpan: 2}, {Text: reports.Text("指标"), RowSpan: 2}, {Text: reports.Text("评定"), ColSpan: 2}}}, {Cells: []reports.Cell{{Text: reports.Text("得分")}, {Text: reports.Text("依据")}}}},
				Rows:   rows,
			},
			reports.Heading{Level: 1, Text: reports.Text("二、审查处理")},
			reports.Table{Columns: []reports.Column{{Width: 1, Align: reports.AlignCenter}, {Width: 2, Align: reports.AlignCenter}, {Width: 7}}, Rows: []reports.Row{
				{Cells: []reports.Cell{{Text: reports.Text("收\n养\n人"), Head: true, RowSpan: 3}, {Text: reports.Text("姓名"), Head: true}, {Text: reports.Text("𠮷田爱莲")}}},
				{Cells: []reports.Cell{{Text: reports.Text("住址"), Head: true}, {Text: reports.Text("四川省成都市锦江区")}}},
				{Cells: []reports.Cell{{Text: reports.Text("职业"), Head: true}, {Text: reports.Text("教师")}}},
				{MinHeight: 32, Cells: []reports.Cell{{Text: reports.Text("审查意见"), Head: true, ColSpan: 2}, {Text: reports.Text("经审查，符合《中华人民共和国民法典》规定的收养条件，拟准予登记。"), Foot: []reports.Inline{reports.Text("登记员：王建国"), reports.Text("2024年3月6日")}}}},
			}},
			reports.Signatures{Signers: []reports.Signer{{Role: "评估员（签名）", Name: "扎西·次仁"}, {Role: "评估员（签名）"}, {Role: "评估机构（盖章）", Seal: true, Dated: true, On: law.MustDate("2024-02-28")}}},
		},
	}
}

func samples() map[string]reports.Document {
	return map[string]reports.Document{"notice": notice(), "form": form(), "record": record()}
}
