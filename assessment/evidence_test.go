package assessment_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/law"
)

// certificate is the health certificate of item 1.2 of table test-f7: six months from its issue, and its own last day.
func certificate(kind, issued, expires string) assessment.EvidenceRef {
	ref := assessment.EvidenceRef{ID: "ev-7", SHA256: aFile.SHA256, Kind: kind}
	if issued != "" {
		ref.IssuedOn = law.MustDate(issued)
	}
	if expires != "" {
		ref.ExpiresOn = law.MustDate(expires)
	}
	return ref
}

var averaged = assessment.Consolidation{Mode: assessment.Mean}

func TestProofsOnTheDayOfTheDecision(t *testing.T) {
	t.Parallel()
	table := sample(t, "test-f7")
	const kind = "health_certificate"
	for name, c := range map[string]struct {
		files []assessment.EvidenceRef
		on    string
		want  []string
	}{
		"last day of six months":          {[]assessment.EvidenceRef{certificate(kind, "2024-02-01", "2025-01-31")}, "2024-08-01", []string{}},
		"a day later":                     {[]assessment.EvidenceRef{certificate(kind, "2024-02-01", "2025-01-31")}, "2024-08-02", []string{"/answers/1.2/evidence evidence_expired"}},
		"last day of its own":             {[]assessment.EvidenceRef{certificate(kind, "2024-02-01", "2024-04-30")}, "2024-04-30", []string{}},
		"after that":                      {[]assessment.EvidenceRef{certificate(kind, "2024-02-01", "2024-04-30")}, "2024-05-01", []string{"/answers/1.2/evidence evidence_expired"}},
		"issued later":                    {[]assessment.EvidenceRef{certificate(kind, "2024-02-02", "2025-01-31")}, "2024-02-01", []string{"/answers/1.2/evidence evidence_not_issued"}},
		"no day of issue":                 {[]assessment.EvidenceRef{certificate(kind, "", "2025-01-31")}, "2024-05-01", []string{"/answers/1.2/evidence validity_date_missing"}},
		"no last day":                     {[]assessment.EvidenceRef{certificate(kind, "2024-02-01", "")}, "2024-05-01", []string{"/answers/1.2/evidence validity_date_missing"}},
		"another kind":                    {[]assessment.EvidenceRef{certificate("income_proof", "2024-02-01", "2025-01-31")}, "2024-05-01", []string{"/answers/1.2/evidence evidence_kind_missing"}},
		"no file":                         {[]assessment.EvidenceRef{}, "2024-05-01", []string{"/answers/1.2/evidence evidence_missing"}},
		"one of two stands":               {[]assessment.EvidenceRef{certificate(kind, "2023-01-01", "2025-01-31"), certificate(kind, "2024-02-01", "2025-01-31")}, "2024-05-01", []string{}},
		"two that do not: the later told": {[]assessment.EvidenceRef{certificate(kind, "2023-01-01", "2025-01-31"), certificate(kind, "", ""), certificate(kind, "2023-02-01", "2025-01-31")}, "2024-05-01", []string{"/answers/1.2/evidence evidence_expired"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sheet := filled(table, zhang, nil)
			sheet.Answers["1.2"] = assessment.Answer{Initial: new(1), Final: new(1), Evidence: c.files}
			gaps := assessment.CheckEvidence(table, sheet, law.MustDate(c.on))
			require.Equal(t, c.want, codes(gaps))
			for _, gap := range gaps {
				require.True(t, gap.Gap)
				require.Contains(t, gap.Rule, "“体检证明”类材料，作出决定之日应当在材料自出具之日起6个月内并且在其载明的有效期内")
				require.NotEmpty(t, gap.Remedy)
				require.NotContains(t, gap.Message, "ev-1")
			}
		})
	}
}

func TestExpiredProofNamesItsLastDay(t *testing.T) {
	t.Parallel()
	table := sample(t, "test-f7")
	sheet := filled(table, zhang, nil)
	gaps := assessment.CheckEvidence(table, sheet, law.MustDate("2024-09-10"))
	require.Len(t, gaps, 1)
	require.Equal(t, "项目“1.2 健康”的证明材料ev-1有效至2024年8月1日，在2024年9月10日已经失效", gaps[0].Message)
	renewed := assessment.Renewal{Code: "1.2", Evidence: certificate("health_certificate", "2024-09-01", "2025-08-31")}
	require.Empty(t, assessment.CheckEvidence(table, sheet, law.MustDate("2024-09-10"), renewed), "a renewed certificate closes the gap")
	renewed.Applicant = wife.ID
	require.Len(t, assessment.CheckEvidence(table, sheet, law.MustDate("2024-09-10"), renewed), 1, "not one for an applicant, where the family is judged")
	require.Equal(t, []string{"/on decision_date_missing"}, codes(assessment.CheckEvidence(table, sheet, law.Date{})))
}

func TestGapsOfAllSheetsAndApplicants(t *testing.T) {
	t.Parallel()
	table := sample(t, "test-f3") // 2.1 asks each applicant for an income_proof, without a validity
	first, second := filled(table, li, nil), filled(table, zhang, nil)
	item, _ := table.Node("2.1")
	poor := best(item)
	poor.Evidence = nil
	first.Answers["2.1"] = assessment.Answer{ByApplicant: map[string]assessment.Answer{husband.ID: best(item), wife.ID: poor}}
	on := law.MustDate("2030-01-01")
	require.Equal(t, []string{"/sheets/0/answers/2.1/by_applicant/p2/evidence evidence_missing"},
		codes(assessment.EvidenceGaps(table, []assessment.Sheet{first, second}, averaged, on, nil)))
	led := func(by assessment.Person) []assessment.Problem {
		how := assessment.Consolidation{Mode: assessment.Lead, Lead: by.ID}
		return assessment.EvidenceGaps(table, []assessment.Sheet{first, second}, how, on, nil)
	}
	require.Len(t, led(li), 1)
	require.Empty(t, led(zhang), "the other's sheet does not count")
	require.Len(t, led(assessment.Person{ID: "nobody"}), 1, "without the lead's sheet all are looked at")
	renewed := assessment.Renewal{Code: "2.1", Applicant: wife.ID, Evidence: proof(item)}
	require.Empty(t, assessment.EvidenceGaps(table, []assessment.Sheet{first, second}, averaged, on, nil, renewed))
	poor.Points = "0"
	first.Answers["2.1"] = assessment.Answer{ByApplicant: map[string]assessment.Answer{husband.ID: best(item), wife.ID: poor}}
	require.Empty(t, assessment.EvidenceGaps(table, []assessment.Sheet{first, second}, averaged, on, nil), "demanded only where points are given")
	require.Equal(t, []string{"/sheets/1/on decision_date_missing"}, codes(assessment.EvidenceGaps(table, []assessment.Sheet{first, second}, averaged, law.Date{}, nil)))
}

// What an adjudicator has overruled needs no proof any more; the answer that counts instead does.
func TestProofsOfAnOverruledAnswer(t *testing.T) {
	t.Parallel()
	table := sample(t, "test-f3")
	item, _ := table.Node("2.1")
	given := func(who, points string, files ...assessment.EvidenceRef) assessment.Answer {
		a := best(item)
		a.Evidence = files
		if points != "" {
			a.Option, a.Points = "", points
		}
		return assessment.Answer{ByApplicant: map[string]assessment.Answer{husband.ID: best(item), who: a}}
	}
	first, second := filled(table, li, nil), filled(table, zhang, nil)
	first.Answers["2.1"] = given(wife.ID, "")
	on := law.MustDate("2030-01-01")
	gaps := func(answer assessment.Answer, renewals ...assessment.Renewal) []string {
		ruling := assessment.Ruling{Code: "2.1", Applicant: wife.ID, Answer: answer, Reason: "x"}
		return codes(assessment.EvidenceGaps(table, []assessment.Sheet{first, second}, averaged, on, []assessment.Ruling{ruling}, renewals...))
	}
	nothing, same := best(item), best(item)
	nothing.Option, nothing.Points, nothing.Evidence, same.Evidence = "", "0", nil, nil
	require.Empty(t, gaps(nothing), "an answer without points needs none, whatever stands behind what it overruled")
	require.Empty(t, gaps(same), "the second sheet has brought the proof of what counts")
	second.Answers["2.1"] = given(wife.ID, "")
	require.Equal(t, []string{"/rulings/0/answer/evidence evidence_missing"}, gaps(same), "nobody has brought one")
	require.Empty(t, gaps(best(item)), "the ruling has")
	require.Empty(t, gaps(same, assessment.Renewal{Code: "2.1", Applicant: wife.ID, Evidence: proof(item)}))
	other := assessment.Ruling{Code: "2.1", Applicant: husband.ID, Answer: nothing, Reason: "x"}
	require.Len(t, assessment.EvidenceGaps(table, []assessment.Sheet{first, second}, averaged, on, []assessment.Ruling{other}), 2, "a ruling on the other applicant changes nothing")
}

// Where the lowest of all decides, the higher answer needs no proof; where both are the lowest, both do.
func TestOnlyTheLowestNeedsItsProof(t *testing.T) {
	t.Parallel()
	table := sample(t, "test-f3")
	item, _ := table.Node("2.1")
	of := func(points string, files ...assessment.EvidenceRef) assessment.Answer {
		a := best(item)
		if a.Evidence = files; points != "" {
			a.Option, a.Points = "", points
		}
		return assessment.Answer{ByApplicant: map[string]assessment.Answer{husband.ID: best(item), wife.ID: a}}
	}
	on, lowest := law.MustDate("2030-01-01"), assessment.Consolidation{Mode: assessment.Lower}
	gaps := func(first, second assessment.Answer, rulings ...assessment.Ruling) []string {
		one, two := filled(table, li, nil), filled(table, zhang, nil)
		one.Answers["2.1"], two.Answers["2.1"] = first, second
		return codes(assessment.EvidenceGaps(table, []assessment.Sheet{one, two}, lowest, on, rulings))
	}
	const first, second = "/sheets/0/answers/2.1/by_applicant/p2/evidence evidence_missing", "/sheets/1/answers/2.1/by_applicant/p2/evidence evidence_missing"
	require.Empty(t, gaps(of(""), of("0.5", proof(item))), "the higher answer of the first does not count")
	require.Equal(t, []string{first}, gaps(of("0.5"), of("", proof(item))), "it is the lowest")
	require.ElementsMatch(t, []string{first, second}, gaps(of(""), of("")), "both are")
	same := best(item)
	same.Option, same.Points, same.Evidence = "", "0", nil
	require.Empty(t, gaps(of(""), of("0.5"), assessment.Ruling{Code: "2.1", Applicant: wife.ID, Answer: same, Reason: "x"}), "ruled to nothing")
}

// What will be needed on the day of the decision is asked for before the sheet closes.
func TestSubmissionAsksForTheDates(t *testing.T) {
	t.Parallel()
	table := sample(t, "test-f7")
	sheet := filled(table, zhang, nil)
	sheet.Answers["1.2"] = assessment.Answer{Initial: new(1), Final: new(1), Evidence: []assessment.EvidenceRef{certificate("health_certificate", "2024-02-01", "")}}
	require.Equal(t, []string{"/answers/1.2/evidence/0 validity_date_missing"}, codes(assessment.Check(table, sheet)))
	sheet.Answers["1.2"] = assessment.Answer{Initial: new(1), Final: new(1), Evidence: []assessment.EvidenceRef{certificate("health_certificate", "2024-02-01", "2024-01-31")}}
	require.Equal(t, []string{"/answers/1.2/evidence/0 bad_validity"}, codes(assessment.Check(table, sheet)))
}
