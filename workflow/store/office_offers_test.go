package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
	"github.com/anjia-project/anjia/workflow/store"
)

func TestOffersShowAnAgencyItsOwnCasesAndNoMoreThanNames(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	agency, other := newID(), newID()
	manager := workflow.Actor{ID: newID(), Name: "卓玛", Role: workflow.RoleManager, AgencyID: agency, Organisation: "某机构"}
	stranger := manager
	stranger.ID, stranger.AgencyID = newID(), other
	offered := w.submitted(t, w.officer, "甲童", "扎西", "央金")
	w.submitted(t, w.officer, "乙童", "边巴")
	declined := w.submitted(t, w.officer, "丙童", "达娃")
	name := func(c *workflow.Case) {
		c.AcceptedOn = c.ReceivedOn
		c.State, c.Application.Placer.Organisation = workflow.Commissioning, "拉萨市儿童福利院"
		c.Commission = &workflow.Commission{Kind: workflow.BodyAgency, BodyID: agency, BodyName: "某机构", NamedOn: day("2024-01-02")}
	}
	w.act(t, w.officer, offered.ID, "give_consent", name)
	w.act(t, w.officer, declined.ID, "give_consent", name)
	w.act(t, manager, declined.ID, "decline_commission", func(c *workflow.Case) { c.Commission.DeclinedOn = day("2024-01-03") })

	offers := func(actor workflow.Actor) (list []office.Offer) {
		require.NoError(t, w.OfficeWithin(t.Context(), actor, func(tx office.Tx) (err error) {
			list, err = tx.Offers(t.Context(), office.Filter{Limit: 10})
			return err
		}))
		return list
	}
	list := offers(manager)
	require.Len(t, list, 1)
	require.Equal(t, offered.ID, list[0].CaseID)
	require.Equal(t, []string{"扎西", "央金"}, list[0].Applicants)
	require.Equal(t, []string{"拉萨市儿童福利院"}, list[0].Placers)
	require.Equal(t, "2024-01-02", list[0].NamedOn.String())
	require.False(t, list[0].Open)
	require.Empty(t, offers(stranger))

	w.act(t, manager, offered.ID, "accept_commission", func(c *workflow.Case) { c.Commission.AcceptedOn = day("2024-01-03") })
	list = offers(manager)
	require.True(t, list[0].Open)
	require.Equal(t, "2024-01-03", list[0].AcceptedOn.String())
}
