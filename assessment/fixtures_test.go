package assessment_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
)

var (
	zhang   = assessment.Person{ID: "e1", Name: "张晓梅"}
	li      = assessment.Person{ID: "e2", Name: "李建国"}
	wang    = assessment.Person{ID: "e3", Name: "王芳"}
	husband = assessment.Person{ID: "p1", Name: "扎西"}
	wife    = assessment.Person{ID: "p2", Name: "卓玛"}
	instant = time.Date(2024, 3, 5, 9, 30, 0, 123456789, time.UTC)
	aFile   = assessment.EvidenceRef{ID: "ev-1", SHA256: strings.Repeat("a1", 32)}
)

func embedded(t require.TestingT, name string) *instrument.Instrument {
	tables, err := instrument.Embedded()
	require.NoError(t, err)
	library, err := instrument.NewLibrary(tables...)
	require.NoError(t, err)
	ref, err := instrument.ParseName(name)
	require.NoError(t, err)
	table, err := library.Get(ref)
	require.NoError(t, err)
	return table
}

func capacity(t require.TestingT) *instrument.Instrument { return embedded(t, "sandbox-s1-capacity@1") }

func integration(t require.TestingT) *instrument.Instrument {
	return embedded(t, "sandbox-s2-integration@1")
}

func load(t require.TestingT, body string) *instrument.Instrument {
	table, err := instrument.Load("test.yaml", []byte(body))
	require.NoError(t, err)
	return table
}

func exact(t require.TestingT, text string) instrument.Exact {
	x, err := instrument.ParseExact(text)
	require.NoError(t, err)
	return x
}

// filled answers every required item: the first option, the highest points, no veto, no bonus; with note and file, so
// that no evidence is missing. change replaces single answers.
func filled(table *instrument.Instrument, by assessment.Person, change map[string]assessment.Answer) assessment.Sheet {
	sheet := assessment.NewSheet(table, "sheet-"+by.ID, "case-1", by, husband, wife)
	for item := range table.Items() {
		if item.Optional() {
			continue
		}
		answer := best(item)
		if item.PerApplicant() {
			answer = assessment.Answer{ByApplicant: map[string]assessment.Answer{husband.ID: best(item), wife.ID: best(item)}}
		}
		sheet.Answers[item.Code()] = answer
	}
	for code, answer := range change {
		if answer.Comment == "" {
			answer.Comment = "现场核实"
		}
		if answer.Evidence == nil {
			answer.Evidence = []assessment.EvidenceRef{aFile}
		}
		if answer.ByApplicant != nil {
			answer.Comment, answer.Evidence = "", nil
		}
		sheet.Answers[code] = answer
	}
	return sheet
}

// proof is a file of the kind that the item demands, with its dates where they are demanded.
func proof(item *instrument.Node) assessment.EvidenceRef {
	file := aFile
	file.Kind = item.Evidence().FileKind
	if !item.Evidence().Valid.IsZero() {
		file.IssuedOn, file.ExpiresOn = law.MustDate("2024-02-01"), law.MustDate("2025-01-31")
	}
	return file
}

func best(item *instrument.Node) assessment.Answer {
	answer := assessment.Answer{Comment: "现场核实", Evidence: []assessment.EvidenceRef{proof(item)}}
	_, highest := item.Range()
	switch item.Kind() {
	case instrument.KindOption:
		for choice := range item.Choices() {
			if !choice.Highest.Equal(highest) {
				continue
			}
			answer.Option = choice.Code
			if choice.IsBand() {
				answer.Points = choice.Highest.String()
			}
		}
	case instrument.KindPoints:
		answer.Points = highest.String()
	case instrument.KindRating:
		rating := 0
		for instrument.FromInt(int64(rating)).Cmp(highest) < 0 {
			rating++
		}
		answer.Rating = &rating
	case instrument.KindDual:
		answer.Initial, answer.Final = new(1), new(1)
	case instrument.KindVeto, instrument.KindBoolean:
		answer.Value = new(false)
	case instrument.KindInteger:
		answer.Text = highest.String()
	case instrument.KindDate:
		answer.Text = "2024-01-02"
	case instrument.KindText, instrument.KindSection, instrument.KindBonus:
		answer.Text = "记录"
	}
	return answer
}

func submitted(t require.TestingT, table *instrument.Instrument, sheet assessment.Sheet) assessment.Sheet {
	done, err := assessment.Submit(table, sheet, instant)
	require.NoError(t, err)
	return done
}

func option(code string) assessment.Answer { return assessment.Answer{Option: code} }
func points(text string) assessment.Answer { return assessment.Answer{Points: text} }
func value(yes bool) assessment.Answer     { return assessment.Answer{Value: &yes} }
func rating(number int) assessment.Answer  { return assessment.Answer{Rating: &number} }
func mean() assessment.Consolidation       { return assessment.Consolidation{Mode: assessment.Mean} }

func codes(list []assessment.Problem) []string {
	found := []string{}
	for _, problem := range list {
		found = append(found, problem.Pointer+" "+problem.Code)
	}
	return found
}

func twoSheets(t *testing.T, table *instrument.Instrument, first, second map[string]assessment.Answer) []assessment.Sheet {
	t.Helper()
	return []assessment.Sheet{submitted(t, table, filled(table, zhang, first)), submitted(t, table, filled(table, li, second))}
}
