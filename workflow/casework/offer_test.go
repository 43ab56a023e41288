package casework_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// TestAnOfferSaysWhatIsMissingWithoutNames: who has an offer and not the file reads
// each unmet condition by its name, and no name of a person.
func TestAnOfferSaysWhatIsMissingWithoutNames(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	h.on("2024-01-08")
	h.noticed(id)
	h.must(h.officer, id, casework.GiveConsent{Consents: consents("2024-01-08", "2024-01-08")})
	actions, _, err := h.service.Actions(t.Context(), h.manager, id)
	require.NoError(t, err)
	unmet := map[workflow.ActName][]string{}
	for _, a := range actions {
		require.False(t, a.Code == "guard_unmet" && len(a.Unmet) == 0, "%s is refused without a reason", a.Act)
		for _, u := range a.Unmet {
			unmet[a.Act] = append(unmet[a.Act], u.Guard+" "+u.Message)
			require.NotEmpty(t, u.Message)
		}
	}
	require.Equal(t, []string{"body_accepted 尚未具备：评估主体已接受委托"}, unmet[workflow.ActAssignEvaluators])
	require.Len(t, unmet[workflow.ActBeginAssessment], 2)
	text, err := json.Marshal(actions)
	require.NoError(t, err)
	for _, name := range []string{"王林", "赵芳", "肖梦"} {
		require.NotContains(t, string(text), name)
	}
}
