package store

import (
	"context"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
)

// offeredRow is a case with the due date of its assessment, as an agency may see it.
type offeredRow struct {
	AuthorityID   string      `gorm:"column:authority_id"`
	ID            string      `gorm:"column:id"`
	Version       int64       `gorm:"column:version"`
	State         string      `gorm:"column:state"`
	Document      string      `gorm:"column:document"`
	BodyOpen      bool        `gorm:"column:body_open"`
	AssessmentDue pgtype.Date `gorm:"column:assessment_due"`
}

// Offers implements office.Tx.
func (o officeTx) Offers(ctx context.Context, f office.Filter) ([]office.Offer, error) {
	f.AgencyID, f.Text = "", ""
	if err := valid(f); err != nil {
		return nil, err
	}
	db, err := o.t.rows(ctx)
	if err != nil {
		return nil, err
	}
	var rows []offeredRow
	err = page(db.Model(&caseRow{}).Where(ofOffering, o.t.actor.AgencyID), f).
		Select(`authority_id, id, version, state, document, body_open, (select min(d.due_on) from due_dates d
  where d.authority_id = cases.authority_id and d.case_id = cases.id and d.clock = ?) as assessment_due`, string(law.ClockAssessment)).
		Find(&rows).Error
	if err != nil {
		return nil, explain(err)
	}
	return convert(rows, offeredRow.toOffer)
}

// toOffer shows of a case what its agency needs to say yes or no, and the names for the recusal check.
func (r offeredRow) toOffer() (office.Offer, error) {
	c, err := caseRow{AuthorityID: r.AuthorityID, ID: r.ID, Version: r.Version, State: r.State, Document: r.Document}.toCase()
	if err != nil {
		return office.Offer{}, err
	}
	due, err := fromDate(r.AssessmentDue)
	if err != nil {
		return office.Offer{}, err
	}
	out := office.Offer{
		CaseID: c.ID, Number: c.Number, AuthorityID: c.AuthorityID, AuthorityName: c.Authority.Name, Division: c.Authority.Division,
		State: c.State, StateName: c.State.Chinese(), Version: c.Version, DueOn: due, Applicants: []string{}, Open: r.BodyOpen,
	}
	if m := c.Commission; m != nil {
		out.NamedOn, out.AcceptedOn, out.DeclinedOn = m.NamedOn, m.AcceptedOn, m.DeclinedOn
	}
	for _, a := range c.Application.Applicants {
		out.Applicants = append(out.Applicants, a.Name)
	}
	out.Placers = placers(c.Application.Placer)
	return out, nil
}

func placers(p workflow.Placer) []string {
	var names []string
	if p.Organisation != "" {
		names = append(names, p.Organisation)
	}
	for _, person := range p.Persons {
		names = append(names, person.Name)
	}
	return names
}
