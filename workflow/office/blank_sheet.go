package office

import (
	"context"
	"time"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// Printer sets what the office prints of its own registers.
type Printer interface {
	// BlankRegister is the printed register of blanks as PDF.
	BlankRegister(s workflow.BlankSheet, at time.Time) ([]byte, error)
}

// BlankSheet is the register of an office for a year as PDF (证书领用登记表), made anew each
// time it is asked for. It fails with not_found for an office out of the actor's subtree.
func (s *Service) BlankSheet(ctx context.Context, actor workflow.Actor, authorityID string, year int) ([]byte, error) {
	register, err := s.BlankRegister(ctx, actor, authorityID)
	if err != nil {
		return nil, err
	}
	if s.Printer == nil {
		return nil, workflow.Refuse(workflow.KindUnset, "paper_not_set", "本系统没有配置登记表打印")
	}
	sheet := workflow.BlankSheet{Authority: register.Authority, Year: year, On: register.On, By: actor.Name, Totals: totals(register.Stocks)}
	for _, stock := range register.Stocks {
		for _, g := range stock.Gaps {
			sheet.Gaps = append(sheet.Gaps, stock.Series.Chinese()+g.First+"至"+g.Last)
		}
	}
	sheet.Lines, err = read(ctx, s, actor, blankReaders, func(tx Tx) ([]workflow.BlankLine, error) {
		h, err := tx.House(ctx)
		if err != nil {
			return nil, err
		}
		sheet.Sandbox = h.Sandbox
		return blankLines(ctx, tx, authorityID, year)
	})
	if err != nil {
		return nil, err
	}
	return s.Printer.BlankRegister(sheet, register.On.Time())
}

func totals(stocks []BlankStock) []workflow.BlankTotal {
	var out []workflow.BlankTotal
	for _, s := range stocks {
		for state, n := range map[workflow.BlankState]int64{
			workflow.BlankInStock: s.InStock, workflow.BlankIssued: s.Issued, workflow.BlankUsed: s.Used, workflow.BlankSpoiled: s.Spoiled,
			workflow.BlankLost: s.Lost, workflow.BlankReturned: s.Returned, workflow.BlankDestroyed: s.Destroyed,
		} {
			out = append(out, workflow.BlankTotal{Series: s.Series, State: state, Count: n})
		}
	}
	return out
}

// blankLines reads the blanks that the register of a year shows, those that lie side by
// side in stock as one line.
func blankLines(ctx context.Context, tx Tx, authorityID string, year int) ([]workflow.BlankLine, error) {
	var out []workflow.BlankLine
	var run Blank // that the last line ends with
	f := BlankFilter{AuthorityID: authorityID, Limit: pageMost}
	for {
		page, err := tx.ListBlanks(ctx, f)
		if err != nil {
			return nil, err
		}
		for _, b := range page {
			if !b.in(year) {
				continue
			}
			if len(out) > 0 && b.follows(run) {
				last := &out[len(out)-1]
				last.Count++
				last.Numbers = firstOf(last.Numbers) + "至" + b.Number
			} else {
				out = append(out, b.line())
			}
			run = b
		}
		if len(page) < f.Limit {
			return out, nil
		}
		last := page[len(page)-1]
		f.After, f.AfterOffice, f.AfterOf = last.Number, last.AuthorityID, last.ReceiptID
	}
}

// in reports whether the register of a year shows the blank: something happened to it in
// that year, or it came before and was still there.
func (b Blank) in(year int) bool {
	during := func(d law.Date) bool { return !d.IsZero() && d.Year() == year }
	there := b.ReceivedOn.Year() <= year && (b.EndedOn.IsZero() || b.EndedOn.Year() >= year)
	return there || during(b.RecalledOn)
}

// follows reports whether two blanks differ by nothing but that one comes after the other.
func (b Blank) follows(a Blank) bool {
	n, err := workflow.ParseBlankNumber(b.Number)
	if err != nil || n.Serial == 0 {
		return false
	}
	n.Serial--
	before := a.Number
	a.Number = b.Number
	return n.String() == before && a == b
}

func firstOf(numbers string) string {
	for i, c := range numbers {
		if c == '至' {
			return numbers[:i]
		}
	}
	return numbers
}

func (b Blank) line() workflow.BlankLine {
	note := b.Reason
	if !b.RecalledOn.IsZero() {
		note = b.RecalledOn.String() + "收回：" + note
	}
	return workflow.BlankLine{
		Series: b.Series, Numbers: b.Number, Count: 1, ReceivedOn: b.ReceivedOn, Holder: b.Holder, IssuedOn: b.IssuedOn, State: b.State,
		EndedOn: b.EndedOn, EndedBy: b.EndedBy, Certificate: b.Certificate, Note: note,
	}
}
