package casework

import (
	"slices"
	"strconv"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// Dispute is what the evaluators of a phase differ on, as a reader sees it (评分差异).
type Dispute struct {
	Phase string `json:"phase"`
	Open  int    `json:"open" doc:"How many items are not ruled on yet"`
	assessment.Dispute
}

// joinedBy is how the sheets of a phase become one result: the mode of the pack, the
// lead, and how far evaluators may differ. A pack without a tolerance sets none:
// every difference stands, and the mode alone decides.
func joinedBy(c *workflow.Case, pack *law.Pack, phase string) (assessment.Consolidation, error) {
	on := c.ReceivedOn
	if c.Commission != nil && !c.Commission.BegunOn.IsZero() {
		on = c.Commission.BegunOn
	}
	mode, err := pack.Text("consolidation", on)
	if err != nil {
		return assessment.Consolidation{}, lawError(err)
	}
	how := assessment.Consolidation{Mode: assessment.Mode(mode), Lead: lead(c, phase)}
	if how.Tolerance.Item, err = tolerance(pack, "consolidation.tolerance_item", on); err != nil {
		return how, err
	}
	how.Tolerance.Total, err = tolerance(pack, "consolidation.tolerance_total", on)
	return how, err
}

// scoredBy is the table of a phase and how its sheets become one result.
func scoredBy(tables Tables, c *workflow.Case, pack *law.Pack, phase string) (*instrument.Instrument, assessment.Consolidation, error) {
	table, err := tableOf(tables, c, phase)
	if err != nil {
		return nil, assessment.Consolidation{}, err
	}
	how, err := joinedBy(c, pack, phase)
	return table, how, err
}

// tolerance reads one limit of the pack, none where no law is known. A value that is
// no limit is a fault of the pack and refuses.
func tolerance(pack *law.Pack, key string, on law.Date) (assessment.Limit, error) {
	text, err := pack.Text(key, on)
	switch {
	case isUnknownLaw(err):
		return assessment.Limit{}, nil
	case err != nil:
		return assessment.Limit{}, lawError(err)
	}
	limit, err := assessment.ParseLimit(text)
	if err != nil {
		return limit, &workflow.Error{Kind: workflow.KindNoLaw, Code: "bad_parameter", Message: "规则包的参数 " + key + " 不是允许差值：请管理员更正", Cause: err}
	}
	return limit, nil
}

// dispute compares the sheets of a phase, under the rulings that there are.
func dispute(tables Tables, c *workflow.Case, pack *law.Pack, phase string) (*assessment.Dispute, error) {
	table, how, err := scoredBy(tables, c, pack, phase)
	if err != nil {
		return nil, err
	}
	found, err := assessment.Disagreements(table, c.SheetsOf(phase), how, c.RulingsOf(phase)...)
	if err != nil {
		return nil, err
	}
	return &found, nil
}

// disputes lists, for who may read the whole file, what is or was in dispute in the
// phases whose sheets are all in.
func disputes(v *workflow.View, level accessLevel) []Dispute {
	out := []Dispute{}
	if level < accessMasked {
		return out
	}
	for _, phase := range []string{workflow.PhaseCapacity, workflow.PhaseIntegration} {
		if _, begun := v.Case.Instruments[phase]; !begun || !v.Case.SheetsComplete(phase) {
			continue
		}
		if found, err := v.Dispute(phase); err == nil && len(found.Items) > 0 {
			out = append(out, Dispute{Phase: phase, Open: len(found.Open()), Dispute: *found})
		}
	}
	return out
}

// openCodes are the items of a dispute, ruled on or not, each once.
func openCodes(d *assessment.Dispute) []string {
	var codes []string
	for _, one := range d.Items {
		if !slices.Contains(codes, one.Code) {
			codes = append(codes, one.Code)
		}
	}
	return codes
}

// inWords is what somebody recorded at an item, for a paper.
func inWords(item *instrument.Node, g assessment.Given) string {
	words := ""
	switch {
	case !g.OptionTitle.IsZero():
		words = g.OptionTitle.ZH
	case g.Value != nil && *g.Value:
		words = "是"
	case g.Value != nil:
		words = "否"
	case g.Initial != nil && g.Final != nil:
		return "初评" + strconv.Itoa(*g.Initial) + "、终评" + strconv.Itoa(*g.Final)
	}
	if g.Points == nil || !item.Scored() {
		return words
	}
	if words != "" {
		words += "，"
	}
	return words + g.Points.String() + "分"
}

// answerInWords is a ruled answer for a paper.
func answerInWords(item *instrument.Node, a assessment.Answer) string {
	g := assessment.Given{Value: a.Value, Initial: a.Initial, Final: a.Final}
	if choice, ok := item.Choice(a.Option); ok {
		g.OptionTitle = choice.Title
		if !choice.IsBand() {
			g.Points = &choice.Lowest
		}
	}
	if x, err := instrument.ParsePoints(a.Points); a.Points != "" && err == nil {
		g.Points = &x
	}
	if a.Rating != nil {
		g.Points = new(instrument.FromInt(int64(*a.Rating)))
	}
	if whole, ok := item.IfTrue(); ok && a.Value != nil && *a.Value {
		g.Points = &whole
	}
	return inWords(item, g)
}
