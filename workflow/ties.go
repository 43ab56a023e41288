package workflow

import (
	"slices"

	"github.com/anjia-project/anjia/assessment/eligibility"
)

// TieKind is what ties somebody who works on a case to a party of it (利害关系):
// the ground of a recusal (回避, 2020 办法 art. 12).
type TieKind string

// The kinds of ties.
const (
	TieSame     TieKind = "same_person"  // 同一人
	TieKin      TieKind = "kin"          // 夫妻、直系血亲、三代以内旁系血亲、近姻亲
	TieDeclared TieKind = "declared"     // 已声明应当回避
	TieRelative TieKind = "relative"     // 有同一亲属: perhaps within the degrees, perhaps beyond
	TiePhone    TieKind = "phone"        // 联系电话相同
	TieAddress  TieKind = "address"      // 住址相同
	TieEmployer TieKind = "employer"     // 工作单位相同
	TieAccount  TieKind = "bank_account" // 银行账号相同
	TieEarlier  TieKind = "earlier_case" // 曾在另一案件中同为当事人，或者评估过未予登记的该家庭
)

var tieNames = map[TieKind]string{
	TieSame: "系同一人", TieKin: "有夫妻、直系血亲、三代以内旁系血亲或者近姻亲关系", TieDeclared: "已声明应当回避", TieRelative: "有同一亲属，可能有三代以内旁系血亲或者近姻亲关系，应当查明",
	TiePhone: "联系电话相同", TieAddress: "住址相同", TieEmployer: "工作单位相同", TieAccount: "银行账号相同", TieEarlier: "曾在另一案件中同为当事人，或者曾在未予登记的案件中评估过该家庭",
}

// TieKinds lists every kind, the gravest first.
func TieKinds() []TieKind {
	return []TieKind{TieSame, TieKin, TieDeclared, TieRelative, TiePhone, TieAddress, TieEmployer, TieAccount, TieEarlier}
}

// Codes lists the kinds (利害关系的种类).
func (TieKind) Codes() []eligibility.Code {
	var out []eligibility.Code
	for _, k := range TieKinds() {
		out = append(out, eligibility.Code{Value: string(k), Name: tieNames[k]})
	}
	return out
}

// Chinese says the kind in words, the code itself when unknown.
func (k TieKind) Chinese() string {
	if n, ok := tieNames[k]; ok {
		return n
	}
	return string(k)
}

// Excludes reports whether no decision can set the tie aside: the same person,
// kinship and one's own word. The others may rest on chance (one telephone of a
// village, one large employer) or say too little (one relative of both), and a
// supervisor decides on them with reasons.
func (k TieKind) Excludes() bool { return k == TieSame || k == TieKin || k == TieDeclared }

// KinRelation is how somebody is related (亲属关系).
type KinRelation string

// The relations. The first four are those within which officials withdraw
// (公务员法 art. 74, recalled); 公务员回避规定 spells them out, read in secondary sources:
// lineal up to grandparents and grandchildren; collateral are 伯叔姑舅姨, brothers and
// sisters, 堂、表兄弟姐妹, 侄、甥; affinity are 配偶的父母, 配偶的兄弟姐妹及其配偶, 子女的配偶及其
// 父母, 三代以内旁系血亲的配偶. Followed here for evaluators as a reading of 2020 办法 art. 12.
const (
	KinSpouse     KinRelation = "spouse"     // 配偶
	KinLineal     KinRelation = "lineal"     // 直系血亲
	KinCollateral KinRelation = "collateral" // 三代以内旁系血亲
	KinAffinity   KinRelation = "affinity"   // 近姻亲
	KinOther      KinRelation = "other"      // 其他亲属: beyond the prohibited degrees
)

// Codes lists the relations (亲属关系).
func (KinRelation) Codes() []eligibility.Code {
	return []eligibility.Code{
		{Value: string(KinSpouse), Name: "配偶"},
		{Value: string(KinLineal), Name: "直系血亲"},
		{Value: string(KinCollateral), Name: "三代以内旁系血亲"},
		{Value: string(KinAffinity), Name: "近姻亲"},
		{Value: string(KinOther), Name: "其他亲属"},
	}
}

// Prohibited reports whether the relation asks for withdrawal.
func (r KinRelation) Prohibited() bool {
	return r == KinSpouse || r == KinLineal || r == KinCollateral || r == KinAffinity
}

// close reports whether two people who have the same relative of this relation
// are themselves within the degrees: brothers by a parent, a father-in-law by the child.
func (r KinRelation) close() bool { return r == KinSpouse || r == KinLineal }

// Kin is one relative, named for the recusal check (亲属).
type Kin struct {
	Relation KinRelation `json:"relation" doc:"亲属关系"`
	Name     string      `json:"name,omitempty" maxLength:"100"`
	IDNumber string      `json:"id_number" minLength:"1" maxLength:"30" doc:"证件号码，用于回避核查"`
}

// TraceKind is what a value of a person's card says.
type TraceKind string

// The kinds of traces.
const (
	TraceID       TraceKind = "id"       // the person's own identity number
	TraceNamed    TraceKind = "named"    // the same, of a party who is not of the family: other cases of placer or child tie nobody
	TraceLogin    TraceKind = "login"    // the account with which the person signs in
	TraceKin      TraceKind = "kin"      // identity number of a relative within the degrees
	TraceNear     TraceKind = "near"     // the same of a spouse or a lineal relative
	TraceSpouse   TraceKind = "spouse"   // the same of a spouse
	TraceSide     TraceKind = "side"     // the same of a collateral relative
	TracePhone    TraceKind = "phone"    // 联系电话
	TraceAddress  TraceKind = "address"  // 住址
	TraceEmployer TraceKind = "employer" // 工作单位
	TraceBank     TraceKind = "bank"     // 银行账号
)

// Trace is one value by which two people can be tied, normalised.
type Trace struct {
	Kind  TraceKind
	Value string
	Of    string // identity number of the person, normalised; "" when unknown
	Who   string // 收养申请人张三; "" on the side of who works on the case
}

// Tie is one tie and to whom.
type Tie struct {
	Kind TieKind
	Who  string
}

// TieBetween is the tie that two traces of the same value make; ok is false for none.
func TieBetween(a, b TraceKind) (kind TieKind, ok bool) {
	switch {
	case a == TraceID && (b == TraceID || b == TraceNamed):
		return TieSame, true
	case a == TraceKin && (b == TraceID || b == TraceNamed), a == TraceID && b == TraceKin:
		return TieKin, true
	case a == TraceNear && b == TraceNear: // the parent of the one is the child, the spouse or a parent of the other
		return TieKin, true
	case a == TraceSpouse && b == TraceSide, a == TraceSide && b == TraceSpouse: // 三代以内旁系血亲的配偶
		return TieKin, true
	case a == TraceKin && b == TraceKin: // a brother of the one is the father of the other: uncle and nephew; a cousin of both says little
		return TieRelative, true
	case a != b:
		return "", false
	}
	switch a { //nolint:exhaustive // the others are about one person
	case TracePhone:
		return TiePhone, true
	case TraceAddress:
		return TieAddress, true
	case TraceEmployer:
		return TieEmployer, true
	case TraceBank:
		return TieAccount, true
	}
	return "", false
}

// Ties lists what ties the one to the others, each once, the gravest first. A relative
// of both says nothing more where kinship is certain.
func Ties(one, others []Trace) []Tie {
	var out []Tie
	for _, kind := range TieKinds() {
		for _, b := range others {
			for _, a := range one {
				k, ok := TieBetween(a.Kind, b.Kind)
				if !ok || k != kind || a.Value != b.Value || slices.Contains(out, Tie{k, b.Who}) {
					continue
				}
				if k == TieRelative && (slices.Contains(out, Tie{TieKin, b.Who}) || slices.Contains(out, Tie{TieSame, b.Who})) {
					continue
				}
				out = append(out, Tie{k, b.Who})
			}
		}
	}
	return out
}
