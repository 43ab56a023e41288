package sheet

import (
	"strings"

	"github.com/anjia-project/anjia/assessment/instrument"
)

// codeSeparator stands between the codes of one cell; readers take other separators as well.
const codeSeparator = "、"

func gateRecord(g instrument.GateSpec) record {
	r := record{"code": g.Code, "outcome": string(g.Outcome)}
	r.putText("conclusion", g.Conclusion)
	r.putCitation(g.Citation)
	when := g.When
	switch {
	case when.VetoFound != nil:
		r[testKey] = string(instrument.VetoFound)
	case when.TotalAtLeast != "":
		r[testKey], r[markKey] = string(instrument.TotalAtLeast), when.TotalAtLeast
	case when.TotalBelow != "":
		r[testKey], r[markKey] = string(instrument.TotalBelow), when.TotalBelow
	case when.SectionBelow != nil:
		r[testKey], r[codesKey], r[markKey] = string(instrument.SectionBelow), when.SectionBelow.Code, when.SectionBelow.Mark
	case when.Answered != nil:
		r[testKey], r[codesKey] = string(instrument.Answered), strings.Join(when.Answered.Codes, codeSeparator)
		r.putTruth(valueKey, when.Answered.Value)
	case when.FinalAtLeast != nil:
		r[testKey], r[codesKey], r[markKey] = string(instrument.FinalAtLeast), strings.Join(when.FinalAtLeast.Codes, codeSeparator), when.FinalAtLeast.Mark
	case when.Otherwise != nil:
		r[testKey] = string(instrument.Otherwise)
	}
	return r
}

func (r record) gate() instrument.GateSpec {
	return instrument.GateSpec{
		Code: r["code"], When: r.when(), Outcome: instrument.Outcome(r["outcome"]), Conclusion: r.text("conclusion"), Citation: r.citation(),
	}
}

func (r record) when() instrument.WhenSpec {
	switch instrument.Test(r[testKey]) {
	case instrument.VetoFound:
		return instrument.WhenSpec{VetoFound: new(true)}
	case instrument.TotalAtLeast:
		return instrument.WhenSpec{TotalAtLeast: r[markKey]}
	case instrument.TotalBelow:
		return instrument.WhenSpec{TotalBelow: r[markKey]}
	case instrument.SectionBelow:
		return instrument.WhenSpec{SectionBelow: &instrument.SectionSpec{Code: oneCode(r[codesKey]), Mark: r[markKey]}}
	case instrument.Answered:
		return instrument.WhenSpec{Answered: &instrument.AnsweredSpec{Codes: splitCodes(r[codesKey]), Value: r.truth(valueKey)}}
	case instrument.FinalAtLeast:
		return instrument.WhenSpec{FinalAtLeast: &instrument.FinalSpec{Mark: r[markKey], Codes: splitCodes(r[codesKey])}}
	case instrument.Otherwise:
		return instrument.WhenSpec{Otherwise: new(true)}
	}
	return instrument.WhenSpec{}
}

// whenCells names the columns beside the condition that each condition needs; the others stay empty.
func whenCells(test instrument.Test) (needed, allowed []string) {
	switch test {
	case instrument.TotalAtLeast, instrument.TotalBelow:
		return []string{markKey}, nil
	case instrument.SectionBelow:
		return []string{markKey, codesKey}, nil
	case instrument.Answered:
		return []string{codesKey, valueKey}, nil
	case instrument.FinalAtLeast:
		return []string{markKey}, []string{codesKey}
	case instrument.VetoFound, instrument.Otherwise:
	}
	return nil, nil
}

// splitCodes takes what people put between codes: no code has such a character in it.
func splitCodes(text string) []string {
	if text == "" {
		return nil
	}
	return strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune("、，,；; \n\t\u3000", c) })
}

// oneCode drops separators around a single code; several stay as typed, for the compiler to refuse.
func oneCode(text string) string {
	if list := splitCodes(text); len(list) == 1 {
		return list[0]
	}
	return text
}
