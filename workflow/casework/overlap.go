package casework

import (
	"slices"

	"github.com/anjia-project/anjia/workflow"
)

// Nobody is at two places at once, and who is to be asked alone cannot be asked
// while the same people ask another. Times that touch do not overlap.

// overlapping reports whether two spans of one day share a moment; a span that is not known never does.
func overlapping(from, to, otherFrom, otherTo string) bool {
	return from != "" && to != "" && otherFrom != "" && otherTo != "" && from < otherTo && otherFrom < to
}

// sameTime refuses a record of questioning, investigation or hearing that cannot
// have been held beside one that the case has already: its person was being asked
// by others, or who asked or wrote it down was with somebody else (分别询问).
func (d *Decision) sameTime(r workflow.Record) []workflow.FieldError {
	for _, o := range d.Case.Inquiries {
		if o.On != r.On || !overlapping(r.From, r.To, o.From, o.To) {
			continue
		}
		when := o.On.Chinese() + o.From + "至" + o.To
		if r.Person == o.Person || r.PartyID != "" && r.PartyID == o.PartyID {
			return []workflow.FieldError{workflow.Field("/from", "overlap", r.Person+"在"+when+"正由"+o.Asker+"询问（调查），不能同时接受两份询问", workflow.Guideline("收养登记"))}
		}
		who := shared([]string{r.Asker, r.Recorder}, []string{o.Asker, o.Recorder})
		if who != "" && (r.Separate || o.Separate || r.Place != o.Place) {
			return []workflow.FieldError{workflow.Field("/from", "overlap", who+"在"+when+"正在询问（调查）"+o.Person+"，分别询问不得同时进行", workflow.Guideline("收养登记"))}
		}
	}
	return nil
}

// twoPlaces refuses a visit by an evaluator who was somewhere else at that time, or
// who was talking with another person alone.
func (d *Decision) twoPlaces(v workflow.Visit) []workflow.FieldError {
	for _, o := range d.Case.Visits {
		if o.On != v.On || !overlapping(v.From, v.To, o.From, o.To) {
			continue
		}
		i := slices.IndexFunc(v.Evaluators, func(id string) bool { return slices.Contains(o.Evaluators, id) })
		if i < 0 {
			continue
		}
		when := v.Names[i] + "在" + o.On.Chinese() + o.From + "至" + o.To
		switch {
		case v.Place != o.Place:
			return []workflow.FieldError{workflow.Field("/from", "overlap", when+"正在"+o.Place+"走访（谈话），不能同时在另一地点", workflow.Assessment("第九条"))}
		case v.Kind == workflow.VisitInterview && o.Kind == workflow.VisitInterview && (alone(v) || alone(o)):
			return []workflow.FieldError{workflow.Field("/from", "overlap", when+"正在与他人单独谈话，单独谈话不得同时进行", workflow.Assessment("第九条"))}
		}
	}
	return nil
}

func alone(v workflow.Visit) bool {
	return slices.ContainsFunc(v.Seen, func(s workflow.Seen) bool { return s.Alone })
}

// shared is the first name that stands in both lists, "" when there is none.
func shared(a, b []string) string {
	for _, n := range a {
		if n != "" && slices.Contains(b, n) {
			return n
		}
	}
	return ""
}
