package store

import (
	"database/sql/driver"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// mostQueryRunes bounds what is looked for: more characters than any name has find nothing more.
const mostQueryRunes = 40

// searchText folds what people may look for into one text: the parts line by line, so that no match runs over two of
// them. Width and case do not count when searching (Ａ１ is a1); the names themselves are kept as they were entered.
func searchText(parts ...string) string {
	var lines []string
	for _, p := range parts {
		if p = fold(p); p != "" {
			lines = append(lines, p)
		}
	}
	return strings.Join(lines, "\n")
}

func fold(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, norm.NFKC.String(s))
	return strings.ToLower(strings.Join(strings.Fields(s), " "))
}

// grams lists every character and every pair of neighbouring characters of a folded text, each once. PostgreSQL's own
// trigrams cannot find words of two characters, which most Chinese names are.
func grams(folded string) []string {
	out := []string{}
	for line := range strings.SplitSeq(folded, "\n") {
		runes := []rune(line)
		for i, r := range runes {
			out = append(out, string(r))
			if i > 0 {
				out = append(out, string(runes[i-1:i+1]))
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// wantedGrams lists the grams that a text must have to contain the folded query: its pairs, or its one character.
func wantedGrams(folded string) []string {
	runes := []rune(folded)
	if len(runes) == 1 {
		return []string{folded}
	}
	out := []string{}
	for i := 1; i < len(runes); i++ {
		out = append(out, string(runes[i-1:i+1]))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// query folds what somebody typed into a search field; empty when there is nothing to look for.
func query(typed string) string {
	runes := []rune(fold(typed))
	return string(runes[:min(len(runes), mostQueryRunes)])
}

// textArray is an argument of type text[] for GORM, which would take a plain slice apart.
type textArray []string

var quoteElement = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

// Value implements driver.Valuer.
func (a textArray) Value() (driver.Value, error) {
	quoted := make([]string, len(a))
	for i, s := range a {
		quoted[i] = `"` + quoteElement.Replace(s) + `"`
	}
	return "{" + strings.Join(quoted, ",") + "}", nil
}
