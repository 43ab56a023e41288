package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/instrument/sheet"
)

func TestInstrumentTemplateAndImport(t *testing.T) {
	t.Parallel()
	book, table := filepath.Join(t.TempDir(), "s3.xlsx"), filepath.Join(t.TempDir(), "s3.yaml")
	code, out, errOut := instrumentCommand("template", "--from", "sandbox-s3-capacity", book)
	require.Zero(t, code, errOut)
	require.Contains(t, out, "fill in the sheets")
	code, out, errOut = instrumentCommand("import", book, "--out", table)
	require.Zero(t, code, errOut)
	require.Contains(t, out, "sandbox-s3-capacity@1 holds, SHA-256 ")
	_, want, _ := instrumentCommand("format", "sandbox-s3-capacity")
	got, err := os.ReadFile(table)
	require.NoError(t, err)
	require.Equal(t, want, string(got))
	_, out, _ = instrumentCommand("import", book)
	require.Equal(t, want, out, "without --out it is written to the standard output")
}

// TestImportLeavesDefaultsOut: what a clerk writes out is the same table, with the same hash, as what is left empty.
func TestImportLeavesDefaultsOut(t *testing.T) {
	t.Parallel()
	book := filepath.Join(t.TempDir(), "f.xlsx")
	code, _, errOut := instrumentCommand("template", "--frame", "F2", book)
	require.Zero(t, code, errOut)
	_, want, _ := instrumentCommand("import", book)
	file, err := excelize.OpenFile(book)
	require.NoError(t, err)
	rows, err := file.GetRows("指标")
	require.NoError(t, err)
	row, column := slices.IndexFunc(rows, func(r []string) bool { return slices.Contains(r, "区间评分") }), slices.Index(rows[0], "最低值")
	require.Positive(t, row)
	cell, err := excelize.CoordinatesToCellName(column+1, row+1)
	require.NoError(t, err)
	before, err := file.GetCellValue("指标", cell)
	require.NoError(t, err)
	require.Empty(t, before)
	require.NoError(t, file.SetCellStr("指标", cell, "0"))
	require.NoError(t, file.Save())
	require.NoError(t, file.Close())
	_, got, _ := instrumentCommand("import", book)
	require.Equal(t, want, got)
}

func TestInstrumentTemplateReplacesNothing(t *testing.T) {
	t.Parallel()
	book := filepath.Join(t.TempDir(), "mine.xlsx")
	require.NoError(t, os.WriteFile(book, []byte("hours of work"), 0o600))
	code, _, errOut := instrumentCommand("template", "--frame", "F1", book)
	require.Equal(t, 1, code)
	require.Contains(t, errOut, "is there already")
	kept, err := os.ReadFile(book)
	require.NoError(t, err)
	require.Equal(t, "hours of work", string(kept))
	code, _, _ = instrumentCommand("template", "--force", "--frame", "F1", book)
	require.Zero(t, code)
	code, out, _ := instrumentCommand("import", book)
	require.Zero(t, code)
	require.Contains(t, out, `code: "example-f1"`)
}

func TestInstrumentImportNamesTheCells(t *testing.T) {
	t.Parallel()
	book := filepath.Join(t.TempDir(), "empty.xlsx")
	code, _, errOut := instrumentCommand("template", book)
	require.Zero(t, code, errOut)
	code, out, errOut := instrumentCommand("import", book)
	require.Equal(t, 1, code)
	require.Empty(t, out)
	require.Contains(t, errOut, "工作表“表头”第3行B列（表代码）：没有填写。")
	require.Contains(t, errOut, "empty.xlsx cannot be used as it is: 12 problems")
	code, out, _ = instrumentCommand("import", "--json", book)
	require.Equal(t, 1, code)
	var wrong []sheet.RowError
	require.NoError(t, json.Unmarshal([]byte(out), &wrong))
	require.Len(t, wrong, 12)
	require.Equal(t, "B", wrong[0].Column)
	code, _, _ = instrumentCommand("import", book+".none")
	require.Equal(t, 1, code)
	for _, args := range [][]string{{"template"}, {"import"}, {"template", "--frame", "F1", "--from", "x", "y.xlsx"}, {"import", "a", "b"}} {
		code, _, _ = instrumentCommand(args...)
		require.Equal(t, 2, code, args)
	}
	code, _, errOut = instrumentCommand("template", "--frame", "F9", filepath.Join(t.TempDir(), "x.xlsx"))
	require.Equal(t, 1, code)
	require.Contains(t, errOut, "frames are F1, F2")
}

// The samples of the frames are the examples of the page on the format.
func TestFramesAreTheExamplesOfTheFormatPage(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/instrument-format.md")
	require.NoError(t, err)
	found := regexp.MustCompile("(?s)\n## (F[1-7]): [^\n]*\n.*?```yaml\n(.*?)```\n").FindAllSubmatch(page, -1)
	require.Len(t, found, len(sheet.Frames()))
	for _, parts := range found {
		table, err := instrument.Load("page.yaml", parts[2])
		require.NoError(t, err)
		sample, err := sheet.Frame(string(parts[1]))
		require.NoError(t, err)
		require.Equal(t, table.Spec(), sample)
	}
}

// Every code of a mistake that the import can find is on the page.
func TestFormatPageNamesTheMistakes(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/instrument-format.md")
	require.NoError(t, err)
	_, section, found := strings.Cut(string(page), "\n## Spreadsheets\n")
	require.True(t, found)
	files, err := filepath.Glob("../../assessment/instrument/sheet/*.go")
	require.NoError(t, err)
	call := regexp.MustCompile(`"([a-z]+(?:_[a-z]+)+|formula)",\s*(?:fmt\.Sprintf\()?"[^"]*\p{Han}`) // a code, then its words
	named := 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		raw, err := os.ReadFile(file)
		require.NoError(t, err)
		for _, match := range call.FindAllSubmatch(raw, -1) {
			named++
			require.Contains(t, section, "`"+string(match[1])+"`", "%s: the page does not name %s", filepath.Base(file), match[1])
		}
	}
	require.Greater(t, named, 25)
}

func TestBenchedImportIsOfAWholeTable(t *testing.T) {
	t.Parallel()
	read, err := importOf()
	require.NoError(t, err)
	require.NoError(t, read())
}
