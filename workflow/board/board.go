package board

import (
	"cmp"
	"slices"

	"github.com/anjia-project/anjia/assessment/agreement"
	"github.com/anjia-project/anjia/assessment/law"
)

// Period is the cohort: stretches that began from the first to the last day.
type Period struct {
	From law.Date `json:"from"`
	To   law.Date `json:"to"`
	AsOf law.Date `json:"as_of"` // what happened by this day is known
}

func (p Period) has(d law.Date) bool { return !d.IsZero() && !d.Before(p.From) && !d.After(p.To) }

// Board is what can be said of the agencies of a division over a period (评估机构看板).
type Board struct {
	Period
	MinSubjects int      `json:"min_subjects"`
	Level       float64  `json:"level"`
	Agencies    []Agency `json:"agencies"` // by name: the order says nothing
	Notes       []string `json:"notes"`
}

// Agency is one agency over the period.
type Agency struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Offered  int      `json:"offered"`  // commissions that began in the period
	Declined int      `json:"declined"` // of these
	Mixed    int      `json:"mixed"`    // of these, where it was asked to send people to a mixed body
	Accept   Duration `json:"accept"`   // from the notice to acceptance, days
	Visit    Duration `json:"visit"`    // from acceptance to the first home visit, days
	Report   Duration `json:"report"`   // from acceptance to the sealed report that stands, days
	Late     Share    `json:"late"`     // reports later than the legal limit, of those whose limit has passed
	Returned Share    `json:"returned"` // cases whose report was returned for rework, of those with a report

	Tables []Table `json:"tables"` // by code@version of the scoring table
}

// Duration is how long a stretch took in the cohort, in days.
type Duration struct {
	Began    int              `json:"began"`
	Finished int              `json:"finished"`
	Open     int              `json:"open"`    // still running: the figures are without them, and too short by that
	Dropped  int              `json:"dropped"` // ended without: declined, handed back, the case was closed before
	Median   agreement.Answer `json:"median"`
	Lower    agreement.Answer `json:"lower_quartile"`
	Upper    agreement.Answer `json:"upper_quartile"`
}

// Share is how often something happened.
type Share struct {
	Count int              `json:"count"`
	Of    int              `json:"of"`
	Open  int              `json:"open"` // of which nothing can be said yet
	Share agreement.Answer `json:"share"`
}

// View says for whom a board is made.
type View struct {
	AgencyID string // only this agency, as its own people see it; "" for all
	Terms    agreement.Terms
}

// Compute makes the board. The order of the facts makes no difference.
func Compute(p Period, facts []Fact, v View) Board {
	b := Board{Period: p, MinSubjects: v.Terms.MinSubjects, Level: v.Terms.Level, Agencies: []Agency{}, Notes: notes()}
	if b.MinSubjects == 0 {
		b.MinSubjects = agreement.DefaultMinSubjects
	}
	if b.Level == 0 {
		b.Level = agreement.DefaultLevel
	}
	facts = slices.Clone(facts)
	slices.SortFunc(facts, func(x, y Fact) int {
		return cmp.Or(cmp.Compare(x.CaseID, y.CaseID), x.NamedOn.Compare(y.NamedOn), cmp.Compare(x.AgencyID, y.AgencyID))
	})
	scored := scoresOf(facts, p)
	for _, id := range agencies(facts, p) {
		if v.AgencyID != "" && v.AgencyID != id {
			continue
		}
		b.Agencies = append(b.Agencies, agency(id, facts, p, scored, v))
	}
	slices.SortFunc(b.Agencies, func(x, y Agency) int { return cmp.Or(cmp.Compare(x.Name, y.Name), cmp.Compare(x.ID, y.ID)) })
	return b
}

// agencies lists those with a commission in the period.
func agencies(facts []Fact, p Period) []string {
	var ids []string
	for i := range facts {
		if p.has(facts[i].NamedOn) || p.has(facts[i].AcceptedOn) {
			ids = append(ids, facts[i].AgencyID)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func agency(id string, facts []Fact, p Period, scored []score, v View) Agency {
	own := slices.DeleteFunc(slices.Clone(facts), func(f Fact) bool { return f.AgencyID != id })
	newest := slices.MaxFunc(own, func(x, y Fact) int { return x.NamedOn.Compare(y.NamedOn) })
	a := Agency{ID: id, Name: newest.AgencyName}
	var accept, visit, report stretch
	var late, returned tallied
	for i := range own {
		f := &own[i]
		if p.has(f.NamedOn) {
			a.Offered++
			if !f.DeclinedOn.IsZero() && f.AcceptedOn.IsZero() {
				a.Declined++
			}
			if f.Mixed {
				a.Mixed++
			}
			accept.add(f.NamedOn, f.AcceptedOn, f.Over)
		}
		if !p.has(f.AcceptedOn) {
			continue
		}
		visit.add(f.AcceptedOn, f.VisitedOn, f.Over)
		report.add(f.AcceptedOn, f.SealedOn, f.Over)
		late.limit(f, p.AsOf)
		returned.rework(f)
	}
	a.Accept, a.Visit, a.Report = accept.duration(v.Terms), visit.duration(v.Terms), report.duration(v.Terms)
	a.Late, a.Returned = late.share(v.Terms), returned.share(v.Terms)
	a.Tables = tables(id, scored, v)
	return a
}

func notes() []string {
	return []string{
		"机构按名称排列，顺序不代表优劣；各项数据受案件构成影响，不得用于简单排名。",
		"时长按起始日期在期间内的案件计算；尚未完成的另列，其数越多，所列时长越偏短。",
		"按期与否只统计法定期限已届满的案件；逾期率采用威尔逊区间。",
		"一致性只使用评估员首次独立提交的评分表；宽严差异可能来自所评家庭不同，应当与评估员间的宽严偏差一并看待。",
		"κ系数只在固定的两名评估员之间，或者各案评估组长与另一名评估员之间计算；没有这种对应关系的，不予计算并说明原因。",
		"派员参加混合评估小组的，计入派员机构并另列件数：走访、评分只计派出人员的，报告和期限是评估小组的。",
		"样本少于最低要求的，不予计算并说明原因。",
	}
}
