package office_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
)

// TestReconsiderationIsNotWithCivilAffairs: since 2024 the government of the same
// level decides; what is entered here is printed under every refusal.
func TestReconsiderationIsNotWithCivilAffairs(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	p := particulars("拉萨市城关区民政局", "540102")
	for superior, field := range map[string]string{"西藏自治区民政厅": "/superior", "拉萨市民政局": "/superior", "": "/superior"} {
		p.Superior = superior
		e := h.refused(t, workflow.KindInvalid, "invalid_input", h.root, h.east, 1, office.ChangeAuthority{AuthorityParticulars: p, Reason: "更正"})
		require.Equal(t, field, e.Fields[0].Pointer)
	}
	p.Superior = "拉萨市城关区人民政府"
	h.do(t, h.root, h.east, 1, office.ChangeAuthority{AuthorityParticulars: p, Reason: "更正"})
}
