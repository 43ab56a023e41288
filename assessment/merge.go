package assessment

import "github.com/anjia-project/anjia/assessment/instrument"

// pointsOf is what one answer gives at an item: points, or the rating before its weight. It fails when the answer has
// none that the item can take.
func pointsOf(item *instrument.Node, answer Answer) (instrument.Exact, bool) {
	switch item.Kind() {
	case instrument.KindOption:
		choice, known := item.Choice(answer.Option)
		if !known || !choice.IsBand() {
			return choice.Lowest, known
		}
		return parsed(answer.Points)
	case instrument.KindPoints:
		return parsed(answer.Points)
	case instrument.KindRating:
		if answer.Rating == nil {
			return instrument.Exact{}, false
		}
		return instrument.FromInt(int64(*answer.Rating)), true
	case instrument.KindBoolean:
		ifTrue, scored := item.IfTrue()
		if !scored || answer.Value == nil {
			return instrument.Exact{}, false
		}
		if !*answer.Value {
			return instrument.Exact{}, true
		}
		return ifTrue, true
	case instrument.KindVeto, instrument.KindText, instrument.KindSection, instrument.KindBonus: // no number comes of them
	}
	return instrument.Exact{}, false
}

func parsed(points string) (instrument.Exact, bool) {
	x, err := instrument.ParsePoints(points)
	return x, err == nil
}

// merge makes one value of everything that was given at an item, and marks what of it counts. The given answers are
// those of all sheets, in the order of the sheets; values receives the result.
func merge(item *instrument.Node, given []Given, how Consolidation, values instrument.Values) {
	switch at := item.Index(); {
	case item.Kind() == instrument.KindVeto:
		for i := range given {
			if given[i].Value != nil && *given[i].Value {
				given[i].Counts = true
				values.Found[at] = true
			}
		}
	case item.Scored():
		values.Points[at] = mergePoints(item, given, how)
	default:
		for i := range given {
			given[i].Counts = how.Mode != Lead || given[i].Evaluator == how.Lead
		}
	}
	if item.Kind() != instrument.KindBoolean {
		return
	}
	for _, one := range given {
		if one.Value == nil || how.Mode == Lead && one.Evaluator != how.Lead {
			continue
		}
		values.Yes[item.Index()] = values.Yes[item.Index()] || *one.Value
		values.No[item.Index()] = values.No[item.Index()] || !*one.Value
	}
}

// mergePoints joins the applicants within each sheet first, then the sheets.
func mergePoints(item *instrument.Node, given []Given, how Consolidation) instrument.Exact {
	var room [4]instrument.Exact // most cases have two evaluators, and the slice then needs no memory of its own
	bySheet := room[:0]
	for from := 0; from < len(given); {
		to := from + 1
		for to < len(given) && given[to].Evaluator == given[from].Evaluator {
			to++
		}
		bySheet = append(bySheet, joinApplicants(item, given[from:to]))
		from = to
	}
	value := bySheet[0]
	switch how.Mode {
	case Mean:
		value = meanOf(bySheet)
	case Lower:
		for _, one := range bySheet {
			value = value.Min(one)
		}
	case Lead:
		value = bySheet[sheetOf(given, how.Lead)]
	case Consensus, Single: // every sheet gives the same, or there is only one
	}
	markSheets(given, bySheet, how, value)
	return value
}

// joinApplicants gives one evaluator's points for the family, and marks which applicants' points they are.
func joinApplicants(item *instrument.Node, given []Given) instrument.Exact {
	value := *given[0].Points
	points := make([]instrument.Exact, 0, 4)
	for _, one := range given {
		points = append(points, *one.Points)
		switch item.Applicants() {
		case instrument.EachLower:
			value = value.Min(*one.Points)
		case instrument.EachHigher:
			value = value.Max(*one.Points)
		case instrument.Family, instrument.EachMean, instrument.EachApplies:
		}
	}
	if item.Applicants() == instrument.EachMean {
		value = meanOf(points)
	}
	for i := range given {
		given[i].Counts = item.Applicants() == instrument.EachMean || given[i].Points.Equal(value)
	}
	return value
}

// meanOf is the mean of at least one value.
func meanOf(values []instrument.Exact) instrument.Exact {
	mean, err := instrument.Mean(values...)
	if err != nil {
		return instrument.Exact{}
	}
	return mean
}

// markSheets takes the mark off the sheets whose value does not count.
func markSheets(given []Given, bySheet []instrument.Exact, how Consolidation, value instrument.Exact) {
	sheet := -1
	for i := range given {
		if i == 0 || given[i].Evaluator != given[i-1].Evaluator {
			sheet++
		}
		switch how.Mode {
		case Lower:
			given[i].Counts = given[i].Counts && bySheet[sheet].Equal(value)
		case Lead:
			given[i].Counts = given[i].Counts && given[i].Evaluator == how.Lead
		case Mean, Consensus, Single:
		}
	}
}

func sheetOf(given []Given, evaluator string) int {
	sheet := -1
	for i := range given {
		if i == 0 || given[i].Evaluator != given[i-1].Evaluator {
			sheet++
		}
		if given[i].Evaluator == evaluator {
			return sheet
		}
	}
	return 0
}
