package board

import (
	"cmp"
	"slices"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/agreement"
	"github.com/anjia-project/anjia/assessment/instrument"
)

// Table is the agreement of an agency's evaluators under one version of a scoring table, and how mild they are.
type Table struct {
	Instrument instrument.Ref   `json:"instrument"`
	Title      string           `json:"title"`
	Phase      instrument.Phase `json:"phase"`
	Cases      int              `json:"cases"`
	Evaluators int              `json:"evaluators"`
	// Totals is ICC(1,1) of the total scores.
	Totals agreement.Answer `json:"totals"`
	// Pool is the mean score of the agency less that of the other agencies under the same table.
	Pool agreement.Answer `json:"against_pool"`
	// Leniency is of each evaluator against colleagues who judged the same families.
	Leniency []Leniency `json:"leniency"`
	// KappaBetween says between which two the kappa of the items is: "pair", the only two evaluators there are, or "roles",
	// the lead evaluator (组长) and the other one of each case; "" where neither is there, and kappa is refused.
	KappaBetween string `json:"kappa_between"`
	Items        []Item `json:"items"`
}

// Leniency is one evaluator against colleagues (宽严偏差).
type Leniency struct {
	EvaluatorID string           `json:"evaluator_id"`
	Name        string           `json:"name"`
	Deviation   agreement.Answer `json:"deviation"`
}

// Item is the agreement at one item.
type Item struct {
	Code    string           `json:"code"`
	Title   string           `json:"title"`
	Percent agreement.Answer `json:"percent"`
	Alpha   agreement.Answer `json:"alpha"`
	AC      agreement.Answer `json:"ac"`
	Kappa   agreement.Answer `json:"kappa"` // between the two that KappaBetween names, weighted where options have an order
}

// tables groups the sheets of an agency by the version of the table: the marks of two versions are never mixed.
func tables(agencyID string, scored []score, v View) []Table {
	byTable := map[instrument.Ref][]score{}
	for _, s := range scored {
		if s.fact.AgencyID == agencyID {
			byTable[s.sheet.Table.Ref()] = append(byTable[s.sheet.Table.Ref()], s)
		}
	}
	out := []Table{}
	for ref, own := range byTable {
		out = append(out, tableOf(ref, agencyID, own, scored, v))
	}
	slices.SortFunc(out, func(a, b Table) int {
		return cmp.Or(cmp.Compare(a.Instrument.Name(), b.Instrument.Name()), cmp.Compare(a.Instrument.SHA256, b.Instrument.SHA256))
	})
	return out
}

func tableOf(ref instrument.Ref, agencyID string, own, all []score, v View) Table {
	table := own[0].sheet.Table
	t := Table{Instrument: ref, Title: table.Title().ZH, Phase: table.Phase(), Leniency: []Leniency{}, Items: []Item{}}
	names := map[string]assessment.Person{}
	cases := map[string]bool{}
	var totals []agreement.Mark
	for _, s := range own {
		names[s.sheet.Evaluator.ID], cases[s.fact.CaseID] = s.sheet.Evaluator, true
		if s.ok {
			totals = append(totals, agreement.Mark{Subject: s.fact.CaseID, Rater: s.sheet.Evaluator.ID, Value: s.total})
		}
	}
	t.Cases, t.Evaluators = len(cases), len(names)
	if ratings, err := agreement.Collect(totals); err != nil {
		t.Totals = unusable(len(totals))
	} else {
		t.Totals = agreement.ICC(ratings, agreement.FormOneWay, v.Terms)
		for _, id := range ratings.Raters() {
			t.Leniency = append(t.Leniency, Leniency{EvaluatorID: id, Name: names[id].Name, Deviation: agreement.Leniency(ratings, id, v.Terms)})
		}
	}
	t.KappaBetween = kappaBetween(own)
	t.Pool = againstPool(ref, agencyID, all, v)
	for item := range table.Items() {
		if m, ok := metricOf(item); ok {
			t.Items = append(t.Items, itemOf(item, m, own, t.KappaBetween, v.Terms))
		}
	}
	slices.SortFunc(t.Leniency, func(a, b Leniency) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.EvaluatorID, b.EvaluatorID))
	})
	return t
}

func itemOf(item *instrument.Node, m metric, own []score, between string, terms agreement.Terms) Item {
	out := Item{Code: item.Code(), Title: item.Title().ZH}
	marks := marksAt(item, own)
	ratings, err := agreement.Collect(marks, m.values...)
	if err != nil {
		none := unusable(len(marks))
		out.Percent, out.Alpha, out.AC, out.Kappa = none, none, none, none
		return out
	}
	out.Percent = agreement.PercentAgreement(ratings, agreement.Identity(), terms)
	out.Alpha = agreement.Alpha(ratings, m.scale, terms)
	out.AC = agreement.GwetAC(ratings, m.weights, terms)
	out.Kappa = kappaOf(item, m, own, ratings, between, terms)
	return out
}

// fewestOthers is how many other agencies a pool must have before an agency's own people see a figure against it: of
// one or with one alone, the pool's mean would be that agency's.
const fewestOthers = 2

// againstPool compares the mean score of each family with those of the other agencies.
func againstPool(ref instrument.Ref, agencyID string, all []score, v View) agreement.Answer {
	type place struct{ agency, family string }
	sums, counts := map[place]float64{}, map[place]float64{}
	var order []place
	others := map[string]bool{}
	for _, s := range all {
		if !s.ok || s.sheet.Table.Ref() != ref {
			continue
		}
		at := place{s.fact.AgencyID, s.fact.CaseID}
		if counts[at] == 0 {
			order = append(order, at)
		}
		sums[at], counts[at] = sums[at]+s.total, counts[at]+1
		if s.fact.AgencyID != agencyID {
			others[s.fact.AgencyID] = true
		}
	}
	var own, pool []float64
	for _, at := range order {
		if at.agency == agencyID {
			own = append(own, sums[at]/counts[at])
		} else {
			pool = append(pool, sums[at]/counts[at])
		}
	}
	if v.AgencyID != "" && len(others) < fewestOthers {
		return agreement.Answer{Refusal: &agreement.Refusal{Note: agreement.Note{
			Code: "pool_identifiable", ZH: "参照范围内其他机构少于2家，比较会显示该机构的数据，不予提供。",
			EN: "fewer than two other agencies: the comparison would show the other one's scores",
		}, N: len(own)}}
	}
	return agreement.Difference(own, pool, v.Terms)
}

// unusable refuses marks that don't make a table.
func unusable(n int) agreement.Answer {
	return agreement.Answer{Refusal: &agreement.Refusal{Note: agreement.Note{
		Code: agreement.CodeInvalidInput, ZH: "评分数据不完整或者不一致，不予计算。", EN: "the marks do not make a table of subjects by raters",
	}, N: n}}
}
