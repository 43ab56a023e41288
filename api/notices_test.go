package api_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/workflow/casework"
)

// notices reads the own notices of somebody.
func (w *world) notices(c *sample.Client, query string) (lines []casework.Notice) {
	w.t.Helper()
	var page struct {
		Items []casework.Notice `json:"items"`
	}
	w.read(c, "/notices"+query, &page)
	return page.Items
}

// sweeps looks at the dates as the worker does.
func (w *world) sweeps() int {
	w.t.Helper()
	r := &casework.Reminders{Book: w.store, Laws: w.cases.Laws, Now: time.Now}
	n, err := r.Sweep(w.t.Context())
	require.NoError(w.t, err)
	return n
}

// TestDatesAreToldOnceToWhoWorksOnTheCase: cases of the samples in February 2024 with an answer due on the 27th, a
// supplement due on 8 March and an assessment that ends on 19 April.
func TestDatesAreToldOnceToWhoWorksOnTheCase(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	o, s := w.sampleOffice(), w.schedule()
	sample.Beginners(s, o)
	require.NoError(t, s.Run(t.Context(), law.MustDate("2024-02-23")))
	w.clockTo("2024-02-24")
	require.Zero(t, w.sweeps(), "three days before the answer is due nobody is told")
	w.clockTo("2024-02-26")
	require.Equal(t, 2, w.sweeps(), "the night of the 25th, two days before, was missed and is made up; today is seven days before the review ends")
	require.Zero(t, w.sweeps(), "and told once")

	mine := w.notices(o.Officer, "")
	require.Len(t, mine, 2)
	n := mine[0]
	if n.Clock != law.ClockConsentAnswer {
		n = mine[1]
	}
	require.Equal(t, []any{law.ClockConsentAnswer, "2024-02-27", -2, "同意评估的答复期限"}, []any{n.Clock, n.DueOn.String(), n.Days, n.Title})
	require.NotEmpty(t, n.Number)
	require.Empty(t, w.notices(o.Manager, ""), "no part of the agency's")

	// long asleep: of the reminders fifteen and five days before and one day after, the last alone is told
	w.clockTo("2024-04-20")
	w.sweeps()
	var late []casework.Notice
	for _, n := range w.notices(o.Manager, "?unread=true") {
		if n.Clock == law.ClockAssessment {
			late = append(late, n)
		}
	}
	require.NotEmpty(t, late)
	for _, n := range late {
		require.Equal(t, 1, n.Days)
	}
	require.Zero(t, w.sweeps())

	// each reads the own
	w.do(o.Manager, http.MethodPost, "/notices/"+n.ID+"/read", nil).problem(http.StatusNotFound, "not_found")
	require.Equal(t, http.StatusNoContent, w.do(o.Officer, http.MethodPost, "/notices/"+n.ID+"/read", nil).status)
	require.Equal(t, http.StatusNoContent, w.do(o.Officer, http.MethodPost, "/notices/"+n.ID+"/read", nil).status, "again is no error")
	var count struct {
		Unread int
		Sweep  casework.ReminderSweep
	}
	w.read(o.Officer, "/notices/count", &count)
	require.Len(t, w.notices(o.Officer, "?unread=true"), count.Unread)
	require.Equal(t, "2024-04-20", count.Sweep.Through.String())
	require.Equal(t, http.StatusNoContent, w.do(o.Officer, http.MethodPost, "/notices/read", nil).status)
	require.Empty(t, w.notices(o.Officer, "?unread=true"))
	require.NotEmpty(t, w.notices(o.Manager, "?unread=true"), "those of others stay as they are")

	// pages follow each other without a gap
	all := w.notices(o.Officer, "")
	require.Greater(t, len(all), 1)
	var page struct {
		Items []casework.Notice `json:"items"`
		Next  string            `json:"next"`
	}
	seen := 0
	for next := "?limit=1"; ; next = "?limit=1&cursor=" + page.Next {
		page.Next = ""
		w.read(o.Officer, "/notices"+next, &page)
		for _, n := range page.Items {
			require.Equal(t, all[seen].ID, n.ID)
			seen++
		}
		if page.Next == "" {
			break
		}
	}
	require.Equal(t, len(all), seen)
}
