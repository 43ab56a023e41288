package casework

import (
	"context"
	"fmt"
	"slices"

	"github.com/anjia-project/anjia/workflow"
)

// templateVersion names the set of templates that new orders of papers use.
const templateVersion = "1"

// Order is the order of one paper by an act.
type Order struct {
	Code      workflow.PaperCode
	To        string // applicants | placer | body | …
	Recipient string
	Subject   string // id of what it is about
	Private   string // account id: blind to others until all sheets are in
	Remedies  bool   // prints the ways of redress
}

// OrderPaper orders a paper of the case: title from the pack, official number
// where the kind takes one. The act's row must name the code.
func (d *Decision) OrderPaper(ctx context.Context, o Order) (*workflow.Paper, error) {
	spec, ok := o.Code.Spec()
	if !ok || !slices.Contains(d.Row.Papers, o.Code) {
		return nil, fmt.Errorf("casework: act %s may not order paper %s: add it to the row", d.Row.Act, o.Code)
	}
	p := workflow.Paper{
		ID: d.NewID(), Code: o.Code, Title: d.title(spec), Moment: spec.Moment, Recipient: o.Recipient, To: o.To,
		Subject: o.Subject, On: d.On, EntrySeq: d.Seq, Template: templateVersion, Confidential: o.Private,
	}
	if spec.Moment == workflow.MomentForm {
		p.FormHash = d.form
	}
	if spec.Numbered {
		number, err := d.paperNumber(ctx)
		if err != nil {
			return nil, err
		}
		p.Number = number
	}
	if o.Remedies {
		p.Remedies = &workflow.Remedies{Reconsideration: d.Case.Authority.Superior, Court: d.Case.Authority.Court}
	}
	d.Case.Papers = append(d.Case.Papers, p)
	d.ordered = append(d.ordered, p.ID)
	return &d.Case.Papers[len(d.Case.Papers)-1], nil
}

// OrderAll orders several papers, stopping at the first that fails.
func (d *Decision) OrderAll(ctx context.Context, orders ...Order) error {
	for _, o := range orders {
		if _, err := d.OrderPaper(ctx, o); err != nil {
			return err
		}
	}
	return nil
}

// title is the pack's title of the paper, else the catalogue's.
func (d *Decision) title(spec workflow.PaperSpec) string {
	if t, err := d.Pack.Text("papers."+string(spec.Code)+".title", d.On); err == nil && t != "" {
		return t
	}
	return spec.Title
}

// paperNumber takes the next 发文字号 of the authority in the year of the act.
func (d *Decision) paperNumber(ctx context.Context) (string, error) {
	n, err := d.Tx.Number(ctx, d.Case.AuthorityID, "paper", d.On.Year())
	if err != nil {
		return "", err
	}
	return workflow.FormatPaperNumber(d.Case.Authority.ShortName, d.On.Year(), n)
}
