package office_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
)

// every returns one command of each act, against subjects of the east.
func (h *house) every(t *testing.T) map[office.ActName]struct {
	id string
	c  office.Command
} {
	t.Helper()
	agency := h.agency(t, h.east, 1)
	evaluator := h.do(t, h.root, "", 0, office.RegisterEvaluator{AgencyID: agency, EvaluatorParticulars: evaluatorParticulars(1, "")}).ID
	account := h.account(t, h.east, "", "somebody", workflow.RoleOfficer)
	draft := h.draft(t, h.eastAdmin, office.SaveDraft{Kind: "instrument", FileContent: ministryTable()}).ID
	type one = struct {
		id string
		c  office.Command
	}
	return map[office.ActName]one{
		office.ActCreateAuthority:      {"", office.CreateAuthority{ParentID: h.east, AuthorityParticulars: particulars("吉崩岗街道", "540102")}},
		office.ActChangeAuthority:      {h.east, office.ChangeAuthority{AuthorityParticulars: particulars("城关区民政局", "540102"), Reason: "更名"}},
		office.ActRegisterAgency:       {"", office.RegisterAgency{AuthorityID: h.east, AgencyParticulars: agencyParticulars(2)}},
		office.ActChangeAgency:         {agency, office.ChangeAgency{AgencyParticulars: agencyParticulars(3), Reason: "变更"}},
		office.ActChangeAgencyStaff:    {agency, office.ChangeAgencyStaff{Reason: "变更"}},
		office.ActChangeAgencyContract: {agency, office.ChangeAgencyContract{Contract: office.ContractTerms{Number: "1", From: day("2024-01-01"), To: day("2024-12-31")}}},
		office.ActTerminateContract:    {agency, office.TerminateContract{Ground: "违约"}},
		office.ActCloseAgency:          {agency, office.CloseAgency{Ground: "注销"}},
		office.ActRegisterEvaluator:    {"", office.RegisterEvaluator{AgencyID: agency, EvaluatorParticulars: evaluatorParticulars(2, "")}},
		office.ActChangeEvaluator:      {evaluator, office.ChangeEvaluator{EvaluatorParticulars: evaluatorParticulars(1, ""), Reason: "变更"}},
		office.ActCheckEvaluator:       {evaluator, office.CheckEvaluator{CheckedOn: day(today), Clear: true, Reference: "拉公查1号"}},
		office.ActSuspendEvaluator:     {evaluator, office.SuspendEvaluator{Reason: "投诉"}},
		office.ActResumeEvaluator:      {evaluator, office.ResumeEvaluator{Reason: "查明"}},
		office.ActCreateAccount:        {"", office.CreateAccount{AuthorityID: h.east, Login: "new-one", Name: "新人", Role: workflow.RoleOfficer, Password: password}},
		office.ActChangeAccount:        {account, office.ChangeAccount{Name: "新名", Role: workflow.RoleSupervisor, Reason: "调岗"}},
		office.ActDisableAccount:       {account, office.DisableAccount{Reason: "离职"}},
		office.ActEnableAccount:        {account, office.EnableAccount{Reason: "复职"}},
		office.ActResetPassword:        {account, office.ResetPassword{Password: password + "x", Reason: "遗忘"}},
		office.ActChangeOwnPassword:    {account, office.ChangeOwnPassword{Old: password, New: password + "x"}},
		office.ActFileRecusalCard:      {account, office.FileRecusalCard{Card: workflow.RecusalCard{IDNumber: idNumber(7)}}},
		office.ActAdvanceClock:         {"", office.AdvanceClock{Days: 1}},
		office.ActSaveDraft:            {"", office.SaveDraft{AuthorityID: h.east, Kind: "instrument", FileContent: ministryTable()}},
		office.ActChangeDraft:          {draft, office.ChangeDraft{FileContent: ministryTable()}},
		office.ActWithdrawDraft:        {draft, office.WithdrawDraft{Reason: "另行起草"}},
		office.ActProposePublication:   {draft, office.ProposePublication{Reason: "发布"}},
		office.ActReturnPublication:    {draft, office.ReturnPublication{Reason: "不足"}},
		office.ActApprovePublication:   {draft, office.ApprovePublication{}},
		office.ActDraftRepeal:          {"", office.DraftRepeal{PublicationID: draft, Reason: "停用"}},
		office.ActSetCertificateShift:  {h.east, office.SetCertificateShift{Reason: "试打"}},
		office.ActReceiveBlanks:        {"", receipt("A000001", "")},
		office.ActIssueBlanks:          {"", office.IssueBlanks{BlankRun: run("A000001", ""), HolderID: account}},
		office.ActHandBackBlanks:       {"", office.HandBackBlanks{BlankRun: run("A000001", "")}},
		office.ActSpoilBlanks:          {"", office.SpoilBlanks{BlankRun: run("A000001", ""), Reason: "卡纸"}},
		office.ActReportLostBlanks:     {"", office.ReportLostBlanks{BlankRun: run("A000001", ""), Reason: "遗失", Notice: "登报"}},
		office.ActReturnBlanks:         {"", office.ReturnBlanks{BlankRun: run("A000001", ""), To: "民政厅", Reason: "退回"}},
		office.ActReissueCertificate:   {"", office.ReissueCertificate{BlankRun: run("A000001", ""), Certificate: "（2024）藏拉收字00012", Reason: "补领"}},
		office.ActRecallCertificate:    {"", office.RecallCertificate{BlankRun: run("A000001", ""), Reason: "收缴"}},
		office.ActProposeDestruction:   {"", office.ProposeDestruction{BlankRun: run("A000001", ""), Reason: "作废"}},
		office.ActRejectDestruction:    {newID(), office.RejectDestruction{Reason: "不足"}},
		office.ActApproveDestruction:   {newID(), office.ApproveDestruction{}},
	}
}

// TestEveryActRefusesWhoeverIsNotMeant tries each act of the table by each role that
// it does not name, and by people of other places.
func TestEveryActRefusesWhoeverIsNotMeant(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	all := h.every(t)
	require.Len(t, all, len(office.Table()), "an act without an example here is not tested")
	strangers := []workflow.Actor{h.person(t, h.west, "", "west-admin", workflow.RoleAdmin)}
	other := h.agency(t, h.west, 9)
	strangers = append(strangers, h.person(t, h.west, other, "west-manager", workflow.RoleManager))
	nobody := workflow.Actor{ID: newID(), Role: workflow.RoleAdmin, Name: "无所属"}
	for _, row := range office.Table() {
		one := all[row.Act]
		for _, role := range workflow.Roles() {
			if !contains(row.Roles, role) {
				actor := workflow.Actor{ID: newID(), Name: "某人", Role: role, AuthorityID: h.east}
				e := h.refused(t, workflow.KindForbidden, "role_may_not", actor, one.id, 1, one.c)
				require.Contains(t, e.Message, row.Roles[0].Chinese(), "who may")
			}
		}
		if row.Act == office.ActAdvanceClock { // the clock is the whole house's
			continue
		}
		for _, stranger := range append(strangers, nobody) {
			if contains(row.Roles, stranger.Role) {
				h.refused(t, workflow.KindNotFound, "", stranger, one.id, 1, one.c)
			}
		}
	}
	require.Equal(t, []string{"create_account", "create_account", "register_agency", "register_evaluator", "create_account", "save_draft"}, h.actions(t, h.east), "refusals leave nothing")
}

func TestEveryActOfAnAdministratorStandsInTheChainOfTheAuthority(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	all := h.every(t)
	before := len(h.actions(t, h.east))
	order := []office.ActName{
		office.ActChangeAgency, office.ActChangeAgencyStaff, office.ActChangeAgencyContract, office.ActTerminateContract,
		office.ActRegisterEvaluator, office.ActChangeEvaluator, office.ActCheckEvaluator, office.ActSuspendEvaluator, office.ActResumeEvaluator,
		office.ActCloseAgency, office.ActRegisterAgency, office.ActCreateAuthority, office.ActChangeAuthority,
		office.ActCreateAccount, office.ActChangeAccount, office.ActDisableAccount, office.ActEnableAccount, office.ActResetPassword, office.ActFileRecusalCard, office.ActAdvanceClock,
	}
	versions := map[string]int64{}
	var want []string
	for _, act := range order {
		one := all[act]
		version := int64(1)
		if v, ok := versions[one.id]; ok {
			version = v
		}
		out := h.do(t, h.eastAdmin, one.id, version, one.c)
		versions[one.id] = out.Version
		want = append(want, string(act))
		require.Equal(t, h.east, out.AuthorityID)
	}
	require.Equal(t, want, h.actions(t, h.east)[before:])
}

func TestAnAdministratorOfTheCityKeepsItsCounties(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	h.agency(t, h.west, 1)
	list, err := h.Authorities(t.Context(), h.root, office.Filter{})
	require.NoError(t, err)
	require.Len(t, list, 3)
	list, err = h.Authorities(t.Context(), h.eastAdmin, office.Filter{})
	require.NoError(t, err)
	require.Len(t, list, 1)
	require.Equal(t, h.city, list[0].ParentID)
	agencies, err := h.Agencies(t.Context(), h.eastAdmin, office.Filter{})
	require.NoError(t, err)
	require.Empty(t, agencies, "the neighbour's agency")
	_, err = h.Authority(t.Context(), h.eastAdmin, h.west)
	require.True(t, workflow.IsKind(err, workflow.KindNotFound))
	a, err := h.Authority(t.Context(), h.eastAdmin, h.city)
	require.NoError(t, err, "the authority above is known")
	require.Equal(t, "拉萨市民政局", a.Name)
	accounts, err := h.Accounts(t.Context(), h.eastAdmin, office.Filter{})
	require.NoError(t, err)
	require.Len(t, accounts, 2)
	_, err = h.Accounts(t.Context(), h.officer, office.Filter{})
	require.True(t, workflow.IsKind(err, workflow.KindForbidden))
	_, err = h.Account(t.Context(), h.eastAdmin, h.root.ID)
	require.True(t, workflow.IsKind(err, workflow.KindNotFound), "the account of the city's administrator: %v", err)
	own, err := h.Account(t.Context(), h.officer, h.officer.ID)
	require.NoError(t, err)
	require.Equal(t, "officer", own.Login)
}

func contains(roles []workflow.Role, r workflow.Role) bool {
	for _, one := range roles {
		if one == r {
			return true
		}
	}
	return false
}
