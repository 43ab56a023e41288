package main_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestNoGlobalChanges finds functions of the pure and acting rooms that assign to a variable of their package, to a
// field of it or to an element. Fixed tables are fine; state is not. Initialisation in init is a change as well.
func TestNoGlobalChanges(t *testing.T) {
	t.Parallel()
	files := token.NewFileSet()
	for dir, parsed := range parseAll(t, files) {
		i := slices.IndexFunc(rooms, func(r room) bool { return r.path == dir })
		if i >= 0 && rooms[i].kind != edge {
			for _, change := range globalChanges(files, parsed) {
				t.Error(change)
			}
		}
	}
}

func globalChanges(files *token.FileSet, parsed []*ast.File) []string {
	globals := packageVariables(parsed)
	var found []string
	note := func(target ast.Expr) {
		if id := base(target); id != nil && isGlobal(id, globals) {
			found = append(found, fmt.Sprintf("%s: the variable %s of the package is changed: pass the value, or keep it in a struct",
				files.Position(target.Pos()), id.Name))
		}
	}
	for _, f := range parsed {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				if n.Tok != token.DEFINE {
					for _, target := range n.Lhs {
						note(target)
					}
				}
			case *ast.IncDecStmt:
				note(n.X)
			}
			return true
		})
	}
	return found
}

// variables are those declared outside functions: their declarations, and their names.
type variables struct {
	declared map[*ast.ValueSpec]bool
	named    map[string]bool
}

func packageVariables(parsed []*ast.File) variables {
	globals := variables{map[*ast.ValueSpec]bool{}, map[string]bool{}}
	for _, f := range parsed {
		for _, d := range f.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
				for _, spec := range g.Specs {
					if v, ok := spec.(*ast.ValueSpec); ok {
						globals.declared[v] = true
						for _, name := range v.Names {
							globals.named[name.Name] = true
						}
					}
				}
			}
		}
	}
	return globals
}

// isGlobal says whether the identifier means the variable of the package and not a local one of the same name. The
// parser resolves names within a file; one that it cannot resolve there is declared in another file of the package.
func isGlobal(id *ast.Ident, globals variables) bool {
	if !globals.named[id.Name] {
		return false
	}
	if id.Obj == nil {
		return true
	}
	spec, ok := id.Obj.Decl.(*ast.ValueSpec)
	return ok && globals.declared[spec]
}

// base is the variable that an assignment changes: x of x, x.f, x[i], *x and (x).
func base(e ast.Expr) *ast.Ident {
	for {
		switch t := e.(type) {
		case *ast.Ident:
			return t
		case *ast.SelectorExpr:
			e = t.X
		case *ast.IndexExpr:
			e = t.X
		case *ast.StarExpr:
			e = t.X
		case *ast.ParenExpr:
			e = t.X
		default:
			return nil
		}
	}
}

// TestGlobalChangesAreFound makes sure that the test above can fail, and only where it should.
func TestGlobalChangesAreFound(t *testing.T) {
	t.Parallel()
	const declare = "package x\nvar table = map[string]int{}\nvar n int\n"
	for body, want := range map[string]int{
		`func f() { n = 1 }`:                            1,
		`func f() { n++ }`:                              1,
		`func f() { table["a"] = 1 }`:                   1,
		`func init() { (table)["a"] += 1 }`:             1,
		`func f() { n := 1; n = 2; _ = n }`:             0,
		`func f() { var n int; n = 2; _ = n }`:          0,
		`func f(n int) { n = 2; _ = n }`:                0,
		`func f() (n int) { n = 2; return }`:            0,
		`func f() int { return n + table["a"] }`:        0,
		`func f() { for n := range 3 { n = n + 1 } }`:   0,
		`func f(a struct{ n int }) { a.n = 1; _ = a }`:  0,
		`func f() { elsewhere = 1 }; var elsewhere int`: 1,
	} {
		files := token.NewFileSet()
		f, err := parser.ParseFile(files, "x.go", declare+body, 0)
		require.NoError(t, err)
		require.Len(t, globalChanges(files, []*ast.File{f}), want, body)
	}
	files := token.NewFileSet()
	one, err := parser.ParseFile(files, "one.go", "package x\nfunc f() { n = 1 }", 0)
	require.NoError(t, err)
	two, err := parser.ParseFile(files, "two.go", "package x\nvar n int", 0)
	require.NoError(t, err)
	require.Contains(t, strings.Join(globalChanges(files, []*ast.File{one, two}), ""), "one.go:2")
}
