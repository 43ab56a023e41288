package ledger_test

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/gowebpki/jcs"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/anjia-project/anjia/workflow/ledger"
)

// The second implementation: what docs/record.md says, written with the standard JSON
// decoder, a library for RFC 8785 and a library for RFC 6962, slowly and plainly. It
// shares nothing with the package but types.

type refLeaf struct {
	path  string
	value any
}

func refFlatten(path string, v any) []refLeaf {
	switch v := v.(type) {
	case map[string]any:
		var out []refLeaf
		if len(v) == 0 || refArrayNames(v) {
			out = append(out, refLeaf{path, map[string]any{}})
		}
		for name, member := range v {
			token := strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
			out = append(out, refFlatten(path+"/"+token, member)...)
		}
		return out
	case []any:
		if len(v) == 0 {
			return []refLeaf{{path, []any{}}}
		}
		var out []refLeaf
		for i, element := range v {
			out = append(out, refFlatten(path+"/"+strconv.Itoa(i), element)...)
		}
		return out
	}
	return []refLeaf{{path, v}}
}

// refArrayNames: are the names of the members exactly 0 … n-1?
func refArrayNames(v map[string]any) bool {
	for i := range len(v) {
		if _, ok := v[strconv.Itoa(i)]; !ok {
			return false
		}
	}
	return true
}

func refDecode(doc []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(doc))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("trailing text")
	}
	return v, nil
}

func refLeafHash(salt, path string, value any) (tlog.Hash, error) {
	raw, err := json.Marshal([]any{salt, path, value})
	if err != nil {
		return tlog.Hash{}, err
	}
	canonical, err := jcs.Transform(raw)
	if err != nil {
		return tlog.Hash{}, err
	}
	return tlog.RecordHash(canonical), nil // SHA-256(0x00 ‖ …)
}

func refCommit(p ledger.Payload) (ledger.Commitment, error) {
	input, err := refDecode(p.Input)
	if err != nil {
		return ledger.Commitment{}, err
	}
	after, err := refDecode(p.After)
	if err != nil {
		return ledger.Commitment{}, err
	}
	leaves := append(refFlatten("/input", input), refFlatten("/after", after)...)
	slices.SortFunc(leaves, func(a, b refLeaf) int { return strings.Compare(a.path, b.path) })
	hashes := make([]tlog.Hash, len(leaves))
	for i, l := range leaves {
		mac := hmac.New(sha256.New, p.Seed[:])
		mac.Write([]byte(l.path))
		salt := hex.EncodeToString(mac.Sum(nil)[:16])
		if hashes[i], err = refLeafHash(salt, l.path, l.value); err != nil {
			return ledger.Commitment{}, err
		}
	}
	return ledger.Commitment{Root: ledger.Hash(refRoot(hashes)), Leaves: int64(len(leaves))}, nil
}

// refRoot is the recursive definition of RFC 6962, section 2.1.
func refRoot(leaves []tlog.Hash) tlog.Hash {
	if len(leaves) == 1 {
		return leaves[0]
	}
	k := 1
	for 2*k < len(leaves) {
		k *= 2
	}
	return tlog.NodeHash(refRoot(leaves[:k]), refRoot(leaves[k:]))
}

// refUnflatten rebuilds a document from the leaves at and below root; it shows that
// leaves tell documents apart.
func refUnflatten(root string, leaves []refLeaf) any {
	members := map[string][]refLeaf{}
	marked := false
	for _, l := range leaves {
		if l.path == root {
			if len(leaves) == 1 {
				return l.value
			}
			marked = true
			continue
		}
		token, _, _ := strings.Cut(strings.TrimPrefix(l.path, root+"/"), "/")
		members[token] = append(members[token], l)
	}
	object := map[string]any{}
	for token, below := range members {
		name := strings.NewReplacer("~1", "/", "~0", "~").Replace(token)
		object[name] = refUnflatten(root+"/"+token, below)
	}
	if marked || !refArrayNames(object) {
		return object
	}
	array := make([]any, len(object))
	for i := range array {
		array[i] = object[strconv.Itoa(i)]
	}
	return array
}

func joined(left, right ledger.Hash) ledger.Hash {
	return ledger.Hash(tlog.NodeHash(tlog.Hash(left), tlog.Hash(right)))
}
