package casework

import (
	"fmt"
	"strconv"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// tableInForce picks the scoring table of a phase for the case's division on the
// day: the most specific one. An illustrative table is used in a sandbox, and outside
// one when an administrator confirmed it with a reason.
func (d *Decision) tableInForce(phase string) (*instrument.Instrument, error) {
	for _, t := range d.Tables.InForce(instrument.Phase(phase), d.Case.Authority.Division, d.On) {
		if t.Status() == law.Illustrative && !d.Sandbox && d.confirmation(t) == "" {
			continue
		}
		return t, nil
	}
	return nil, workflow.Refuse(workflow.KindNoLaw, "no_instrument",
		fmt.Sprintf("%s在%s没有可用的“%s”评分表%s：请管理员录入本省规定的评分表并发布", d.Case.Authority.Name, d.On.Chinese(), instrument.Phase(phase).Chinese(), d.repealed(phase)))
}

// repealed says which table was in force before, where two people have ended it; "" otherwise.
func (d *Decision) repealed(phase string) string {
	book, knows := d.Tables.(interface {
		Repealed(phase instrument.Phase, division string, on law.Date) (instrument.Ref, law.Date, bool)
	})
	if !knows {
		return ""
	}
	ref, from, found := book.Repealed(instrument.Phase(phase), d.Case.Authority.Division, d.On)
	if !found {
		return ""
	}
	return "（原评分表" + ref.Name() + "已自" + from.Chinese() + "起废止）"
}

// confirmation is why an illustrative table may be used in the case; "" when it may not.
func (d *Decision) confirmation(t *instrument.Instrument) string {
	return d.Tables.Confirmation(t.Ref(), d.Case.Authority.Division, d.On)
}

// pointerAt is the JSON pointer of an element of a list.
func pointerAt(list string, i int) string { return list + "/" + strconv.Itoa(i) }

func atLeastEvaluators(min, have int) string {
	return fmt.Sprintf("应当指派%d名以上评估员，现有%d名", min, have)
}

// table returns the table that the case names for a phase; law_unknown when none is named yet.
func (d *Decision) table(phase string) (*instrument.Instrument, error) {
	return tableOf(d.Tables, d.Case, phase)
}

// tableOf finds the table that a case names for a phase, by its hash.
func tableOf(tables Tables, c *workflow.Case, phase string) (*instrument.Instrument, error) {
	ref, ok := c.Instruments[phase]
	if !ok {
		return nil, workflow.Refuse(workflow.KindNoLaw, "no_instrument", "本案尚未确定“"+instrument.Phase(phase).Chinese()+"”评分表")
	}
	return tables.Get(instrument.Ref(ref))
}
