package sheet_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/instrument/sheet"
)

// onlyOfFiles are findings that no Spec can have: they are about YAML itself.
var onlyOfFiles = map[string]bool{
	"alias": true, "tag": true, "yaml_syntax": true, "empty_file": true, "leftover_document": true, "duplicate_key": true,
}

// Every finding of the compiler has words for the office; a new one fails here until it has.
func TestEveryFindingHasWords(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../testdata/bad/*.yaml")
	require.NoError(t, err)
	require.Greater(t, len(files), 50)
	for _, file := range files {
		raw, err := os.ReadFile(file)
		require.NoError(t, err)
		_, err = instrument.Load(file, raw)
		var problems instrument.Problems
		require.ErrorAs(t, err, &problems, file)
		for _, p := range problems {
			if onlyOfFiles[p.Code] {
				continue
			}
			what, rule, remedy := sheet.Chinese(p)
			for _, text := range []string{what, rule, remedy} {
				require.True(t, isChinese(text), "%s has no words: %s", p.Code, text)
			}
		}
	}
}

func isChinese(text string) bool {
	for _, c := range text {
		if unicode.Is(unicode.Han, c) {
			return true
		}
	}
	return false
}

// The guide is not read, and says of every column what belongs there.
func TestGuideNamesEveryColumn(t *testing.T) {
	t.Parallel()
	f := opened(t, written(t, instrument.Spec{}))
	guide, err := f.GetRows("说明")
	require.NoError(t, err)
	explained := map[string]bool{}
	for _, row := range guide {
		if len(row) > 2 {
			explained[row[1]] = row[2] != ""
		}
	}
	for _, name := range []string{"指标", "评定规则"} {
		rows, err := f.GetRows(name)
		require.NoError(t, err)
		require.NotEmpty(t, rows[0])
		for _, heading := range rows[0] {
			require.True(t, explained[heading], heading)
		}
	}
}

// What the officer sees before anything is typed: frozen headings, text in every column, drop lists of the words.
func TestTemplateIsReadyToFillIn(t *testing.T) {
	t.Parallel()
	f := opened(t, written(t, instrument.Spec{}))
	require.Equal(t, []string{"说明", "表头", "指标", "评定规则"}, f.GetSheetList())
	for _, name := range []string{"表头", "指标", "评定规则"} {
		panes, err := f.GetPanes(name)
		require.NoError(t, err)
		require.True(t, panes.Freeze && panes.YSplit == 1, name)
		id, err := f.GetColStyle(name, "C")
		require.NoError(t, err)
		look, err := f.GetStyle(id)
		require.NoError(t, err)
		require.Equal(t, 49, look.NumFmt, "text")
		lists, err := f.GetDataValidations(name)
		require.NoError(t, err)
		require.NotEmpty(t, lists)
	}
	_, errs := sheet.Read(bytes.NewReader(written(t, instrument.Spec{})))
	require.NotEmpty(t, errs, "an empty workbook is no table")
}
