package workflow_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/workflow"
)

func TestValuesAreComparedAsPeopleMeanThem(t *testing.T) {
	t.Parallel()
	type pair struct {
		normal func(string) string
		a, b   string
		same   bool
	}
	for name, p := range map[string]pair{
		"phone with prefix":         {workflow.NormalPhone, "+86 139-0891-0012", "１３９０８９１００１２", true},
		"land line with prefix":     {workflow.NormalPhone, "0086 0891 633 0000", "0891-6330000", true},
		"extension":                 {workflow.NormalPhone, "0891-6330000转12", "0891-6330000", true},
		"another phone":             {workflow.NormalPhone, "13908910012", "13908910013", false},
		"mobile that begins so":     {workflow.NormalPhone, "8613908", "13908", false},
		"six digits are no phone":   {workflow.NormalPhone, "633000", "633000", false},
		"seven digits are one":      {workflow.NormalPhone, "6330000", "633 0000", true},
		"address with spaces":       {workflow.NormalAddress, "拉萨市 城关区 金珠西路１５８号 阳光花园 3栋2单元", "拉萨市城关区金珠西路158号阳光花园3栋2单元", true},
		"letters of a house":        {workflow.NormalAddress, "纳金路9号b座", "纳金路9号Ｂ座", true},
		"a town ties nobody":        {workflow.NormalAddress, "西藏自治区拉萨市城关区", "西藏自治区拉萨市城关区", false},
		"with and without province": {workflow.NormalAddress, "西藏自治区拉萨市城关区金珠西路158号", "拉萨市城关区金珠西路158号", true},
		"province in short":         {workflow.NormalAddress, "西藏拉萨市城关区金珠西路158号", "中国西藏自治区拉萨市城关区金珠西路158号", true},
		"prefecture in short":       {workflow.NormalAddress, "新疆伊犁哈萨克自治州伊宁市1号", "新疆维吾尔自治区伊犁哈萨克自治州伊宁市1号", true},
		"a name like a province's":  {workflow.NormalAddress, "青海省海南藏族自治州共和县1号", "海南藏族自治州共和县1号", true},
		"the city of Jilin":         {workflow.NormalAddress, "吉林省吉林市昌邑区1号", "吉林市昌邑区1号", true},
		"a road like a province":    {workflow.NormalAddress, "西藏路158号院", "云南路158号院", false},
		"two cities, one district":  {workflow.NormalAddress, "甘肃省兰州市城关区中山路1号", "西藏自治区拉萨市城关区中山路1号", false},
		"a municipality":            {workflow.NormalAddress, "北京市市辖区朝阳区三里屯路1号", "北京市朝阳区三里屯路1号", true},
		"numbers in words":          {workflow.NormalAddress, "成都市武侯区玉林街道五号院十三栋", "四川省成都市武侯区玉林街道5号院13栋", true},
		"158 in words":              {workflow.NormalAddress, "拉萨市金珠西路一百五十八号", "拉萨市金珠西路158号", true},
		"158 digit by digit":        {workflow.NormalAddress, "拉萨市金珠西路一五八号", "拉萨市金珠西路158号", true},
		"九寨沟 is no house":           {workflow.NormalAddress, "九寨沟县漳扎镇", "九寨沟县漳扎镇", false},
		"三台 is no house":            {workflow.NormalAddress, "四川省三台县花园镇", "四川省三台县花园镇", false},
		"三座店 is no house":           {workflow.NormalAddress, "赤峰市松山区三座店镇", "赤峰市松山区三座店镇", false},
		"a school is no house":      {workflow.NormalAddress, "成都市第三中学宿舍", "成都市第三中学宿舍", false},
		"a highway is no house":     {workflow.NormalAddress, "林芝市巴宜区318国道旁", "林芝市巴宜区318国道旁", false},
		"a house in 九寨沟":            {workflow.NormalAddress, "九寨沟县漳扎镇九号", "四川省九寨沟县漳扎镇9号", true},
		"another house":             {workflow.NormalAddress, "拉萨市纳金路9号", "拉萨市纳金路19号", false},
		"employer with signs":       {workflow.NormalEmployer, "拉萨市第一小学（东校区）", "拉萨市第一小学(东校区)", true},
		"no employer ties nobody":   {workflow.NormalEmployer, "务农", "务农", false},
		"account with spaces":       {workflow.NormalAccount, "6222 0210 0111 2222", "6222021001112222", true},
		"short account":             {workflow.NormalAccount, "1234567", "1234567", false},
		"eight digits are one":      {workflow.NormalAccount, "12345678", "1234-5678", true},
		"identity number":           {workflow.NormalID, "54010219850101001x", "５４０１０２１９８５０１０１００１Ｘ", true},
		"another identity number":   {workflow.NormalID, "540102198501010011", "540102198501010038", false},
		"an empty number is nobody": {workflow.NormalID, " ", "", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, b := p.normal(p.a), p.normal(p.b)
			require.Equal(t, p.same, a != "" && a == b, "%q %q", a, b)
		})
	}
}

func TestNormalFormsAreTheirOwn(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		for _, f := range []func(string) string{workflow.NormalID, workflow.NormalAddress, workflow.NormalEmployer, workflow.NormalAccount, workflow.NormalPhone} {
			once := f(s)
			if once != "" {
				require.Equal(t, once, f(once))
			}
		}
	})
}

func TestTheFormOfAnAddressIsItsOwn(t *testing.T) {
	t.Parallel()
	pieces := rapid.SliceOf(rapid.SampledFrom([]string{"中国", "西藏", "自治区", "四川省", "吉林", "市", "海南", "藏族", "自治州", "北京市", "市辖区", "县", "三座店", "镇", "五", "十", "百", "零", "号", "院", "1", "318", "国道", "路", " "}))
	rapid.Check(t, func(t *rapid.T) {
		once := workflow.NormalAddress(strings.Join(pieces.Draw(t, "pieces"), ""))
		if once != "" {
			require.Equal(t, once, workflow.NormalAddress(once))
		}
	})
}

func TestKinshipWithinTheDegreesTies(t *testing.T) {
	t.Parallel()
	const his, hers, child = "540102198501010011", "540102198701010028", "540102201501010033"
	card := func(id string, kin ...workflow.Kin) []workflow.Trace {
		return workflow.EvaluatorCard{IDNumber: id, Kin: kin}.Traces()
	}
	family := func(id string, kin ...workflow.Kin) []workflow.Trace {
		c := workflow.Case{Application: workflow.Application{Applicants: []workflow.Applicant{{Person: workflow.Person{Name: "王林", IDNumber: id}, Kin: kin}}}}
		return c.Traces(nil)
	}
	for _, r := range []workflow.KinRelation{workflow.KinSpouse, workflow.KinLineal, workflow.KinCollateral, workflow.KinAffinity, workflow.KinOther} {
		want := []workflow.Tie{{Kind: workflow.TieKin, Who: "收养申请人王林"}}
		if r == workflow.KinOther {
			want = nil
		}
		require.Equal(t, want, workflow.Ties(card(his, workflow.Kin{Relation: r, IDNumber: hers}), family(hers)), "the card names the applicant as %s", r)
		require.Equal(t, want, workflow.Ties(card(his), family(hers, workflow.Kin{Relation: r, IDNumber: his})), "the applicant names the evaluator as %s", r)
	}
	lineal, far := workflow.Kin{Relation: workflow.KinLineal, IDNumber: child}, workflow.Kin{Relation: workflow.KinCollateral, IDNumber: child}
	require.Len(t, workflow.Ties(card(his, lineal), family(hers, lineal)), 1, "two who have the same child or parent")
	relative := []workflow.Tie{{Kind: workflow.TieRelative, Who: "收养申请人王林"}}
	require.Equal(t, relative, workflow.Ties(card(his, far), family(hers, far)), "two cousins of the same person need not be cousins")
	require.False(t, workflow.TieRelative.Excludes(), "a supervisor finds out which it is")
	require.True(t, workflow.TieKin.Excludes())
	require.Equal(t, []workflow.Tie{{Kind: workflow.TieSame, Who: "收养申请人王林"}}, workflow.Ties(card(his), family(his)))
}

// TestOneRelativeOfBoth goes through what two people can be to each other who name the same third.
func TestOneRelativeOfBoth(t *testing.T) {
	t.Parallel()
	const his, hers, third = "540102198501010011", "540102198701010028", "540102196001010033"
	const s, l, c, a, o = workflow.KinSpouse, workflow.KinLineal, workflow.KinCollateral, workflow.KinAffinity, workflow.KinOther
	for _, one := range []struct {
		card, party workflow.KinRelation
		want        workflow.TieKind
	}{
		{s, l, workflow.TieKin},
		{l, l, workflow.TieKin},
		{s, c, workflow.TieKin},      // 三代以内旁系血亲的配偶
		{l, c, workflow.TieRelative}, // 侄、甥, or the child of a cousin
		{c, c, workflow.TieRelative}, // brothers of a brother, or a cousin of each side
		{s, a, workflow.TieRelative}, // 配偶的兄弟姐妹的配偶
		{l, a, workflow.TieRelative},
		{c, a, workflow.TieRelative},
		{a, a, workflow.TieRelative},
		{o, l, ""},
		{o, o, ""},
	} {
		for _, turn := range [][2]workflow.KinRelation{{one.card, one.party}, {one.party, one.card}} {
			card := workflow.EvaluatorCard{IDNumber: his, Kin: []workflow.Kin{{Relation: turn[0], IDNumber: third}}}
			who := workflow.Person{Name: "王林", IDNumber: hers}
			kin := []workflow.Kin{{Relation: turn[1], IDNumber: third}}
			for name, app := range map[string]workflow.Application{
				"收养申请人王林": {Applicants: []workflow.Applicant{{Person: who, Kin: kin}}},
				"共同生活人王林": {Household: []workflow.HouseholdMember{{Person: who, Kin: kin}}},
				"生父母王林":   {BirthFather: &workflow.BirthParent{Person: who, Kin: kin}},
				"送养人王林":   {Placer: workflow.Placer{Persons: []workflow.Person{who}, Kin: kin}},
			} {
				c := workflow.Case{Application: app}
				var want []workflow.Tie
				if one.want != "" {
					want = []workflow.Tie{{Kind: one.want, Who: name}}
				}
				require.Equal(t, want, workflow.Ties(card.Traces(), c.Traces(nil)), "%v %s", turn, name)
			}
		}
	}
}

func TestPartiesNameRelativesWithARelationAndANumber(t *testing.T) {
	t.Parallel()
	bad := []workflow.Kin{{Relation: "uncle"}}
	c := &workflow.Case{Application: workflow.Application{
		Household: []workflow.HouseholdMember{{Kin: bad}}, BirthMother: &workflow.BirthParent{Kin: bad}, Placer: workflow.Placer{Kin: bad},
	}}
	var at []string
	for _, f := range workflow.CheckApplication(c) {
		if strings.Contains(f.Pointer, "/kin/0/") {
			at = append(at, f.Pointer+" "+f.Code)
		}
	}
	for _, party := range []string{"household/0", "birth_mother", "placer"} {
		require.Subset(t, at, []string{"/application/" + party + "/kin/0/relation not_in_list", "/application/" + party + "/kin/0/id_number required"})
	}
}

func TestWhatATieIs(t *testing.T) {
	t.Parallel()
	for _, k := range workflow.TieKinds() {
		require.NotEqual(t, string(k), k.Chinese(), "%s has no name", k)
	}
	c := &workflow.Case{Application: workflow.Application{Placer: workflow.Placer{Organisation: "拉萨市儿童福利院", Phone: "0891-6340000"}}}
	card := workflow.EvaluatorCard{Employer: "拉萨市儿童福利院", Phone: "08916340000"}
	require.Equal(t, []workflow.Tie{{Kind: workflow.TiePhone, Who: "送养人拉萨市儿童福利院"}, {Kind: workflow.TieEmployer, Who: "送养人拉萨市儿童福利院"}}, workflow.Ties(card.Traces(), c.Traces(nil)))
	require.Empty(t, workflow.Ties(workflow.EvaluatorCard{AccountID: "x"}.Traces(), []workflow.Trace{{Kind: workflow.TraceLogin, Value: "x"}}), "an account is no tie")
}

// TestOtherCasesOfAPlacerTieNobody: an institution's representative stands in all its
// cases, a child in those of all families that compete for it.
func TestOtherCasesOfAPlacerTieNobody(t *testing.T) {
	t.Parallel()
	const number = "540102198501010011"
	c := workflow.Case{Application: workflow.Application{Placer: workflow.Placer{Organisation: "福利院", Representative: "央金", RepresentativeID: number}}}
	for _, one := range c.Traces(&workflow.Child{Person: workflow.Person{Name: "肖梦", IDNumber: "540102202001010029"}}) {
		require.NotEqual(t, workflow.TraceID, one.Kind, "%+v", one)
	}
	require.Equal(t, []workflow.Tie{{Kind: workflow.TieSame, Who: "送养人法定代表人央金"}}, workflow.Ties(workflow.EvaluatorCard{IDNumber: number}.Traces(), c.Traces(nil)))
}
