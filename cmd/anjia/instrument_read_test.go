package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const goodTables, badTables = "../../assessment/instrument/testdata/good/", "../../assessment/instrument/testdata/bad/"

func instrumentCommand(args ...string) (code int, out, errOut string) {
	var o, e bytes.Buffer
	code = dispatch(append([]string{"instrument"}, args...), strings.NewReader(""), &o, &e)
	return code, o.String(), e.String()
}

func TestInstrumentShow(t *testing.T) {
	t.Parallel()
	code, out, errOut := instrumentCommand("show", "sandbox-s1-capacity@1")
	require.Zero(t, code, errOut)
	require.Contains(t, out, "　010 收养动机（分档选择；3至10分；应当附文字说明）\n")
	require.Contains(t, out, "　　a　10分　以儿童利益为出发点，动机端正\n")
	require.Contains(t, out, "　2．总分不低于80分：合格。结论：收养能力评估合格［mark］\n")
	code, out, _ = instrumentCommand("show", goodTables+"f7-duals.yaml", "--json")
	require.Zero(t, code)
	var view struct{ Code string }
	require.NoError(t, json.Unmarshal([]byte(out), &view))
	require.Equal(t, "test-f7", view.Code)
	code, _, errOut = instrumentCommand("show", "no-such-table")
	require.Equal(t, 1, code)
	require.Contains(t, errOut, "shipped are sandbox-s1-capacity@1")
}

func TestInstrumentCheck(t *testing.T) {
	t.Parallel()
	code, out, errOut := instrumentCommand("check", goodTables+"minimal.yaml")
	require.Zero(t, code, errOut)
	require.Contains(t, out, "minimal.yaml: t@1 holds, SHA-256 ")
	code, out, errOut = instrumentCommand("check", goodTables+"minimal.yaml", badTables+"weights_not_one.yaml")
	require.Equal(t, 1, code)
	require.Contains(t, out, "minimal.yaml: t@1 holds")
	require.Contains(t, errOut, "rule: weights sum to exactly 1; remedy: ")
	require.Contains(t, errOut, "1 of 2 files cannot be used")
	code, out, _ = instrumentCommand("check", "--json", badTables+"option_above_maximum.yaml")
	require.Equal(t, 1, code)
	var answers []checked
	require.NoError(t, json.Unmarshal([]byte(out), &answers))
	require.Equal(t, "option_above_maximum", answers[0].Problems[0].Code)
	require.Equal(t, "010", answers[0].Problems[0].Node)
	code, _, _ = instrumentCommand("check", "no-such-file.yaml")
	require.Equal(t, 1, code)
}

func TestInstrumentDiff(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile(goodTables + "minimal.yaml")
	require.NoError(t, err)
	later := filepath.Join(t.TempDir(), "later.yaml")
	changed := strings.NewReplacer(`version: "1"`, `version: "2"`, "total_at_least: 8", "total_at_least: 9").Replace(string(raw))
	require.NoError(t, os.WriteFile(later, []byte(changed), 0o600))
	code, out, errOut := instrumentCommand("diff", goodTables+"minimal.yaml", later)
	require.Zero(t, code, errOut)
	require.Equal(t, "  评估表的版本由“1”改为“2”\n* 评定规则mark的条件由“总分不低于8分”改为“总分不低于9分”\n", out)
	code, out, _ = instrumentCommand("diff", "--json", goodTables+"minimal.yaml", later)
	require.Zero(t, code)
	require.Contains(t, out, `"affects_score": true`)
	code, out, _ = instrumentCommand("diff", later, later)
	require.Zero(t, code)
	require.Equal(t, "内容没有变化。\n", out)
	code, _, _ = instrumentCommand("diff", later)
	require.Equal(t, 2, code)
}

func TestInstrumentFormatSchemaAndList(t *testing.T) {
	t.Parallel()
	code, out, errOut := instrumentCommand("format", "sandbox-s3-capacity")
	require.Zero(t, code, errOut)
	file := filepath.Join(t.TempDir(), "s3.yaml")
	require.NoError(t, os.WriteFile(file, []byte(out), 0o600))
	_, out, _ = instrumentCommand("diff", "sandbox-s3-capacity", file)
	require.Equal(t, "内容没有变化。\n", out)
	code, out, _ = instrumentCommand("schema")
	require.Zero(t, code)
	require.True(t, json.Valid([]byte(out)))
	code, out, _ = instrumentCommand("list")
	require.Zero(t, code)
	require.Contains(t, out, "ministry-s5-capacity@2       practice     收养能力评估登记表（部系统表单）\n")
}
