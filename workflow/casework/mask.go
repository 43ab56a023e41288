package casework

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/anjia-project/anjia/workflow"
)

// MaskName keeps the first character of a name: 张＊＊.
func MaskName(name string) string {
	n := utf8.RuneCountInString(name)
	if n == 0 {
		return ""
	}
	_, first := utf8.DecodeRuneInString(name)
	return name[:first] + strings.Repeat("＊", max(n-1, 1))
}

// MaskNumber keeps the ends of an identity number, phone or account: 540*************12.
func MaskNumber(number string) string {
	const head, tail = 3, 2
	r := []rune(number)
	if len(r) == 0 {
		return ""
	}
	if len(r) <= head+tail {
		return strings.Repeat("*", len(r))
	}
	return string(r[:head]) + strings.Repeat("*", len(r)-head-tail) + string(r[len(r)-tail:])
}

// maskNumbers hides the identity numbers and phones of a person.
func maskNumbers(p *workflow.Person) {
	p.IDNumber, p.Phone, p.BankAccount = MaskNumber(p.IDNumber), MaskNumber(p.Phone), MaskNumber(p.BankAccount)
}

// eachPerson visits every natural person of a case.
func eachPerson(c *workflow.Case, child *workflow.Child, f func(p *workflow.Person)) {
	a := &c.Application
	for i := range a.Applicants {
		f(&a.Applicants[i].Person)
	}
	for i := range a.Household {
		f(&a.Household[i].Person)
	}
	for i := range a.Placer.Persons {
		f(&a.Placer.Persons[i])
	}
	for _, p := range []*workflow.BirthParent{a.BirthFather, a.BirthMother} {
		if p != nil {
			f(&p.Person)
		}
	}
	if child != nil {
		f(&child.Person)
	}
}

// maskKin are the relatives without their numbers.
func maskKin(all []workflow.Kin) []workflow.Kin {
	kin := slices.Clone(all)
	for i := range kin {
		kin[i].IDNumber = MaskNumber(kin[i].IDNumber)
	}
	return kin
}

// maskCase hides the numbers of everybody in the case.
func maskCase(c *workflow.Case, child *workflow.Child) {
	eachPerson(c, child, maskNumbers)
	a := &c.Application
	for i := range a.Applicants {
		a.Applicants[i].Kin = maskKin(a.Applicants[i].Kin)
	}
	for i := range a.Household {
		a.Household[i].Kin = maskKin(a.Household[i].Kin)
	}
	for _, p := range []*workflow.BirthParent{a.BirthFather, a.BirthMother} {
		if p != nil {
			p.Kin = maskKin(p.Kin)
		}
	}
	p := &c.Application.Placer
	p.Kin = maskKin(p.Kin)
	p.RepresentativeID, p.Phone = MaskNumber(p.RepresentativeID), MaskNumber(p.Phone)
}
