package pdf_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/dossier/pdf"
	"github.com/anjia-project/anjia/reports/finish"
)

func paper(tb testing.TB) (reports.Document, []byte) {
	tb.Helper()
	d := reports.Document{
		Kind: "T01", Title: "测试文书", Authority: "城关区民政局", Moment: reports.MomentIssued, Watermark: "演练",
		Blocks: reports.Blocks{
			reports.Paragraph{Text: reports.Text("收养人𠮷田、𫖯仰，Ｈello (50%) 依照《民法典》第一千零九十八条。")},
			reports.Paragraph{Text: reports.Text(strings.Repeat("长段落需要换行并翻页。", 600))},
			reports.KeyValue{Columns: 1, Items: []reports.Item{{Label: "姓名", Value: reports.Text("扎西")}}},
		},
	}
	b, err := finish.Render(d, finish.Options{Created: time.Unix(1_700_000_000, 0)})
	require.NoError(tb, err)
	return d, b
}

func TestTextOfAPaper(t *testing.T) {
	t.Parallel()
	d, b := paper(t)
	f, err := pdf.Read(b)
	require.NoError(t, err)
	pages, err := f.Pages()
	require.NoError(t, err)
	require.Greater(t, len(pages), 1)
	texts, body := f.Texts(), ""
	for _, p := range pages {
		text, err := texts.Page(p)
		require.NoError(t, err)
		body += text.Body
		require.NotEmpty(t, text.Furniture)
	}
	require.Equal(t, pdf.Squeeze(d.Text()), body)
	require.Equal(t, b, f.Base())
}
