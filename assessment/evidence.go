package assessment

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
)

// Renewal is a proof that came in after the sheets were submitted, for an item and, where each is judged, an applicant
// (换发、补交的证明材料): a certificate runs out while a case waits, and a submitted sheet takes nothing more.
type Renewal struct {
	Code      string      `json:"code"`
	Applicant string      `json:"applicant,omitempty"`
	Evidence  EvidenceRef `json:"evidence"`
}

// CheckEvidence lists what the proofs of a sheet lack on the day of the decision (作出决定之日): a missing file, one of
// another kind, one without the date that its validity is counted from, one that was not issued yet or has run out. Each
// problem is a gap with the rule of the table and the remedy; Pointer points into the sheet. An empty list means that
// every proof that the table demands stands on that day. Only items that are answered are looked at; Check lists the others.
func CheckEvidence(table *instrument.Instrument, sheet Sheet, on law.Date, renewals ...Renewal) []Problem {
	return checkEvidence(table, sheet, on, func(*instrument.Node, string) bool { return true }, renewals)
}

// checkEvidence looks at the answers that count: at an item, of one applicant where each is judged.
func checkEvidence(table *instrument.Instrument, sheet Sheet, on law.Date, counts func(item *instrument.Node, applicant string) bool, renewals []Renewal) []Problem {
	if on.IsZero() {
		return []Problem{{
			Code: "decision_date_missing", Pointer: "/on", Message: "没有写明作出决定的日期",
			Rule: "证明材料应当在作出决定之日有效", Remedy: "请写明日期", Gap: true,
		}}
	}
	c := checker{sheet: &sheet}
	for item := range table.Items() {
		if item.Evidence().Demand != instrument.File {
			continue
		}
		answer := sheet.Answers[item.Code()]
		if !item.PerApplicant() {
			if i := (itemCheck{checker: &c, item: item, answer: &answer}); counts(item, "") {
				i.proofOn(on, renewals)
			}
			continue
		}
		for at := range sheet.Applicants {
			inner := answer.ByApplicant[sheet.Applicants[at].ID]
			if i := (itemCheck{checker: &c, item: item, answer: &inner, who: &sheet.Applicants[at]}); counts(item, i.who.ID) {
				i.proofOn(on, renewals)
			}
		}
	}
	return c.problems
}

// EvidenceGaps is CheckEvidence over all sheets of a case, in the order of their evaluators, for the answers that count:
// where a ruling took the place of what the evaluators recorded, its answer is looked at and theirs are not; where the
// lead's value decides, only the lead's sheet; where the lowest does, only sheets that give it. The ruling may rest on the files of the sheets, on its own and on renewals.
// Pointer points into {"sheets": […], "rulings": […]} in the order in which they were handed in.
func EvidenceGaps(table *instrument.Instrument, sheets []Sheet, how Consolidation, on law.Date, rulings []Ruling, renewals ...Renewal) []Problem {
	var gaps []Problem
	decides := how.Mode == Lead && slices.ContainsFunc(sheets, func(s Sheet) bool { return s.Evaluator.ID == how.Lead })
	for _, at := range byEvaluatorIndex(sheets) {
		if decides && sheets[at].Evaluator.ID != how.Lead {
			continue
		}
		counts := func(item *instrument.Node, applicant string) bool {
			return !overruled(rulings, item.Code(), applicant) && (how.Mode != Lower || givesLowest(item, sheets, at, rulings))
		}
		for _, problem := range checkEvidence(table, sheets[at], on, counts, renewals) {
			problem.Pointer = "/sheets/" + strconv.Itoa(at) + problem.Pointer
			gaps = append(gaps, problem)
			if problem.Code == "decision_date_missing" {
				return gaps
			}
		}
	}
	for at, ruling := range rulings {
		gaps = append(gaps, ruling.gaps(table, sheets, on, renewals, "/rulings/"+strconv.Itoa(at))...)
	}
	return gaps
}

// gaps lists what the proofs of a ruled answer lack on a day.
func (r Ruling) gaps(table *instrument.Instrument, sheets []Sheet, on law.Date, renewals []Renewal, base string) []Problem {
	item, known := table.Node(r.Code)
	if !known || item.Evidence().Demand != instrument.File {
		return nil
	}
	answer := r.Answer
	answer.Evidence = slices.Clone(answer.Evidence)
	i := itemCheck{checker: &checker{}, item: item, answer: &answer}
	for s := range sheets {
		given := sheets[s].Answers[r.Code]
		if item.PerApplicant() {
			given = given.ByApplicant[r.Applicant]
		}
		answer.Evidence = append(answer.Evidence, given.Evidence...)
		for a := range sheets[s].Applicants {
			if item.PerApplicant() && sheets[s].Applicants[a].ID == r.Applicant {
				i.who = &sheets[s].Applicants[a]
			}
		}
	}
	i.proofOn(on, renewals)
	for at := range i.problems {
		i.problems[at].Pointer = base + "/answer" + strings.TrimPrefix(i.problems[at].Pointer, i.pointer())
	}
	return i.problems
}

// overruled reports whether a ruling took the place of what is recorded at an item, of one applicant where each is judged.
func overruled(rulings []Ruling, code, applicant string) bool {
	return slices.ContainsFunc(rulings, func(r Ruling) bool { return r.Code == code && r.Applicant == applicant })
}

// givesLowest reports whether no other sheet gives fewer points at an item, with the rulings in the place of what they
// overruled. Of an item without points every sheet is heard.
func givesLowest(item *instrument.Node, sheets []Sheet, at int, rulings []Ruling) bool {
	own, scored := onSheet(item, &sheets[at], rulings)
	return !scored || !slices.ContainsFunc(sheets, func(s Sheet) bool {
		other, scored := onSheet(item, &s, rulings)
		return scored && other.Cmp(own) < 0
	})
}

// onSheet is what one sheet gives at an item, for the family or joined over the applicants; false when it gives no points.
func onSheet(item *instrument.Node, sheet *Sheet, rulings []Ruling) (instrument.Exact, bool) {
	answer := sheet.Answers[item.Code()]
	people, of := []string{""}, func(string) Answer { return answer }
	if item.PerApplicant() {
		people, of = nil, func(who string) Answer { return answer.ByApplicant[who] }
		for i := range sheet.Applicants {
			people = append(people, sheet.Applicants[i].ID)
		}
	}
	m := merging{item: item}
	for _, who := range people {
		one := of(who)
		for i := range rulings {
			if rulings[i].Code == item.Code() && rulings[i].Applicant == who {
				one = rulings[i].Answer
			}
		}
		points, scored := pointsOf(item, &one)
		if !item.Scored() || !scored {
			return instrument.Exact{}, false
		}
		m.given = append(m.given, Given{Applicant: who, Points: &points})
	}
	if len(m.given) == 0 {
		return instrument.Exact{}, false
	}
	return m.joinApplicants(m.given), true
}

func byEvaluatorIndex(sheets []Sheet) []int {
	order := make([]int, len(sheets))
	for at := range order {
		order[at] = at
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(sheets[a].Evaluator.ID, sheets[b].Evaluator.ID) })
	return order
}

// proofOn looks for one proof of the demanded kind that stands on a day, on the sheet or among the renewals.
func (i *itemCheck) proofOn(on law.Date, renewals []Renewal) {
	demand := i.item.Evidence()
	if !i.demanded(demand.When) {
		return
	}
	files := slices.Clone(i.answer.Evidence)
	for _, renewal := range renewals {
		if renewal.Code == i.item.Code() && (i.who == nil && renewal.Applicant == "" || i.who != nil && renewal.Applicant == i.who.ID) {
			files = append(files, renewal.Evidence)
		}
	}
	if len(files) == 0 {
		i.gap("evidence_missing", "/evidence", "缺少证明材料", i.proofRule(), "请补交材料")
		return
	}
	fitting := slices.DeleteFunc(files, func(ref EvidenceRef) bool { return demand.FileKind != "" && ref.Kind != demand.FileKind })
	if len(fitting) == 0 {
		i.gap("evidence_kind_missing", "/evidence", "缺少规定种类的证明材料", i.proofRule(), "请补交该类材料")
		return
	}
	i.standing(fitting, on)
}

// standing reports why none of the files stands on a day; of several the one is named that stood longest.
func (i *itemCheck) standing(files []EvidenceRef, on law.Date) {
	valid := i.item.Evidence().Valid
	var worst *EvidenceRef
	var latest law.Date
	for at := range files {
		ref := &files[at]
		if valid.Holds(ref.IssuedOn, ref.ExpiresOn, on) {
			return
		}
		last, known := valid.LastDay(ref.IssuedOn, ref.ExpiresOn)
		if worst == nil || known && (latest.IsZero() || last.After(latest)) {
			worst, latest = ref, last
		}
	}
	switch {
	case latest.IsZero():
		i.dateMissing(worst, "/evidence")
	case on.After(latest):
		i.gap("evidence_expired", "/evidence", "的证明材料"+worst.ID+"有效至"+latest.Chinese()+"，在"+on.Chinese()+"已经失效", i.proofRule(), "请补交在决定之日有效的材料")
	default:
		i.gap("evidence_not_issued", "/evidence", "的证明材料"+worst.ID+"出具于"+worst.IssuedOn.Chinese()+"，晚于"+on.Chinese(), i.proofRule(), "请核对出具日期，或者补交在决定之日有效的材料")
	}
}

func (i *itemCheck) dateMissing(ref *EvidenceRef, field string) {
	valid := i.item.Evidence().Valid
	which := "有效期届满日期（expires_on）"
	if valid.NeedsIssued() && ref.IssuedOn.IsZero() {
		which = "出具日期（issued_on）"
	}
	i.gap("validity_date_missing", field, "的证明材料"+ref.ID+"没有载明"+which, i.proofRule(), "请按照材料原件填写日期；材料未载明的，请补交载明日期的材料")
}

// proofRule is what the table demands of the proof, with the article that it stands on.
func (i *itemCheck) proofRule() string {
	demand := i.item.Evidence()
	rule := "评估表要求本项附证明材料"
	if demand.FileKind != "" {
		rule = "评估表要求本项附“" + demand.KindChinese() + "”类材料"
	}
	if words := demand.Valid.Chinese(); words != "" {
		rule += "，" + words
	}
	if source := i.item.Citation().String(); source != "" {
		rule += "（依据：" + source + "）"
	}
	return rule
}
