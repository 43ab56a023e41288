package casework

import (
	"slices"
	"strings"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// Who may receive a paper, and what each mode of service needs. Adoption law has
// no rules of its own on service; the civil procedure law is followed by analogy
// (民事诉讼法 arts. 87 to 95).

// modeFaults checks the mode against its own conditions.
func (in ServePaper) modeFaults(d *Decision, p *workflow.Paper, on law.Date) ([]workflow.FieldError, error) {
	switch in.Mode {
	case workflow.ServedDirectly:
		return in.receiverFaults(d, p, on, workflow.CivilProcedure("第八十八条")), nil
	case workflow.ServedByPost:
		f := Need("/post_number", in.PostNumber, "邮件号码或者回执号")
		return append(f, in.relationFaults(d.Case, p, workflow.CivilProcedure("第九十一条"))...), nil
	case workflow.ServedOnAgent:
		return Need("/relation", in.Relation, "代收人与受送达人的关系"), nil
	case workflow.ServedLeaving:
		return in.leavingFaults(d, p, on), nil
	case workflow.ServedElectronic:
		f := Need("/note", in.Note, "受送达人同意电子送达的情况")
		return append(f, in.relationFaults(d.Case, p, workflow.CivilProcedure("第九十条"))...), nil
	case workflow.ServedByNotice:
		return in.noticeFaults(d, p, on)
	}
	return []workflow.FieldError{workflow.Field("/mode", "enum", "请选择送达方式")}, nil
}

// relationFaults asks who it was that received a paper in the addressee's place.
func (in ServePaper) relationFaults(c *workflow.Case, p *workflow.Paper, basis law.Citation) []workflow.FieldError {
	if in.Relation != "" || in.Recipient == "" || addressed(c, p, in.Recipient) {
		return nil
	}
	return []workflow.FieldError{workflow.Field("/relation", "required", in.Recipient+"不是受送达人（"+p.Recipient+"）：请填写与受送达人的关系", basis)}
}

// receiverFaults: a paper for a person is handed to that person or to an adult of
// the family who lives with him; one for an organisation to whoever receives its post.
func (in ServePaper) receiverFaults(d *Decision, p *workflow.Paper, on law.Date, basis law.Citation) []workflow.FieldError {
	if in.Recipient == "" || addressed(d.Case, p, in.Recipient) {
		return nil
	}
	if f := in.relationFaults(d.Case, p, basis); len(f) > 0 {
		return f
	}
	if d.isMinor(in.Recipient, on) {
		return []workflow.FieldError{workflow.Field("/recipient", "not_adult", in.Recipient+"未成年，不得代收", basis)}
	}
	if !in.Cohabits && !toOrganisation(p) {
		return []workflow.FieldError{workflow.Field("/cohabits", "not_of_the_household",
			"直接送达公民的，本人不在时只能交其同住成年家属签收；交他人代收的，请以委托代收的方式送达并说明关系", basis)}
	}
	return nil
}

// leavingFaults: what was left had been refused by the addressee or the family; a
// witness or a recording proves it, and both cannot be who served.
func (in ServePaper) leavingFaults(d *Decision, p *workflow.Paper, on law.Date) []workflow.FieldError {
	basis := workflow.CivilProcedure("第八十九条")
	f := in.receiverFaults(d, p, on, basis)
	if in.Witness == "" && !in.Recorded {
		f = append(f, workflow.Field("/witness", "required", "留置送达应当有见证人，或者以拍照、录像记录送达过程", basis))
	}
	if in.Witness != "" && (in.Witness == d.Actor.Name || in.Witness == in.Recipient || addressed(d.Case, p, in.Witness)) {
		f = append(f, workflow.Field("/witness", "not_a_witness", "见证人不得是送达人、收件人或者受送达人", basis))
	}
	f = append(f, Need("/place", in.Place, "留置的地点（受送达人的住所）")...)
	return append(f, Need("/note", in.Note, "拒收的事由")...)
}

// noticeFaults: service by announcement is the last resort, and takes effect when
// its term has run.
func (in ServePaper) noticeFaults(d *Decision, p *workflow.Paper, on law.Date) ([]workflow.FieldError, error) {
	f := Need("/medium", in.Medium, "公告的媒体")
	f = append(f, Need("/note", in.Note, "公告送达的原因和经过")...)
	if in.Recipient != "" && !addressed(d.Case, p, in.Recipient) {
		f = append(f, workflow.Field("/recipient", "not_addressed", "公告送达的，受送达人应当是"+p.Recipient, workflow.CivilProcedure("第九十五条")))
	}
	if in.AnnouncedOn.IsZero() {
		return append(f, workflow.Field("/announced_on", "required", "请填写发出公告之日", workflow.CivilProcedure("第九十五条"))), nil
	}
	f = append(f, NotBefore("/announced_on", in.AnnouncedOn, p.On, "文书作出之日")...)
	param, err := d.Pack.Param("service.announcement", in.AnnouncedOn)
	if err != nil {
		return nil, lawError(err)
	}
	term, err := param.Term()
	if err != nil {
		return nil, err
	}
	due, err := d.Calendar.Due(in.AnnouncedOn, term, nil)
	if err != nil {
		return nil, err
	}
	if on.Before(due.Earliest) {
		f = append(f, workflow.Field("/served_on", "too_early",
			"自发出公告之日起经过规定期间方视为送达，不得早于"+due.Earliest.Chinese(), param.Basis))
	}
	return f, nil
}

// isMinor reports whether a person of the household, or the child itself, is known
// to be a minor on the day (the age below which a child can be adopted is that of minority).
func (d *Decision) isMinor(name string, on law.Date) bool {
	majority, err := d.Pack.Int("eligibility.child_max_age", on)
	if err != nil {
		return false
	}
	minor := func(p workflow.Person) bool { return p.Name == name && !p.Born.IsZero() && p.Born.AgeOn(on) < majority }
	return minor(d.Child.Person) || slices.ContainsFunc(d.Case.Application.Household, func(m workflow.HouseholdMember) bool { return minor(m.Person) })
}

// toOrganisation reports whether the paper is addressed to a body or an authority.
func toOrganisation(p *workflow.Paper) bool { return p.To == "body" || p.To == "authority" }

// addressed reports whether the names given (several joined by 、) are all
// addressees of the paper.
func addressed(c *workflow.Case, p *workflow.Paper, names string) bool {
	to := strings.Split(p.Recipient, "、")
	switch p.To {
	case "applicants", "parties":
		for _, a := range c.LivingApplicants() {
			to = append(to, a.Name)
		}
	}
	if p.To == "parties" {
		to = append(to, PlacerName(c))
		for _, person := range c.Application.Placer.Persons {
			to = append(to, person.Name)
		}
	}
	for _, n := range strings.Split(names, "、") {
		if !slices.Contains(to, n) || n == "" {
			return false
		}
	}
	return true
}
