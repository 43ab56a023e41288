package console

import (
	"errors"
	"net/http"
	"strings"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
)

// identityData is what a number of an identity card says, told beside its field.
type identityData struct {
	Wrong, Said     string
	Type, Sex, Born string // to be filled in where nothing stands
}

// identityPart reads a number as soon as it stands: its check digit, and the birth date
// and sex that it holds. Numbers of other papers are not judged.
func identityPart(v *visit) error {
	number, kind := strings.ToUpper(strings.TrimSpace(v.FormValue("number"))), eligibility.IDType(v.FormValue("type"))
	var d identityData
	if kind != "" && kind != eligibility.ResidentCard && kind != eligibility.ResidencePermit {
		return v.render(http.StatusOK, identitySaid(d))
	}
	id, err := eligibility.ParseResidentID(number)
	if day := v.today(); err == nil && day != (law.Date{}) {
		err = id.NotBornAfter(day)
	}
	var wrong *eligibility.NumberError
	switch {
	case errors.As(err, &wrong):
		d.Wrong = wrong.Message + "；" + wrong.Remedy
	case err != nil:
		d.Wrong = err.Error()
	default:
		d.Said = v.t("intake.identity.said", v.words.Date(id.BirthDate), v.t("option.sex."+string(id.Sex)))
		d.Sex, d.Born, d.Type = string(id.Sex), id.BirthDate.String(), string(eligibility.ResidentCard)
		if id.DivisionKnown && id.Identity != eligibility.Mainland {
			d.Type = string(eligibility.ResidencePermit)
		}
	}
	return v.render(http.StatusOK, identitySaid(d))
}
