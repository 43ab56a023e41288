package whatif_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/whatif"
)

func TestTheHeadingNamesTheFileOnce(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		draft whatif.Draft
		want  string
	}{
		{whatif.Draft{Kind: workflow.LawInstrument, Code: "x", Version: "2"}, "试算报告：评分表 x@2"},
		{whatif.Draft{Kind: law.KindPack, Code: "cn-540102", Version: "cn-540102@office-1"}, "试算报告：规则包 cn-540102@office-1"},
		{whatif.Draft{Kind: law.KindCalendar, Code: "cn-54", Version: "office-1"}, "试算报告：工作日历 cn-54@office-1"},
		{whatif.Draft{Kind: law.KindCalendar, Code: "cn-54", Version: "cn-54-2026.1"}, "试算报告：工作日历 cn-54-2026.1"},
	} {
		heading, _, _ := strings.Cut(whatif.NewReport(c.draft, "auth", "", today).Text(), "\n")
		require.Equal(t, c.want, heading)
	}
}
