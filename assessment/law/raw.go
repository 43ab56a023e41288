package law

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Kinds of a RawFile.
const (
	KindPack     = "pack"
	KindCalendar = "calendar"
)

// RawFile is one data file as it was read: what is kept as an immutable row, and read again under its Path to judge
// an old case by the law it was judged by.
type RawFile struct {
	Kind    string // pack or calendar
	Code    string // cn, cn-54, sandbox/cn
	Version string
	SHA256  string // hex, over Bytes
	Path    string // place in the tree that Load reads
	Bytes   []byte
}

const mostLevels = 8 // nation, province, city and room to spare; a longer chain is a circle

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func chainVersion(refs []PackRef) string {
	versions := make([]string, len(refs))
	for i, r := range refs {
		versions[i] = r.Version
	}
	return strings.Join(versions, "+")
}

// chainHash is the hash of the file itself for a chain of one, else over a line of code, version and hash for each.
func chainHash(refs []PackRef) string {
	if len(refs) == 1 {
		return refs[0].SHA256
	}
	var b strings.Builder
	for _, r := range refs {
		b.WriteString(r.Code + " " + r.Version + " " + r.SHA256 + "\n")
	}
	return hashOf([]byte(b.String()))
}
