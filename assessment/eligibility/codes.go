package eligibility

import (
	"slices"
	"strconv"
	"strings"
)

// Code is one word of a code list (代码表) with its Chinese name.
type Code struct {
	Value string
	Name  string
}

// Coded is a type whose values come from a code list: the one list that validates inputs, explains refusals and
// stands in the document of the API.
type Coded interface{ Codes() []Code }

// InCodes reports whether a value is on a list.
func InCodes(codes []Code, value string) bool {
	return slices.ContainsFunc(codes, func(c Code) bool { return c.Value == value })
}

// CodesText writes a list for a remedy: every code with its Chinese name.
func CodesText(codes []Code) string {
	words := make([]string, len(codes))
	for i, c := range codes {
		words[i] = c.Value + " " + c.Name
	}
	return strings.Join(words, "、")
}

// Codes lists the categories (收养类别) as text.
func (Category) Codes() []Code {
	var codes []Code
	for _, c := range Categories() {
		codes = append(codes, Code{strconv.Itoa(int(c)), c.Chinese()})
	}
	return codes
}

// Codes lists the modes of adoption (收养方式).
func (Mode) Codes() []Code {
	return []Code{{string(Joint), "夫妻双方共同收养"}, {string(MaleAlone), "男方单独收养"}, {string(FemaleAlone), "女方单独收养"}}
}

// Codes lists the sexes (性别).
func (Sex) Codes() []Code { return []Code{{string(Male), "男"}, {string(Female), "女"}} }

// Codes lists the kinds of identity papers (证件类型).
func (IDType) Codes() []Code {
	return []Code{
		{string(ResidentCard), "居民身份证"},
		{string(ResidencePermit), "港澳台居民居住证"},
		{string(TravelPermit), "来往内地（大陆）通行证"},
		{string(Passport), "护照"},
	}
}

// Codes lists the identity categories of applicants (身份类别).
func (Identity) Codes() []Code {
	return []Code{
		{string(Mainland), "内地居民"},
		{string(OverseasChinese), "华侨"},
		{string(HongKong), "香港居民"},
		{string(Macao), "澳门居民"},
		{string(Taiwan), "台湾居民"},
		{string(Foreigner), "外国人"},
	}
}

// Codes lists the marital status (婚姻状况) after GB/T 2261.2.
func (Marital) Codes() []Code {
	return []Code{
		{string(NeverMarried), "未婚"},
		{string(Married), "已婚"},
		{string(FirstMarriage), "初婚"},
		{string(Remarried), "再婚"},
		{string(RemarriedSame), "复婚"},
		{string(Widowed), "丧偶"},
		{string(Divorced), "离婚"},
		{string(MaritalUnreported), "未说明的婚姻状况"},
	}
}

// Codes lists whom a married applicant may be married to (配偶).
func (SpouseRole) Codes() []Code {
	return []Code{
		{string(SpouseApplicant), "另一收养人"},
		{string(SpouseBirthParent), "被收养人的生父或者生母"},
		{string(SpouseOther), "未参加收养的人"},
	}
}

// Codes lists the ways to appear at the counter (到场方式).
func (Attendance) Codes() []Code {
	return []Code{{string(InPerson), "亲自到场"}, {string(ByProxy), "书面委托配偶"}, {string(Absent), "未到场，亦未委托"}}
}

// Codes lists what may be known of a birth parent (生父母的情况).
func (ParentStatus) Codes() []Code {
	return []Code{
		{string(ParentLiving), "在世且可以联系"},
		{string(ParentDead), "死亡"},
		{string(ParentDeclaredDead), "被宣告死亡"},
		{string(ParentNotFound), "查找不到"},
		{string(ParentUnidentified), "不明"},
	}
}

// Codes lists the kinds of placers (送养人类型).
func (PlacerType) Codes() []Code {
	return []Code{
		{string(PlacerInstitution), "儿童福利机构"},
		{string(PlacerGuardian), "监护人"},
		{string(PlacerBirthParents), "生父母双方"},
		{string(PlacerOneParent), "生父或者生母一方"},
	}
}
