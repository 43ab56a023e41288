package console

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/api/console/words"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

func chineseFrame(t *testing.T) view.Frame {
	t.Helper()
	books, err := words.Load()
	require.NoError(t, err)
	return view.Frame{Words: books.In(words.Chinese)}
}

func TestReadingsOfOnePersonWithinAMinuteAreOneLine(t *testing.T) {
	t.Parallel()
	f, at := chineseFrame(t), time.Date(2024, 2, 1, 1, 0, 30, 0, time.UTC)
	zhou := casework.Reader{ID: "0193a1f0-6f3f-7c44-9d0a-5a1d2a1c9b10", Name: "周敏", Role: workflow.RoleOfficer}
	nobody := casework.Reader{ID: "0193a1f0-6f3f-7c44-9d0a-5a1d2a1c9b11", Role: workflow.RoleEvaluator}
	rows := readRows(f, []casework.ReadLine{
		{What: "case", At: at, By: zhou},
		{What: "history", At: at.Add(-time.Second), By: zhou},
		{What: "case", At: at.Add(-2 * time.Second), By: zhou},
		{What: "paper:0193a1f0", At: at.Add(-3 * time.Second), By: nobody},
		{What: "brand-new", At: at.Add(-time.Minute), By: nobody},
	})
	require.Len(t, rows, 3)
	require.Equal(t, []string{"案件", "办理记录"}, rows[0].What, "each once")
	require.Equal(t, []string{"文书"}, rows[1].What)
	require.Contains(t, rows[1].Who, "0193a1f0", "an account that the asker does not see has its id")
	require.Equal(t, []string{"brand-new"}, rows[2].What, "what has no words yet shows as it was recorded")
}

func TestGroupsWithoutItemsHaveNoHeading(t *testing.T) {
	t.Parallel()
	rows := withoutEmptyGroups([]compareRow{{Title: "a", Group: true}, {Title: "b", Group: true}, {Title: "1"}, {Title: "c", Group: true}})
	require.Len(t, rows, 2)
	require.Equal(t, "b", rows[0].Title)
	require.Empty(t, withoutEmptyGroups([]compareRow{{Title: "a", Group: true}}))
}

func TestEveryApprovalHasActsThatDecide(t *testing.T) {
	t.Parallel()
	for _, a := range []workflow.Approval{workflow.AwaitsConclusion, workflow.AwaitsChoice, workflow.AwaitsRegister, workflow.AwaitsRefuse} {
		require.NotEmpty(t, decides(a), a)
	}
	require.Empty(t, decides(workflow.AwaitsNothing))
}

func TestSizesAsPeopleSayThem(t *testing.T) {
	t.Parallel()
	f := chineseFrame(t)
	for size, want := range map[int64]string{0: "", 1: "1 KB", 1024: "1 KB", 1025: "2 KB", 1 << 20: "1.0 MB", 3 << 19: "1.5 MB"} {
		require.Equal(t, want, sizeText(f, size), size)
	}
}
