package assessment

import (
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
)

// Ground says why an item has to be settled.
type Ground string

// The grounds.
const (
	BeyondItem  Ground = "item"      // 单项差异: the values lie further apart than the tolerance of an item
	BeyondTotal Ground = "total"     // 总分差异: the totals do, and the sheets differ at this item
	NoConsensus Ground = "consensus" // 未达成一致: consolidation by consensus, and the sheets differ
)

// Disagreement is one item, of one applicant where each is judged, that has to be settled (评定分歧).
type Disagreement struct {
	Code      string            `json:"code"`
	Applicant string            `json:"applicant,omitempty"`
	Title     instrument.Text   `json:"title"`
	Citation  law.Citation      `json:"citation"`
	Ground    Ground            `json:"ground"`
	Values    []Given           `json:"values"` // by evaluator
	Spread    instrument.Exact  `json:"spread"` // highest less lowest; of a question without points, 1
	Allowed   *instrument.Exact `json:"allowed,omitempty"`
	Ruling    *Ruling           `json:"ruling,omitempty"` // what settled it; nil while it is open

	item *instrument.Node
}

// TotalSpread is how far the totals of the single sheets lie apart (总分差异). Where rulings settle items whose values lay
// too far apart, they are counted in.
type TotalSpread struct {
	Totals  []SheetTotal     `json:"totals"` // by evaluator
	Spread  instrument.Exact `json:"spread"`
	Allowed instrument.Exact `json:"allowed"`
	Beyond  bool             `json:"beyond"`
}

// SheetTotal is what one sheet gives by itself.
type SheetTotal struct {
	Evaluator Person           `json:"evaluator"`
	Total     instrument.Exact `json:"total"`
}

// Dispute is everything that has to be settled before the sheets of a case become one result (需裁定事项), in the order
// of the table. Total is nil when the table has no total or no tolerance is set for it.
type Dispute struct {
	Items []Disagreement `json:"items"`
	Total *TotalSpread   `json:"total,omitempty"`
}

// Open gives the disagreements that no ruling has settled.
func (d Dispute) Open() []Disagreement {
	var open []Disagreement
	for _, one := range d.Items {
		if one.Ruling == nil {
			open = append(open, one)
		}
	}
	return open
}

// Disagreements lists the items at which the sheets of a case differ by more than how.Tolerance allows, with what each
// evaluator recorded, and the spread of the totals. It takes the rulings that there are and says which item each one
// settles. It fails with *InvalidError when the sheets could not be consolidated for another reason, or when a ruling
// is wrong or settles nothing.
//
// Readings, since no retrieved rule speaks of it: evaluators differ by the highest value less the lowest. Vetoes are
// never in dispute, for one that is found on any sheet counts, nor are texts. A question without points is either the
// same or a whole range apart. Under consensus every difference has to be settled, also between two options of equal
// points. When the totals lie too far apart though no item does, or still do so with the rulings on such items, every
// item at which the sheets differ is listed: nobody can say which of them makes the distance.
func Disagreements(table *instrument.Instrument, sheets []Sheet, how Consolidation, rulings ...Ruling) (Dispute, error) {
	if problems := how.scoring(table, sheets).problems(true); len(problems) > 0 {
		return Dispute{}, refuse(problems...)
	}
	dispute, problems := findDispute(table, byEvaluator(sheets), how, rulings)
	if len(problems) > 0 {
		return Dispute{}, refuse(problems...)
	}
	return dispute, nil
}

// findDispute looks in two steps: first each item for itself; when everything found there is settled, the totals.
func findDispute(table *instrument.Instrument, sheets []Sheet, how Consolidation, rulings []Ruling) (Dispute, []Problem) {
	dispute := Dispute{Items: []Disagreement{}}
	if how.Tolerance.IsZero() && how.Mode != Consensus && len(rulings) == 0 {
		return dispute, nil
	}
	rulings, problems := checkRulings(table, sheets, how, rulings)
	if len(problems) > 0 {
		return Dispute{}, problems
	}
	f := finder{table: table, sheets: sheets, how: how, given: newBuilder(table, sheets, sortedApplicants(sheets[0]))}
	dispute.Items = f.find(how.ground(), how.Tolerance.Item)
	settle(dispute.Items, rulings)
	if dispute.Total = f.totals(dispute.Items); dispute.Total != nil && dispute.Total.Beyond && len(dispute.Open()) == 0 {
		if all := f.find(BeyondTotal, Limit{}); len(all) > len(dispute.Items) {
			dispute.Items = keepGrounds(all, dispute.Items)
			settle(dispute.Items, rulings)
		}
	}
	return dispute, strayRulings(dispute, rulings)
}

func (how Consolidation) ground() Ground {
	if how.Mode == Consensus {
		return NoConsensus
	}
	return BeyondItem
}

// keepGrounds lets what was found at first stand in the list of everything that differs.
func keepGrounds(all, first []Disagreement) []Disagreement {
	for i := range all {
		for _, one := range first {
			if one.item == all[i].item && one.Applicant == all[i].Applicant {
				all[i] = one
			}
		}
	}
	return all
}

// settle puts each ruling beside what it settles.
func settle(items []Disagreement, rulings []Ruling) {
	for i := range items {
		for r := range rulings {
			if rulings[r].Code == items[i].Code && rulings[r].Applicant == items[i].Applicant {
				items[i].Ruling = &rulings[r]
			}
		}
	}
}

// finder compares sheets, which are in the order of their evaluators.
type finder struct {
	table  *instrument.Instrument
	sheets []Sheet
	how    Consolidation
	given  *builder
}

// find lists what has to be settled on a ground: with BeyondItem what lies beyond the limit, else everything that differs.
func (f *finder) find(ground Ground, limit Limit) []Disagreement {
	found := []Disagreement{}
	if ground == BeyondItem && limit.IsZero() {
		return found
	}
	for item := range f.table.Items() {
		if item.Kind() == instrument.KindVeto || item.Kind().Written() {
			continue
		}
		if !item.PerApplicant() {
			found = f.compare(found, item, "", ground, limit)
			continue
		}
		for _, applicant := range f.given.applicants {
			found = f.compare(found, item, applicant.ID, ground, limit)
		}
	}
	return found
}

func (f *finder) compare(found []Disagreement, item *instrument.Node, applicant string, ground Ground, limit Limit) []Disagreement {
	first, differ := f.sheets[0].answerTo(item, applicant), false
	for _, sheet := range f.sheets[1:] {
		differ = differ || !sameChoice(item, first, sheet.answerTo(item, applicant))
	}
	if !differ {
		return found
	}
	one := Disagreement{
		Code: item.Code(), Applicant: applicant, Title: item.Title(), Citation: item.Citation(), Ground: ground, item: item,
		Spread: f.spread(item, applicant),
	}
	if ground == BeyondItem {
		allowed := allowedAt(item, limit)
		if one.Spread.Cmp(allowed) <= 0 {
			return found
		}
		one.Allowed = &allowed
	}
	for i := range f.sheets {
		from := len(f.given.allGiven)
		answer := f.sheets[i].answerTo(item, applicant)
		f.given.add(item, &f.sheets[i], applicant, &answer)
		one.Values = append(one.Values, f.given.allGiven[from:]...)
	}
	return append(found, one)
}

// spread is the highest value less the lowest; at a question without points 1, as its range is from no (0) to yes (1).
func (f *finder) spread(item *instrument.Node, applicant string) instrument.Exact {
	switch {
	case item.Kind() == instrument.KindDual:
		return f.dualSpread(item, applicant)
	case !item.Scored():
		return instrument.FromInt(1)
	}
	var lowest, highest instrument.Exact
	for i := range f.sheets {
		answer := f.sheets[i].answerTo(item, applicant)
		points, _ := pointsOf(item, &answer)
		if i == 0 {
			lowest, highest = points, points
			continue
		}
		lowest, highest = lowest.Min(points), highest.Max(points)
	}
	return highest.Sub(lowest)
}

// measured reports whether the values of an item can be subtracted from each other.
func measured(item *instrument.Node) bool {
	return item.Scored() || item.Kind() == instrument.KindDual
}

// allowedAt is the distance that the limit of an item allows. Points cannot measure a question that has none: there
// any difference is beyond.
func allowedAt(item *instrument.Node, limit Limit) instrument.Exact {
	lowest, highest := item.Range()
	if !measured(item) {
		if limit.Points != nil {
			return instrument.Exact{}
		}
		lowest, highest = instrument.Exact{}, instrument.FromInt(1)
	}
	allowed, _ := limit.within(lowest, highest)
	return allowed
}

// totals compares what each sheet gives by itself, with the rulings that there are in place of what they settle.
func (f *finder) totals(items []Disagreement) *TotalSpread {
	allowed, limited := f.how.Tolerance.Total.within(f.table.Bounds())
	if !limited || f.table.Method() == instrument.NoTotal {
		return nil
	}
	spread := &TotalSpread{Allowed: allowed}
	var lowest, highest instrument.Exact
	for i := range f.sheets {
		alone := newBuilder(f.table, f.sheets[i:i+1], f.given.applicants)
		alone.collect(f.table, nil)
		alone.merge(f.table, Consolidation{Mode: Single}, items)
		total := alone.tally.Total.Value
		spread.Totals = append(spread.Totals, SheetTotal{f.sheets[i].Evaluator, total})
		if i == 0 {
			lowest, highest = total, total
			continue
		}
		lowest, highest = lowest.Min(total), highest.Max(total)
	}
	spread.Spread = highest.Sub(lowest)
	spread.Beyond = spread.Spread.Cmp(allowed) > 0
	return spread
}
