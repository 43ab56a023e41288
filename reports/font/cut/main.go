// Command cut makes the faces that the program embeds (reports/font/data) out
// of free fonts as their makers publish them. It runs by hand when a source
// changes; the data it writes is committed.
//
//	go run ./reports/font/cut -noto DIR -debian DIR -out reports/font/data
//
// -noto is the unpacked npm package @expo-google-fonts/noto-serif-sc 0.4.3
// (npm pack, tar xzf); -debian is a folder into which the Debian packages
// fonts-noto-cjk, fonts-noto-core, fonts-hanazono and unicode-data were
// unpacked (apt-get download, dpkg -x). All of these fonts are under the SIL
// Open Font License 1.1; the cuts carry names of their own because the licence
// keeps some of the old ones.
//
//	song-regular  Noto Serif SC Regular, Han, Latin, symbols of GB 18030-2022 level 2
//	song-bold     Noto Serif SC Bold, GB 2312 and the 8,105 of 通用规范汉字表
//	song-rare     outlines of Noto Serif CJK SC, HanaMin and Noto Sans Symbols 2 for what the regular face lacks
package main

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/anjia-project/anjia/reports/font"
)

func main() {
	log.SetFlags(0)
	noto := flag.String("noto", "", "unpacked npm package @expo-google-fonts/noto-serif-sc")
	debian := flag.String("debian", "", "folder with unpacked Debian packages")
	out := flag.String("out", "reports/font/data", "folder to write to")
	flag.Parse()
	if *noto == "" || *debian == "" {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(*noto, *debian, *out); err != nil {
		log.Fatal(err)
	}
}

func run(noto, debian, out string) error {
	regular, err := openFace(filepath.Join(noto, "400Regular/NotoSerifSC_400Regular.ttf"))
	if err != nil {
		return err
	}
	bold, err := openFace(filepath.Join(noto, "700Bold/NotoSerifSC_700Bold.ttf"))
	if err != nil {
		return err
	}
	sets, err := readSets(debian)
	if err != nil {
		return err
	}
	body := sets.body(regular)
	if err := writeCut(regular, body, filepath.Join(out, "song-regular.ttf.gz")); err != nil {
		return err
	}
	if err := writeCut(bold, sets.titles(), filepath.Join(out, "song-bold.ttf.gz")); err != nil {
		return err
	}
	return writeRare(debian, sets, regular, filepath.Join(out, "song-rare.ttf.gz"))
}

func openFace(path string) (*font.Face, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return font.Parse(filepath.Base(path), b)
}

func writeCut(f *font.Face, runes []rune, path string) error {
	b, err := f.Cut(runes)
	if err != nil {
		return err
	}
	return write(path, b)
}

// write packs the face as small as gzip can, without a time stamp, so that the
// same sources give the same file.
func write(path string, b []byte) error {
	var z bytes.Buffer
	w, err := gzip.NewWriterLevel(&z, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := w.Write(b); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	f, err := font.Parse(filepath.Base(path), b)
	if err != nil {
		return err
	}
	fmt.Printf("%-20s %6d characters %9d bytes %9d packed\n", filepath.Base(path), f.Runes(), len(b), z.Len())
	return os.WriteFile(path, z.Bytes(), 0o600)
}
