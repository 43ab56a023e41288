package ledger_test

import (
	"encoding/json"
	"testing"

	"github.com/gowebpki/jcs"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/workflow/ledger"
)

func TestCanonicalIsThatOfTheLibrary(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		m := rapid.MapOf(rapid.String(), rapid.Float64Range(-1e9, 1e9)).Draw(t, "numbers")
		doc, err := json.Marshal(map[string]any{"z": m, "a": rapid.SliceOf(rapid.String()).Draw(t, "texts"), "é𠮷": true, "n": nil})
		require.NoError(t, err)
		want, err := jcs.Transform(doc)
		require.NoError(t, err)
		got, err := ledger.Canonical(doc)
		require.NoError(t, err)
		require.Equal(t, string(want), string(got))
	})
}

func TestCanonicalRefusesWhatCannotBeRecorded(t *testing.T) {
	t.Parallel()
	for _, doc := range []string{`{"a":1,"a":2}`, `9007199254740993`, `{"a":"\ud800"}`, `{} {}`, ``} {
		_, err := ledger.Canonical([]byte(doc))
		var refused *ledger.DocumentError
		require.ErrorAs(t, err, &refused, doc)
	}
}
