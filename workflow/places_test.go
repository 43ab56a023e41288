package workflow_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// pointers lists the JSON pointers of all leaves of a type, a star for each place of a list.
func pointers(t reflect.Type, at string, out map[string]bool) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct:
		out[at], out[at+"/*"] = true, true
		pointers(t.Elem(), at+"/*", out)
	case t.Kind() == reflect.Struct && t != reflect.TypeFor[law.Date]():
		for _, f := range reflect.VisibleFields(t) {
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if name != "" && name != "-" && !f.Anonymous {
				pointers(f.Type, at+"/"+name, out)
			}
		}
	default:
		out[at] = true
	}
}

// TestEveryFactHasItsPlaceInTheCase: whatever a rule can ask for has a name in the
// case, and that place exists.
func TestEveryFactHasItsPlaceInTheCase(t *testing.T) {
	t.Parallel()
	facts, places := map[string]bool{}, map[string]bool{}
	pointers(reflect.TypeFor[eligibility.Facts](), "", facts)
	pointers(reflect.TypeFor[workflow.Case](), "", places)
	pointers(reflect.TypeFor[workflow.Child](), "/child", places)
	places["/consents"] = true
	mapped := workflow.FactPlaces()
	for fact := range facts {
		require.Contains(t, mapped, fact, "a fact without a place in the case")
	}
	for fact, at := range mapped {
		require.True(t, facts[fact], "%s is no fact", fact)
		require.True(t, places[at], "%s stands for %s, which no case has", at, fact)
	}
}

func TestCasePointersKeepTheNumber(t *testing.T) {
	t.Parallel()
	for fact, want := range map[string]string{
		"/applicants/1/unfit_disease": "/application/applicants/1/medically_unfit",
		"/applicants/0":               "/application/applicants/0",
		"/child/special_difficulty":   "/application/placer/special_difficulty",
		"/child/disabled":             "/child/disabled",
		"/step_parent/married":        "/application/step_married",
		"/somewhere/else":             "/somewhere/else",
	} {
		require.Equal(t, want, workflow.CasePointer(fact))
	}
}
