package main_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// module is the import path of the repository's root; root is where that lies from here.
const (
	module = "github.com/anjia-project/anjia"
	root   = "../.."
)

// TestArrows reads every Go file that is not a test and compares its imports with the table of rooms.
func TestArrows(t *testing.T) {
	t.Parallel()
	files := token.NewFileSet()
	packages := parseAll(t, files)
	require.NotEmpty(t, packages)
	for dir, parsed := range packages {
		for _, f := range parsed {
			for _, v := range violations(files, dir, f) {
				t.Error(v)
			}
		}
	}
}

// parseAll returns the parsed files by package, with slashes and relative to the root, whatever their build tags.
func parseAll(t *testing.T, files *token.FileSet) map[string][]*ast.File {
	t.Helper()
	packages := map[string][]*ast.File{}
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			return skipFolder(name, d.Name())
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(files, name, nil, 0)
		if err != nil {
			return err
		}
		dir, err := filepath.Rel(root, filepath.Dir(name))
		if err != nil {
			return err
		}
		packages[filepath.ToSlash(dir)] = append(packages[filepath.ToSlash(dir)], f)
		return nil
	})
	require.NoError(t, err)
	return packages
}

// skipFolder leaves out what the go tool leaves out, what is not source, and modules of their own.
func skipFolder(name, base string) error {
	if name == root {
		return nil
	}
	if strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_") ||
		slices.Contains([]string{"testdata", "node_modules", "bin", "build", "var"}, base) {
		return filepath.SkipDir
	}
	if _, err := os.Stat(filepath.Join(name, "go.mod")); err == nil {
		return filepath.SkipDir
	}
	return nil
}

// violations lists what a file of the package in dir may not do, each with the remedy.
func violations(files *token.FileSet, dir string, f *ast.File) []string {
	i := slices.IndexFunc(rooms, func(r room) bool { return r.path == dir })
	if i < 0 {
		return []string{fmt.Sprintf("%s: the package %s has no row in rooms_test.go: give it one, or put the file into the room where its subject lives",
			files.Position(f.Package), dir)}
	}
	r := rooms[i]
	var found []string
	for _, spec := range f.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue // does not parse, so does not compile
		}
		if why := refusal(r, imported); why != "" {
			found = append(found, fmt.Sprintf("%s: %s imports %s: %s", files.Position(spec.Pos()), dir, imported, why))
		}
	}
	if r.kind != edge {
		found = append(found, clockReads(files, r, f)...)
	}
	return found
}

// refusal says why the room may not import a package; empty when it may.
func refusal(r room, imported string) string {
	switch first, _, _ := strings.Cut(imported, "/"); {
	case imported == module || strings.HasPrefix(imported, module+"/"):
		ours := strings.TrimPrefix(strings.TrimPrefix(imported, module), "/")
		if !matches(ours, r.may) {
			return fmt.Sprintf("its row allows %v: let the caller pass what is needed, or declare a port", r.may)
		}
	case !strings.Contains(first, "."):
		return refusedStandard(r, imported)
	default:
		return refusedLibrary(r, imported)
	}
	return ""
}

func refusedStandard(r room, imported string) string {
	if imported == "net/url" || imported == "net/netip" || imported == "net/mail" || r.kind == edge {
		return "" // those only parse
	}
	if below(imported, worldly) {
		return "the room does no input or output: take an io.Reader, an fs.FS or a port"
	}
	if r.kind == pure && below(imported, random) {
		return "the room is pure: take the random bytes as an argument"
	}
	return ""
}

func refusedLibrary(r room, imported string) string {
	for _, c := range confined {
		if below(imported, c.libraries) && !matches(r.path, c.rooms) {
			return fmt.Sprintf("this library is confined to %v", c.rooms)
		}
	}
	if r.kind == pure && !below(imported, harmless) {
		return "the room is pure: if the library does no input or output, add it to the harmless ones in rooms_test.go"
	}
	return ""
}

// matches says whether a package is one of the patterns, "x/**" being x and everything below it.
func matches(pkg string, patterns []string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		if base, all := strings.CutSuffix(p, "/**"); all {
			return below(pkg, []string{base})
		}
		return pkg == p
	})
}

// below says whether an import path is one of the given ones or lies under it. "…/v2" of a library lies under it,
// and so does "gorm.io/gorm/v2", but "x/yamlfmt" does not lie under "x/yaml".
func below(imported string, parents []string) bool {
	return slices.ContainsFunc(parents, func(p string) bool {
		return imported == p || strings.HasPrefix(imported, p+"/")
	})
}

// clockReads finds the places where a file looks at a clock.
func clockReads(files *token.FileSet, r room, f *ast.File) []string {
	name := ""
	for _, spec := range f.Imports {
		if spec.Path.Value == `"time"` {
			name = "time"
			if spec.Name != nil {
				name = spec.Name.Name
			}
		}
	}
	if name == "" {
		return nil
	}
	var found []string
	ast.Inspect(f, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if x, ok := sel.X.(*ast.Ident); ok && x.Name == name && slices.Contains(clocks, sel.Sel.Name) {
			found = append(found, fmt.Sprintf("%s: %s uses time.%s: take the date or the instant as an argument",
				files.Position(sel.Pos()), r.path, sel.Sel.Name))
		}
		return true
	})
	return found
}

// TestTableOfRooms finds slips in the table itself: a row twice, an arrow to nowhere.
func TestTableOfRooms(t *testing.T) {
	t.Parallel()
	known := map[string]bool{}
	for _, r := range rooms {
		require.False(t, known[r.path], "two rows for %s", r.path)
		require.Equal(t, path.Clean(r.path), r.path)
		known[r.path] = true
	}
	isRoom := func(p string) bool {
		base := strings.TrimSuffix(p, "/**")
		return known[base] || slices.ContainsFunc(rooms, func(r room) bool { return strings.HasPrefix(r.path, base+"/") })
	}
	for _, r := range rooms {
		for _, p := range r.may {
			require.True(t, isRoom(p), "%s may import %s, which is no room", r.path, p)
		}
	}
	for _, c := range confined {
		for _, p := range c.rooms {
			require.True(t, isRoom(p), "%v is confined to %s, which is no room", c.libraries, p)
		}
	}
}

// TestArrowsFail makes sure that the test above can fail.
func TestArrowsFail(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ room, source, want string }{
		{"assessment/law", `import "` + module + `/workflow"`, "its row allows []"},
		{"assessment/eligibility", `import _ "` + module + `/assessment/instrument"`, "its row allows [assessment/law]"},
		{"workflow/casework", `import "` + module + `/assessment/instrument/sheet"`, ""},
		{"workflow/casework", `import "` + module + `/workflow/store"`, "declare a port"},
		{"workflow/store", `import "` + module + `/workflow/store/files"`, ""},
		{"workflow/helpers", `import "fmt"`, "has no row"},
		{"workflow", `import "os"`, "no input or output"},
		{"workflow", `import "net/http"`, "no input or output"},
		{"workflow", `import "net/url"`, ""},
		{"workflow", `import "io/fs"`, ""},
		{"workflow", `import "math/rand/v2"`, "take the random bytes"},
		{"workflow/casework", `import "crypto/rand"`, ""},
		{"workflow/casework", `import "database/sql"`, "no input or output"},
		{"workflow", `import "github.com/looplab/fsm"`, ""},
		{"api", `import "github.com/looplab/fsm"`, "confined to [workflow]"},
		{"workflow/casework", `import "github.com/labstack/echo/v4"`, "confined to [api/** cmd/anjia]"},
		{"api/edge", `import "github.com/labstack/echo/v4"`, ""},
		{"reports", `import "github.com/jung-kurt/gofpdf"`, "confined to [reports/page]"},
		{"reports", `import "github.com/example/unknown"`, "the room is pure"},
		{"workflow/jobs", `import "github.com/example/unknown"`, ""},
		{"workflow", `import "time"; var _ = time.Now`, "uses time.Now"},
		{"workflow/office", `import t "time"; var _ = t.Since`, "uses time.Since"},
		{"workflow", `import "time"; var _ = time.UTC`, ""},
		{"api", `import "time"; var _ = time.Now`, ""},
	} {
		files := token.NewFileSet()
		f, err := parser.ParseFile(files, "x.go", "package x\n"+tc.source, parser.SkipObjectResolution)
		require.NoError(t, err)
		found := strings.Join(violations(files, tc.room, f), "\n")
		if tc.want == "" {
			require.Empty(t, found, "%s: %s", tc.room, tc.source)
			continue
		}
		require.Contains(t, found, tc.want, "%s: %s", tc.room, tc.source)
	}
}
