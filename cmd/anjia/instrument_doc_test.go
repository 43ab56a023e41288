package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/instrument"
)

// Every example of docs/instrument-format.md loads, and gives what the page says when its answers are scored.
func TestExamplesOfTheFormatPage(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/instrument-format.md")
	require.NoError(t, err)
	example := regexp.MustCompile("(?s)\n## (F[1-7]): [^\n]*\n.*?```yaml\n(.*?)```\n.*?```json\n(.*?)```\n```json\n(.*?)```\n")
	found := example.FindAllSubmatch(page, -1)
	require.Len(t, found, 7)
	require.Equal(t, 7, bytes.Count(page, []byte("\n```yaml\n")), "every table on the page is an example")
	for at, parts := range found {
		require.Equal(t, "F"+string(rune('1'+at)), string(parts[1]), "one example for each frame, in order")
		table, err := instrument.Load(string(parts[1])+".yaml", parts[2])
		require.NoError(t, err)
		file := filepath.Join(t.TempDir(), table.Ref().Code+".yaml")
		require.NoError(t, os.WriteFile(file, parts[2], 0o600))
		var out, errOut bytes.Buffer
		code := dispatch([]string{"instrument", "score", file}, strings.NewReader(string(parts[3])), &out, &errOut)
		require.Zero(t, code, "%s: %s%s", parts[1], out.String(), errOut.String())
		var want, got map[string]any
		require.NoError(t, json.Unmarshal(parts[4], &want))
		require.NoError(t, json.Unmarshal(out.Bytes(), &got))
		for key, value := range want {
			require.Equal(t, value, got[key], "%s: %s", parts[1], key)
		}
	}
}

// The page names every key, type and condition of the format, and every table that is shipped.
func TestFormatPageIsComplete(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/instrument-format.md")
	require.NoError(t, err)
	raw, err := instrument.Schema()
	require.NoError(t, err)
	var schema any
	require.NoError(t, json.Unmarshal(raw, &schema))
	for _, key := range propertyNames(schema) {
		require.Contains(t, string(page), key, "the page does not name the key %s", key)
	}
	tables, err := instrument.Shipped()
	require.NoError(t, err)
	for _, table := range tables {
		require.Contains(t, string(page), "`"+table.Ref().Code+"`")
	}
}

func propertyNames(schema any) []string {
	var names []string
	switch at := schema.(type) {
	case map[string]any:
		if properties, there := at["properties"].(map[string]any); there {
			for name := range properties {
				names = append(names, name)
			}
		}
		for _, below := range at {
			names = append(names, propertyNames(below)...)
		}
	case []any:
		for _, below := range at {
			names = append(names, propertyNames(below)...)
		}
	}
	return names
}
