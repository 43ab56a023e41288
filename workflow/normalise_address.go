package workflow

import (
	"regexp"
	"strconv"
	"strings"
)

// provinces by their first two letters, with what follows in full (GB/T 2260). A
// municipality's name is the name of a city, and stays.
var provinces = []struct{ short, rest string }{
	{"河北", "省"},
	{"山西", "省"},
	{"辽宁", "省"},
	{"吉林", "省"},
	{"黑龙江", "省"},
	{"江苏", "省"},
	{"浙江", "省"},
	{"安徽", "省"},
	{"福建", "省"},
	{"江西", "省"},
	{"山东", "省"},
	{"河南", "省"},
	{"湖北", "省"},
	{"湖南", "省"},
	{"广东", "省"},
	{"海南", "省"},
	{"四川", "省"},
	{"贵州", "省"},
	{"云南", "省"},
	{"陕西", "省"},
	{"甘肃", "省"},
	{"青海", "省"},
	{"台湾", "省"},
	{"内蒙古", "自治区"},
	{"广西", "壮族自治区"},
	{"西藏", "自治区"},
	{"宁夏", "回族自治区"},
	{"新疆", "维吾尔自治区"},
}

var (
	// A prefecture right behind the short name of a province (西藏拉萨市). 海南藏族自治州 and
	// 河南蒙古族自治县 are names of their own, and so is 吉林市.
	prefecture = regexp.MustCompile(`^[^藏蒙市州区县盟路街巷省][^市州区县盟路街巷省]{0,11}(市|州|地区|盟)`)
	municipal  = regexp.MustCompile(`^(北京|上海|天津|重庆)市(北京市|上海市|天津市|重庆市|市辖区)*`)
	// A number that counts houses, and not one in the name of a town or a school.
	counted = regexp.MustCompile(`([零〇一二三四五六七八九十百]+)(号|栋|幢|单元|室|弄|组|队|楼|层|座|院|排)`)
	// What a number and such a word still name when one of these follows: 三座店镇.
	named   = regexp.MustCompile(`^(店|镇|乡|县|市|区|村|街|路|台|山|桥)`)
	highway = regexp.MustCompile(`[0-9]+(国道|省道|县道|乡道)`)
)

// NormalAddress is an address as it is compared (住址): without spaces, punctuation and
// the province, which not everybody writes, numbers of houses in digits; "" for what
// names no house, such as a town alone, since to live in the same town ties nobody.
func NormalAddress(address string) string {
	a := houseNumbers(withoutProvince(folded(address)))
	if len([]rune(a)) < shortestAddress || !strings.ContainsAny(highway.ReplaceAllString(a, ""), "0123456789") {
		return ""
	}
	return a
}

func withoutProvince(a string) string {
	if rest, found := strings.CutPrefix(a, "中国"); found {
		return withoutProvince(rest)
	}
	for _, p := range provinces {
		after, found := strings.CutPrefix(a, p.short)
		if !found {
			continue
		}
		if whole, found := strings.CutPrefix(after, p.rest); found {
			return withoutProvince(whole)
		}
		if prefecture.MatchString(after) {
			return withoutProvince(after)
		}
	}
	if m := municipal.FindStringSubmatch(a); m != nil {
		return m[1] + "市" + a[len(m[0]):]
	}
	return a
}

// houseNumbers writes 五号院三栋 as 5号院3栋.
func houseNumbers(a string) string {
	var out strings.Builder
	last := 0
	for _, m := range counted.FindAllStringSubmatchIndex(a, -1) {
		n, ok := chineseNumber(a[m[2]:m[3]])
		if !ok || named.MatchString(a[m[1]:]) {
			continue
		}
		out.WriteString(a[last:m[2]])
		out.WriteString(strconv.Itoa(n))
		last = m[3]
	}
	out.WriteString(a[last:])
	return out.String()
}

// chineseNumber reads a number below 1000, in words (一百五十八) or digit by digit
// (一五八); ok is false for what is none.
func chineseNumber(words string) (n int, ok bool) {
	values := map[rune]int{'零': 0, '〇': 0, '一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}
	if !strings.ContainsAny(words, "十百") {
		for _, r := range words {
			if n = n*10 + values[r]; n > 999 {
				return 0, false
			}
		}
		return n, true
	}
	digit, given := 0, false
	for _, r := range words {
		switch {
		case r == '十' || r == '百':
			if !given {
				digit = 1
			}
			scale := 10
			if r == '百' {
				scale = 100
			}
			n, digit, given = n+digit*scale, 0, false
		case given && digit != 0:
			return 0, false
		default:
			digit, given = values[r], values[r] != 0
		}
	}
	n += digit
	return n, n > 0 && n <= 999
}
