// Command cut makes the faces that the program embeds (reports/font/data) out
// of free fonts as their makers publish them. It runs by hand when a source
// changes; the data it writes is committed.
//
//	go run ./reports/font/cut -noto DIR -sans DIR -debian DIR -out reports/font/data
//
// -noto and -sans are the unpacked npm packages @expo-google-fonts/noto-serif-sc
// and noto-sans-sc 0.4.3 (npm pack, tar xzf); -debian is a folder into which the Debian packages
// fonts-noto-cjk, fonts-noto-core, fonts-hanazono and unicode-data were
// unpacked (apt-get download, dpkg -x). All of these fonts are under the SIL
// Open Font License 1.1; the cuts carry names of their own because the licence
// keeps some of the old ones.
//
//	song-regular  Noto Serif SC Regular, Han, Latin, symbols of GB 18030-2022 level 2
//	song-bold     Noto Serif SC Bold, GB 2312 and the 8,105 of 通用规范汉字表
//	song-title    Noto Serif SC Black, the same characters
//	hei-medium    Noto Sans SC Medium, the same characters
//	tibetan-*     Noto Serif Tibetan whole, for its layout tables
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
	"strings"

	"github.com/anjia-project/anjia/reports/font"
)

func main() {
	log.SetFlags(0)
	noto := flag.String("noto", "", "unpacked npm package @expo-google-fonts/noto-serif-sc")
	sans := flag.String("sans", "", "unpacked npm package @expo-google-fonts/noto-sans-sc")
	debian := flag.String("debian", "", "folder with unpacked Debian packages")
	out := flag.String("out", "reports/font/data", "folder to write to")
	flag.Parse()
	if *noto == "" || *sans == "" || *debian == "" {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(*noto, *sans, *debian, *out); err != nil {
		log.Fatal(err)
	}
}

func run(noto, sans, debian, out string) error {
	regular, err := openFace(filepath.Join(noto, "400Regular/NotoSerifSC_400Regular.ttf"))
	if err != nil {
		return err
	}
	sets, err := readSets(debian)
	if err != nil {
		return err
	}
	if err := writeCut(regular, sets.body(regular), filepath.Join(out, "song-regular.ttf.gz")); err != nil {
		return err
	}
	titles := []struct{ from, to string }{
		{filepath.Join(noto, "700Bold/NotoSerifSC_700Bold.ttf"), "song-bold"},
		{filepath.Join(noto, "900Black/NotoSerifSC_900Black.ttf"), "song-title"},
		{filepath.Join(sans, "500Medium/NotoSansSC_500Medium.ttf"), "hei-medium"},
	}
	for _, t := range titles {
		f, err := openFace(t.from)
		if err != nil {
			return err
		}
		if err := writeCut(f, sets.titles(), filepath.Join(out, t.to+".ttf.gz")); err != nil {
			return err
		}
	}
	for _, weight := range []string{"Regular", "Bold"} {
		b, err := os.ReadFile(filepath.Join(debian, "usr/share/fonts/truetype/noto/NotoSerifTibetan-"+weight+".ttf"))
		if err != nil {
			return err
		}
		if err := write(filepath.Join(out, "tibetan-"+strings.ToLower(weight)+".ttf.gz"), b); err != nil {
			return err
		}
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
