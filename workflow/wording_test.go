package workflow_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// nation is the shipped set with a changed national pack, without the packs below.
func nation(t *testing.T, change func(string) string) *law.Set {
	t.Helper()
	set, err := law.Embedded()
	require.NoError(t, err)
	var files []law.RawFile
	for _, f := range set.Raw() {
		if f.Path == law.PlaceOf(law.KindPack, "cn") {
			changed := change(string(f.Bytes))
			require.NotEqual(t, string(f.Bytes), changed)
			f.Bytes = []byte(changed)
		}
		files = append(files, f)
	}
	set, err = law.LoadFiles(files)
	require.NoError(t, err)
	return set
}

// undeclared drops the line that declares a key.
func undeclared(key string) func(string) string {
	return func(pack string) string {
		var kept []string
		for line := range strings.SplitSeq(pack, "\n") {
			if !strings.HasPrefix(strings.TrimSpace(line), key+":") {
				kept = append(kept, line)
			}
		}
		return strings.Join(kept, "\n")
	}
}

func TestShippedPacksWordEveryPaper(t *testing.T) {
	t.Parallel()
	set, err := law.Embedded()
	require.NoError(t, err)
	require.NoError(t, workflow.CheckWording(set))
}

// TestMissingWordingIsNamed: a pack without title, salutation or way of signing of a
// paper of the catalogue is refused by the name of the key.
func TestMissingWordingIsNamed(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"papers.D27.title", "papers.D13.salutation", "papers.R01.seal"} {
		err := workflow.CheckWording(nation(t, undeclared(key)))
		require.ErrorContains(t, err, "lacks "+key, key)
		require.ErrorContains(t, err, "pack cn-540100:", "the packs below miss it too")
	}
	repealed := nation(t, func(pack string) string {
		return strings.Replace(pack, `papers.D05.title: {type: text, values: [`, `papers.D05.title: {type: text, values: [{from: "2020-01-01", value: "收养评估通知书", status: practice, note: "旧"}, `, 1)
	})
	require.NoError(t, workflow.CheckWording(repealed))
	repealed = nation(t, func(pack string) string {
		return strings.Replace(pack, `papers.D01.title: {type: text, values: [{from: "2021-01-01", value: "收养登记申请书", status: practice, basis: gf2008, note: "部制表格名称"}`,
			`papers.D01.title: {type: text, values: [{from: "2021-01-01", value: "收养登记申请书", status: practice, basis: gf2008, note: "部制表格名称"}, {from: "2030-01-01", value: null, status: practice, note: "废止"}`, 1)
	})
	require.ErrorContains(t, workflow.CheckWording(repealed), "lacks papers.D01.title")
}
