package edge

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
)

// Cursors signs positions in lists (keyset cursors), so that what comes back is what
// was given out, for the same list and the same filter.
type Cursors struct{ key []byte }

// cursorSum is how many bytes of the HMAC a cursor carries.
const cursorSum = 16

// NewCursors makes cursors of the installation's secret.
func NewCursors(secret []byte) *Cursors {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte("anjia list cursor"))
	return &Cursors{key: mac.Sum(nil)}
}

func (c *Cursors) sign(list string, position []byte) []byte {
	mac := hmac.New(sha256.New, c.key)
	mac.Write([]byte(itoa(int64(len(list))) + ":" + list))
	mac.Write(position)
	return mac.Sum(nil)[:cursorSum]
}

// Encode makes a cursor. list names the list with all that selects its lines: a
// cursor is good for the same list only.
func (c *Cursors) Encode(list string, position any) (string, error) {
	raw, err := json.Marshal(position)
	if err != nil {
		return "", fmt.Errorf("edge: cursor: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(append(c.sign(list, raw), raw...)), nil
}

// Decode reads a cursor into position. One that was not given out for this list
// fails with invalid_input.
func (c *Cursors) Decode(list, cursor string, position any) error {
	raw, err := base64.RawURLEncoding.Strict().DecodeString(cursor)
	if err == nil && len(raw) > cursorSum && hmac.Equal(raw[:cursorSum], c.sign(list, raw[cursorSum:])) &&
		json.Unmarshal(raw[cursorSum:], position) == nil {
		return nil
	}
	return newProblem("invalid_input", "分页游标不正确：请使用上一页给出的 next，且不改变查询条件").
		field("query", "/cursor", "cursor", "游标只能用于给出它的同一列表和同一查询条件")
}
