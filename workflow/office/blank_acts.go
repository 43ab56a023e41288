package office

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// BlankRun is the run of printed numbers that an act is about.
type BlankRun struct {
	Series workflow.BlankSeries `json:"series,omitempty" enum:"certificate,dissolution" doc:"空白证件种类；不填为收养登记证"`
	First  string               `json:"first" minLength:"4" maxLength:"18" doc:"起号，照印制号逐字录入" example:"A54000101"`
	Last   string               `json:"last,omitempty" maxLength:"18" doc:"止号；不填为一份" example:"A54000150"`
}

// Place returns the actor's own authority: everybody keeps the own register.
func (BlankRun) Place(_ context.Context, _ Tx, actor workflow.Actor) (string, error) {
	return actor.AuthorityID, nil
}

// slip begins the slip of an act.
func (r BlankRun) slip(d *Decision, move workflow.BlankMove) (*BlankSlip, error) {
	if d.Authority.Closed {
		return nil, workflow.Refuse(workflow.KindConflict, "authority_closed", "该登记机关已撤销")
	}
	run, err := workflow.ParseBlankRange(r.First, r.Last)
	if err != nil {
		return nil, err
	}
	series := r.Series
	if series == "" {
		series = workflow.BlankCertificate
	}
	return &BlankSlip{
		ID: d.NewID(), AuthorityID: d.Authority.ID, Kind: move, State: SlipDone, Series: series,
		First: run.First.String(), Last: run.Last.String(), Count: run.Count(), On: d.On, By: personOf(d.Actor), run: run,
	}, nil
}

// single is slip for what is done to one certificate at a time.
func (r BlankRun) single(d *Decision, move workflow.BlankMove) (*BlankSlip, error) {
	s, err := r.slip(d, move)
	if err == nil && s.Count != 1 {
		return nil, workflow.Invalid(workflow.Field("/last", "one_at_a_time", "应当逐份办理，请只填起号"))
	}
	return s, err
}

// move writes the slip and does to the blanks what it says.
func (d *Decision) move(ctx context.Context, s *BlankSlip) error {
	d.Slip = s
	return d.Tx.MoveBlanks(ctx, *s)
}

// ReceiveBlanks enters a delivery of blanks (入库).
type ReceiveBlanks struct {
	Dated
	BlankRun
	DeliveryNote string `json:"delivery_note" minLength:"1" maxLength:"60" doc:"发放单号" example:"藏民证发〔2024〕3号"`
	From         string `json:"from" minLength:"1" maxLength:"100" doc:"发放机关" example:"西藏自治区民政厅"`
}

// Act names the act.
func (ReceiveBlanks) Act() ActName { return ActReceiveBlanks }

// Decide enters every number of the run. It fails with conflict when one of them stands
// in a register already, of whatever office.
func (in ReceiveBlanks) Decide(ctx context.Context, d *Decision) error {
	var f fields
	f.need("/delivery_note", in.DeliveryNote, "发放单号")
	f.need("/from", in.From, "发放机关")
	if err := f.err(); err != nil {
		return err
	}
	s, err := in.slip(d, workflow.BlankReceive)
	if err != nil {
		return err
	}
	s.DeliveryNote, s.From = in.DeliveryNote, in.From
	return d.move(ctx, s)
}

// IssueBlanks gives blanks to who hands certificates over (领用).
type IssueBlanks struct {
	Dated
	BlankRun
	HolderID string `json:"holder_id" format:"uuid" doc:"领用人的账户：本机关登记员或者审批人"`
}

// Act names the act.
func (IssueBlanks) Act() ActName { return ActIssueBlanks }

// Decide issues them. From then on only the holder uses them.
func (in IssueBlanks) Decide(ctx context.Context, d *Decision) error {
	s, err := in.slip(d, workflow.BlankIssue)
	if err != nil {
		return err
	}
	a, err := d.Tx.Account(ctx, in.HolderID)
	if err != nil && !workflow.IsKind(err, workflow.KindNotFound) {
		return err
	}
	ours := err == nil && a.AuthorityID == d.Authority.ID && !a.Disabled && (a.Role == workflow.RoleOfficer || a.Role == workflow.RoleSupervisor)
	if !ours {
		return workflow.Invalid(workflow.Field("/holder_id", "not_a_registrar", "领用人应当是本机关在用的登记员或者审批人账户"))
	}
	s.Holder = &Person{ID: a.ID, Name: a.Name, Role: a.Role}
	return d.move(ctx, s)
}

// HandBackBlanks takes blanks back that were issued and not used (交回).
type HandBackBlanks struct {
	Dated
	BlankRun
	Reason string `json:"reason,omitempty" maxLength:"500"`
}

// Act names the act.
func (HandBackBlanks) Act() ActName { return ActHandBackBlanks }

// Decide puts them into stock again.
func (in HandBackBlanks) Decide(ctx context.Context, d *Decision) error {
	s, err := in.slip(d, workflow.BlankHandBack)
	if err != nil {
		return err
	}
	s.Reason = in.Reason
	return d.move(ctx, s)
}
