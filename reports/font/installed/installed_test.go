package installed_test

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports/font"
	"github.com/anjia-project/anjia/reports/font/installed"
)

// made writes a face of one square under a name that is looked for.
func made(t *testing.T, dir, file string, r rune, width float64) {
	t.Helper()
	square := font.Contour{{X: 0, Y: 0, On: true}, {X: 0, Y: 500, On: true}, {X: 500, Y: 500, On: true}}
	b, err := font.Draw(1000, 880, -120, []font.Drawn{{Rune: r, Advance: width, Contours: []font.Contour{square}}})
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, file), b, 0o600))
}

func TestWithoutFontsTheSetIsTheEmbeddedOne(t *testing.T) {
	t.Parallel()
	f, err := installed.Behind(font.Embedded(), []string{t.TempDir(), "/nowhere at all"})
	require.NoError(t, err)
	require.Same(t, font.Embedded(), f.Set)
	require.Empty(t, f.Files)
}

func TestRareFaceComesLastAndFangFirst(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(dir, "deep"), 0o700))
	made(t, filepath.Join(dir, "deep"), "HanaMinA.ttf", 0x10FFFD, 700)
	made(t, dir, "FandolFang-Regular.otf", '中', 900)
	f, err := installed.Behind(font.Embedded(), []string{dir})
	require.NoError(t, err)
	require.Equal(t, "FandolFang-Regular.otf, HanaMinA.ttf", f.Names())
	for role, want := range map[font.Role]string{font.Official: "FandolFang-Regular", font.Regular: "AnjiaSong-Regular", font.Bold: "AnjiaSong-Bold"} {
		face, _, err := f.Set.Find(role, '中')
		require.NoError(t, err)
		require.Equal(t, want, face.Name())
	}
	for _, role := range []font.Role{font.Regular, font.Bold, font.Title, font.Official, font.Label} {
		face, _, err := f.Set.Find(role, 0x10FFFD)
		require.NoError(t, err)
		require.Equal(t, "HanaMinA", face.Name())
	}
	_, _, err = font.Embedded().Find(font.Regular, 0x10FFFD)
	require.ErrorIs(t, err, font.ErrNoGlyph)
}

func TestVersionNamesTheContentOfTheFiles(t *testing.T) {
	t.Parallel()
	one, two := t.TempDir(), t.TempDir()
	made(t, one, "HanaMinA.ttf", 'A', 700)
	made(t, two, "HanaMinA.ttf", 'A', 700)
	version := func(dir string) string {
		f, err := installed.Behind(font.Embedded(), []string{dir})
		require.NoError(t, err)
		return f.Set.Version()
	}
	require.Equal(t, version(one), version(two))
	require.NotEqual(t, font.EmbeddedVersion, version(one))
	made(t, two, "HanaMinA.ttf", 'A', 701)
	require.NotEqual(t, version(one), version(two))
}

func TestFontChangedUnderTheProgramIsRefused(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	made(t, dir, "HanaMinA.ttf", 0x10FFFD, 700)
	f, err := installed.Behind(font.Embedded(), []string{dir})
	require.NoError(t, err)
	made(t, dir, "HanaMinA.ttf", 0x10FFFD, 800)
	_, _, err = f.Set.Find(font.Regular, 0x10FFFD)
	require.ErrorContains(t, err, "was changed")
}

// TestRealFaces sets a text in what this machine has: CFF outlines are drawn
// side by side and come out the same.
func TestRealFaces(t *testing.T) {
	t.Parallel()
	f, err := installed.Behind(font.Embedded(), installed.Folders())
	require.NoError(t, err)
	if len(f.Files) == 0 {
		t.Skip("SKIPPED, NOTHING WAS CHECKED: none of the fonts of docs/operations.md is installed")
	}
	cut := func() []byte {
		uses := font.NewUses()
		for _, r := range "收养登记评估报告，。《》〔〕0123456789abc国家机关" {
			for _, role := range []font.Role{font.Official, font.Heading2} {
				face, g, err := f.Set.Find(role, r)
				if err != nil {
					t.Errorf("%c: %v", r, err)
					return nil
				}
				uses.Code(&font.Letter{Face: face, Shown: font.Shown{Glyph: g}, Text: string(r)})
			}
		}
		var out []byte
		subsets, err := uses.Subsets()
		if err != nil {
			t.Error(err)
		}
		for _, s := range subsets {
			out = append(out, s.Data...)
		}
		return out
	}
	want := cut()
	require.NotEmpty(t, want)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if string(cut()) != string(want) {
				t.Error("the same text gave other bytes")
			}
		})
	}
	wg.Wait()
}
