// Package installed looks for faces that the machine has beyond those of the
// program, by the names under which Debian's packages install them, and puts
// them behind the embedded set.
//
// The package may import reports/font. It reads files and writes none.
package installed

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/anjia-project/anjia/reports/font"
)

// kind is what a face is good for.
type kind int

const (
	fang kind = iota // 仿宋体, for the body of official papers
	kai              // 楷体, for second-level headings
	rare             // rare characters, behind everything
)

// known are the files that are looked for, the best of each kind first. The
// PostScript name is written into papers.
var known = []struct {
	kind       kind
	file, name string
}{
	{fang, "FandolFang-Regular.otf", "FandolFang-Regular"}, // texlive-lang-chinese
	{kai, "LXGWWenKai-Regular.ttf", "LXGWWenKai-Regular"},  // fonts-lxgw-wenkai
	{kai, "FandolKai-Regular.otf", "FandolKai-Regular"},    // texlive-lang-chinese
	{kai, "gkai00mp.ttf", "ARPLKaitiMGB"},                  // fonts-arphic-gkai00mp
	{rare, "HanaMinA.ttf", "HanaMinA"},                     // fonts-hanazono
	{rare, "HanaMinB.ttf", "HanaMinB"},                     // fonts-hanazono
	{rare, "BabelStoneHan.ttf", "BabelStoneHan"},           // fonts-babelstone-han
	{rare, "TW-Sung-Ext-B-98_1.ttf", "TW-Sung-Ext-B"},      // fonts-cns11643-sung
	{rare, "TW-Sung-Plus-98_1.ttf", "TW-Sung-Plus"},        // fonts-cns11643-sung
}

// Folders are where Debian's packages put fonts.
func Folders() []string {
	return []string{"/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"}
}

// Found is a set and the files that it has beyond the embedded ones.
type Found struct {
	Set   *font.Set
	Files []string
}

// Behind gives base with the faces found in the folders behind it. The version
// of the set names the content of their files, so that two machines with other
// fonts do not pass for the same. Folders that are not there are passed over;
// without a single face the set is base itself. It fails when a font file that
// is there cannot be read.
func Behind(base *font.Set, folders []string) (Found, error) {
	paths, err := find(folders)
	if err != nil {
		return Found{}, err
	}
	out := Found{Set: base}
	all := sha256.New()
	var more font.Faces
	for _, k := range known {
		path, ok := paths[k.file]
		if !ok {
			continue
		}
		sum, err := hashFile(path)
		if err != nil {
			return Found{}, fmt.Errorf("read font: %w", err)
		}
		_, _ = fmt.Fprintf(all, "%s %x\n", k.name, sum) // a hash takes everything
		out.Files = append(out.Files, path)
		add(&more, k.kind, font.Lazy(k.name, func() ([]byte, error) { return read(path, sum) }))
	}
	if len(out.Files) > 0 {
		const shown = 4 // bytes of the hash in the version
		out.Set = base.With(base.Version()+"+"+hex.EncodeToString(all.Sum(nil)[:shown]), more)
	}
	return out, nil
}

func add(f *font.Faces, k kind, s font.Source) {
	switch k {
	case fang:
		f.Official = append(f.Official, s)
	case kai:
		f.Heading2 = append(f.Heading2, s)
	case rare:
		f.Regular = append(f.Regular, s)
	}
}

// find gives the first path of each file that is known, folders in order and
// their content by name.
func find(folders []string) (map[string]string, error) {
	wanted := make([]string, 0, len(known))
	for _, k := range known {
		wanted = append(wanted, k.file)
	}
	out := map[string]string{}
	for _, dir := range folders {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			switch {
			case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission):
				return nil
			case err != nil:
				return err
			case d.IsDir():
				return nil
			}
			name := filepath.Base(path)
			if _, have := out[name]; !have && slices.Contains(wanted, name) {
				out[name] = path
			}
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("look for fonts in %s: %w", dir, err)
		}
	}
	return out, nil
}

func hashFile(path string) (sum [sha256.Size]byte, err error) {
	f, err := os.Open(path)
	if err != nil {
		return sum, err
	}
	defer func() { _ = f.Close() }()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return sum, err
	}
	h.Sum(sum[:0])
	return sum, nil
}

// read reads a font that must still be what it was when the version was made.
func read(path string, sum [sha256.Size]byte) ([]byte, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if sha256.Sum256(b) != sum {
		return nil, fmt.Errorf("font %s was changed since the program began: start it anew", path)
	}
	return b, nil
}

// Names lists the files without their folders.
func (f Found) Names() string {
	names := make([]string, 0, len(f.Files))
	for _, p := range f.Files {
		names = append(names, filepath.Base(p))
	}
	return strings.Join(names, ", ")
}
