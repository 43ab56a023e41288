package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
)

// soleApplicant is the applicant of a line that names none.
const soleApplicant = "applicant"

// sheetReader reads one line into sheets. The sheets and their answers are used again by the next call.
type sheetReader struct {
	table  *instrument.Instrument
	ref    instrument.Ref
	sheets []assessment.Sheet
	words  map[string]string // codes and other short strings that come again and again
	people []assessment.Person
	json   jsonScan
}

func newSheetReader(table *instrument.Instrument) sheetReader {
	r := sheetReader{table: table, ref: table.Ref(), words: map[string]string{}}
	for node := range table.Nodes() {
		r.words[node.Code()] = node.Code()
	}
	return r
}

// read reads one JSON object with known members only, each at most once. Boxes that are empty are filled with no.
func (r *sheetReader) read(line []byte) ([]assessment.Sheet, error) {
	r.sheets, r.people, r.json = r.sheets[:0], r.people[:0], jsonScan{text: line}
	if err := r.json.begin(); err != nil {
		return nil, err
	}
	given := false
	err := r.json.object(func(name []byte) error {
		switch string(name) {
		case "sheets":
			given = true
			return r.json.array(r.sheet)
		case "applicants":
			return r.json.array(r.applicant)
		}
		return r.json.unknown("use sheets and applicants only")
	})
	if err == nil {
		err = r.json.end()
	}
	switch {
	case err != nil:
		return nil, err
	case !given:
		return nil, fieldError{"/sheets", "missing", `write {"sheets":[{"evaluator":"e1","answers":{…}}]}`}
	case len(r.sheets) == 0:
		return nil, fieldError{"/sheets", "empty", "a case has a sheet of each evaluator"}
	}
	for at := range r.sheets {
		r.finish(&r.sheets[at])
	}
	return r.sheets, nil
}

func (r *sheetReader) applicant() error {
	id, err := r.json.filled()
	r.people = append(r.people, assessment.Person{ID: r.word(id), Name: r.word(id)})
	return err
}

// sheet reads one sheet into the next that is free.
func (r *sheetReader) sheet() error {
	if len(r.sheets) < cap(r.sheets) {
		r.sheets = r.sheets[:len(r.sheets)+1]
	} else {
		r.sheets = append(r.sheets, assessment.Sheet{})
	}
	sheet := &r.sheets[len(r.sheets)-1]
	answers := sheet.Answers
	if answers == nil {
		answers = map[string]assessment.Answer{}
	}
	clear(answers)
	*sheet = assessment.Sheet{Instrument: r.ref, Phase: r.table.Phase(), Answers: answers}
	answered := false
	err := r.json.object(func(name []byte) error {
		switch string(name) {
		case "evaluator":
			id, err := r.json.filled()
			sheet.Evaluator = assessment.Person{ID: r.word(id), Name: r.word(id)}
			return err
		case "answers":
			answered = true
			return r.json.object(func(code []byte) error {
				answer, err := r.answer(true)
				sheet.Answers[r.word(code)] = answer
				return err
			})
		}
		return r.json.unknown("a sheet has evaluator and answers only")
	})
	switch {
	case err != nil:
		return err
	case sheet.Evaluator.ID == "":
		return r.json.missing("evaluator", `name the evaluator, for example "e1"`)
	case !answered:
		return r.json.missing("answers", `write the answers by code, for example {"010":{"option":"a"}}`)
	}
	return nil
}

func (r *sheetReader) answer(outer bool) (a assessment.Answer, err error) {
	err = r.json.object(func(name []byte) (err error) {
		switch string(name) {
		case "option":
			return r.take(&a.Option)
		case "points":
			return r.take(&a.Points)
		case "text":
			return r.take(&a.Text)
		case "mitigation":
			return r.take(&a.Mitigation)
		case "comment":
			return r.take(&a.Comment)
		case "rating":
			a.Rating, err = r.json.whole()
		case "initial":
			a.Initial, err = r.json.whole()
		case "final":
			a.Final, err = r.json.whole()
		case "value":
			a.Value, err = r.json.truth()
		case "evidence":
			a.Evidence, err = r.evidence()
		case "by_applicant":
			if !outer {
				return r.json.unknown("applicants have one level")
			}
			a.ByApplicant = map[string]assessment.Answer{}
			return r.json.object(func(id []byte) error {
				inner, err := r.answer(false)
				a.ByApplicant[r.word(id)] = inner
				return err
			})
		default:
			return r.json.unknown("an answer has option, points, rating, value, text, initial, mitigation, final, comment, evidence and by_applicant")
		}
		return err
	})
	return a, err
}

func (r *sheetReader) take(into *string) error {
	text, err := r.json.str()
	*into = r.word(text)
	return err
}

// evidence is rare here and has dates, so the standard decoder reads it.
func (r *sheetReader) evidence() ([]assessment.EvidenceRef, error) {
	raw, err := r.json.skip()
	if err != nil {
		return nil, err
	}
	var list []assessment.EvidenceRef
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&list); err != nil {
		return nil, r.json.wrong(strings.TrimPrefix(err.Error(), "json: "), `write [{"id":"…","sha256":"…"}]`)
	}
	return list, nil
}

// word gives a string; short ones are kept, so that a code is one string in all lines.
func (r *sheetReader) word(text []byte) string {
	const longest, most = 32, 1 << 14
	if known, ok := r.words[string(text)]; ok {
		return known
	}
	word := string(text)
	if len(word) <= longest && len(r.words) < most {
		r.words[word] = word
	}
	return word
}

// finish gives a sheet its applicants and fills its empty boxes. A line that names no applicant anywhere speaks of one.
func (r *sheetReader) finish(sheet *assessment.Sheet) {
	if len(r.people) == 0 {
		r.namedInAnswers()
	}
	if len(r.people) == 0 {
		r.people = append(r.people, assessment.Person{ID: soleApplicant, Name: soleApplicant})
	}
	sheet.ID, sheet.Applicants = sheet.Evaluator.ID, r.people
	if len(r.people) == 1 && r.people[0].ID == soleApplicant {
		r.giveToSole(sheet)
	}
	assessment.FillUntickedIn(r.table, sheet)
}

// namedInAnswers gathers the applicants whom any sheet names.
func (r *sheetReader) namedInAnswers() {
	seen := map[string]bool{}
	for at := range r.sheets {
		for _, answer := range r.sheets[at].Answers {
			for id := range answer.ByApplicant {
				if !seen[id] {
					seen[id] = true
					r.people = append(r.people, assessment.Person{ID: id, Name: id})
				}
			}
		}
	}
	slices.SortFunc(r.people, func(a, b assessment.Person) int { return cmp.Compare(a.ID, b.ID) })
}

// giveToSole moves what is said of the family at items that judge each applicant to the only one.
func (r *sheetReader) giveToSole(sheet *assessment.Sheet) {
	for item := range r.table.Items() {
		if answer, answered := sheet.Answers[item.Code()]; answered && item.PerApplicant() && answer.ByApplicant == nil {
			sheet.Answers[item.Code()] = assessment.Answer{ByApplicant: map[string]assessment.Answer{soleApplicant: answer}}
		}
	}
}

// whole is the number of a rating, refused when it is no whole number of this program.
func (s *jsonScan) whole() (*int, error) {
	text, err := s.number()
	if err != nil {
		return nil, err
	}
	n, err := strconv.Atoi(string(text))
	if errors.Is(err, strconv.ErrSyntax) || errors.Is(err, strconv.ErrRange) {
		return nil, s.wrong(shown(string(text))+" is no whole number", "write a number such as 4")
	}
	return &n, err
}
