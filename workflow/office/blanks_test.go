package office_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

func run(first, last string) office.BlankRun { return office.BlankRun{First: first, Last: last} }

func receipt(first, last string) office.ReceiveBlanks {
	return office.ReceiveBlanks{BlankRun: run(first, last), DeliveryNote: "藏民证发〔2024〕3号", From: "西藏自治区民政厅"}
}

// stock is the one stock of an office.
func (h *house) stock(t *testing.T, who workflow.Actor, authority string) office.BlankStock {
	t.Helper()
	r, err := h.BlankRegister(t.Context(), who, authority)
	require.NoError(t, err)
	require.Len(t, r.Stocks, 1)
	return r.Stocks[0]
}

func TestBlanksGoTheirWay(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	boss := h.person(t, h.east, "", "boss", workflow.RoleSupervisor)
	second := h.person(t, h.east, "", "second-boss", workflow.RoleSupervisor)
	second.Name = "旺堆" // a namesake in one office is the same person
	h.do(t, h.officer, "", 0, receipt("A54000001", "A54000020"))
	h.do(t, boss, "", 0, receipt("A54000031", "A54000040"))
	h.do(t, boss, "", 0, office.IssueBlanks{BlankRun: run("A54000001", "A54000005"), HolderID: h.officer.ID})
	h.do(t, h.officer, "", 0, office.HandBackBlanks{BlankRun: run("A54000005", "")})
	h.do(t, h.officer, "", 0, office.SpoilBlanks{BlankRun: run("A54000004", ""), Reason: "卡纸"})
	h.do(t, h.officer, "", 0, office.ReportLostBlanks{BlankRun: run("A54000003", ""), Reason: "外出颁证时遗失", Notice: "2024年1月2日西藏日报声明作废"})
	h.do(t, boss, "", 0, office.ReturnBlanks{BlankRun: run("A54000020", ""), To: "拉萨市民政局", Reason: "调剂"})
	h.do(t, h.officer, "", 0, office.ReissueCertificate{BlankRun: run("A54000001", ""), Certificate: "（2019）藏拉收字00003", Former: "0012345", Reason: "原证遗失"})
	h.do(t, h.officer, "", 0, office.RecallCertificate{BlankRun: run("A54000001", ""), Reason: "撤销登记"})
	h.refused(t, workflow.KindConflict, "blanks_not_available", h.officer, "", 0, office.RecallCertificate{BlankRun: run("A54000001", ""), Reason: "再次收缴"})

	proposal := h.do(t, boss, "", 0, office.ProposeDestruction{BlankRun: run("A54000004", "A54000005"), Reason: "作废、污损"})
	h.refused(t, workflow.KindConflict, "same_person", boss, proposal.ID, 1, office.ApproveDestruction{})
	h.refused(t, workflow.KindForbidden, "role_may_not", h.officer, proposal.ID, 1, office.ApproveDestruction{})
	h.refused(t, workflow.KindNotFound, "", h.person(t, h.west, "", "west-boss", workflow.RoleSupervisor), proposal.ID, 1, office.ApproveDestruction{})
	h.refused(t, workflow.KindNotFound, "", h.person(t, h.city, "", "city-boss", workflow.RoleSupervisor), proposal.ID, 1, office.ApproveDestruction{})
	require.EqualValues(t, 0, h.stock(t, boss, h.east).Destroyed, "nothing is destroyed by one person")
	h.do(t, second, proposal.ID, 1, office.ApproveDestruction{})
	h.refused(t, workflow.KindConflict, "not_proposed", second, proposal.ID, 2, office.ApproveDestruction{})
	kept := h.do(t, boss, "", 0, office.ProposeDestruction{BlankRun: run("A54000006", ""), Reason: "污损"})
	h.do(t, second, kept.ID, 1, office.RejectDestruction{Reason: "可以使用"})

	s := h.stock(t, h.officer, h.east)
	require.Equal(t, office.BlankStock{
		Series: workflow.BlankCertificate, Received: 30, InStock: 24, Issued: 1, Used: 1, Lost: 1, Returned: 1, Destroyed: 2,
		Missing: 10, Gaps: []office.BlankGap{{First: "A54000021", Last: "A54000030", Count: 10}},
	}, s)
	slips, err := h.BlankSlips(t.Context(), h.officer, office.BlankFilter{Number: "A54000004"})
	require.NoError(t, err)
	var kinds []workflow.BlankMove
	for _, s := range slips {
		kinds = append(kinds, s.Kind)
	}
	require.Equal(t, []workflow.BlankMove{workflow.BlankReceive, workflow.BlankIssue, workflow.BlankSpoil, workflow.BlankDestroy}, kinds)
	found, err := h.Blanks(t.Context(), h.officer, office.BlankFilter{Number: "A54000004"})
	require.NoError(t, err)
	require.Equal(t, "卡纸；作废、污损", found[0].Reason, "why it was spoiled is not lost with its destruction")
	require.Equal(t, "某审批人、旺堆", found[0].EndedBy)
	require.Contains(t, h.actions(t, h.east), string(office.ActApproveDestruction))
}

func TestBlanksAreRefused(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	west := h.person(t, h.west, "", "west", workflow.RoleOfficer)
	auditor := h.person(t, h.east, "", "auditor", workflow.RoleAuditor)
	h.do(t, h.officer, "", 0, receipt("0001", "0020"))
	conflict := func(code string, who workflow.Actor, c office.Command) string {
		t.Helper()
		return h.refused(t, workflow.KindConflict, code, who, "", 0, c).Message
	}
	conflict("blanks_registered", h.officer, receipt("0020", "0030"))
	conflict("blanks_registered", west, receipt("0001", "0001")) // of another office too
	require.Contains(t, conflict("blanks_not_available", west, office.SpoilBlanks{BlankRun: run("0001", ""), Reason: "x"}), "0001（不在本机关登记簿）")
	require.Contains(t, conflict("blanks_not_available", h.officer, office.SpoilBlanks{BlankRun: run("0019", "0022"), Reason: "x"}), "0021（不在本机关登记簿）、0022（不在本机关登记簿）")
	h.do(t, h.officer, "", 0, office.SpoilBlanks{BlankRun: run("0002", ""), Reason: "x"})
	require.Contains(t, conflict("blanks_not_available", h.officer, office.SpoilBlanks{BlankRun: run("0001", "0003"), Reason: "x"}), "0002（作废）")
	require.EqualValues(t, 1, h.stock(t, h.officer, h.east).Spoiled, "a refused slip moves nothing")
	h.do(t, h.officer, "", 0, receipt("00001", "00020")) // one zero more: other sheets
	require.Contains(t, conflict("blanks_not_available", h.officer, office.HandBackBlanks{BlankRun: run("0001", "")}), "0001（库存）")
	conflict("blanks_not_there", h.officer, office.ProposeDestruction{BlankRun: run("0001", "0100"), Reason: "x"})

	h.refused(t, workflow.KindInvalid, "", h.officer, "", 0, receipt("A00000001", "A10000000"))
	h.refused(t, workflow.KindInvalid, "", h.officer, "", 0, office.IssueBlanks{BlankRun: run("0001", ""), HolderID: west.ID})
	h.refused(t, workflow.KindInvalid, "", h.officer, "", 0, office.IssueBlanks{BlankRun: run("0001", ""), HolderID: auditor.ID})
	h.refused(t, workflow.KindInvalid, "", h.officer, "", 0, office.ReissueCertificate{BlankRun: run("0003", "0004"), Certificate: "x", Reason: "x"})
	h.refused(t, workflow.KindForbidden, "role_may_not", h.eastAdmin, "", 0, receipt("9001", "9002"))
	h.refused(t, workflow.KindForbidden, "role_may_not", auditor, "", 0, receipt("9001", "9002"))
	future := receipt("9001", "9002")
	future.On = day("2024-01-03")
	h.refused(t, workflow.KindInvalid, "", h.officer, "", 0, future)
	early := office.SpoilBlanks{Dated: office.Dated{On: day("2024-01-01")}, BlankRun: run("0005", ""), Reason: "x"}
	conflict("blanks_not_available", h.officer, early)

	for _, who := range []workflow.Actor{h.eastAdmin} {
		_, err := h.Blanks(t.Context(), who, office.BlankFilter{})
		require.True(t, workflow.IsKind(err, workflow.KindForbidden))
	}
	_, err := h.BlankRegister(t.Context(), west, h.east)
	require.True(t, workflow.IsKind(err, workflow.KindNotFound))
	theirs, err := h.Blanks(t.Context(), west, office.BlankFilter{})
	require.NoError(t, err)
	require.Empty(t, theirs)
	seen, err := h.Blanks(t.Context(), auditor, office.BlankFilter{Limit: 5})
	require.NoError(t, err)
	require.Len(t, seen, 5)
}

func TestABlankGoesToAnotherOffice(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	west := h.person(t, h.west, "", "west", workflow.RoleOfficer)
	h.do(t, h.officer, "", 0, receipt("B540001", "B540003"))
	h.refused(t, workflow.KindConflict, "blanks_registered", west, "", 0, receipt("B540002", ""))
	h.do(t, h.officer, "", 0, office.ReturnBlanks{BlankRun: run("B540002", ""), To: "堆龙德庆区民政局", Reason: "调剂"})
	h.do(t, west, "", 0, receipt("B540002", ""))
	h.do(t, west, "", 0, office.ReturnBlanks{BlankRun: run("B540002", ""), To: "城关区民政局", Reason: "还回"})
	h.do(t, h.officer, "", 0, receipt("B540002", ""))
	h.do(t, h.officer, "", 0, office.SpoilBlanks{BlankRun: run("B540002", ""), Reason: "污损"})
	require.Equal(t, office.BlankStock{Series: workflow.BlankCertificate, Received: 4, InStock: 2, Spoiled: 1, Returned: 1, Gaps: []office.BlankGap{}}, h.stock(t, h.officer, h.east))
}

func TestOneBlankGoesToOneOfTwo(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	west := h.person(t, h.west, "", "west", workflow.RoleOfficer)
	both := func(one, other func() error) (won int) {
		var wg sync.WaitGroup
		errs := make([]error, 2)
		for i, f := range []func() error{one, other} {
			wg.Go(func() { errs[i] = f() })
		}
		wg.Wait()
		for _, err := range errs {
			if err == nil {
				won++
				continue
			}
			require.True(t, workflow.IsKind(err, workflow.KindConflict), err)
		}
		return won
	}
	do := func(who workflow.Actor, c office.Command) func() error {
		return func() error {
			_, err := h.Do(t.Context(), office.Request{Actor: who, Command: c})
			return err
		}
	}
	require.Equal(t, 1, both(do(h.officer, receipt("C000001", "C000009")), do(west, receipt("C000009", "C000012"))), "one number, two registers")
	h.do(t, h.officer, "", 0, receipt("D000001", "D000009"))
	require.Equal(t, 1, both(
		do(h.officer, office.SpoilBlanks{BlankRun: run("D000001", ""), Reason: "一"}),
		do(h.officer, office.SpoilBlanks{BlankRun: run("D000001", "D000002"), Reason: "二"}),
	)+both(do(h.officer, office.HandBackBlanks{BlankRun: run("D000003", "")}), do(h.officer, office.RecallCertificate{BlankRun: run("D000003", ""), Reason: "四"})))
}

func TestWhatWasReceivedIsSomewhere(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	second := h.person(t, h.east, "", "second-boss", workflow.RoleSupervisor)
	second.Name = "旺堆" // a namesake in one office is the same person
	series := 0
	rapid.Check(t, func(rt *rapid.T) {
		series++
		number := func(n int) string { return fmt.Sprintf("E%03d%04d", series, n) }
		before := h.stock
		var was office.BlankStock
		if series > 1 {
			was = before(t, h.officer, h.east)
		}
		h.do(t, h.officer, "", 0, receipt(number(0), number(19)))
		for range rapid.IntRange(1, 12).Draw(rt, "acts") {
			from := rapid.IntRange(0, 21).Draw(rt, "from")
			r := run(number(from), number(from+rapid.IntRange(0, 4).Draw(rt, "more")))
			one := run(number(from), "")
			acts := []office.Command{
				office.IssueBlanks{BlankRun: r, HolderID: h.officer.ID},
				office.HandBackBlanks{BlankRun: r},
				office.SpoilBlanks{BlankRun: r, Reason: "x"},
				office.ReportLostBlanks{BlankRun: r, Reason: "x", Notice: "x"},
				office.ReturnBlanks{BlankRun: r, To: "x", Reason: "x"},
				office.ReissueCertificate{BlankRun: one, Certificate: "x", Reason: "x"},
				office.RecallCertificate{BlankRun: one, Reason: "x"},
				office.ProposeDestruction{BlankRun: r, Reason: "x"},
			}
			out, err := h.Do(t.Context(), office.Request{Actor: h.officer, Command: acts[rapid.IntRange(0, len(acts)-1).Draw(rt, "act")]})
			if err == nil && out.Act == office.ActProposeDestruction {
				_, err = h.Do(t.Context(), office.Request{Actor: second, ID: out.ID, Version: 1, Command: office.ApproveDestruction{}})
			}
			if err != nil && !workflow.IsKind(err, workflow.KindConflict) {
				rt.Fatal(err)
			}
		}
		s := h.stock(t, h.officer, h.east)
		if s.Received != s.InStock+s.Issued+s.Used+s.Spoiled+s.Lost+s.Returned+s.Destroyed || s.Received != was.Received+20 {
			rt.Fatalf("%+v after %+v", s, was)
		}
	})
}

func TestTheDatabaseKeepsTheRegister(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	h.do(t, h.officer, "", 0, receipt("F0001", "F0005"))
	h.do(t, h.officer, "", 0, office.ReportLostBlanks{BlankRun: run("F0001", ""), Reason: "x", Notice: "x"})
	h.do(t, h.officer, "", 0, office.ReissueCertificate{BlankRun: run("F0002", ""), Certificate: "x", Reason: "x"})
	db := storetest.Open(t, h.db.Server)
	for statement, want := range map[string]string{
		`update blanks set state = 'in_stock' where number = 'F0001'`: "does not become",
		`update blanks set state = 'in_stock' where number = 'F0002'`: "does not become",
		`update blanks set certificate = 'y' where number = 'F0002'`:  "does not become",
		`update blanks set number = 'F0009' where number = 'F0003'`:   "permission denied",
		`delete from blanks`: "permission denied",
		`update blank_slips set document = '{}' where kind = 'loss'`:                                                                             "",
		`insert into blanks select '` + h.west + `', receipt_id, series, 'F0008', prefix, width, 8, 'in_stock', received_on from blanks limit 1`: "row-level security",
	} {
		tx, err := db.Begin()
		require.NoError(t, err)
		_, err = tx.Exec(`select set_config('app.actor', $1, true), set_config('app.role', $2, true), set_config('app.authority', $3, true)`, h.officer.ID, string(h.officer.Role), h.officer.AuthorityID)
		require.NoError(t, err)
		r, err := tx.Exec(statement)
		if want == "" { // an officer changes no slip: none is in sight of the policy
			require.NoError(t, err)
			n, _ := r.RowsAffected()
			require.Zero(t, n)
		} else {
			require.ErrorContains(t, err, want, statement)
		}
		require.NoError(t, tx.Rollback())
	}
}

func TestAPrinterIsOffByWhatTheAdministratorSays(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	shift := office.SetCertificateShift{OverlayShift: workflow.OverlayShift{Shift: workflow.Shift{DX: 1.5, DY: -20}, Fields: map[string]workflow.Shift{"photo": {DX: 20}}}, Reason: "试打"}
	h.refused(t, workflow.KindForbidden, "role_may_not", h.officer, h.east, 1, shift)
	far := shift
	far.DX = 20.1
	h.refused(t, workflow.KindInvalid, "", h.eastAdmin, h.east, 1, far)
	odd := shift
	odd.Fields = map[string]workflow.Shift{"signature": {}}
	h.refused(t, workflow.KindInvalid, "", h.eastAdmin, h.east, 1, odd)
	h.do(t, h.eastAdmin, h.east, 1, shift)
	shift.DX = -1
	h.do(t, h.eastAdmin, h.east, 2, shift)
	var document string
	require.NoError(t, storetest.Open(t, h.db.Admin).QueryRow(`select document from certificate_shifts where authority_id = $1`, h.east).Scan(&document))
	require.JSONEq(t, `{"dx":-1,"dy":-20,"fields":{"photo":{"dx":20,"dy":0}}}`, document)
	require.Equal(t, []string{string(office.ActSetCertificateShift), string(office.ActSetCertificateShift)}, h.actions(t, h.east)[len(h.actions(t, h.east))-2:])
}

// kept is a printer that keeps what it was given.
type kept struct{ sheet workflow.BlankSheet }

func (k *kept) BlankRegister(s workflow.BlankSheet, _ time.Time) ([]byte, error) {
	k.sheet = s
	return []byte("%PDF-"), nil
}

func TestTheRegisterOfAYearIsPrinted(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	printer := &kept{}
	h.Printer = printer
	h.do(t, h.officer, "", 0, receipt("G0001", "G0700"))
	h.do(t, h.officer, "", 0, receipt("G0711", "G0712"))
	h.do(t, h.officer, "", 0, office.SpoilBlanks{BlankRun: run("G0003", "G0004"), Reason: "卡纸"})
	h.do(t, h.officer, "", 0, office.ReissueCertificate{BlankRun: run("G0006", ""), Certificate: "（2019）藏拉收字00003", Reason: "原证遗失"})
	_, err := h.BlankSheet(t.Context(), h.officer, h.east, 2024)
	require.NoError(t, err)
	var lines []string
	var all int64
	for _, l := range printer.sheet.Lines {
		lines = append(lines, l.Numbers+" "+l.State.Chinese())
		all += l.Count
	}
	require.Equal(t, []string{"G0001至G0002 库存", "G0003至G0004 作废", "G0005 库存", "G0006 已使用", "G0007至G0700 库存", "G0711至G0712 库存"}, lines)
	require.EqualValues(t, 702, all)
	require.Equal(t, []string{"收养登记证G0701至G0710"}, printer.sheet.Gaps)
	require.True(t, printer.sheet.Sandbox)
	_, err = h.BlankSheet(t.Context(), h.officer, h.east, 2023)
	require.NoError(t, err)
	require.Empty(t, printer.sheet.Lines, "nothing was there yet")
	_, err = h.BlankSheet(t.Context(), h.officer, h.west, 2024)
	require.True(t, workflow.IsKind(err, workflow.KindNotFound))
}
