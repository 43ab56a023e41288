package finish_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/finish"
	"github.com/anjia-project/anjia/workflow"
)

func overlay(t *testing.T, texts map[string]string) workflow.Overlay {
	t.Helper()
	o, err := workflow.ParseOverlay("收养登记证", []string{"page 210 148", "certificate 20 20 70 7 12", "adopter1_name 20 40 20 7 12", "adopter1_address 20 60 60 14 12", "photo 150 40 40 55 0"})
	require.NoError(t, err)
	for i := range o.Fields {
		o.Fields[i].Text, o.Fields[i].Field = texts[o.Fields[i].Name], "/case/"+o.Fields[i].Name
	}
	return o
}

func TestAnOverlayHasItsTextAlone(t *testing.T) {
	t.Parallel()
	r := finish.NewRenderer(nil)
	at := time.Date(2024, 3, 12, 1, 0, 0, 0, time.UTC)
	o := overlay(t, map[string]string{
		"certificate": "（2024）藏拉收字00012", "adopter1_name": "赵𫖯芳𬭎卓玛", "adopter1_address": "西藏自治区拉萨市城关区吉日街道吉日二巷12号院3号楼2单元501室",
	})
	file, err := r.Overlay(o, at)
	require.NoError(t, err)
	again, err := r.Overlay(o, at)
	require.NoError(t, err)
	require.Equal(t, file, again, "same bytes twice")
	text := textOf(t, file)
	plain := strings.Join(strings.Fields(text), "")
	for _, f := range o.Fields {
		require.Contains(t, plain, f.Text, f.Label)
		plain = strings.Replace(plain, f.Text, "", 1)
	}
	require.Empty(t, plain, "nothing but the variable text")

	test := o
	test.Test = true
	file, err = r.Overlay(test, at)
	require.NoError(t, err)
	text = textOf(t, file)
	require.Contains(t, text, "照片")
	require.NotContains(t, text, "卓玛", "a test print has no particulars")
}

func TestAnOverlayNeverCuts(t *testing.T) {
	t.Parallel()
	r := finish.NewRenderer(nil)
	// 20 mm by 7 mm take four letters of 12 points and, at seven tenths of them, two lines of six.
	for _, name := range []string{"扎西卓玛", "扎西卓玛次仁", "扎西卓玛次仁央金曲珍德吉"} {
		_, err := r.Overlay(overlay(t, map[string]string{"adopter1_name": name}), time.Time{})
		require.NoError(t, err, name)
	}
	_, err := r.Overlay(overlay(t, map[string]string{"adopter1_name": "扎西卓玛次仁央金曲珍德吉白"}), time.Time{})
	var e *workflow.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, reports.CodeNoRoom, e.Code)
	require.Equal(t, "/case/adopter1_name", e.Fields[0].Pointer)
	require.Contains(t, e.Message, "“收养人一姓名”栏宽20毫米、高7毫米")
	_, err = r.Overlay(overlay(t, map[string]string{"adopter1_name": "\U0010FFFD"}), time.Time{})
	require.ErrorAs(t, err, &e)

	moved := overlay(t, nil).Shifted(workflow.OverlayShift{Shift: workflow.Shift{DX: 15}, Fields: map[string]workflow.Shift{"photo": {DX: 5.1}}})
	_, err = r.Overlay(moved, time.Time{})
	require.ErrorAs(t, err, &e)
	require.Contains(t, e.Message, "照片")
}

// textOf is what poppler reads; the file is sound for qpdf too.
func textOf(t *testing.T, file []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "overlay.pdf")
	require.NoError(t, os.WriteFile(path, file, 0o600))
	tool(t, "qpdf", "--check", path)
	return tool(t, "pdftotext", "-raw", path, "-")
}

func TestTheRegisterOfBlanksIsPrinted(t *testing.T) {
	t.Parallel()
	day := law.MustDate("2024-12-31")
	sheet := workflow.BlankSheet{Authority: "拉萨市城关区民政局", Year: 2024, On: day, By: "周敏", Sandbox: true, Gaps: []string{"收养登记证A54000021至A54000030"}}
	for i := range 60 {
		sheet.Lines = append(sheet.Lines, workflow.BlankLine{
			Series: workflow.BlankCertificate, Numbers: fmt.Sprintf("A540001%02d", i), Count: 1, ReceivedOn: day, Holder: "周敏", IssuedOn: day,
			State: workflow.BlankUsed, EndedOn: day, EndedBy: "周敏", Certificate: fmt.Sprintf("（2024）藏拉收字%05d", i),
		})
	}
	sheet.Totals = []workflow.BlankTotal{{Series: workflow.BlankCertificate, State: workflow.BlankUsed, Count: 60}}
	file, err := finish.NewRenderer(nil).BlankRegister(sheet, time.Time{})
	require.NoError(t, err)
	text := strings.Join(strings.Fields(textOf(t, file)), "")
	require.Contains(t, text, "证书领用登记表")
	require.Contains(t, text, "A54000159")
	require.Contains(t, text, "（2024）藏拉收字00059")
	require.Contains(t, text, "A54000021至A54000030")
	empty, err := finish.NewRenderer(nil).BlankRegister(workflow.BlankSheet{Authority: "x", Year: 2024, On: day, By: "y"}, time.Time{})
	require.NoError(t, err)
	require.Contains(t, strings.Join(strings.Fields(textOf(t, empty)), ""), "本年度没有空白证件")
}
