package workflow

import "slices"

// EndApplicantDied is the ground of an end by the death of an applicant (收养申请人死亡).
const EndApplicantDied = "applicant_died"

// LivingApplicants are the applicants but for one whose death has ended the case.
func (c *Case) LivingApplicants() []Applicant {
	e := c.Ending
	if e == nil || e.Ground != EndApplicantDied {
		return c.Application.Applicants
	}
	return slices.DeleteFunc(slices.Clone(c.Application.Applicants), func(a Applicant) bool { return a.Name == e.Who })
}
