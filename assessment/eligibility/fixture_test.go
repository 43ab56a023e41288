package eligibility

import (
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
)

// testDay is the day of registration of the sample facts, a Monday.
const testDay = "2024-06-03"

// testLaw is loaded once for all tests; packs never change.
var testLaw = sync.OnceValues(law.Embedded)

func testPack(tb testing.TB) *law.Pack {
	tb.Helper()
	set, err := testLaw()
	require.NoError(tb, err)
	pack, err := set.Pack("cn", false)
	require.NoError(tb, err)
	return pack
}

func day(s string) law.Date { return law.MustDate(s) }

// idNumber composes a valid number for tests.
func idNumber(division string, birth law.Date, sex Sex) string {
	sequence := "012"
	if sex == Male {
		sequence = "013"
	}
	first17 := division + strings.ReplaceAll(birth.String(), "-", "") + sequence
	return first17 + string(idCheckCharacter(first17))
}

func applicant(sex Sex, birth string, marital Marital) Applicant {
	born := day(birth)
	return Applicant{
		Name: "测试", Sex: sex, BirthDate: born, IDType: ResidentCard, IDNumber: idNumber("540102", born, sex),
		Identity: Mainland, Marital: marital, Children: new(0), Adoptions: new(0),
		CanRaise: new(true), UnfitDisease: new(false), AdverseRecord: new(false), Consents: new(true),
		Attendance: InPerson,
	}
}

func couple() []Applicant {
	husband, wife := applicant(Male, "1988-05-04", Married), applicant(Female, "1990-02-11", Married)
	husband.SpouseIs, wife.SpouseIs = SpouseApplicant, SpouseApplicant
	return []Applicant{husband, wife}
}

// sample returns facts of a category that may be registered on testDay, with nothing unknown.
func sample(c Category) Facts {
	born := day("2020-09-01")
	f := Facts{
		Category: c, Mode: Joint, Applicants: couple(),
		Child: Child{
			Name: "测试", Sex: Female, BirthDate: born, IDNumber: idNumber("540102", born, Female),
			Disabled: new(false), InstitutionRaised: new(false), SpecialDifficulty: new(false), Rescued: new(false),
			Consents: new(true),
		},
		Placer:     Placer{Consents: new(true), Division: "540102", SingleEvidence: new(false)},
		Assessment: Assessment{Completed: new(true)}, AuthorityDivision: "540102",
		ReceivedOn: day("2024-01-08"), DecidedOn: day("2024-05-31"), RegisteredOn: day(testDay),
	}
	living := BirthParent{
		Status: ParentLiving, Incapable: new(false), Endangers: new(false), Consents: new(true), Division: "540102",
	}
	f.BirthFather, f.BirthMother = living, living
	switch c {
	case InstitutionFoundling, PrivateFoundling:
		f.foundling(c)
	case InstitutionOrphan, PrivateOrphan:
		f.orphan(c)
	case IncapableParents:
		f.Placer.Type, f.Placer.DutyHolders = PlacerGuardian, new(false)
		f.BirthFather.Incapable, f.BirthMother.Incapable, f.BirthMother.Endangers = new(true), new(true), new(true)
	case StepChild:
		f.Mode, f.Applicants = MaleAlone, f.Applicants[:1]
		f.Applicants[0].SpouseIs = SpouseBirthParent
		f.StepParent.Married = new(true)
		f.Placer.Type = PlacerBirthParents
	case SpecialDifficulty:
		f.Placer.Type, f.Child.SpecialDifficulty = PlacerBirthParents, new(true)
	case CollateralKin:
		f.Placer.Type = PlacerBirthParents
		f.Kinship = Kinship{Collateral: new(true), Proven: new(true)}
	}
	return f
}

func (f *Facts) foundling(c Category) {
	f.BirthFather, f.BirthMother = BirthParent{Status: ParentUnidentified}, BirthParent{Status: ParentNotFound}
	f.Foundling.PoliceReceipt = new(true)
	f.Notice = Notice{
		PublishedOn: day("2024-01-15"), EarliestOn: day("2024-03-16"), Cleared: new(true), OpenClaim: new(false),
	}
	f.Child.FoundDivision = "540102"
	if c == InstitutionFoundling {
		f.Placer.Type, f.Child.InstitutionRaised = PlacerInstitution, new(true)
		f.Placer.CreditCode = "91350100M000100Y43"
		f.Child.FoundOn = day("2020-09-02")
		return
	}
	f.Placer = Placer{}
	born := day("2009-02-01")
	f.Child.BirthDate, f.Child.IDNumber, f.Child.NoIDReason = born, "", "尚未办理户口登记"
	f.Child.FoundOn = day("2009-03-31")
}

func (f *Facts) orphan(c Category) {
	f.BirthFather, f.BirthMother = BirthParent{Status: ParentDead}, BirthParent{Status: ParentDeclaredDead}
	f.Placer.DutyHolders, f.Placer.DutyHoldersConsent = new(true), new(true)
	f.Placer.Type = PlacerGuardian
	if c == InstitutionOrphan {
		f.Placer.Type, f.Child.InstitutionRaised = PlacerInstitution, new(true)
	}
}

func run(tb testing.TB, f Facts) Report {
	tb.Helper()
	report, err := Run(f, testPack(tb), day(testDay))
	require.NoError(tb, err)
	return report
}

// outcome runs the rules and returns one outcome.
func outcome(tb testing.TB, f Facts, code string) Outcome {
	tb.Helper()
	report := run(tb, f)
	o, ok := report.Outcome(code)
	require.True(tb, ok, "no rule %s", code)
	return o
}

// on sets the day of registration and clears the earlier days.
func (f Facts) on(date string) Facts {
	f.ReceivedOn, f.DecidedOn, f.RegisteredOn = law.Date{}, law.Date{}, day(date)
	return f
}
