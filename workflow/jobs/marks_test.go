package jobs_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow/jobs"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

func TestCardsFromBeforeThereWereMarksGetThem(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	admin := storetest.Open(t, h.db.Admin)
	_, err := admin.Exec(`insert into agencies (authority_id, id, version, name, credit_code, document)
		select $1, gen_random_uuid(), 1, '中心' || n, n::text, json_build_object('bank_account', (6222020000000000 + n)::text)::text from generate_series(1, 700) n`, h.office)
	require.NoError(t, err)
	kinds := &jobs.Kinds{}
	jobs.AddMarks(kinds, h.Store)
	h.works(t, kinds)
	require.Eventually(t, func() bool {
		return countOf(t, admin, `select count(*) from conflict_marks where holder = 'agency' and kind = 'bank'`) == 700
	}, 20*time.Second, 50*time.Millisecond)
}
