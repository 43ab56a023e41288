package console

import (
	"net/http"
	"net/url"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow/casework"
)

// statisticsData is the page of figures (业务统计).
type statisticsData struct {
	Frame    view.Frame
	From, To string // as asked
	Figures  *casework.Statistics
	Tables   []figureTable
	Trouble  string
}

const pathStatistics = Prefix + "/statistics"

func statisticsPage(v *visit) error {
	d, err := v.statistics()
	if err != nil {
		return err
	}
	status := http.StatusOK
	if d.Trouble != "" {
		status = http.StatusUnprocessableEntity
	}
	return v.show(status, d.Frame.Title, statisticsBody(d))
}

// statistics reads the figures of the period that the address asks for. A period that
// cannot be is told on the page, with the usual one in its place.
func (v *visit) statistics() (statisticsData, error) {
	d := statisticsData{Frame: v.frame(v.t("statistics.title")), From: v.QueryParam("from"), To: v.QueryParam("to")}
	q, ok := period(d.From, d.To)
	if !ok {
		d.Trouble = v.t("statistics.period")
	}
	var err error
	if d.Figures, err = v.console.cases.Statistics(v.Request().Context(), v.actor(), q); err != nil {
		return d, err
	}
	d.From, d.To = d.Figures.From.String(), d.Figures.To.String()
	d.Tables = figureTables(d.Frame, d.Figures)
	return d, nil
}

// period reads the days of the address; false when one is no day, or they are in the wrong order.
func period(from, to string) (q casework.StatisticsQuery, ok bool) {
	for _, day := range []struct {
		text string
		into *law.Date
	}{{from, &q.From}, {to, &q.To}} {
		if day.text == "" {
			continue
		}
		read, err := law.ParseDate(day.text)
		if err != nil {
			return casework.StatisticsQuery{}, false
		}
		*day.into = read
	}
	if !q.From.IsZero() && !q.To.IsZero() && q.To.Before(q.From) {
		return casework.StatisticsQuery{}, false
	}
	return q, true
}

// statisticsQuery is the period in an address.
func statisticsQuery(d statisticsData) string {
	return url.Values{"from": {d.From}, "to": {d.To}}.Encode()
}
