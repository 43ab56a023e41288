package main

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
)

// scoreAndExplain consolidates two sheets of a shipped table, which differ at every third item, and words the result.
func scoreAndExplain(name string) (func() error, error) {
	table, err := tableNamed(name)
	if err != nil {
		return nil, err
	}
	sheets, err := benchSheets(table)
	if err != nil {
		return nil, err
	}
	return func() error {
		result, err := assessment.Consolidate(table, sheets, assessment.Consolidation{Mode: assessment.Mean})
		if err == nil && len(assessment.Explain(result)) == 0 {
			err = errors.New("bench: no explanation")
		}
		return err
	}, nil
}

func benchSheets(table *instrument.Instrument) ([]assessment.Sheet, error) {
	at := time.Date(2024, 1, 22, 1, 0, 0, 0, time.UTC)
	applicants := []assessment.Person{{ID: "a1", Name: "王安"}, {ID: "a2", Name: "李安"}}
	var sheets []assessment.Sheet
	for who, by := range []assessment.Person{{ID: "p1", Name: "王雅琴"}, {ID: "p2", Name: "白玛央宗"}} {
		sheet := assessment.NewSheet(table, "s"+by.ID, "c1", by, applicants...)
		nth := 0
		for item := range table.Items() {
			nth++
			answer := benchAnswer(item, who == 1 && nth%3 == 0)
			if item.PerApplicant() {
				answer = assessment.Answer{ByApplicant: map[string]assessment.Answer{"a1": answer, "a2": answer}}
			}
			sheet.Answers[item.Code()] = answer
		}
		sheet = assessment.FillUnticked(table, sheet)
		done, err := assessment.Submit(table, sheet, at)
		if err != nil {
			return nil, err
		}
		sheets = append(sheets, done)
	}
	return sheets, nil
}

// benchAnswer takes the first option, or the second, with a note and one file.
func benchAnswer(item *instrument.Node, second bool) assessment.Answer {
	file := assessment.EvidenceRef{
		ID: "e1", SHA256: fmt.Sprintf("%064x", item.Index()), Kind: item.Evidence().FileKind,
		IssuedOn: law.MustDate("2024-01-02"), ExpiresOn: law.MustDate("2024-12-31"),
	}
	answer := assessment.Answer{Comment: "走访核实，与记录一致", Evidence: []assessment.EvidenceRef{file}}
	switch item.Kind() {
	case instrument.KindOption:
		choices := slices.Collect(item.Choices())
		answer.Option = choices[0].Code
		if second {
			answer.Option = choices[1].Code
		}
	case instrument.KindText:
		answer.Text = "走访核实"
	default:
		answer.Value = new(false)
	}
	return answer
}
