package font

import (
	"maps"
	"slices"
)

// plainPost is a post table without glyph names.
func plainPost(old []byte) []byte {
	post := make([]byte, 32)
	copy(post, old[:min(16, len(old))])
	be.PutUint32(post, 0x00030000)
	return post
}

// emptyName is a name table without names: the name stands in the PDF.
func emptyName() []byte { return []byte{0, 0, 0, 0, 0, 6} }

// checksum adds up a table as big-endian words, zero-padded.
func checksum(b []byte) (s uint32) {
	for ; len(b) >= 4; b = b[4:] {
		s += be.Uint32(b)
	}
	if len(b) > 0 {
		var t [4]byte
		copy(t[:], b)
		s += be.Uint32(t[:])
	}
	return s
}

// assemble writes a TrueType file from its tables, in the order of their tags.
func assemble(tables map[string][]byte) []byte {
	tags := slices.Sorted(maps.Keys(tables))
	size := 12 + 16*len(tags)
	for _, t := range tags {
		size += (len(tables[t]) + 3) &^ 3
	}
	pow, log := powerOfTwo(len(tags))
	out := make([]byte, 12+16*len(tags), size)
	be.PutUint32(out, 0x00010000)
	for i, v := range []int{len(tags), 16 * pow, log, 16 * (len(tags) - pow)} {
		be.PutUint16(out[4+2*i:], uint16(v))
	}
	head := 0
	for i, t := range tags {
		r := out[12+16*i:]
		copy(r, t)
		be.PutUint32(r[4:], checksum(tables[t]))
		be.PutUint32(r[8:], uint32(len(out)))
		be.PutUint32(r[12:], uint32(len(tables[t])))
		if t == "head" {
			head = len(out)
		}
		out = append(out, tables[t]...)
		for len(out)&3 != 0 {
			out = append(out, 0)
		}
	}
	const magic = 0xB1B0AFBA
	be.PutUint32(out[head+8:], magic-checksum(out))
	return out
}
