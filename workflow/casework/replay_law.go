package casework

import (
	"fmt"
	"slices"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/whatif"
)

// trial is a draft among the law of the installation.
type trial struct {
	at      LawAtHand
	kind    string
	code    string
	sandbox bool
	today   law.Date
	table   *instrument.Instrument // of a draft table
	book    *LawBook               // of a draft pack or calendar: the law in use with the draft laid over it
}

// newTrial reads the draft.
func newTrial(at LawAtHand, draft law.RawFile, sandbox bool) (*trial, error) {
	t := &trial{at: at, kind: draft.Kind, code: draft.Code, sandbox: sandbox}
	var err error
	switch draft.Kind {
	case workflow.LawInstrument:
		t.table, err = instrument.Load(draft.Path, draft.Bytes)
	case law.KindPack, law.KindCalendar:
		var set *law.Set
		if set, err = at.Set().With(draft); err == nil {
			t.book, err = NewLawBook(set)
		}
	default:
		err = fmt.Errorf("a file of the unknown kind %q", draft.Kind)
	}
	if err != nil {
		return nil, workflow.Refuse(workflow.KindInvalid, "file_faulty", "草稿有错误，改正后才能试算："+err.Error())
	}
	return t, nil
}

// laws gives the law by which a case was judged, and the same with the draft in its
// place; concerned is false when the draft has no say in the case.
func (t *trial) laws(c *workflow.Case) (was, would whatif.Law, concerned bool, err error) {
	was.Tables = map[string]*instrument.Instrument{}
	if was.Pack, was.Calendar, err = t.at.Judged(c.Pack, c.Calendar, t.sandbox); err != nil {
		return was, would, false, err
	}
	for phase := range c.Instruments {
		if was.Tables[phase], err = tableOf(t.at, c, phase); err != nil {
			return was, would, false, workflow.Refuse(workflow.KindNoLaw, "instrument_version_unknown", err.Error())
		}
	}
	would = was
	switch {
	case t.table != nil:
		phase := string(t.table.Phase())
		concerned = was.Tables[phase] != nil && instrument.Covers(t.table.Division(), c.Authority.Division)
		would.Tables = map[string]*instrument.Instrument{phase: t.table}
		was.Tables = map[string]*instrument.Instrument{phase: was.Tables[phase]}
	default:
		concerned, err = t.lay(c, &would)
	}
	return was, would, concerned, err
}

// lay puts the draft pack or calendar in. It asks what the case would get if it were received again once the file is
// law: that of its place, when the draft is the most local there, else that of the pack that judged it.
func (t *trial) lay(c *workflow.Case, would *whatif.Law) (concerned bool, err error) {
	if t.kind == law.KindCalendar {
		return t.layCalendar(c, would)
	}
	code := c.Pack.Code
	if t.book.sets[0].CodeFor(c.Authority.Division) == t.code { // also an office's first own pack
		code = t.code
	}
	pack, _, err := t.book.Current(code, t.sandbox)
	if err != nil || !inChain(pack.Chain, t.code) {
		return false, err
	}
	would.Pack = pack
	return true, nil
}

func (t *trial) layCalendar(c *workflow.Case, would *whatif.Law) (concerned bool, err error) {
	cal, err := t.book.CalendarAt(c.Pack.Code, c.Authority.Division)
	if err != nil || !inChain(cal.Chain(), t.code) {
		return false, err
	}
	would.Calendar = cal
	return true, nil
}

func inChain(chain []law.PackRef, code string) bool {
	return slices.ContainsFunc(chain, func(r law.PackRef) bool { return r.Code == code })
}
