package assessment_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
)

// graded is the shipped table in frame F3: ten majors, 38 items, 116 graded options.
func graded(t require.TestingT) *instrument.Instrument { return embedded(t, "sandbox-s3-capacity@1") }

// wide is a flat table with 38 items and 116 graded options, of which every one demands a file.
func wide(t require.TestingT) *instrument.Instrument {
	var b strings.Builder
	b.WriteString(`format: anjia-instrument/1
code: "bench"
version: "1"
phase: capacity
title: {zh: 量测用表}
citation: {note: 量测用表，没有依据}
status: illustrative
pack: "sandbox/cn"
division: "000000"
valid: {from: 2024-01-01}
aggregation: {method: sum, total: 114}
nodes:
`)
	for i := range 38 {
		fmt.Fprintf(&b, "  - {code: \"%03d\", type: option, title: {zh: 项目%d}, max: 3, evidence: {demand: file}, options: [", i, i)
		for j := range 3 {
			fmt.Fprintf(&b, "{code: \"%c\", points: %d, title: {zh: 档次%d}}, ", 'a'+j, 3-j, j)
		}
		if i < 2 {
			b.WriteString(`{code: "d", points: 0, title: {zh: 无}}`)
		}
		b.WriteString("]}\n")
	}
	b.WriteString(`gates:
  - {code: "mark", when: {total_at_least: 75}, outcome: pass, conclusion: {zh: 合格}}
  - {code: "below", when: {otherwise: true}, outcome: fail, conclusion: {zh: 不合格}}
`)
	return load(t, b.String())
}

func benchSheets(b *testing.B, table *instrument.Instrument) []assessment.Sheet {
	b.Helper()
	var sheets []assessment.Sheet
	change := map[string]assessment.Answer{}
	for item := range table.Items() { // every third item is judged differently by the second evaluator
		if item.Kind() == instrument.KindOption && !item.PerApplicant() && item.Index()%3 == 0 {
			change[item.Code()] = option("b")
		}
	}
	for at, by := range []assessment.Person{zhang, li} {
		sheet := filled(table, by, nil)
		if at == 1 {
			sheet = filled(table, by, change)
		}
		done, err := assessment.Submit(table, sheet, instant)
		require.NoError(b, err)
		sheets = append(sheets, done)
	}
	return sheets
}

func BenchmarkConsolidate(b *testing.B) {
	for name, table := range map[string]*instrument.Instrument{"S1": capacity(b), "S3": graded(b), "flat": wide(b)} {
		b.Run(name, func(b *testing.B) {
			sheets := benchSheets(b, table)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := assessment.Consolidate(table, sheets, mean()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkConsolidateAndExplain(b *testing.B) {
	for name, table := range map[string]*instrument.Instrument{"S1": capacity(b), "S3": graded(b), "flat": wide(b)} {
		b.Run(name, func(b *testing.B) {
			sheets := benchSheets(b, table)
			b.ReportAllocs()
			for b.Loop() {
				result, err := assessment.Consolidate(table, sheets, mean())
				if err != nil {
					b.Fatal(err)
				}
				if len(assessment.Explain(result)) == 0 {
					b.Fatal("no explanation")
				}
			}
		})
	}
}

func BenchmarkCheck(b *testing.B) {
	table := capacity(b)
	sheet := filled(table, zhang, nil)
	b.ReportAllocs()
	for b.Loop() {
		if len(assessment.Check(table, sheet)) > 0 {
			b.Fatal("not complete")
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	raw := capacity(b).Raw()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := instrument.Load("s1.yaml", raw); err != nil {
			b.Fatal(err)
		}
	}
}
