package instrument

import (
	"fmt"
	"strconv"

	"github.com/anjia-project/anjia/assessment/law"
)

const (
	maxValidDays   = 3650
	maxValidMonths = 120
)

// Validity says how long a proof stands (证明材料有效期): a number of days or months from the day on which it was
// issued, the day that the paper itself names, or both, and then the earlier. The zero Validity demands nothing.
type Validity struct {
	Days    int  `json:"days,omitempty"`
	Months  int  `json:"months,omitempty"`
	Expires bool `json:"expires,omitempty"` // the paper names its own last day
}

// IsZero reports whether no validity is demanded.
func (v Validity) IsZero() bool { return v == Validity{} }

// NeedsIssued reports whether the day of issue has to be known.
func (v Validity) NeedsIssued() bool { return v.Days > 0 || v.Months > 0 }

// LastDay is the last day on which a proof stands, counted after arts. 201 and 202 of the Civil Code: the day of issue
// is not counted, and a term of months ends on the corresponding day or on the last of the month. It does not roll over
// rest days. It fails when a date that it counts from is not set, or nothing is demanded.
func (v Validity) LastDay(issued, expires law.Date) (last law.Date, known bool) {
	switch {
	case v.Days > 0:
		last = issued.AddDays(v.Days)
	case v.Months > 0:
		last = issued.AddMonths(v.Months)
	}
	if v.NeedsIssued() && last.IsZero() || v.Expires && expires.IsZero() {
		return law.Date{}, false
	}
	if v.Expires && (last.IsZero() || expires.Before(last)) {
		last = expires
	}
	return last, !last.IsZero()
}

// Holds reports whether a proof stands on a day: not before it was issued, and not after its last day. A date that is
// not set makes it fail. Nothing demanded always holds.
func (v Validity) Holds(issued, expires, on law.Date) bool {
	if v.IsZero() {
		return true
	}
	last, known := v.LastDay(issued, expires)
	return known && !on.After(last) && !on.Before(issued)
}

// Chinese words the demand, for forms and refusals.
func (v Validity) Chinese() string {
	text := ""
	switch {
	case v.Days > 0:
		text = "自出具之日起" + strconv.Itoa(v.Days) + "日内"
	case v.Months > 0:
		text = "自出具之日起" + strconv.Itoa(v.Months) + "个月内"
	}
	switch {
	case text == "" && !v.Expires:
		return ""
	case text == "":
		return "作出决定之日应当在材料载明的有效期内"
	case v.Expires:
		return "作出决定之日应当在材料" + text + "并且在其载明的有效期内"
	}
	return "作出决定之日应当在材料" + text
}

// proofValidity reads how long the proof of an item stands.
func (r *reader) proofValidity(evidence object, node *Node) {
	field := evidence.fields["valid"]
	if field == nil {
		return
	}
	inner := r.object(field, "valid of "+evidence.what, "days", "months", "expires")
	expires, _ := inner.truth("expires")
	valid := Validity{
		Days: inner.whole("days", 1, maxValidDays, 0), Months: inner.whole("months", 1, maxValidMonths, 0), Expires: expires,
	}
	node.evidence.Valid = valid
	switch {
	case node.evidence.Demand != File:
		r.report(at(field), "validity_without_file", fmt.Sprintf("%s has a validity, but no file is demanded", evidence.what),
			"valid goes with demand: file", "write demand: file or remove valid")
	case inner.has("days") && inner.has("months"):
		r.report(at(field), "validity_twice", fmt.Sprintf("the validity in %s is counted in days and in months", evidence.what),
			"a term has one unit", "keep days or months")
	case valid.IsZero() && !inner.has("days") && !inner.has("months"):
		r.report(at(field), "empty_validity", fmt.Sprintf("valid of %s demands nothing", evidence.what),
			"valid has days or months from the day of issue, or expires: true", "write for example valid: {months: 6}, or remove valid")
	}
}
