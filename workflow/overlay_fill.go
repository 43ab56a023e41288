package workflow

import (
	"fmt"
	"slices"

	"github.com/anjia-project/anjia/assessment/eligibility"
)

// Filled puts the particulars of a registered case into their places. The case must be
// registered; what the record does not know stays empty, as on a blank filled by hand.
func (o Overlay) Filled(c *Case, k *Child) Overlay {
	o.Fields = slices.Clone(o.Fields)
	known := overlayTexts(c, k)
	for i := range o.Fields {
		if t, ok := known[o.Fields[i].Name]; ok {
			o.Fields[i].Text, o.Fields[i].Field = t.text, t.field
		}
	}
	return o
}

type overlayText struct{ text, field string }

func overlayTexts(c *Case, k *Child) map[string]overlayText {
	out := map[string]overlayText{"authority": {c.Authority.Name, "/case/authority/name"}}
	if r := c.Registration; r != nil {
		out["certificate"] = overlayText{r.Certificate, "/case/registration/certificate"}
		out["registered_on"] = overlayText{r.On.Chinese(), "/case/registration/on"}
		out["child_name"] = overlayText{r.NameAfter, "/case/registration/name_after"}
	}
	if k != nil {
		out["child_name_before"] = overlayText{k.Name, "/child/name"}
		out["child_sex"] = overlayText{sexOnBlank(k.Sex), "/child/sex"}
		out["child_born"] = overlayText{k.Born.Chinese(), "/child/born"}
		out["child_id"] = overlayText{k.IDNumber, "/child/id_number"}
	}
	for i, a := range c.Application.Applicants {
		at, here := fmt.Sprintf("adopter%d_", i+1), fmt.Sprintf("/case/application/applicants/%d/", i)
		for name, text := range map[string]string{
			"name": a.Name, "sex": sexOnBlank(a.Sex), "born": a.Born.Chinese(), "nationality": a.Nationality, "id": a.IDNumber, "address": a.Address,
		} {
			out[at+name] = overlayText{text, here + name}
		}
	}
	return out
}

func sexOnBlank(s eligibility.Sex) string {
	switch s {
	case eligibility.Male:
		return "男"
	case eligibility.Female:
		return "女"
	}
	return ""
}
