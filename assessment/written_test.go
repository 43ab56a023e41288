package assessment_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
)

// The number and the day of the ministry's form: what its system refuses is refused, on both sides of each bound.
func TestNumbersAndDaysAreWrittenAsTheFormAsks(t *testing.T) {
	t.Parallel()
	offered, err := instrument.Offered()
	require.NoError(t, err)
	for _, table := range offered {
		if code := table.Ref().Code; code != "ministry-s5-capacity" && code != "ministry-s5-integration" {
			continue
		}
		for _, c := range []struct{ item, text, problem string }{
			{"size", "1", ""},
			{"size", "99", ""},
			{"size", "0", "integer_out_of_range"},
			{"size", "100", "integer_out_of_range"},
			{"size", "ab", "bad_integer"},
			{"size", "2.0", "bad_integer"},
			{"size", "08", "bad_integer"},
			{"size", "+2", "bad_integer"},
			{"size", "２", "bad_integer"},
			{"size", " 2", "bad_integer"},
			{"size", "99999999999999999999", "bad_integer"},
			{"size", "", "item_missing"},
			{"date", "2024-02-29", ""},
			{"date", "2023-02-29", "bad_date"},
			{"date", "昨天", "bad_date"},
			{"date", "2024-1-2", "bad_date"},
			{"date", "", "item_missing"},
		} {
			sheet := assessment.NewSheet(table, "s", "c", assessment.Person{ID: "e", Name: "评估员"}, assessment.Person{ID: "a", Name: "申请人"})
			for item := range table.Items() {
				sheet.Answers[item.Code()] = best(item)
			}
			answer := sheet.Answers[c.item]
			answer.Text = c.text
			sheet.Answers[c.item] = answer
			problems := assessment.Check(table, sheet)
			if c.problem == "" {
				require.Empty(t, problems, c.text)
				continue
			}
			require.Len(t, problems, 1, c.text)
			require.Equal(t, c.problem, problems[0].Code, c.text)
			require.NotEmpty(t, problems[0].Remedy)
		}
	}
}
