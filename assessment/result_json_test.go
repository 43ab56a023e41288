package assessment_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
)

// sameBytes holds every member of the short line against the JSON of the whole result.
func sameBytes(t require.TestingT, result assessment.Result) {
	whole, line := map[string]json.RawMessage{}, map[string]json.RawMessage{}
	raw, err := json.Marshal(result)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(raw, &whole))
	short := result.AppendLine([]byte("before"))
	require.True(t, strings.HasPrefix(string(short), `before{"total":`))
	require.NotContains(t, string(short), "\n")
	require.NoError(t, json.Unmarshal(short[len("before"):], &line))
	require.Len(t, line, 9)
	for name, member := range line {
		if name == "total" && result.Total == "" {
			require.Equal(t, `""`, string(member))
			continue
		}
		require.Equal(t, string(whole[name]), string(member), name)
	}
}

func TestLineHasTheBytesOfTheResult(t *testing.T) {
	t.Parallel()
	everyTable(t, func(t *rapid.T, table *instrument.Instrument) {
		sheets := drawSheets(t, table)
		for at := range sheets {
			sheets[at].Evaluator.Name = rapid.String().Draw(t, "name")
			if sheets[at].Evaluator.Name == "" {
				sheets[at].Evaluator.Name = "a<\u2028\xff\"\\&"
			}
		}
		sameBytes(t, score(t, table, sheets, drawMode(t)))
	})
}

func TestLineCarriesRulings(t *testing.T) {
	t.Parallel()
	table := capacity(t)
	sheets := twoSheets(t, table, map[string]assessment.Answer{"V2": value(true)}, map[string]assessment.Answer{"010": option("c")})
	sameBytes(t, score(t, table, sheets, within(t, "25%", "50%"), ruling("010", option("b"))))
}
