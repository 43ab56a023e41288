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
const EmbeddedVersion = "anjia-song-1"

//go:embed data/*.gz
var embedded embed.FS

// Embedded is the set of faces that is built into the program: Song in two
// weights and the rare characters. It is unpacked at first use, the rare face
// only when a paper needs it.
//
// It shows all of GB 18030-2022 level 2 (the basic block, Extension A and the
// 8,105 of 通用规范汉字表, which are all bold too), and above U+FFFF 14,209
// ideographs: 13,297 of Extension B (GIDC, 汉语大字典, 辞海 and what Noto Serif
// CJK has), some hundreds of C to F, three of G. Not in it, for want of a free
// font, are most personal names of the later extensions (GXM, GDM: about 350
// characters); other faces can be put behind it with NewSet.
func Embedded() *Set { return embeddedSet() }

var embeddedSet = sync.OnceValue(func() *Set {
	regular, bold, rare := packed("AnjiaSong-Regular", "song-regular"), packed("AnjiaSong-Bold", "song-bold"), packed("AnjiaSong-Rare", "song-rare")
	return NewSet(EmbeddedVersion, []Source{regular, rare}, []Source{bold})
})

func packed(name, file string) Source {
	return Lazy(name, func() ([]byte, error) {
		b, err := embedded.ReadFile("data/" + file + ".ttf.gz")
		if err != nil {
			return nil, err
		}
		z, err := gzip.NewReader(bytes.NewReader(b))
		if err != nil {
			return nil, fmt.Errorf("unpack font %s: %w", name, err)
		}
		out := make([]byte, unpackedSize(b))
		if _, err := io.ReadFull(z, out); err != nil {
			return nil, fmt.Errorf("unpack font %s: %w", name, err)
		}
		return out, nil
	})
}

// unpackedSize reads the size that gzip notes in its last four bytes.
func unpackedSize(b []byte) int {
	if len(b) < 4 {
		return 0
	}
	t := b[len(b)-4:]
	return int(uint32(t[0]) | uint32(t[1])<<8 | uint32(t[2])<<16 | uint32(t[3])<<24)
}
