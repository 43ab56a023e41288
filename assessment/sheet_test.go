package assessment_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
)

func TestCheckNamesPlaceRuleAndRemedy(t *testing.T) {
	t.Parallel()
	f1, f3, f5, f6, free := capacity(t), sample(t, "test-f3"), sample(t, "test-f5"), sample(t, "test-f6"), sample(t, "test-points")
	long, bad := strings.Repeat("字", 201), "甲\x00"
	set := func(code string, answer assessment.Answer) func(*assessment.Sheet) {
		return func(sheet *assessment.Sheet) { sheet.Answers[code] = answer }
	}
	note := func(answer assessment.Answer) assessment.Answer { answer.Comment = "核实"; return answer }
	for name, c := range map[string]struct {
		table  *instrument.Instrument
		change func(*assessment.Sheet)
		want   []string
	}{
		"complete":                 {f1, func(*assessment.Sheet) {}, []string{}},
		"missing item":             {f1, func(s *assessment.Sheet) { delete(s.Answers, "040") }, []string{"/answers/040 item_missing"}},
		"empty answer":             {f1, set("040", assessment.Answer{}), []string{"/answers/040 item_missing"}},
		"missing veto":             {f1, func(s *assessment.Sheet) { delete(s.Answers, "V3") }, []string{"/answers/V3 item_missing"}},
		"unknown code":             {f1, set("10", option("a")), []string{"/answers/10 unknown_code"}},
		"a section is no item":     {f1, set("G", option("a")), []string{"/answers/G unknown_code"}},
		"pointer is escaped":       {f1, set("a/b~c", option("a")), []string{"/answers/a~1b~0c unknown_code"}},
		"option not in list":       {f1, set("030", option("e")), []string{"/answers/030/option option_not_in_list"}},
		"points at an option":      {f1, set("030", assessment.Answer{Option: "a", Points: "6"}), []string{"/answers/030/points points_not_taken"}},
		"rating at an option":      {f1, set("030", rating(4)), []string{"/answers/030/rating wrong_answer_type"}},
		"value at an option":       {f1, set("030", value(true)), []string{"/answers/030/value wrong_answer_type"}},
		"option at a veto":         {f1, set("V1", option("a")), []string{"/answers/V1/option wrong_answer_type"}},
		"note missing":             {f1, set("010", option("a")), []string{"/answers/010/comment note_missing"}},
		"blank note":               {f1, set("010", assessment.Answer{Option: "a", Comment: " \n"}), []string{"/answers/010/comment note_missing"}},
		"file missing":             {f1, set("070", option("a")), []string{"/answers/070/evidence evidence_missing"}},
		"a note is no file":        {f1, set("070", note(option("a"))), []string{"/answers/070/evidence evidence_missing"}},
		"veto found, no note":      {f1, set("V2", value(true)), []string{"/answers/V2/comment note_missing"}},
		"veto not found":           {f1, set("V2", value(false)), []string{}},
		"bonus claimed, no file":   {f1, set("B1", value(true)), []string{"/answers/B1/evidence evidence_missing"}},
		"bonus not claimed":        {f1, set("B1", value(false)), []string{}},
		"bad hash":                 {f1, set("030", assessment.Answer{Option: "a", Evidence: []assessment.EvidenceRef{{ID: "x", SHA256: "A1"}}}), []string{"/answers/030/evidence/0 bad_evidence"}},
		"the same file twice":      {f1, set("030", assessment.Answer{Option: "a", Evidence: []assessment.EvidenceRef{aFile, aFile}}), []string{"/answers/030/evidence/1 duplicate_evidence"}},
		"control character":        {f1, set("030", assessment.Answer{Option: "a", Comment: bad}), []string{"/answers/030/comment control_character"}},
		"invalid UTF-8":            {f1, set("030", assessment.Answer{Option: "a", Comment: "\xff"}), []string{"/answers/030/comment control_character"}},
		"family item by applicant": {f1, set("030", assessment.Answer{ByApplicant: map[string]assessment.Answer{husband.ID: option("a")}}), []string{"/answers/030/by_applicant not_per_applicant"}},
		"no case":                  {f1, func(s *assessment.Sheet) { s.CaseID, s.Evaluator.Name = "", "" }, []string{"/case_id missing_field", "/evaluator/name missing_field"}},
		"applicant twice":          {f1, func(s *assessment.Sheet) { s.Applicants = append(s.Applicants, husband) }, []string{"/applicants/2 bad_applicant"}},
		"another table":            {f1, func(s *assessment.Sheet) { s.Instrument.Version = "2" }, []string{"/instrument other_instrument"}},
		"another phase":            {f1, func(s *assessment.Sheet) { s.Phase = instrument.Integration }, []string{"/phase other_phase"}},

		"points at the maximum":    {free, set("020", points("20")), []string{}},
		"points above the maximum": {free, set("020", points("20.01")), []string{"/answers/020/points points_out_of_range"}},
		"points below the minimum": {f3, set("2.2", points("0.75")), []string{"/answers/2.2/points points_out_of_range"}},
		"points at the minimum":    {f3, set("2.2", points("1")), []string{}},
		"points off the step":      {f3, set("2.2", points("1.3")), []string{"/answers/2.2/points points_off_step"}},
		"points not a number":      {free, set("020", points("十")), []string{"/answers/020/points bad_points"}},
		"full-width digits":        {free, set("020", points("７")), []string{"/answers/020/points bad_points"}},
		"negative points":          {free, set("020", points("-1")), []string{"/answers/020/points bad_points"}},
		"three decimals":           {free, set("020", points("1.005")), []string{"/answers/020/points bad_points"}},
		"an exponent":              {free, set("020", points("1e1")), []string{"/answers/020/points bad_points"}},
		"a band without points":    {f3, set("1.1.1", option("B")), []string{"/answers/1.1.1/points item_missing"}},
		"points outside the band":  {f3, set("1.1.1", assessment.Answer{Option: "B", Points: "24"}), []string{"/answers/1.1.1/points points_out_of_range"}},
		"points without an option": {f3, set("1.1.1", points("24")), []string{"/answers/1.1.1/option item_missing"}},
		"rating above":             {f6, set("010", rating(101)), []string{"/answers/010/rating rating_out_of_range"}},
		"rating below":             {f6, set("010", rating(-1)), []string{"/answers/010/rating rating_out_of_range"}},
		"rating at both ends":      {f6, set("010", rating(0)), []string{}},
		"text too long":            {f5, set("interview", assessment.Answer{Text: long}), []string{"/answers/interview/text text_too_long"}},
		"text missing":             {f5, func(s *assessment.Sheet) { delete(s.Answers, "interview") }, []string{"/answers/interview item_missing"}},

		"one spouse missing": {f3, set("1.2", assessment.Answer{ByApplicant: map[string]assessment.Answer{husband.ID: option("A")}}), []string{"/answers/1.2/by_applicant/p2 item_missing"}},
		"a stranger":         {f3, set("1.2", assessment.Answer{ByApplicant: map[string]assessment.Answer{husband.ID: option("A"), wife.ID: option("A"), "p9": option("A")}}), []string{"/answers/1.2/by_applicant/p9 unknown_applicant"}},
		"not by applicant":   {f3, set("1.2", option("A")), []string{"/answers/1.2 per_applicant", "/answers/1.2/by_applicant/p1 item_missing", "/answers/1.2/by_applicant/p2 item_missing"}},
		"nested applicants":  {f3, set("1.2", assessment.Answer{ByApplicant: map[string]assessment.Answer{husband.ID: option("A"), wife.ID: {Option: "A", ByApplicant: map[string]assessment.Answer{"x": {}}}}}), []string{"/answers/1.2/by_applicant/p2/by_applicant nested_applicant"}},
		"no applicants":      {f6, func(s *assessment.Sheet) { s.Applicants = nil; s.Answers["020"] = assessment.Answer{} }, []string{"/applicants applicant_missing"}},
		"another kind of file": {f3, set("2.1", assessment.Answer{ByApplicant: map[string]assessment.Answer{
			husband.ID: {Points: "0"}, wife.ID: {Points: "1", Evidence: []assessment.EvidenceRef{aFile}},
		}}), []string{"/answers/2.1/by_applicant/p2/evidence evidence_kind_missing"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sheet := complete(c.table)
			c.change(&sheet)
			problems := assessment.Check(c.table, sheet)
			require.Equal(t, c.want, codes(problems))
			for _, problem := range problems {
				require.NotEmpty(t, problem.Message)
				require.NotEmpty(t, problem.Rule)
				require.NotEmpty(t, problem.Remedy)
				require.Contains(t, (&assessment.InvalidError{Problems: problems}).Error(), problem.Pointer)
			}
			_, err := assessment.Submit(c.table, sheet, instant)
			require.Equal(t, len(problems) == 0, err == nil)
		})
	}
}

// complete is a filled sheet whose files are of the kind that test-f3 asks for.
func complete(table *instrument.Instrument) assessment.Sheet {
	sheet := filled(table, zhang, nil)
	for _, answer := range sheet.Answers {
		for id, inner := range answer.ByApplicant {
			for at := range inner.Evidence {
				inner.Evidence[at].Kind = "income_proof"
			}
			answer.ByApplicant[id] = inner
		}
	}
	return sheet
}

func TestDraftIsSavedWithGapsAndSubmittedWithout(t *testing.T) {
	t.Parallel()
	table := capacity(t)
	draft := assessment.NewSheet(table, "s1", "case-1", zhang, husband, wife)
	require.False(t, draft.Submitted())
	progress := assessment.ProgressOf(table, draft)
	require.Equal(t, 23, progress.Required)
	require.Len(t, progress.Missing, 23)

	draft, err := draft.WithAnswers(map[string]assessment.Answer{"030": option("a"), "040": option("z")})
	require.NoError(t, err)
	require.Equal(t, 2, draft.Revision)
	require.Equal(t, 2, assessment.ProgressOf(table, draft).Answered)
	faults := 0
	for _, problem := range assessment.Check(table, draft) {
		if !problem.Gap {
			faults++
			require.Equal(t, "/answers/040/option", problem.Pointer)
		}
	}
	require.Equal(t, 1, faults)
	_, err = assessment.Submit(table, draft, instant)
	require.Error(t, err)
	_, err = assessment.ScoreOne(table, draft)
	require.Error(t, err, "no score comes of half a sheet")

	draft, err = draft.WithAnswers(filled(table, zhang, nil).Answers)
	require.NoError(t, err)
	_, err = assessment.Submit(table, draft, time.Time{})
	require.Error(t, err, "without an instant nothing is submitted")
	done, err := assessment.Submit(table, draft, instant)
	require.NoError(t, err)
	require.Equal(t, instant.Truncate(time.Microsecond), done.SubmittedAt)
	require.False(t, draft.Submitted(), "the draft that was passed in is unchanged")
	_, err = done.WithAnswers(nil)
	require.Error(t, err)
	_, err = assessment.Submit(table, done, instant)
	require.Error(t, err)
}

func TestEmptyBoxesAreNoOnlyWhenAsked(t *testing.T) {
	t.Parallel()
	table := capacity(t)
	sheet := filled(table, zhang, nil)
	for item := range table.Items() {
		if item.Kind() == instrument.KindVeto || item.InBonus() {
			delete(sheet.Answers, item.Code())
		}
	}
	require.Len(t, assessment.Check(table, sheet), 11)
	require.Empty(t, assessment.Check(table, assessment.FillUnticked(table, sheet)))
	require.Len(t, assessment.Check(table, sheet), 11, "the sheet that was passed in is unchanged")
}

func TestSheetRoundTripsThroughJSON(t *testing.T) {
	t.Parallel()
	for _, table := range []*instrument.Instrument{capacity(t), sample(t, "test-f3"), sample(t, "test-f6")} {
		sheet, err := assessment.Submit(table, complete(table), instant)
		require.NoError(t, err)
		raw, err := json.Marshal(sheet)
		require.NoError(t, err)
		var back assessment.Sheet
		require.NoError(t, json.Unmarshal(raw, &back))
		require.Equal(t, sheet, back)
	}
}

func TestFloatsAreNotAccepted(t *testing.T) {
	t.Parallel()
	for _, body := range []string{`{"points":7.5}`, `{"rating":4.5}`, `{"rating":"4"}`, `{"value":"true"}`, `{"value":1}`} {
		var answer assessment.Answer
		require.Error(t, json.Unmarshal([]byte(body), &answer), body)
	}
}
