package law_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
)

func TestRemindersOfShippedPacks(t *testing.T) {
	t.Parallel()
	set, err := law.Embedded()
	require.NoError(t, err)
	p, err := set.Pack("cn-540100", false)
	require.NoError(t, err)
	on := law.MustDate("2024-03-01")
	got, err := law.Reminders(p, law.ClockRegistrationReview, on)
	require.NoError(t, err)
	require.Equal(t, []law.Reminder{
		{Days: -7, Roles: []string{"officer"}}, {Days: -1, Roles: []string{"officer", "supervisor"}}, {Days: 1, Roles: []string{"officer", "supervisor"}},
	}, got)
	got, err = law.Reminders(p, law.ClockLawsuit, on)
	require.NoError(t, err)
	require.Empty(t, got, "a pack that says nothing has nobody told")
}
