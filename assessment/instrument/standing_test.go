package instrument_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
)

// A table is no firmer than its weakest node, keeps what its head says, and shows which node is weak.
func TestATableIsAsFirmAsItsWeakestNode(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("testdata/good/minimal.yaml")
	require.NoError(t, err)
	official := strings.NewReplacer("status: illustrative", "status: official", "sandbox/cn", "cn").Replace(string(raw))
	head, nodes, found := strings.Cut(official, "nodes:\n")
	require.True(t, found)
	at := strings.Index(head, "citation:")
	line := at + strings.Index(head[at:], "\n")
	head = head[:at] + "citation: {instrument: 样本办法, article: 附件1}" + head[line:]
	for _, c := range []struct {
		name  string
		below string
		want  law.Status
	}{
		{"the head alone", "", law.Official},
		{"a node of practice", "  - {code: \"P\", type: text, title: {zh: 文字}, status: practice}\n", law.Practice},
		{"practice two levels down", "  - {code: \"S\", type: section, title: {zh: 类}, nodes: [{code: \"P\", type: text, title: {zh: 文字}, status: practice}]}\n", law.Practice},
	} {
		table, err := instrument.Load("t.yaml", []byte(head+"nodes:\n"+c.below+nodes))
		require.NoError(t, err, c.name)
		require.Equal(t, c.want, table.Status(), c.name)
		require.Equal(t, c.want, table.View().Status, c.name)
		require.Equal(t, law.Official, table.Spec().Status, c.name)
		weak := strings.Contains(strings.Join(instrument.Describe(table), "\n"), "效力状态：惯例）")
		require.Equal(t, c.want == law.Practice, weak, c.name)
	}
	_, err = instrument.Load("t.yaml", []byte(head+"nodes:\n  - {code: \"P\", type: text, title: {zh: 文字}, status: illustrative}\n"+nodes))
	require.ErrorContains(t, err, "illustrative in a table of pack cn")
}
