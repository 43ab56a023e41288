package workflow_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// wholeApplication has no fault of form.
func wholeApplication() *workflow.Case {
	placer := workflow.Person{
		Name: "旺堆", Sex: eligibility.Male, Born: law.MustDate("1949-12-31"), IDType: eligibility.ResidentCard, IDNumber: "110105194912310038",
	}
	mother := workflow.Person{ // the number that GB 11643 itself gives as an example
		Name: "拉姆", Sex: eligibility.Female, Born: law.MustDate("1949-12-31"), IDType: eligibility.ResidentCard, IDNumber: "11010519491231002X",
	}
	return &workflow.Case{Category: workflow.CatSpecialDifficulty, Application: workflow.Application{
		Mode: eligibility.FemaleAlone, Reason: "自愿",
		Applicants: []workflow.Applicant{{
			ID: "a1", Person: mother, Identity: eligibility.Mainland, Marital: eligibility.Divorced, Attendance: eligibility.InPerson,
		}},
		Household:   []workflow.HouseholdMember{{Person: workflow.Person{Name: "次仁"}, Relation: "母亲"}},
		Placer:      workflow.Placer{Type: eligibility.PlacerBirthParents, Persons: []workflow.Person{placer, mother}, RepresentativeID: "11010519491231002X"},
		BirthFather: &workflow.BirthParent{Person: placer, Status: eligibility.ParentLiving},
		BirthMother: &workflow.BirthParent{Status: eligibility.ParentLiving},
	}}
}

func TestEachFaultOfFormStandsAtItsOwnPlace(t *testing.T) {
	t.Parallel()
	c := wholeApplication()
	require.Empty(t, workflow.CheckApplication(c))
	for pointer, spoil := range map[string]func(c *workflow.Case, a *workflow.Application){
		"/category":                               func(c *workflow.Case, _ *workflow.Application) { c.Category = "9" },
		"/application/mode":                       func(_ *workflow.Case, a *workflow.Application) { a.Mode = "alone" },
		"/application/applicants/0/sex":           func(_ *workflow.Case, a *workflow.Application) { a.Applicants[0].Sex = "F" },
		"/application/applicants/0/id_type":       func(_ *workflow.Case, a *workflow.Application) { a.Applicants[0].IDType = "card" },
		"/application/applicants/0/identity":      func(_ *workflow.Case, a *workflow.Application) { a.Applicants[0].Identity = "martian" },
		"/application/applicants/0/marital":       func(_ *workflow.Case, a *workflow.Application) { a.Applicants[0].Marital = "99" },
		"/application/applicants/0/spouse_is":     func(_ *workflow.Case, a *workflow.Application) { a.Applicants[0].SpouseIs = "friend" },
		"/application/applicants/0/attendance":    func(_ *workflow.Case, a *workflow.Application) { a.Applicants[0].Attendance = "online" },
		"/application/household/0/sex":            func(_ *workflow.Case, a *workflow.Application) { a.Household[0].Sex = "x" },
		"/application/household/0/relation":       func(_ *workflow.Case, a *workflow.Application) { a.Household[0].Relation = "" },
		"/application/placer/type":                func(_ *workflow.Case, a *workflow.Application) { a.Placer.Type = "mother" },
		"/application/placer/persons/1/sex":       func(_ *workflow.Case, a *workflow.Application) { a.Placer.Persons[1].Sex = eligibility.Male },
		"/application/placer/persons/0/id_type":   func(_ *workflow.Case, a *workflow.Application) { a.Placer.Persons[0].IDType = "" },
		"/application/placer/persons/0/id_number": func(_ *workflow.Case, a *workflow.Application) { a.Placer.Persons[0].IDNumber = "110105194912310037" },
		"/application/placer/persons/0/born":      func(_ *workflow.Case, a *workflow.Application) { a.Placer.Persons[0].Born = law.MustDate("1949-12-30") },
		"/application/placer/representative_id":   func(_ *workflow.Case, a *workflow.Application) { a.Placer.RepresentativeID = "110105194912310021" },
		"/application/birth_father/id_type":       func(_ *workflow.Case, a *workflow.Application) { a.BirthFather.IDType = "" },
		"/application/birth_mother/status":        func(_ *workflow.Case, a *workflow.Application) { a.BirthMother.Status = "away" },
		"/application/birth_mother/id_type":       func(_ *workflow.Case, a *workflow.Application) { a.BirthMother.IDNumber = "1" },
	} {
		c := wholeApplication()
		spoil(c, &c.Application)
		faults := workflow.CheckApplication(c)
		require.Len(t, faults, 1, "%s: %v", pointer, faults)
		require.Equal(t, pointer, faults[0].Pointer)
	}
}

func TestAWrongCodeIsAnsweredWithTheList(t *testing.T) {
	t.Parallel()
	c := wholeApplication()
	c.Application.Applicants[0].Marital, c.Application.Placer.Type = "99", "mother"
	faults := workflow.CheckApplication(c)
	require.Len(t, faults, 2)
	require.Equal(t, "not_in_list", faults[0].Code)
	require.Contains(t, faults[0].Message, "10 未婚、20 已婚、21 初婚")
	require.Contains(t, faults[1].Message, "one_parent 生父或者生母一方")
	c.Application.Applicants[0].Marital = ""
	require.Equal(t, "required", workflow.CheckApplication(c)[0].Code)
}
