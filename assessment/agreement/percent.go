package agreement

// PercentAgreement (一致率) is the share of pairs of raters who agree, averaged over the subjects that two or more
// marked, as a number from 0 to 1; with weights, near agreement counts in part. It is not corrected for chance: on a
// scale of two, coins agree half of the time.
//
// Where every subject's raters agree either wholly or not at all, as two raters without weights always do, it is a
// plain share and its interval is Wilson's; otherwise the subjects are a sample with a mean, and Student's t is used.
func PercentAgreement(r *Ratings, w Weights, terms Terms) Answer {
	terms, counts, compared, why := r.compare(terms)
	if why != nil {
		return Answer{Refusal: why}
	}
	weights, ok := w.over(counts.categories)
	if !ok {
		return refuse(weightsMismatch, len(compared))
	}
	shares := make([]float64, len(compared))
	for i, c := range compared {
		shares[i] = c.agreement(weights)
	}
	f := Figure{
		Statistic: percentAgreement, Value: average(shares), Level: terms.Level,
		N: len(shares), Raters: counts.raters, Method: byWilson,
	}
	if w.kind != identity {
		f.Statistic = weightedAgreement
	}
	if whole, plain := wholes(shares); plain {
		f.Low, f.High = wilson(whole, len(shares), terms)
		return give(f)
	}
	f.Method = byOneT
	return f.around(errorOfMean(shares), float64(len(shares)-1), terms, 0, 1)
}

// wholes counts the ones, and says whether the rest are zeros.
func wholes(shares []float64) (ones int, plain bool) {
	for _, share := range shares {
		switch share {
		case 1:
			ones++
		case 0:
		default:
			return 0, false
		}
	}
	return ones, true
}
