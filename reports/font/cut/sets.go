package main

import (
	"bufio"
	"compress/bzip2"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/anjia-project/anjia/reports/font"
)

// sets are the character sets that decide what is kept.
type sets struct {
	gb2312  []rune
	table   []rune // 通用规范汉字表, 8,105 characters
	persons []rune // above U+FFFF, from the registers of persons and places of the Ministry of Public Security and kin
}

// personSources are the G sources of Unihan whose characters were submitted
// because people or places bear them: the identity-card system (GIDC, GIDC23),
// personal names (GXM), place names (GDM), the census (GRM), science terms
// (GKJ), and the general dictionaries in which such names are usually looked up
// (GCH 辞海, GXC 现代汉语词典, GFZ 方正, GH, GZH).
var personSources = []string{"GIDC", "GIDC23", "GXM", "GDM", "GRM", "GKJ", "GCH", "GXC", "GFZ", "GH", "GZH", "GCY", "G4K", "GBK", "GHZ", "GHZR"}

func readSets(debian string) (*sets, error) {
	s := &sets{gb2312: gb2312()}
	dir := filepath.Join(debian, "usr/share/unicode")
	err := unihan(filepath.Join(dir, "Unihan_OtherMappings.txt.bz2"), func(r rune, key, _ string) {
		if key == "kTGH" {
			s.table = append(s.table, r)
		}
	})
	if err != nil {
		return nil, err
	}
	err = unihan(filepath.Join(dir, "Unihan_IRGSources.txt.bz2"), func(r rune, key, value string) {
		source, _, _ := strings.Cut(value, "-")
		if key == "kIRG_GSource" && r > 0xFFFF && slices.Contains(personSources, source) {
			s.persons = append(s.persons, r)
		}
	})
	return s, err
}

// unihan calls f for each line of a Unihan file.
func unihan(path string, f func(r rune, key, value string)) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	sc := bufio.NewScanner(io.Reader(bzip2.NewReader(file)))
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		part := strings.SplitN(sc.Text(), "\t", 3)
		if len(part) != 3 || !strings.HasPrefix(part[0], "U+") {
			continue
		}
		if n, err := strconv.ParseUint(part[0][2:], 16, 32); err == nil {
			f(rune(n), part[1], part[2])
		}
	}
	return sc.Err()
}

// gb2312 lists the characters of GB 2312 by way of the two-byte code.
func gb2312() []rune {
	var out []rune
	dec := simplifiedchinese.GBK.NewDecoder()
	for hi := 0xA1; hi <= 0xF7; hi++ {
		for lo := 0xA1; lo <= 0xFE; lo++ {
			s, err := dec.String(string([]byte{byte(hi), byte(lo)}))
			if r := []rune(s); err == nil && len(r) == 1 && r[0] != '\uFFFD' && !private(r[0]) {
				out = append(out, r[0])
			}
		}
	}
	return out
}

func private(r rune) bool { return r >= 0xE000 && r <= 0xF8FF || r >= 0xF0000 }

// other scripts that no paper of ours prints.
func foreign(r rune) bool {
	switch {
	case r >= 0x1100 && r < 0x1200, r >= 0xA960 && r < 0xA980, r >= 0xAC00 && r < 0xD800, r >= 0x3130 && r < 0x3190, r >= 0xFFA0 && r < 0xFFE0:
		return true // Hangul
	case r >= 0x1B000 && r < 0x1B170, r >= 0x31F0 && r < 0x3200:
		return true // historic and Ainu kana
	}
	return private(r)
}

// body is all that the regular face has, other scripts apart.
func (s *sets) body(f *font.Face) []rune {
	var out []rune
	for r := rune(0x20); r <= 0x3FFFF; r++ {
		if f.Glyph(r) != 0 && !foreign(r) {
			out = append(out, r)
		}
	}
	return out
}

// titles is what a title may need in bold: the rest falls back to regular.
func (s *sets) titles() []rune {
	out := slices.Concat(s.gb2312, s.table)
	for _, block := range [][2]rune{{0x20, 0x17F}, {0x2010, 0x2044}, {0x20A0, 0x20AC}, {0x2100, 0x218F}, {0x2190, 0x21FF}, {0x2200, 0x22FF}, {0x2460, 0x24FF}, {0x25A0, 0x266F}, {0x3000, 0x303F}, {0x3220, 0x32FF}, {0xFE30, 0xFE4F}, {0xFF00, 0xFFEF}} {
		for r := block[0]; r <= block[1]; r++ {
			out = append(out, r)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
