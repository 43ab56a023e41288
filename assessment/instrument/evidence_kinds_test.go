package instrument_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/instrument"
)

func TestEachKindOfProofHasOneCodeAndOneName(t *testing.T) {
	t.Parallel()
	form := regexp.MustCompile(`^[a-z][a-z_]{2,40}$`)
	codes, titles := map[string]bool{}, map[string]bool{}
	for _, kind := range instrument.EvidenceKinds() {
		require.Regexp(t, form, kind.Code)
		require.NotRegexp(t, `[a-zA-Z]`, kind.Title)
		require.False(t, codes[kind.Code] || titles[kind.Title], kind.Code)
		codes[kind.Code], titles[kind.Title] = true, true
		require.Equal(t, kind.Title, instrument.KindTitle(kind.Code))
	}
	require.Empty(t, instrument.KindTitle("helth_certifcate"))
}

// A table may demand what no list names, and says what it is called; papers never print a code.
func TestATableWordsAKindOfItsOwn(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("testdata/good/minimal.yaml")
	require.NoError(t, err)
	item := "nodes:\n  - {code: \"T\", type: text, title: {zh: 文字}, evidence: {demand: file, kind: \"monastery_letter\", title: 寺庙管理委员会证明}}\n"
	table, err := instrument.Load("t.yaml", []byte(strings.Replace(string(raw), "nodes:\n", item, 1)))
	require.NoError(t, err)
	node, found := table.Node("T")
	require.True(t, found)
	require.Equal(t, "应当上传证明材料（寺庙管理委员会证明）", node.Evidence().Chinese())
	require.Equal(t, []instrument.EvidenceKind{{Code: "monastery_letter", Title: "寺庙管理委员会证明"}}, table.OwnKinds())
	again, err := instrument.Compile(table.Spec())
	require.NoError(t, err)
	require.Equal(t, table.OwnKinds(), again.OwnKinds())
	shipped, err := instrument.Shipped()
	require.NoError(t, err)
	for _, one := range shipped {
		require.NotRegexp(t, `材料（[a-z_]+`, strings.Join(instrument.Describe(one), "\n"), one.Ref().Name())
	}
}
