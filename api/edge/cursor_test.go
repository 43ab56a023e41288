package edge_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/api/edge"
)

type position struct {
	On string `json:"on"`
	ID string `json:"id"`
}

func TestCursorComesBackForItsListOnly(t *testing.T) {
	t.Parallel()
	mine, others := edge.NewCursors([]byte("secret of this house, 32 bytes..")), edge.NewCursors([]byte("secret of another"))
	rapid.Check(t, func(t *rapid.T) {
		at := position{rapid.String().Draw(t, "on"), rapid.String().Draw(t, "id")}
		c, err := mine.Encode("cases?state=draft", at)
		require.NoError(t, err)
		var back position
		require.NoError(t, mine.Decode("cases?state=draft", c, &back))
		require.Equal(t, at, back)
		for _, err := range []error{mine.Decode("cases?state=closed", c, &back), others.Decode("cases?state=draft", c, &back), mine.Decode("cases?state=draft", c+"A", &back)} {
			var p *edge.Problem
			require.ErrorAs(t, err, &p)
			require.Equal(t, 422, p.Status)
			require.Equal(t, "/cursor", p.Errors[0].Pointer)
		}
	})
}

func TestCursorThatWasChangedIsRefused(t *testing.T) {
	t.Parallel()
	cursors := edge.NewCursors([]byte("secret"))
	c, err := cursors.Encode("l", position{"2024-01-02", "x"})
	require.NoError(t, err)
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	for i := range c {
		other := alphabet[0]
		if c[i] == other {
			other = alphabet[1]
		}
		var back position
		require.Error(t, cursors.Decode("l", c[:i]+string(other)+c[i+1:], &back), i)
	}
	for _, junk := range []string{"", "!", "AAAA", c[:10]} {
		var back position
		require.Error(t, cursors.Decode("l", junk, &back))
	}
}
