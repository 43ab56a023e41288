package eligibility

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestSamplesAreEligible(t *testing.T) {
	t.Parallel()
	for _, c := range Categories() {
		t.Run(c.Chinese(), func(t *testing.T) {
			t.Parallel()
			r := run(t, sample(c))
			require.Equal(t, Eligible, r.Verdict, "%v", r.Reasons())
			require.Equal(t, Eligible, r.Preliminary)
			require.Empty(t, r.Grounds)
			require.Empty(t, r.Missing)
			require.Empty(t, r.Pending)
		})
	}
}
