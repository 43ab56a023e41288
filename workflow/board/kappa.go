package board

import (
	"github.com/anjia-project/anjia/assessment/agreement"
	"github.com/anjia-project/anjia/assessment/instrument"
)

// Between which two kappa is.
const (
	betweenPair  = "pair"
	betweenRoles = "roles"
)

// kappaBetween finds the two fixed raters that kappa needs: an agency with two evaluators has them by name; one with
// more has them by role where cases have a lead evaluator and one other. "" without either.
func kappaBetween(own []score) string {
	people := map[string]bool{}
	for i := range own {
		people[own[i].sheet.Evaluator.ID] = true
	}
	switch {
	case len(people) == 2: //nolint:mnd // a pair
		return betweenPair
	case len(people) > 2 && len(byRole(own)) > 0:
		return betweenRoles
	}
	return ""
}

// kappaOf is kappa at an item (Cohen 1960, 1968): of the pair as its marks stand, or of the roles. Where there are no
// two fixed raters, the answer is the refusal of the statistic itself.
func kappaOf(item *instrument.Node, m metric, own []score, ratings *agreement.Ratings, between string, terms agreement.Terms) agreement.Answer {
	if between == betweenRoles {
		marks := marksAt(item, byRole(own))
		roles, err := agreement.Collect(marks, m.values...)
		if err != nil {
			return unusable(len(marks))
		}
		ratings = roles
	}
	return agreement.Kappa(ratings, m.weights, terms)
}

// byRole keeps the sheets of cases that exactly one lead evaluator and one other judged, under their roles instead of
// their names. A third sheet would leave it open who the other one is.
func byRole(own []score) []score {
	leads, others := map[string]int{}, map[string]int{}
	for i := range own {
		if own[i].sheet.Lead {
			leads[own[i].fact.CaseID]++
		} else {
			others[own[i].fact.CaseID]++
		}
	}
	var out []score
	for _, s := range own {
		if leads[s.fact.CaseID] != 1 || others[s.fact.CaseID] != 1 {
			continue
		}
		s.sheet.Evaluator.ID = "other"
		if s.sheet.Lead {
			s.sheet.Evaluator.ID = "lead"
		}
		out = append(out, s)
	}
	return out
}
