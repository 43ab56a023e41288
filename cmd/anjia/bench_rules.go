package main

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// ruleFigure is the cost of one computation on one core.
type ruleFigure struct {
	Name   string  `json:"name"`
	Micros float64 `json:"microseconds"`
	Allocs int64   `json:"allocations"`
	Bytes  int64   `json:"bytes"`
}

// measureRules runs the rules of the law and one score, both on their own: no database, no HTTP.
func (w *benchWorld) measureRules(ctx context.Context) ([]ruleFigure, error) {
	rules, err := w.eligibilityOf(ctx, &w.files[0])
	if err != nil {
		return nil, err
	}
	score, err := scoreOf()
	if err != nil {
		return nil, err
	}
	explained, err := scoreAndExplain("sandbox-s3-capacity")
	if err != nil {
		return nil, err
	}
	sheets, err := importOf()
	if err != nil {
		return nil, err
	}
	return []ruleFigure{
		measure("eligibility: all rules on the facts of a case", rules),
		measure("score: two sheets of the shipped table, consolidated", score),
		measure("import: a workbook of 200 rows, read and compiled", sheets),
		measure("score and explain: two sheets of the table of 116 options", explained),
	}, nil
}

func measure(name string, do func() error) ruleFigure {
	r := testing.Benchmark(func(b *testing.B) { //nolint:thelper // no helper, the benchmark itself
		b.ReportAllocs()
		for b.Loop() {
			if err := do(); err != nil {
				b.Fatal(err)
			}
		}
	})
	return ruleFigure{Name: name, Micros: float64(r.NsPerOp()) / 1000, Allocs: r.AllocsPerOp(), Bytes: r.AllocedBytesPerOp()}
}

// eligibilityOf judges the facts of a real case.
func (w *benchWorld) eligibilityOf(ctx context.Context, f *benchCase) (func() error, error) {
	var opened *casework.OpenedCase
	err := w.app.store.Within(ctx, w.desks[f.desk].officer, func(tx casework.Tx) (err error) {
		opened, err = tx.Case(ctx, f.id)
		return err
	})
	if err != nil {
		return nil, err
	}
	pack, err := w.app.law.Set().Pack(opened.Case.Pack.Code, true)
	if err != nil {
		return nil, err
	}
	on := law.MustDate(benchStart)
	facts := workflow.FactsOf(&workflow.View{Case: opened.Case, Child: opened.Child, On: on, Today: on})
	return func() error {
		report, err := eligibility.Run(facts, pack, on)
		if err == nil && len(report.Outcomes) == 0 {
			err = fmt.Errorf("bench: no rule was asked")
		}
		return err
	}, nil
}

// scoreOf consolidates the sheets of two evaluators of the shipped table of capacity.
func scoreOf() (func() error, error) {
	table, sheets, err := sample.FilledSheets(string(instrument.Capacity), time.Date(2024, 1, 22, 1, 0, 0, 0, time.UTC))
	if err != nil {
		return nil, err
	}
	return func() error {
		_, err := assessment.Consolidate(table, sheets, assessment.Consolidation{Mode: assessment.Mean})
		return err
	}, nil
}
