package sheet_test

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/instrument/sheet"
)

// large has a given number of rows in 指标: items of four rows each (itself and three options).
func large(rows int) instrument.Spec {
	spec := instrument.Spec{
		Code: "large", Version: "1", Phase: instrument.Capacity, Title: instrument.Text{ZH: "大表"}, Status: "illustrative", Pack: "sandbox/cn", Division: "000000",
		Valid: instrument.IntervalSpec{From: "2024-01-01"}, Aggregation: instrument.AggregationSpec{Method: instrument.Sum, Total: fmt.Sprint(rows / 4 * 2)},
	}
	spec.Citation.Note = "样表，没有依据"
	for i := range rows / 4 {
		node := instrument.NodeSpec{
			Code: fmt.Sprintf("%04d", i), Type: instrument.KindOption, Max: "2", Title: instrument.Text{ZH: fmt.Sprintf("第%d项指标", i), EN: "Item"},
			Guidance: instrument.Text{ZH: "由两名评估员分别与每位申请人单独谈话，比对陈述是否一致。"}, Evidence: &instrument.EvidenceSpec{Demand: instrument.Note},
		}
		for at, points := range []string{"2", "1", "0"} {
			node.Options = append(node.Options, instrument.OptionSpec{Code: string(rune('a' + at)), Points: points, Title: instrument.Text{ZH: fmt.Sprintf("第%d档", at)}})
		}
		spec.Nodes = append(spec.Nodes, node)
	}
	spec.Gates = []instrument.GateSpec{
		{Code: "mark", When: instrument.WhenSpec{TotalAtLeast: "1"}, Outcome: instrument.Pass, Conclusion: instrument.Text{ZH: "合格"}},
		{Code: "rest", When: instrument.WhenSpec{Otherwise: new(true)}, Outcome: instrument.Fail, Conclusion: instrument.Text{ZH: "不合格"}},
	}
	return spec
}

func BenchmarkRead200Rows(b *testing.B) {
	book := written(b, large(200))
	b.ReportAllocs()
	for b.Loop() {
		_, errs := sheet.Read(bytes.NewReader(book))
		require.Empty(b, errs)
	}
}

func BenchmarkWrite200Rows(b *testing.B) {
	spec := large(200)
	b.ReportAllocs()
	for b.Loop() {
		require.NoError(b, sheet.Write(io.Discard, spec))
	}
}

func BenchmarkWriteEmpty(b *testing.B) {
	for b.Loop() {
		require.NoError(b, sheet.Write(io.Discard, instrument.Spec{}))
	}
}
