package reports_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/workflow"
)

// ownLabels are the keys of all labels that papers can have: those that stand in the
// source of the templates, those of the samples, and the titles of the pack.
func ownLabels(t *testing.T) []string {
	t.Helper()
	var keys []string
	add := func(zh string) {
		if key := reports.LabelKey(zh); chinese(key) && !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	source(t, func(n ast.Node) {
		switch n := n.(type) {
		case *ast.KeyValueExpr:
			if name, ok := n.Key.(*ast.Ident); ok && slices.Contains([]string{"Label", "Caption", "Title", "Role"}, name.Name) {
				literals(n.Value, add)
			}
		case *ast.CallExpr:
			switch called(n) {
			case "heading", "memberTable", "headRow":
				for _, a := range n.Args {
					literals(a, add)
				}
			case "seenTable", "scanTable":
				literals(n.Args[0], add)
			}
		}
	})
	for _, s := range samples(t) {
		doc, err := reports.Build(s.job)
		require.NoError(t, err)
		for _, key := range doc.Labels() {
			add(key)
		}
	}
	pack := couple(t).pack
	for _, spec := range workflow.PaperSpecs() {
		title, err := pack.Text("papers."+string(spec.Code)+".title", day("2024-03-06"))
		require.NoError(t, err)
		add(title)
	}
	slices.Sort(keys)
	return keys
}

// ownValues are the words of the code lists of papers, and those that stand where a
// fact is missing.
func ownValues(t *testing.T) []string {
	t.Helper()
	var out []string
	add := func(zh string) {
		if chinese(zh) && !slices.Contains(out, zh) {
			out = append(out, zh)
		}
	}
	source(t, func(n ast.Node) {
		switch n := n.(type) {
		case *ast.CallExpr:
			if called(n) != "word" || len(n.Args) != 2 {
				return
			}
			if list, ok := n.Args[1].(*ast.CompositeLit); ok {
				for _, e := range list.Elts {
					if pair, ok := e.(*ast.KeyValueExpr); ok {
						literals(pair.Value, add)
					}
				}
			}
		case *ast.ValueSpec:
			if strings.HasSuffix(n.Names[0].Name, "Word") && len(n.Values) == 1 {
				literals(n.Values[0], add)
			}
		}
	})
	slices.Sort(out)
	return out
}

// source walks the sources of the package.
func source(t *testing.T, see func(ast.Node)) {
	t.Helper()
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), f, nil, 0)
		require.NoError(t, err)
		ast.Inspect(tree, func(n ast.Node) bool { see(n); return true })
	}
}

func called(c *ast.CallExpr) string {
	switch f := c.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

// literals sees the text of a literal; what is put together is left to the samples.
func literals(e ast.Expr, see func(string)) {
	if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
		if text, err := strconv.Unquote(lit.Value); err == nil {
			see(text)
		}
	}
}

func chinese(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r >= 0x4E00 && r < 0xA000 })
}
