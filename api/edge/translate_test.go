package edge_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/api/edge"
)

// TestTranslatedRefusalsKeepTheirNumbers: a Chinese character right behind a
// group counts as part of its name unless the name stands in braces.
func TestTranslatedRefusalsKeepTheirNumbers(t *testing.T) {
	t.Parallel()
	for sentence, want := range map[string]string{
		"expected length <= 500":                              "不得超过500个字符",
		"expected length >= 3":                                "不得少于3个字符",
		"expected array length <= 20":                         "不得超过20项",
		"expected array length >= 2":                          "至少应当有2项",
		"expected number to be a multiple of 5":               "应当是5的倍数",
		"expected property a to be present when b is present": "填写b时应当填写a",
	} {
		_, said := edge.Translated(sentence)
		require.Equal(t, want, said)
	}
}
