package reports_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/reports"
)

func officialDocument() reports.Document {
	d := whole()
	d.Head = &reports.Head{Mark: "锦江区民政局", Signatory: "次旦"}
	d.Blocks = append(reports.Blocks{reports.Contents{Above: 3}}, d.Blocks...)
	d.Blocks = append(d.Blocks, reports.Annexes{Names: []reports.Inline{reports.Text("甲"), reports.Text("乙")}},
		reports.Imprint{Copies: "市民政局，区公安分局", Organ: "锦江区民政局", On: law.MustDate("2024-01-02")})
	return d
}

func TestPartsOfAnOfficialDocument(t *testing.T) {
	t.Parallel()
	d := officialDocument()
	require.NoError(t, d.Check())
	b, err := json.Marshal(d)
	require.NoError(t, err)
	var got reports.Document
	require.NoError(t, json.Unmarshal(b, &got))
	require.Equal(t, d, got)

	text := d.Text()
	require.True(t, strings.HasPrefix(text, "案件编号：C-1\n锦江区民政局\n锦民收〔2024〕3号\t签发人：次旦\n不予登记通知书\n张三：\n"), text)
	require.True(t, strings.HasSuffix(text, "附件：1.甲\n2.乙\n抄送：市民政局，区公安分局。\n锦江区民政局\t2024年1月2日印发\n"), text)
	listed := d.WithContents([]reports.ContentsLine{{Level: 1, Title: "一、事实", Page: 2}})
	require.Contains(t, listed.Text(), "不予登记通知书\n目　录\n一、事实\t2\n张三：\n")
	require.Equal(t, text, d.Text(), "the document itself is not changed")
}

func TestPartsOfAnOfficialDocumentAreChecked(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(*reports.Document){
		"head":     func(d *reports.Document) { d.Head.Mark = "甲\n乙" },
		"contents": func(d *reports.Document) { d.Blocks[0] = reports.Contents{} },
		"page":     func(d *reports.Document) { *d = d.WithContents([]reports.ContentsLine{{Level: 1}}) },
		"annexes":  func(d *reports.Document) { d.Blocks = append(d.Blocks, reports.Annexes{}) },
		"imprint":  func(d *reports.Document) { d.Blocks = append(d.Blocks, reports.Imprint{Organ: "甲"}) },
	} {
		d := officialDocument()
		spoil(&d)
		var refused *reports.SettingError
		require.ErrorAs(t, d.Check(), &refused, name)
		require.NotEmpty(t, refused.Path, name)
	}
}

// TestLabelsOfPartsInASecondLanguage: the words that these parts bring along have keys, and stand with their word.
func TestLabelsOfPartsInASecondLanguage(t *testing.T) {
	t.Parallel()
	d := officialDocument()
	require.Subset(t, d.Labels(), []string{"签发人", "目录", "附件", "抄送", "印发"})
	words := map[string]string{"签发人": "Signed", "目录": "Contents", "附件": "Annexes", "抄送": "Copies", "印发": "Printed"}
	d = d.Beside("en", false, func(key string) string { return words[key] }, func(string) string { return "" })
	require.NoError(t, d.Check())
	text := d.WithContents([]reports.ContentsLine{{Level: 1, Title: "一、事实", Page: 2}}).Text()
	require.Contains(t, text, "锦民收〔2024〕3号\tSigned　签发人：次旦\n")
	require.Contains(t, text, "\n目　录\nContents\n一、事实\t2\n")
	require.True(t, strings.HasSuffix(text, "Annexes　附件：1.甲\n2.乙\nCopies　抄送：市民政局，区公安分局。\n锦江区民政局\tPrinted　2024年1月2日印发\n"), text)
	d.Head.Signatory, d.Blocks = "", d.Blocks[1:len(d.Blocks)-1]
	require.NotContains(t, d.Labels(), "签发人")
	require.NotContains(t, d.Labels(), "印发")
}
