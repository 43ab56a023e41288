package casework

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// personalParts are where an aggregate speaks of the family, the child and those who place it.
func personalParts() []string {
	return []string{"applicants", "household", "placer", "birth_father", "birth_mother"}
}

// secretsOf lists the texts that tell who the persons of a case are: what stands in
// the parts about persons of any entry. Words of the law (codes, ids) are not among them.
func secretsOf(records []ledger.Record) ([]string, error) {
	found := map[string]bool{}
	for _, r := range records {
		whole, err := payloadOf(r)
		if err != nil {
			return nil, err
		}
		var after struct {
			Case struct {
				Application map[string]any `json:"application"`
			} `json:"case"`
			Child map[string]any `json:"child"`
		}
		if err := json.Unmarshal(whole.After, &after); err != nil {
			return nil, fmt.Errorf("casework: payload of entry %d: %w", r.Entry.Sequence, err)
		}
		for _, part := range personalParts() {
			secretTexts(after.Case.Application[part], found)
		}
		for name, v := range after.Child {
			if name != "papers" && name != "clock" && name != "authority" {
				secretTexts(v, found)
			}
		}
	}
	return slices.Sorted(maps.Keys(found)), nil
}

// code is a word of the program: an id, a name of a kind, a yes or no.
var code = regexp.MustCompile(`^[a-z_]+$|^[0-9a-f]{8}-[0-9a-f-]{27}$|^.$`)

// secretTexts collects the texts below v, and days as papers write them.
func secretTexts(v any, into map[string]bool) {
	switch v := v.(type) {
	case map[string]any:
		for _, e := range v {
			secretTexts(e, into)
		}
	case []any:
		for _, e := range v {
			secretTexts(e, into)
		}
	case string:
		v = strings.TrimSpace(v)
		if code.MatchString(v) || utf8.RuneCountInString(v) < 2 || len(v) < 4 {
			return
		}
		into[v] = true
		if day, err := law.ParseDate(v); err == nil {
			into[fmt.Sprintf("%d年%d月%d日", day.Year(), int(day.Month()), day.Day())] = true
		}
	}
}
