package assessment

import "github.com/anjia-project/anjia/assessment/instrument"

// dualValues joins the ratings of all evaluators at a dual, by applicant. Under Lower the less favourable rating
// counts, which is the higher one: ratings of a dual rise with the concern, and conditions read them so.
func dualValues(row *Row, how Consolidation) []DualValue {
	var list []DualValue
	for at := range row.Answers {
		if applicant := row.Answers[at].Applicant; !hasApplicant(list, applicant) {
			list = append(list, dualValue(row, how, applicant))
		}
	}
	return list
}

func hasApplicant(list []DualValue, applicant string) bool {
	for at := range list {
		if list[at].Applicant == applicant {
			return true
		}
	}
	return false
}

func dualValue(row *Row, how Consolidation, applicant string) DualValue {
	var initial, final []instrument.Exact
	take := func(one *Given) {
		if one.Applicant == applicant && one.Initial != nil && one.Final != nil && one.Counts {
			initial = append(initial, instrument.FromInt(int64(*one.Initial)))
			final = append(final, instrument.FromInt(int64(*one.Final)))
		}
	}
	for at := range row.Answers {
		take(&row.Answers[at])
	}
	for at := range row.Rulings {
		take(&row.Rulings[at].Answer)
	}
	return DualValue{Applicant: applicant, Initial: joinRatings(initial, how.Mode), Final: joinRatings(final, how.Mode)}
}

func joinRatings(ratings []instrument.Exact, mode Mode) instrument.Exact {
	if mode != Lower {
		return meanOf(ratings) // under the other modes they are the same, or there is one
	}
	highest := instrument.Exact{}
	for _, one := range ratings {
		highest = highest.Max(one)
	}
	return highest
}

// dualSpread is how far the ratings of an applicant lie apart: initial or final, whichever is further.
func (f *finder) dualSpread(item *instrument.Node, applicant string) instrument.Exact {
	var low, high [2]int
	for at := range f.sheets {
		answer := f.sheets[at].answerTo(item, applicant)
		if answer.Initial == nil || answer.Final == nil {
			continue
		}
		for which, rating := range [2]int{*answer.Initial, *answer.Final} {
			if at == 0 {
				low[which], high[which] = rating, rating
			}
			low[which], high[which] = min(low[which], rating), max(high[which], rating)
		}
	}
	return instrument.FromInt(int64(max(high[0]-low[0], high[1]-low[1])))
}
