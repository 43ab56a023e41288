package console

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
)

const pathAgency = Prefix + "/agency"

// agencyData is the home of an agency's manager: commissions to be answered, the own cases
// with what is to be done, the own evaluators, the contract.
type agencyData struct {
	Frame  view.Frame
	Today  law.Date
	Agency office.AgencyView
	Offers []office.Offer // not answered yet
	Cases  []fieldCase
	People []office.EvaluatorView
}

func agencyPage(v *visit) error {
	ctx, actor := v.Request().Context(), v.actor()
	if actor.Role != workflow.RoleManager || actor.AgencyID == "" {
		return echo.NewHTTPError(http.StatusNotFound)
	}
	var d agencyData
	var err error
	if d.Today, _, err = v.console.cases.Today(ctx, actor); err != nil {
		return err
	}
	if d.Agency, err = v.console.office.Agency(ctx, actor, actor.AgencyID); err != nil {
		return err
	}
	if d.People, err = v.console.office.Evaluators(ctx, actor, office.Filter{AgencyID: actor.AgencyID}); err != nil {
		return err
	}
	offers, err := v.console.office.Offers(ctx, actor, office.Filter{})
	if err != nil {
		return err
	}
	for _, o := range offers {
		switch {
		case o.State.End() || !o.DeclinedOn.IsZero():
		case o.AcceptedOn.IsZero():
			d.Offers = append(d.Offers, o)
		case o.Open && len(d.Cases) < fieldMost:
			c, err := v.fieldCase(o.CaseID)
			if err != nil {
				return err
			}
			d.Cases = append(d.Cases, c)
		}
	}
	title := v.t("agency.page")
	d.Frame = v.frame(title)
	return v.show(http.StatusOK, title, agencyBody(d))
}

// offerBadge says whether an offer can be answered already: that is after the family's consent.
func offerBadge(f view.Frame, o office.Offer) view.Badge {
	if o.State == workflow.Commissioning {
		return view.Badge{Text: f.T("agency.offer.answer"), Tone: view.Warn}
	}
	return view.Badge{Text: f.T("agency.offer.waits"), Tone: view.Plain}
}

// personBadge says whether an evaluator can be assigned today.
func personBadge(f view.Frame, e office.EvaluatorView) view.Badge {
	if e.Qualified {
		return view.Badge{Text: f.T("agency.qualified"), Tone: view.Good}
	}
	return view.Badge{Text: f.T("agency.lacks"), Tone: view.Warn}
}

// backgroundName is a professional background in the reader's words; what an office wrote itself as it is.
func backgroundName(f view.Frame, code string) string {
	if text := f.Words.First("option.background."+code, "option."+code); text != "" {
		return text
	}
	return code
}

func contractFacts(d agencyData) []view.Fact {
	f, c := d.Frame, d.Agency.Contract
	var out []view.Fact
	out = appendFact(out, f.T("agency.name"), d.Agency.Name)
	out = appendFact(out, f.T("agency.contract"), c.Number)
	if c.Number != "" {
		out = appendFact(out, f.T("agency.contract.term"), f.Words.Date(c.From)+" – "+f.Words.Date(c.To))
	}
	return out
}

// caseStaff are the evaluators of a case; nobody before the assignment.
func caseStaff(c *workflow.Case) string {
	active := c.ActiveEvaluators()
	names := make([]string, len(active))
	for i, e := range active {
		names[i] = e.Name
	}
	return strings.Join(names, "、")
}
