package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow/casework"
)

// The cases of a period, in the actor's scope as the policies have it.
const periodCases = `with c as materialized (
  select authority_id, state, category, outcome, received_on, accepted_on, decided_on, registered_on, closed_on, ended_on, due_on, due_clock
  from cases where state <> 'draft' and received_on between $1 and $2)
`

const countedCases = periodCases + `select 'total' as what, '' as key, '' as name, count(*) as n from c
  union all select 'state', state, '', count(*) from c group by state
  union all select 'category', category, '', count(*) from c group by category
  union all select 'office', c.authority_id::text, coalesce(a.name, ''), count(*) from c left join authorities a on a.id = c.authority_id group by c.authority_id, a.name
  union all select 'received', to_char(received_on, 'YYYY-MM'), '', count(*) from c group by 2
  union all select 'outcome', coalesce(outcome, case when ended_on is null then 'open' else state end), '', count(*) from c group by 2
  union all select case when due_on < $3 then 'overdue' else 'running' end, due_clock, '', count(*) from c where due_on is not null and ended_on is null group by 1, 2
  order by 1, 2`

const stagesOfCases = periodCases + `, d as (
  select 1 as place, 'acceptance' as stage, accepted_on - received_on as days from c
  union all select 2, 'decision', decided_on - received_on from c
  union all select 3, 'registration', registered_on - received_on from c
  union all select 4, 'follow_up', closed_on - registered_on from c)
  select stage, count(*), percentile_cont(0.5) within group (order by days), percentile_cont(0.25) within group (order by days),
    percentile_cont(0.75) within group (order by days), max(days)::bigint
  from d where days is not null group by place, stage order by place`

// CaseStatistics implements casework.OversightTx.
func (t *tx) CaseStatistics(ctx context.Context, q casework.StatisticsQuery) (*casework.Statistics, error) {
	out := &casework.Statistics{
		From: q.From, To: q.To, Today: q.Today, States: []casework.Figure{}, Category: []casework.Figure{}, Offices: []casework.Figure{},
		Received: []casework.Figure{}, Outcomes: []casework.Figure{}, Stages: []casework.StageFigure{}, Limits: []casework.LimitFigure{},
	}
	t.queue.Queue(countedCases, toDate(q.From), toDate(q.To), toDate(q.Today)).Query(func(rows pgx.Rows) error {
		var what string
		var f casework.Figure
		_, err := pgx.ForEachRow(rows, []any{&what, &f.Key, &f.Name, &f.Count}, func() error {
			addFigure(out, what, f)
			return nil
		})
		return err
	})
	t.queue.Queue(stagesOfCases, toDate(q.From), toDate(q.To)).Query(func(rows pgx.Rows) (err error) {
		out.Stages, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (s casework.StageFigure, err error) {
			err = row.Scan(&s.Stage, &s.Count, &s.Median, &s.Lower, &s.Upper, &s.Most)
			return s, err
		})
		return err
	})
	return out, t.flush(ctx)
}

// addFigure puts one count where it belongs.
func addFigure(out *casework.Statistics, what string, f casework.Figure) {
	switch what {
	case "total":
		out.Total = f.Count
	case "state":
		out.States = append(out.States, f)
	case "category":
		out.Category = append(out.Category, f)
	case "office":
		out.Offices = append(out.Offices, f)
	case "received":
		out.Received = append(out.Received, f)
	case "outcome":
		out.Outcomes = append(out.Outcomes, f)
	default:
		addLimit(out, what == "overdue", f)
	}
}

func addLimit(out *casework.Statistics, overdue bool, f casework.Figure) {
	at := -1
	for i := range out.Limits {
		if out.Limits[i].Clock == f.Key {
			at = i
		}
	}
	if at < 0 {
		at, out.Limits = len(out.Limits), append(out.Limits, casework.LimitFigure{Clock: f.Key})
	}
	if overdue {
		out.Limits[at].Overdue = f.Count
		return
	}
	out.Limits[at].Running = f.Count
}
