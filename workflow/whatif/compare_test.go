package whatif_test

import (
	"bytes"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/whatif"
)

var today = law.MustDate("2024-12-31")

// ended is a case whose capacity was scored by two evaluators under the shipped table.
func ended(t *testing.T) (*workflow.Case, whatif.Law) {
	t.Helper()
	table, sheets, err := sample.FilledSheets(workflow.PhaseCapacity, time.Date(2024, 2, 1, 2, 0, 0, 0, time.UTC))
	require.NoError(t, err)
	sheets[1].Answers = maps.Clone(sheets[0].Answers) // within every tolerance
	set, err := law.Embedded()
	require.NoError(t, err)
	is := under(t, set)
	is.Tables = map[string]*instrument.Instrument{workflow.PhaseCapacity: table}
	review, err := law.StartClock(is.Pack, law.ClockRegistrationReview, law.MustDate("2024-01-02"))
	require.NoError(t, err)
	review, err = review.Pause(is.Pack, "assessment", law.MustDate("2024-01-10"))
	require.NoError(t, err)
	review, err = review.Stop(law.MustDate("2024-02-20"), "登记")
	require.NoError(t, err)
	return &workflow.Case{
		ID: "c1", Number: "540102-2024-0001", State: workflow.Closed, ReceivedOn: law.MustDate("2024-01-02"),
		Instruments:  map[string]workflow.Ref{workflow.PhaseCapacity: workflow.Ref(table.Ref())},
		ScoredPhases: []string{workflow.PhaseCapacity}, Sheets: sheets, Clocks: []law.Clock{review},
	}, is
}

func under(t *testing.T, set *law.Set) whatif.Law {
	t.Helper()
	pack, err := set.Pack("cn", true)
	require.NoError(t, err)
	cal, err := set.Calendar("cn")
	require.NoError(t, err)
	return whatif.Law{Pack: pack, Calendar: cal}
}

// redrafted is the table with some words of its file replaced, each of them there.
func redrafted(t *testing.T, table *instrument.Instrument, pairs ...string) *instrument.Instrument {
	t.Helper()
	raw := bytes.Replace(table.Raw(), []byte(`version: "1"`), []byte(`version: "2"`), 1)
	for i := 0; i < len(pairs); i += 2 {
		require.True(t, bytes.Contains(raw, []byte(pairs[i])), pairs[i])
		raw = bytes.Replace(raw, []byte(pairs[i]), []byte(pairs[i+1]), 1)
	}
	draft, err := instrument.Load("draft.yaml", raw)
	require.NoError(t, err)
	return draft
}

// changed is the shipped law with one file changed.
func changed(t *testing.T, place, from, to string) *law.Set {
	t.Helper()
	set, err := law.Embedded()
	require.NoError(t, err)
	for _, f := range set.Raw() {
		if f.Path == place {
			require.True(t, bytes.Contains(f.Bytes, []byte(from)), from)
			f.Bytes = bytes.Replace(f.Bytes, []byte(from), []byte(to), 1)
			next, err := set.With(f)
			require.NoError(t, err)
			return next
		}
	}
	t.Fatalf("no file %s", place)
	return nil
}

func TestSameLawChangesNothing(t *testing.T) {
	t.Parallel()
	c, is := ended(t)
	require.Empty(t, whatif.Compare(c, nil, is, is, today))
	again := is
	again.Tables = map[string]*instrument.Instrument{workflow.PhaseCapacity: redrafted(t, is.Tables[workflow.PhaseCapacity])}
	require.Empty(t, whatif.Compare(c, nil, is, again, today), "another file that says the same")
}

func TestHigherMarkFailsAFamilyAndNamesTheGate(t *testing.T) {
	t.Parallel()
	c, is := ended(t)
	table := is.Tables[workflow.PhaseCapacity]
	r, err := assessment.Consolidate(table, c.Sheets, assessment.Consolidation{Mode: assessment.Mean})
	require.NoError(t, err)
	require.Equal(t, instrument.Pass, r.Outcome)
	try := func(mark string) []whatif.Difference {
		draft := is
		draft.Tables = map[string]*instrument.Instrument{workflow.PhaseCapacity: redrafted(t, table, "total_at_least: 80", "total_at_least: "+mark)}
		return whatif.Compare(c, nil, is, draft, today)
	}
	require.Empty(t, try(r.TotalExact.String()), "a mark that is just reached")
	got := try(r.TotalExact.Add(mustExact(t, "0.01")).String())
	require.Len(t, got, 1, "a mark that is missed by a hundredth; total %s", r.Total)
	require.Equal(t, whatif.Outcome, got[0].Kind)
	require.Equal(t, "capacity", got[0].Where)
	require.Contains(t, got[0].After, instrument.Fail.Chinese())
	require.Equal(t, whatif.ByGate, got[0].Why[0].By)
	require.Equal(t, "below", got[0].Why[0].Code)
	require.Len(t, got[0].Why, 1, "no item gives other points")
}

func mustExact(t *testing.T, text string) instrument.Exact {
	t.Helper()
	x, err := instrument.ParseExact(text)
	require.NoError(t, err)
	return x
}

func TestOtherPointsNameTheItem(t *testing.T) {
	t.Parallel()
	c, is := ended(t)
	yes := true
	for i := range c.Sheets {
		c.Sheets[i].Answers["B2"] = assessment.Answer{Value: &yes}
	}
	draft := is
	draft.Tables = map[string]*instrument.Instrument{workflow.PhaseCapacity: redrafted(t, is.Tables[workflow.PhaseCapacity], "        points: 3\n", "        points: 1\n", "        points: 2\n        evidence: {demand: note, when: if_true}", "        points: 4\n        evidence: {demand: note, when: if_true}")}
	got := whatif.Compare(c, nil, is, draft, today)
	require.Len(t, got, 1)
	require.Equal(t, whatif.Score, got[0].Kind)
	require.Contains(t, got[0].Why, whatif.Reason{By: whatif.ByNode, Code: "B2", Title: "同时收养兄弟姐妹或者收养十周岁以上儿童", Before: "3.00分", After: "1.00分"})
}

func TestWhatNobodyAnsweredIsNotInvented(t *testing.T) {
	t.Parallel()
	c, is := ended(t)
	draft := is
	draft.Tables = map[string]*instrument.Instrument{workflow.PhaseCapacity: redrafted(t, is.Tables[workflow.PhaseCapacity], `code: "V7"`, `code: "V77"`)}
	got := whatif.Compare(c, nil, is, draft, today)
	require.Len(t, got, 1)
	require.Equal(t, whatif.Undetermined, got[0].Kind)
	require.Equal(t, []whatif.Reason{{By: whatif.ByNode, Code: "V77", Title: "有吸毒、酗酒、赌博、嫖娼等行为", After: "原评分表没有这一记录"}}, got[0].Why)
}

func TestARulingStandsUnderTheDraftWhereItStillSettlesSomething(t *testing.T) {
	t.Parallel()
	c, is := ended(t)
	table := is.Tables[workflow.PhaseCapacity]
	best, worst := c.Sheets[0].Answers["020"], c.Sheets[1].Answers["020"]
	best.Option, worst.Option = "a", "c"
	c.Sheets[0].Answers["020"], c.Sheets[1].Answers["020"] = best, worst
	draft := is
	draft.Tables = map[string]*instrument.Instrument{workflow.PhaseCapacity: redrafted(t, table, "total_at_least: 80", "total_at_least: 109")}
	got := whatif.Compare(c, nil, is, draft, today)
	require.Equal(t, whatif.Undetermined, got[0].Kind, "ten points apart on an item of ten: nobody has ruled on it")
	c.Rulings = []workflow.PhaseRuling{{Phase: workflow.PhaseCapacity, Ruling: assessment.Ruling{
		Code: "020", Answer: worst, Reason: "证明不足", By: assessment.Person{ID: "p9", Name: "次仁"}, At: c.Sheets[1].SubmittedAt.Add(time.Hour),
	}}}
	got = whatif.Compare(c, nil, is, draft, today)
	require.Equal(t, whatif.Outcome, got[0].Kind, "%+v", got)
	draft.Tables[workflow.PhaseCapacity] = redrafted(t, table, "total_at_least: 80", "total_at_least: 109", `code: "020"`, `code: "021"`)
	got = whatif.Compare(c, nil, is, draft, today)
	require.Equal(t, whatif.Undetermined, got[0].Kind)
	require.Equal(t, "021", got[0].Why[0].Code, "the ruling on what is gone is no fault; what is new was not answered")
}

// leftToAPerson is the table with its last two gates, which pass from 80 points on, left to the approver.
func leftToAPerson(t *testing.T, table *instrument.Instrument) *instrument.Instrument {
	t.Helper()
	raw := table.Raw()
	at := bytes.Index(raw, []byte("  - code: \"mark\""))
	require.Positive(t, at)
	raw = append(raw[:at:at], []byte("  - {code: \"person\", when: {otherwise: true}, outcome: human, conclusion: {zh: 由审批人判断}}\n")...)
	left, err := instrument.Load("left.yaml", raw)
	require.NoError(t, err)
	return left
}

func TestAStatedOutcomeIsWhatCameOfThePhase(t *testing.T) {
	t.Parallel()
	for name, one := range map[string]struct {
		stated        []workflow.StatedOutcome
		before, after string // of the table that leaves it to a person, and of one with a mark; empty without a difference
	}{
		"nothing stated":         {nil, "由审批人判断，", "合格，"},
		"stated as the mark has": {[]workflow.StatedOutcome{{Phase: workflow.PhaseCapacity, Passed: true}}, "", ""},
		"stated otherwise":       {[]workflow.StatedOutcome{{Phase: workflow.PhaseCapacity}}, "不合格，", "合格，"},
		"stated on another":      {[]workflow.StatedOutcome{{Phase: workflow.PhaseIntegration, Passed: true}}, "由审批人判断，", "合格，"},
		"void":                   {[]workflow.StatedOutcome{{Phase: workflow.PhaseCapacity, Passed: true, VoidOn: today}}, "由审批人判断，", "合格，"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, marked := ended(t)
			c.Stated = one.stated
			left := marked
			left.Tables = map[string]*instrument.Instrument{workflow.PhaseCapacity: leftToAPerson(t, marked.Tables[workflow.PhaseCapacity])}
			require.Empty(t, whatif.Compare(c, nil, left, left, today))
			got := whatif.Compare(c, nil, left, marked, today)
			if one.before == "" {
				require.Empty(t, got)
				return
			}
			require.Len(t, got, 1)
			require.Equal(t, whatif.Outcome, got[0].Kind)
			require.True(t, strings.HasPrefix(got[0].Before, one.before), got[0].Before)
			require.True(t, strings.HasPrefix(got[0].After, one.after), got[0].After)
			require.Equal(t, name == "stated otherwise", strings.HasSuffix(got[0].Before, "（经审批人认定）"), got[0].Before)
		})
	}
}

func TestAStatedOutcomeStandsWhereTheDraftAsksForOneToo(t *testing.T) {
	t.Parallel()
	c, is := ended(t)
	left := leftToAPerson(t, is.Tables[workflow.PhaseCapacity])
	is.Tables = map[string]*instrument.Instrument{workflow.PhaseCapacity: left}
	c.Stated = []workflow.StatedOutcome{{Phase: workflow.PhaseCapacity}}
	yes := true
	for i := range c.Sheets {
		c.Sheets[i].Answers["B2"] = assessment.Answer{Value: &yes}
	}
	draft := is
	draft.Tables = map[string]*instrument.Instrument{workflow.PhaseCapacity: redrafted(t, left, "        points: 3\n", "        points: 1\n", "        points: 2\n        evidence: {demand: note, when: if_true}", "        points: 4\n        evidence: {demand: note, when: if_true}")}
	got := whatif.Compare(c, nil, is, draft, today)
	require.Len(t, got, 1)
	require.Equal(t, whatif.Score, got[0].Kind, "the finding stands, the total is another")
	require.True(t, strings.HasPrefix(got[0].After, "不合格，"), got[0].After)
}

func TestSheetsThatAreNotAllInAreLeftAlone(t *testing.T) {
	t.Parallel()
	c, is := ended(t)
	c.ScoredPhases = nil
	draft := is
	draft.Tables = map[string]*instrument.Instrument{workflow.PhaseCapacity: redrafted(t, is.Tables[workflow.PhaseCapacity], "total_at_least: 80", "total_at_least: 100")}
	require.Empty(t, whatif.Compare(c, nil, is, draft, today), "blind sheets stay blind")
}

func TestShorterTermMovesTheDateAndIsNamed(t *testing.T) {
	t.Parallel()
	c, is := ended(t)
	draft := under(t, changed(t, "packs/cn.yaml",
		`{from: "2023-07-20", value: {length: 30, unit: day, kind: limit}, bound: {max: 30}`, `{from: "2023-07-20", value: {length: 5, unit: day, kind: limit}, bound: {max: 30}`))
	draft.Tables = is.Tables
	got := whatif.Compare(c, nil, is, draft, today)
	require.Len(t, got, 1)
	require.Equal(t, whatif.Due, got[0].Kind)
	require.Equal(t, string(law.ClockRegistrationReview), got[0].Where)
	require.Contains(t, got[0].Before, "，按期")
	require.Contains(t, got[0].After, "，逾期")
	require.Contains(t, got[0].Why, whatif.Reason{By: whatif.ByParameter, Code: "registration.limit", Title: "登记审查期限", Before: "30日", After: "5日"})
}

func TestAGroundThatIsGoneNoLongerStopsTheClock(t *testing.T) {
	t.Parallel()
	c, is := ended(t)
	draft := under(t, changed(t, "packs/cn.yaml", `      - {from: "2021-01-01", value: "收养评估期间", status: official, basis: pg2020, article: "第十条", recalled: true}`, `      []`))
	draft.Tables = is.Tables
	got := whatif.Compare(c, nil, is, draft, today)
	require.Len(t, got, 1)
	require.Contains(t, got[0].After, "2024-02-01", "thirty days from 2 January")
	require.Equal(t, "registration.pause.assessment", got[0].Why[0].Code)
}

func TestARestDayMovesTheDateAndIsNamed(t *testing.T) {
	t.Parallel()
	c, is := ended(t)
	k := &c.Clocks[0]
	k.Pauses = nil // due on Thursday, 1 February
	set := changed(t, "calendars/cn.csv", "2024-02-04,make_up_workday", "2024-02-01,holiday,春节,no\n2024-02-04,make_up_workday")
	draft := under(t, set)
	draft.Pack, draft.Tables = is.Pack, is.Tables
	got := whatif.Compare(c, nil, is, draft, today)
	require.Len(t, got, 1)
	require.Equal(t, "2024-02-01，逾期", got[0].Before)
	require.Equal(t, "2024-02-02，逾期", got[0].After)
	require.Equal(t, []string{whatif.ByDay, "2024-02-01"}, []string{got[0].Why[0].By, got[0].Why[0].Code})
}

func TestATermThatAnOfficerSetStays(t *testing.T) {
	t.Parallel()
	c, is := ended(t)
	c.Clocks[0].Pack = ""
	draft := under(t, changed(t, "packs/cn.yaml",
		`{from: "2023-07-20", value: {length: 30, unit: day, kind: limit}, bound: {max: 30}`, `{from: "2023-07-20", value: {length: 5, unit: day, kind: limit}, bound: {max: 30}`))
	draft.Tables = is.Tables
	require.Empty(t, whatif.Compare(c, nil, is, draft, today))
}
