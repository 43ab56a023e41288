package eligibility

// Category is the category of adoption (收养类别) after the ministry's code list.
type Category int

// The eight categories; 0 is unknown.
const (
	InstitutionFoundling Category = 1 // 福利机构抚养的弃婴（儿童）
	InstitutionOrphan    Category = 2 // 福利机构抚养的孤儿
	IncapableParents     Category = 3 // 生父母均不具备完全民事行为能力且可能严重危害的子女
	StepChild            Category = 4 // 继子女
	SpecialDifficulty    Category = 5 // 生父母有特殊困难无力抚养的子女
	CollateralKin        Category = 6 // 三代以内旁系同辈血亲的子女
	PrivateOrphan        Category = 7 // 非福利机构抚养的孤儿
	PrivateFoundling     Category = 8 // 非福利机构抚养的弃婴（儿童）
)

// Categories returns the eight categories in order.
func Categories() []Category {
	return []Category{
		InstitutionFoundling, InstitutionOrphan, IncapableParents, StepChild,
		SpecialDifficulty, CollateralKin, PrivateOrphan, PrivateFoundling,
	}
}

// Chinese returns the name on the ministry's list, "" for an unknown category.
func (c Category) Chinese() string {
	switch c {
	case InstitutionFoundling:
		return "福利机构抚养的弃婴（儿童）"
	case InstitutionOrphan:
		return "福利机构抚养的孤儿"
	case IncapableParents:
		return "生父母均不具备完全民事行为能力且可能严重危害的子女"
	case StepChild:
		return "继子女"
	case SpecialDifficulty:
		return "生父母有特殊困难无力抚养的子女"
	case CollateralKin:
		return "三代以内旁系同辈血亲的子女"
	case PrivateOrphan:
		return "非福利机构抚养的孤儿"
	case PrivateFoundling:
		return "非福利机构抚养的弃婴（儿童）"
	default:
		return ""
	}
}

// Known reports whether c is one of the eight.
func (c Category) Known() bool { return c >= InstitutionFoundling && c <= PrivateFoundling }

// Mode is who adopts (收养方式).
type Mode string

// Modes of adoption.
const (
	MaleAlone   Mode = "male_alone"   // 男方单独收养
	FemaleAlone Mode = "female_alone" // 女方单独收养
	Joint       Mode = "joint"        // 夫妻双方共同收养
)

// Sex is male or female (性别).
type Sex string

// Sexes.
const (
	Male   Sex = "male"   // 男
	Female Sex = "female" // 女
)

// IDType is the kind of identity paper (证件类型).
type IDType string

// Identity papers.
const (
	ResidentCard    IDType = "resident_id"      // 居民身份证
	ResidencePermit IDType = "residence_permit" // 港澳台居民居住证
	TravelPermit    IDType = "travel_permit"    // 来往内地（大陆）通行证
	Passport        IDType = "passport"         // 护照
)

// Identity is the identity category of an applicant (身份类别).
type Identity string

// Identity categories.
const (
	Mainland        Identity = "mainland"         // 内地居民
	OverseasChinese Identity = "overseas_chinese" // 华侨
	HongKong        Identity = "hong_kong"        // 香港居民
	Macao           Identity = "macao"            // 澳门居民
	Taiwan          Identity = "taiwan"           // 台湾居民
	Foreigner       Identity = "foreigner"        // 外国人
)

// Marital is the marital status (婚姻状况) after GB/T 2261.2.
type Marital string

// Marital status codes.
const (
	NeverMarried      Marital = "10" // 未婚
	Married           Marital = "20" // 已婚
	FirstMarriage     Marital = "21" // 初婚
	Remarried         Marital = "22" // 再婚
	RemarriedSame     Marital = "23" // 复婚
	Widowed           Marital = "30" // 丧偶
	Divorced          Marital = "40" // 离婚
	MaritalUnreported Marital = "90" // 未说明的婚姻状况
)

// SpouseRole says whom a married applicant is married to.
type SpouseRole string

// Spouses.
const (
	SpouseApplicant   SpouseRole = "other_applicant" // 另一收养人
	SpouseBirthParent SpouseRole = "birth_parent"    // 被收养人的生父或者生母
	SpouseOther       SpouseRole = "other_person"    // 未参加收养的人
)

// Attendance is how an applicant appears at the counter (到场方式).
type Attendance string

// Ways to appear.
const (
	InPerson Attendance = "in_person" // 亲自到场
	ByProxy  Attendance = "proxy"     // 书面委托配偶
	Absent   Attendance = "absent"    // 未到场，亦未委托
)

// ParentStatus is what is known of a birth parent.
type ParentStatus string

// Birth parents.
const (
	ParentLiving       ParentStatus = "living"        // 在世且可以联系
	ParentDead         ParentStatus = "dead"          // 死亡
	ParentDeclaredDead ParentStatus = "declared_dead" // 被宣告死亡
	ParentNotFound     ParentStatus = "not_found"     // 查找不到
	ParentUnidentified ParentStatus = "unidentified"  // 不明
)

// PlacerType is the kind of placer (送养人类型).
type PlacerType string

// Placers.
const (
	PlacerInstitution  PlacerType = "institution"   // 儿童福利机构
	PlacerGuardian     PlacerType = "guardian"      // 监护人
	PlacerBirthParents PlacerType = "birth_parents" // 生父母双方
	PlacerOneParent    PlacerType = "one_parent"    // 生父母一方
)
