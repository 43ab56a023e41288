package eligibility

import "strings"

// provincePrefixes are the first two digits of division codes (GB/T 2260) on the mainland, as of 2024. No province
// was ever given a prefix and lost it again since numbers are issued: Hainan (46) and Chongqing (50) came later,
// and numbers issued before keep the old prefix of Guangdong and Sichuan.
const provincePrefixes = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65"

const (
	provinceDigits   = 2
	prefectureDigits = 4
	countyDigits     = 6
)

// divisionIdentity tells whose number a division stands for, and whether the prefix is known at all.
func divisionIdentity(division string) (Identity, bool) {
	switch prefix := division[:provinceDigits]; prefix {
	case "81":
		return HongKong, true
	case "82":
		return Macao, true
	case "83", "71":
		return Taiwan, true
	default:
		return Mainland, strings.Contains(provincePrefixes, prefix)
	}
}

// validDivision reports whether s has the form of a six-digit division code.
func validDivision(s string) bool {
	return len(s) == countyDigits && strings.Trim(s, "0123456789") == ""
}

// divisionStem cuts the zeros that say "the whole province" or "the whole city".
func divisionStem(division string) string {
	switch {
	case strings.HasSuffix(division, "0000"):
		return division[:provinceDigits]
	case strings.HasSuffix(division, "00"):
		return division[:prefectureDigits]
	default:
		return division
	}
}

// covers reports whether the office of one division has its seat over another division.
func covers(office, place string) bool { return strings.HasPrefix(place, divisionStem(office)) }

// sameCity reports whether two divisions lie in one prefecture-level city.
func sameCity(a, b string) bool { return a[:prefectureDigits] == b[:prefectureDigits] }
