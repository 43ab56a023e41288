package agreement

// Share (比例) is how often something happened, k times in n: reports that came late, reports sent back. The interval
// is Wilson's (1927), which stays between 0 and 1 and is honest at none and at all.
func Share(k, n int, terms Terms) Answer {
	terms, why := terms.settled()
	switch {
	case why != nil:
		return Answer{Refusal: why}
	case k < 0 || n < k:
		return refuse(invalidInput, max(0, n))
	case n < terms.MinSubjects:
		return tooFew(n, terms.MinSubjects)
	}
	low, high := wilson(k, n, terms)
	return give(Figure{
		Statistic: shareOf, Value: float64(k) / float64(n), Low: low, High: high,
		Level: terms.Level, N: n, Method: byWilson,
	})
}
