package office_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

func TestTwoAdministratorsAtOnceOneWins(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	agency := h.agency(t, h.east, 1)
	errs := make([]error, 6)
	var wg sync.WaitGroup
	for i := range errs {
		actor := h.root
		if i%2 == 0 {
			actor = h.eastAdmin
		}
		wg.Go(func() {
			_, errs[i] = h.Do(t.Context(), office.Request{Actor: actor, ID: agency, Version: 1, Command: office.ChangeAgencyStaff{Reason: "变更"}})
		})
	}
	wg.Wait()
	won := 0
	for _, err := range errs {
		if err == nil {
			won++
			continue
		}
		require.True(t, workflow.IsKind(err, workflow.KindStale), err)
	}
	require.Equal(t, 1, won)
	a, err := h.Agency(t.Context(), h.root, agency)
	require.NoError(t, err)
	require.EqualValues(t, 2, a.Version)
	require.Len(t, h.actions(t, h.east), 4)
}

func TestStaleVersionIsRefused(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	agency := h.agency(t, h.east, 1)
	h.do(t, h.root, agency, 1, office.ChangeAgencyStaff{Reason: "变更"})
	for _, version := range []int64{0, 1, 3} {
		e := h.refused(t, workflow.KindStale, "stale_version", h.root, agency, version, office.ChangeAgencyStaff{Reason: "变更"})
		require.Contains(t, e.Message, "现为第2版")
	}
}

func TestSameKeySameAnswer(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	in := office.CreateAccount{AuthorityID: h.east, Login: "once", Name: "一次", Role: workflow.RoleOfficer, Password: password}
	ask := office.Request{Actor: h.root, Key: "key-0001", Command: in}
	first, err := h.Do(t.Context(), ask)
	require.NoError(t, err)
	require.False(t, first.Replayed)
	again, err := h.Do(t.Context(), ask)
	require.NoError(t, err)
	require.True(t, again.Replayed)
	require.Equal(t, first.ID, again.ID)
	require.Equal(t, first.Entry, again.Entry)

	for name, other := range map[string]office.Command{
		"another name":     office.CreateAccount{AuthorityID: h.east, Login: "once", Name: "两次", Role: workflow.RoleOfficer, Password: password},
		"another password": office.CreateAccount{AuthorityID: h.east, Login: "once", Name: "一次", Role: workflow.RoleOfficer, Password: password + "x"},
		"another act":      office.AdvanceClock{Days: 1},
	} {
		_, err := h.Do(t.Context(), office.Request{Actor: h.root, Key: "key-0001", Command: other})
		var e *workflow.Error
		require.ErrorAs(t, err, &e, name)
		require.Equal(t, "idempotency_mismatch", e.Code, name)
	}
	_, err = h.Do(t.Context(), office.Request{Actor: h.eastAdmin, Key: "key-0001", Command: in})
	require.True(t, workflow.IsKind(err, workflow.KindConflict), "the key is the actor's own, the login name is taken: %v", err)
}

func TestAccountRules(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	agency, elsewhere := h.agency(t, h.east, 1), h.agency(t, h.west, 2)
	open := func(role workflow.Role, agency string) office.CreateAccount {
		return office.CreateAccount{AuthorityID: h.east, AgencyID: agency, Login: "one", Name: "某人", Role: role, Password: password}
	}
	for name, c := range map[string]struct {
		in   office.CreateAccount
		want string
	}{
		"a manager without an agency":      {open(workflow.RoleManager, ""), "required"},
		"an officer of an agency":          {open(workflow.RoleOfficer, agency), "not_for_role"},
		"a role that is none":              {open("king", ""), "enum"},
		"an agency of another authority":   {open(workflow.RoleManager, elsewhere), "not_found"},
		"an agency that is none":           {open(workflow.RoleManager, newID()), "not_found"},
		"a login with capitals":            {office.CreateAccount{AuthorityID: h.east, Login: "One", Name: "某人", Role: workflow.RoleOfficer, Password: password}, "pattern"},
		"no name":                          {office.CreateAccount{AuthorityID: h.east, Login: "one", Role: workflow.RoleOfficer, Password: password}, "required"},
		"no password":                      {office.CreateAccount{AuthorityID: h.east, Login: "one", Name: "某人", Role: workflow.RoleOfficer}, "password_short"},
		"a password with the login inside": {office.CreateAccount{AuthorityID: h.east, Login: "gesar", Name: "某人", Role: workflow.RoleOfficer, Password: password}, "password_name"},
	} {
		e := h.refused(t, workflow.KindInvalid, "invalid_input", h.root, "", 0, c.in)
		require.Equal(t, c.want, e.Fields[0].Code, name)
	}
	h.refused(t, workflow.KindConflict, "login_taken", h.root, "", 0, office.CreateAccount{AuthorityID: h.west, Login: "officer", Name: "某人", Role: workflow.RoleOfficer, Password: password})
	h.do(t, h.root, "", 0, open(workflow.RoleEvaluator, ""))
}

func TestNobodyChangesTheOwnRole(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	h.refused(t, workflow.KindForbidden, "own_account", h.eastAdmin, h.eastAdmin.ID, 1, office.ChangeAccount{Name: "某", Role: workflow.RoleSupervisor, Reason: "x"})
	h.refused(t, workflow.KindForbidden, "own_account", h.eastAdmin, h.eastAdmin.ID, 1, office.DisableAccount{Reason: "x"})
	in, err := h.Login(t.Context(), "officer", password, "a")
	require.NoError(t, err)
	h.do(t, h.eastAdmin, h.officer.ID, 1, office.ChangeAccount{Name: "旦增", Role: workflow.RoleSupervisor, Reason: "任命"})
	_, err = h.Authenticate(t.Context(), in.Token)
	require.True(t, workflow.IsKind(err, office.KindUnauthenticated), "tokens end with the role")
	require.Equal(t, workflow.RoleSupervisor, h.login(t, "officer").Role)

	// The database says so too.
	db := storetest.Open(t, h.db.Server)
	for actor, statement := range map[workflow.Actor]string{
		h.eastAdmin: `update accounts set role = 'supervisor' where id = '` + h.eastAdmin.ID + `'`,
		h.officer:   `update accounts set role = 'administrator' where id = '` + h.officer.ID + `'`,
	} {
		tx, err := db.Begin()
		require.NoError(t, err)
		_, err = tx.Exec(`select set_config('app.actor', $1, true), set_config('app.role', $2, true), set_config('app.authority', $3, true)`, actor.ID, string(actor.Role), actor.AuthorityID)
		require.NoError(t, err)
		_, err = tx.Exec(statement)
		require.ErrorContains(t, err, "nobody changes the own account")
		require.NoError(t, tx.Rollback())
	}
}

func TestTheLastAdministratorStays(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	var wg sync.WaitGroup
	errs := make([]error, 2)
	second := h.person(t, h.city, "", "second", workflow.RoleAdmin)
	h.do(t, h.root, h.eastAdmin.ID, 1, office.DisableAccount{Reason: "离职"})
	// Each takes the other's office away, at the same time.
	for i, pair := range [][2]workflow.Actor{{h.root, second}, {second, h.root}} {
		wg.Go(func() {
			_, errs[i] = h.Do(t.Context(), office.Request{Actor: pair[0], ID: pair[1].ID, Version: 1, Command: office.DisableAccount{Reason: "离职"}})
		})
	}
	wg.Wait()
	var left int
	require.NoError(t, storetest.Open(t, h.db.Admin).QueryRow(`select count(*) from accounts where role = 'administrator' and active`).Scan(&left))
	require.GreaterOrEqual(t, left, 1)
	for _, err := range errs {
		if err != nil {
			require.True(t, workflow.IsKind(err, workflow.KindConflict), err)
		}
	}
}

func TestAgencyIsFiledCommissionableAndNot(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.agency(t, h.east, 1)
	a, err := h.Agency(t.Context(), h.officer, id)
	require.NoError(t, err)
	require.True(t, a.Qualified, "%v", a.Lacks)
	require.Len(t, a.Staff, 5)

	h.do(t, h.root, id, 1, office.ChangeAgencyStaff{Staff: []office.StaffMember{{Name: "一人", Background: "law", Years: 9, FullTime: true}}, Reason: "离职"})
	h.do(t, h.root, id, 2, office.TerminateContract{Dated: office.Dated{On: day("2024-01-01")}, Ground: "违约"})
	a, err = h.Agency(t.Context(), h.officer, id)
	require.NoError(t, err)
	require.False(t, a.Qualified)
	require.Len(t, a.Lacks, 2)
	require.Equal(t, "2024-01-01", a.Contract.TerminatedOn.String())
	h.refused(t, workflow.KindConflict, "no_contract", h.root, id, 3, office.TerminateContract{Ground: "违约"})
	h.refused(t, workflow.KindInvalid, "invalid_input", h.root, id, 3, office.ChangeAgencyStaff{Dated: office.Dated{On: day("2024-01-03")}, Reason: "明天"})

	e := h.refused(t, workflow.KindInvalid, "invalid_input", h.root, "", 0, office.RegisterAgency{
		AuthorityID: h.east, AgencyParticulars: office.AgencyParticulars{Name: " ", CreditCode: "52540102000000001A"},
		Staff:    []office.StaffMember{{Name: "", Background: "magic", Years: -1}},
		Contract: &office.ContractTerms{From: day("2024-02-01"), To: day("2024-01-01")},
	})
	var pointers []string
	for _, f := range e.Fields {
		pointers = append(pointers, f.Pointer)
	}
	require.Equal(t, []string{"/name", "/scope", "/representative", "/credit_code", "/staff/0/name", "/staff/0/background", "/staff/0/years", "/contract/number", "/contract/to"}, pointers)
	h.refused(t, workflow.KindConflict, "agency_exists", h.root, "", 0, office.RegisterAgency{AuthorityID: h.east, AgencyParticulars: agencyParticulars(1)})

	h.do(t, h.root, id, 3, office.CloseAgency{Ground: "注销"})
	h.refused(t, workflow.KindConflict, "agency_closed", h.root, id, 4, office.ChangeAgencyStaff{Reason: "变更"})
}

func TestAgencysPeopleKeepTheirEvaluators(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	agency, other := h.agency(t, h.east, 1), h.agency(t, h.east, 2)
	manager := h.person(t, h.east, agency, "manager", workflow.RoleManager)
	require.Empty(t, manager.AuthorityID)
	require.Equal(t, "雪域社会工作服务中心1", manager.Organisation)
	account := h.account(t, h.east, agency, "evaluator", workflow.RoleEvaluator)

	h.refused(t, workflow.KindNotFound, "", manager, "", 0, office.RegisterEvaluator{AgencyID: other, EvaluatorParticulars: evaluatorParticulars(1, "")})
	h.refused(t, workflow.KindNotFound, "", manager, "", 0, office.RegisterEvaluator{AuthorityID: h.east, EvaluatorParticulars: evaluatorParticulars(1, "")})
	h.refused(t, workflow.KindInvalid, "", manager, "", 0, office.RegisterEvaluator{AgencyID: agency, EvaluatorParticulars: evaluatorParticulars(1, manager.ID)})
	id := h.do(t, manager, "", 0, office.RegisterEvaluator{AgencyID: agency, EvaluatorParticulars: evaluatorParticulars(1, account)}).ID
	h.refused(t, workflow.KindConflict, "account_taken", manager, "", 0, office.RegisterEvaluator{AgencyID: agency, EvaluatorParticulars: evaluatorParticulars(2, account)})
	e, err := h.Evaluator(t.Context(), manager, id)
	require.NoError(t, err)
	require.False(t, e.Qualified, "no check for records yet")
	require.Equal(t, idNumber(1), e.IDNumber)

	h.refused(t, workflow.KindInvalid, "", manager, id, 1, office.CheckEvaluator{CheckedOn: day("2024-01-03"), Clear: true, Reference: "1"})
	h.do(t, manager, id, 1, office.CheckEvaluator{CheckedOn: day(today), Clear: true, Reference: "拉公查1号"})
	e, err = h.Evaluator(t.Context(), h.officer, id)
	require.NoError(t, err)
	require.True(t, e.Qualified, "%v", e.Lacks)
	require.Equal(t, "540102***"+idNumber(1)[16:], e.IDNumber, "masked for the officer")
	h.refused(t, workflow.KindInvalid, "", manager, id, 2, office.CheckEvaluator{CheckedOn: day("2023-12-31"), Clear: true, Reference: "旧"})
	h.do(t, h.root, "", 0, office.AdvanceClock{To: day("2025-01-03")})
	e, err = h.Evaluator(t.Context(), manager, id)
	require.NoError(t, err)
	require.False(t, e.Qualified, "the check is more than a year old")

	h.do(t, manager, id, 2, office.CheckEvaluator{CheckedOn: day("2025-01-03"), Clear: false, Reference: "拉公查2号"})
	h.refused(t, workflow.KindForbidden, "role_may_not", manager, id, 3, office.ResumeEvaluator{Reason: "x"})
	h.refused(t, workflow.KindGuard, "guard_unmet", h.root, id, 3, office.ResumeEvaluator{Reason: "x"})
	h.do(t, h.root, id, 3, office.CheckEvaluator{CheckedOn: day("2025-01-03"), Clear: true, Reference: "更正"})
	h.do(t, h.root, id, 4, office.ResumeEvaluator{Reason: "查明"})
	list, err := h.Evaluators(t.Context(), manager, office.Filter{Text: "央金"})
	require.NoError(t, err)
	require.Len(t, list, 1)
	stranger := h.person(t, h.east, other, "stranger", workflow.RoleManager)
	_, err = h.Evaluator(t.Context(), stranger, id)
	require.True(t, workflow.IsKind(err, workflow.KindNotFound))
	agencies, err := h.Agencies(t.Context(), stranger, office.Filter{})
	require.NoError(t, err)
	require.Len(t, agencies, 1)
	require.Equal(t, other, agencies[0].ID)
	h.actions(t, h.east)
}

func TestWrongIdentityNumberNamesThePlace(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	p := evaluatorParticulars(1, "")
	p.IDNumber = p.IDNumber[:17] + map[bool]string{true: "1", false: "2"}[p.IDNumber[17] != '1']
	e := h.refused(t, workflow.KindInvalid, "invalid_input", h.root, "", 0, office.RegisterEvaluator{AuthorityID: h.east, EvaluatorParticulars: p})
	require.Equal(t, "/id_number", e.Fields[0].Pointer)
	require.Equal(t, "number_check_digit", e.Fields[0].Code)
	require.NotContains(t, e.Error(), p.IDNumber)
}

func TestClockOfASandboxMovesForwardOnly(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	out := h.do(t, h.root, "", 0, office.AdvanceClock{To: day("2024-03-04")})
	require.Equal(t, "2024-03-04T01:00:00Z", out.Now.UTC().Format("2006-01-02T15:04:05Z"))
	c, err := h.Clock(t.Context())
	require.NoError(t, err)
	require.Equal(t, "2024-03-04", c.Today.String())
	for _, in := range []office.AdvanceClock{{To: day("2024-03-04")}, {To: day("2024-03-03")}, {}, {To: day("2024-03-05"), Days: 1}, {Days: -1}, {To: day("2100-01-01")}} {
		h.refused(t, workflow.KindInvalid, "", h.root, "", 0, in)
	}
	out = h.do(t, h.eastAdmin, "", 0, office.AdvanceClock{Days: 1})
	require.Equal(t, h.east, out.AuthorityID)
	real := newHouse(t, false)
	real.refused(t, workflow.KindConflict, "not_sandbox", real.root, "", 0, office.AdvanceClock{Days: 1})
}

func TestRenamedAuthorityIsWhomItsPeopleActFor(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	agency := h.agency(t, h.east, 1)
	h.person(t, h.east, agency, "manager", workflow.RoleManager)
	h.do(t, h.root, h.east, 1, office.ChangeAuthority{AuthorityParticulars: particulars("拉萨市城关区民政和社会事务局", "540102"), Reason: "机构改革"})
	require.Equal(t, "拉萨市城关区民政和社会事务局", h.login(t, "officer").Organisation)
	require.Equal(t, "雪域社会工作服务中心1", h.login(t, "manager").Organisation)
	renamed := agencyParticulars(1)
	renamed.Name = "高原社会工作服务中心"
	h.do(t, h.root, agency, 1, office.ChangeAgency{AgencyParticulars: renamed, Reason: "更名"})
	require.Equal(t, "高原社会工作服务中心", h.login(t, "manager").Organisation)
}

func TestListsGoOnAfterTheLastLine(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	var ids []string
	for i := range 5 {
		ids = append(ids, h.agency(t, h.east, i+1))
	}
	var seen []string
	for after := ""; ; {
		page, err := h.Agencies(t.Context(), h.root, office.Filter{After: after, Limit: 2})
		require.NoError(t, err)
		if len(page) == 0 {
			break
		}
		for _, a := range page {
			seen = append(seen, a.ID)
		}
		after = seen[len(seen)-1]
	}
	require.Equal(t, ids, seen)
	_, err := h.Agencies(t.Context(), h.root, office.Filter{After: "x' or 1=1"})
	require.True(t, workflow.IsKind(err, workflow.KindInvalid))
	_, err = h.Agency(t.Context(), h.root, "x' or 1=1")
	require.True(t, workflow.IsKind(err, workflow.KindNotFound))
}
