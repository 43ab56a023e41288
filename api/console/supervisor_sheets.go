package console

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// compareData is the sheets of a phase side by side (评分表比对).
type compareData struct {
	watched

	Phase   string
	All     bool // also the items at which nobody differs
	Missing bool // sheets are out: nobody compares yet
	People  []string
	Rows    []compareRow
	Totals  *assessment.TotalSpread
	Open    int // disputes that are not ruled on
	Differ  int // items at which the sheets differ
	Items   int
	Settle  []workflow.Action // acts by which disputes are settled
}

// settles are the acts that lead out of a dispute.
func settles() []workflow.ActName {
	return []workflow.ActName{workflow.ActNameAdjudicator, workflow.ActRuleItems, workflow.ActRateJointly, workflow.ActReopenSheet}
}

func comparePage(v *visit) error {
	ctx, phase := v.Request().Context(), v.Param("phase")
	c, err := v.console.cases.ReadCase(ctx, v.actor(), v.Param("id"))
	if err != nil {
		return err
	}
	ref, begun := c.Case.Instruments[phase]
	if !begun {
		return echo.NewHTTPError(http.StatusNotFound)
	}
	title := v.t("compare.title", v.t("phase."+phase))
	d := compareData{
		watched: watched{Frame: v.frame(title), CaseID: c.Case.ID, Number: c.Case.Number, Links: v.watchLinks(c.Case.ID, "")},
		Phase:   phase, All: v.QueryParam("all") != "",
	}
	sheets := c.Case.SheetsOf(phase)
	if d.Missing = len(sheets) < 2 || !c.Case.SheetsComplete(phase); !d.Missing { //nolint:mnd // two are needed to compare
		table, err := v.console.cases.Tables.Get(instrument.Ref(ref))
		if err != nil {
			return err
		}
		d.compare(c, table, sheets)
	}
	actions, _, err := v.console.cases.Actions(ctx, v.actor(), c.Case.ID)
	if err != nil {
		return err
	}
	for _, a := range actions {
		for _, name := range settles() {
			if a.Act == name && a.Allowed {
				d.Settle = append(d.Settle, a)
			}
		}
	}
	return v.show(http.StatusOK, title, compareBody(d))
}

// compare fills the rows: every item of the table in its order, a heading for each group.
func (d *compareData) compare(c *casework.CaseView, table *instrument.Instrument, sheets []assessment.Sheet) {
	for _, s := range sheets {
		d.People = append(d.People, s.Evaluator.Name)
	}
	disputes := map[string]assessment.Disagreement{}
	for _, dispute := range c.Disputes {
		if dispute.Phase != d.Phase {
			continue
		}
		d.Open, d.Totals = dispute.Open, dispute.Total
		for _, one := range dispute.Items {
			disputes[one.Code+"\x00"+one.Applicant] = one
		}
	}
	for node := range table.Nodes() {
		if node.IsGroup() {
			d.Rows = append(d.Rows, compareRow{Code: node.Code(), Title: words2(d.Frame, node.Title()), Group: true})
			continue
		}
		for _, who := range judged(node, sheets[0]) {
			row := d.row(node, who, sheets)
			if one, ok := disputes[node.Code()+"\x00"+who.ID]; ok {
				row.dispute(d.Frame, node, one)
			}
			d.Items++
			if row.Differs {
				d.Differ++
			}
			if d.All || row.Differs || row.State.Text != "" {
				d.Rows = append(d.Rows, row)
			}
		}
	}
	d.Rows = withoutEmptyGroups(d.Rows)
}
