package font

import (
	"bytes"
	"compress/gzip"
	"embed"
	"fmt"
	"io"
	"sync"
)

// EmbeddedVersion names the embedded set: change it with the data.
const EmbeddedVersion = "anjia-type-2"

//go:embed data/*.gz
var embedded embed.FS

// Embedded is the set of faces that is built into the program: Song in three
// weights (the heaviest for titles), Hei for headings, Tibetan, and the rare
// characters. Each is unpacked at first use, the rare face only when a paper
// needs it.
//
// It shows all of GB 18030-2022 level 2 (the basic block, Extension A and the
// 8,105 of 通用规范汉字表, which are in titles and headings too), the Tibetan
// block, and above U+FFFF 14,209 ideographs: 13,297 of Extension B (GIDC,
// 汉语大字典, 辞海 and what Noto Serif CJK has), some hundreds of C to F, three of
// G. Not in it, for want of a free font, are most personal names of the later
// extensions (GXM, GDM: about 350 characters); With puts other faces behind it.
// It has no 仿宋体 and no 楷体 either: where a role asks for them, Song stands in.
func Embedded() *Set { return embeddedSet() }

var embeddedSet = sync.OnceValue(func() *Set {
	one := func(name, file string) []Source { return []Source{Lazy(name, packed(file))} }
	shaped := func(name, file string) Source { return LazyShaped(name, packed(file)) }
	return NewSet(EmbeddedVersion, Faces{
		Regular: append(append(one("AnjiaSong-Regular", "song-regular"), shaped("AnjiaTibetan-Regular", "tibetan-regular")),
			one("AnjiaSong-Rare", "song-rare")...),
		Bold:     append(one("AnjiaSong-Bold", "song-bold"), shaped("AnjiaTibetan-Bold", "tibetan-bold")),
		Title:    one("AnjiaSong-Title", "song-title"),
		Heading1: one("AnjiaHei-Medium", "hei-medium"),
	})
})

func packed(file string) func() ([]byte, error) {
	return func() ([]byte, error) {
		b, err := embedded.ReadFile("data/" + file + ".ttf.gz")
		if err != nil {
			return nil, err
		}
		z, err := gzip.NewReader(bytes.NewReader(b))
		if err != nil {
			return nil, fmt.Errorf("unpack font %s: %w", file, err)
		}
		out := make([]byte, unpackedSize(b))
		if _, err := io.ReadFull(z, out); err != nil {
			return nil, fmt.Errorf("unpack font %s: %w", file, err)
		}
		return out, nil
	}
}

// unpackedSize reads the size that gzip notes in its last four bytes.
func unpackedSize(b []byte) int {
	if len(b) < 4 {
		return 0
	}
	t := b[len(b)-4:]
	return int(uint32(t[0]) | uint32(t[1])<<8 | uint32(t[2])<<16 | uint32(t[3])<<24)
}
