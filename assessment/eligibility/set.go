package eligibility

import (
	"errors"
	"fmt"
	"slices"
	"sync"
)

// Set is a checked list of rules in the order in which they answer. It never changes.
type Set struct {
	rules   []Rule
	waivers waiverIndex
}

// NewSet returns a set of rules. It refuses a rule without code, title, check, stage, citation or first day, and a
// code that occurs twice; the error names every fault.
func NewSet(rules ...Rule) (*Set, error) {
	seen := make(map[string]bool, len(rules))
	var faults []error
	for i := range rules {
		if err := rules[i].validate(); err != nil {
			faults = append(faults, err)
		}
		if seen[rules[i].Code] {
			faults = append(faults, fmt.Errorf("rule %q is registered twice", rules[i].Code))
		}
		seen[rules[i].Code] = true
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	return &Set{rules: slices.Clone(rules), waivers: indexWaivers(waivers())}, nil
}

// Rules returns a copy of the rules in order.
func (s *Set) Rules() []Rule { return slices.Clone(s.rules) }

// Statutory returns the set of the statutory rules. An error is a fault of the program.
func Statutory() (*Set, error) { return statutory() }

//nolint:gochecknoglobals // built once from the slice below, never changed
var statutory = sync.OnceValues(func() (*Set, error) { return NewSet(registry()...) })

// registry lists the rules in the order of the Civil Code, then the measures and the papers.
func registry() []Rule {
	return []Rule{
		ruleChildMinor(),
		ruleOrphan(),
		ruleParentsNotFound(),
		ruleSpecialDifficulty(),
		rulePlacerType(),
		ruleIncapableParents(),
		ruleDutyHoldersConsent(),
		ruleParentsPlaceJointly(),
		ruleAdopterChildren(),
		ruleAdopterCapacity(),
		ruleAdopterHealth(),
		ruleAdopterRecord(),
		ruleAdopterAge(),
		ruleCollateralKin(),
		ruleAdoptionNumber(),
		ruleJointWithSpouse(),
		ruleAgeGap(),
		ruleStepMarriage(),
		ruleStepParentConsent(),
		ruleVoluntary(),
		ruleChildConsent(),
		ruleNoticePeriod(),
		ruleAssessmentDue(),
		rulePriorRight(),
		ruleInstitutionMatches(),
		rulePrivateFoundling(),
		rulePoliceReport(),
		ruleJurisdiction(),
		ruleAttendance(),
		ruleAdopterIdentity(),
		ruleChildIdentity(),
		rulePlacerCreditCode(),
	}
}
