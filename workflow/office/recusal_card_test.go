package office_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
)

// TestACardIsFiledByItsPersonOrTheAdministrator and is seen by them alone, an auditor sees it masked;
// who files anew says why, and the record holds who filed what.
func TestACardIsFiledByItsPersonOrTheAdministrator(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	officer := h.person(t, h.east, "", "dengji8", workflow.RoleOfficer)
	auditor := h.person(t, h.east, "", "shenji8", workflow.RoleAuditor)
	other := h.person(t, h.east, "", "dengji9", workflow.RoleOfficer)
	far := h.person(t, h.west, "", "guanli9", workflow.RoleAdmin)
	card := workflow.RecusalCard{
		IDNumber: idNumber(7), Phone: "13800001234", Address: "拉萨市城关区某路1号", BankAccount: "6222021001112222",
		Kin: []workflow.Kin{{Relation: workflow.KinSpouse, Name: "卓嘎", IDNumber: idNumber(8)}},
	}
	_, err := h.RecusalCard(t.Context(), officer, officer.ID)
	require.True(t, workflow.IsKind(err, workflow.KindNotFound))
	out := h.do(t, officer, officer.ID, 1, office.FileRecusalCard{Card: card})
	require.Equal(t, h.east, out.AuthorityID)
	got, err := h.RecusalCard(t.Context(), officer, officer.ID)
	require.NoError(t, err)
	require.Equal(t, card, got)

	h.refused(t, workflow.KindNotFound, "", other, officer.ID, 2, office.FileRecusalCard{Card: card})
	h.refused(t, workflow.KindNotFound, "", far, officer.ID, 2, office.FileRecusalCard{Card: card})
	h.refused(t, workflow.KindInvalid, "invalid_input", h.eastAdmin, officer.ID, 2, office.FileRecusalCard{Card: card})
	card.Phone = ""
	h.do(t, h.eastAdmin, officer.ID, 2, office.FileRecusalCard{Card: card, Reason: "号码停用"})
	got, err = h.RecusalCard(t.Context(), h.eastAdmin, officer.ID)
	require.NoError(t, err)
	require.Equal(t, card, got, "what is left out is unknown again")
	require.Contains(t, h.actions(t, h.east), "file_recusal_card")

	masked, err := h.RecusalCard(t.Context(), auditor, officer.ID)
	require.NoError(t, err)
	require.Equal(t, "540102**********"+idNumber(7)[16:], masked.IDNumber)
	require.Equal(t, "卓***", masked.Kin[0].Name)
	require.NotContains(t, masked.Kin[0].IDNumber, idNumber(8)[6:14])
	require.Equal(t, "6222***22", masked.BankAccount)
	for _, who := range []workflow.Actor{other, far, h.officer} {
		_, err := h.RecusalCard(t.Context(), who, officer.ID)
		require.Error(t, err, who.Name)
	}
}

// TestACardIsCheckedAsAnEvaluatorsIs: the number has to be one, and relatives others than the person.
func TestACardIsCheckedAsAnEvaluatorsIs(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.account(t, h.east, "", "somebody", workflow.RoleOfficer)
	for pointer, card := range map[string]workflow.RecusalCard{
		"/card/id_number":       {IDNumber: "540102198506070000"},
		"/card/kin/0/id_number": {IDNumber: idNumber(7), Kin: []workflow.Kin{{Relation: workflow.KinSpouse, IDNumber: idNumber(7)}}},
		"/card/kin/0/relation":  {IDNumber: idNumber(7), Kin: []workflow.Kin{{Relation: "friend", IDNumber: idNumber(8)}}},
	} {
		e := h.refused(t, workflow.KindInvalid, "invalid_input", h.eastAdmin, id, 1, office.FileRecusalCard{Card: card})
		require.Equal(t, pointer, e.Fields[0].Pointer)
	}
}
