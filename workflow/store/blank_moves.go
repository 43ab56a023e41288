package store

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
)

// One statement for all moves of blanks that are in the register. What was said of a blank before stays beside the new
// reason; who held it stays with what became of it.
const moveBlanks = `with moved as (update blanks set state = $10::text,
  holder_id = case $10::text when 'issued' then $11::uuid when 'in_stock' then null else holder_id end,
  holder_name = case $10 when 'issued' then $12::text when 'in_stock' then '' else holder_name end,
  issued_on = case $10 when 'issued' then $8::date when 'in_stock' then null else issued_on end,
  ended_on = case when $10 in ('issued', 'in_stock') then null when state = 'used' then ended_on else $8::date end,
  ended_by = case when $10 in ('issued', 'in_stock') then '' when state = 'used' then ended_by else $13::text end,
  recalled_on = case when state = 'used' then $8::date else recalled_on end,
  certificate = case when $15::text <> '' then $15::text else certificate end,
  reason = case when $10 in ('issued', 'in_stock') then reason else concat_ws('；', nullif(reason, ''), nullif($14::text, '')) end
 where authority_id = $1 and series = $2 and prefix = $3 and width = $4 and serial between $5 and $6 and ` + movableBlank + ` returning 1)
select count(*) from moved`

// movableBlank says which blanks of a run may be moved: those in the states of the move, not before they got there, and of
// a reissue only what is in stock or with who acts.
const movableBlank = `state = any($7::text[]) and coalesce(ended_on, issued_on, received_on) <= $8::date
  and (state <> 'issued' or $9::uuid is null or holder_id = $9::uuid) and (state <> 'used' or recalled_on is null)`

// standingBlanks names those of a run that may not; of a number that went and came again the blank that is there.
const standingBlanks = `select n.serial, coalesce(b.state, ''), coalesce(b.holder_name, '') from generate_series($5::bigint, $6::bigint) as n (serial)
 left join lateral (select * from blanks where authority_id = $1 and series = $2 and prefix = $3 and width = $4 and serial = n.serial
   order by state = 'returned' limit 1) b on true
 where b.state is null or not (` + movableBlank + `) order by 1 limit 3`

// receiveBlanks enters a run. The index on numbers refuses what is in a register already.
const receiveBlanks = `insert into blanks (authority_id, receipt_id, series, number, prefix, width, serial, received_on)
select $1, $2, $3, $4::text || lpad(n::text, $5::integer, '0'), $4, $5, n, $8 from generate_series($6::bigint, $7::bigint) n`

// MoveBlanks implements office.Blanks.
func (o officeTx) MoveBlanks(ctx context.Context, s office.BlankSlip) error {
	run, err := s.Run()
	if err != nil {
		return err
	}
	row, known := s.Kind.Row()
	if !known {
		return fmt.Errorf("store: slip %s: unknown move %q", s.ID, s.Kind)
	}
	if len(row.From) == 0 {
		o.t.queue.Queue(receiveBlanks, s.AuthorityID, s.ID, string(s.Series), run.First.Prefix, run.First.Width, run.First.Serial, run.Last.Serial, toDate(s.On))
		return o.t.flush(ctx)
	}
	var moved int64
	args := moveArgs(s, row, run)
	o.t.queue.Queue(`savepoint before_blanks`)
	o.t.queue.Queue(moveBlanks, args...).QueryRow(func(r pgx.Row) error { return r.Scan(&moved) })
	if err := o.t.flush(ctx); err != nil {
		return err
	}
	if moved != run.Count() {
		return o.notMovable(ctx, s, row, run, args)
	}
	return nil
}

// ofRun is how many of the arguments of a move say which blanks are meant.
const ofRun = 9

func moveArgs(s office.BlankSlip, row workflow.BlankMoveRow, run workflow.BlankRange) []any {
	from := make([]string, len(row.From))
	for i, f := range row.From {
		from[i] = string(f)
	}
	var holder, own *string
	name := ""
	if s.Holder != nil {
		holder, name = &s.Holder.ID, s.Holder.Name
	}
	if s.Kind == workflow.BlankReissue {
		own = &s.By.ID
	}
	on, by := s.On, s.By.Name
	if s.DecidedBy != nil {
		on, by = s.DecidedOn, s.By.Name+"、"+s.DecidedBy.Name
	}
	return []any{
		s.AuthorityID, string(s.Series), run.First.Prefix, run.First.Width, run.First.Serial, run.Last.Serial,
		from, toDate(on), own, string(row.To), holder, name, by, s.Reason, s.Certificate,
	}
}

// notMovable says which blanks of the run are not where they should be.
func (o officeTx) notMovable(ctx context.Context, s office.BlankSlip, row workflow.BlankMoveRow, run workflow.BlankRange, args []any) error {
	if _, err := o.t.pg.Exec(ctx, `rollback to savepoint before_blanks`); err != nil {
		return explain(err)
	}
	rows, err := o.t.pg.Query(ctx, standingBlanks, args[:ofRun]...)
	if err != nil {
		return explain(err)
	}
	var named []string
	n := run.First
	var state, holder string
	if _, err := pgx.ForEachRow(rows, []any{&n.Serial, &state, &holder}, func() error {
		named = append(named, n.String()+"（"+standing(workflow.BlankState(state), holder)+"）")
		return nil
	}); err != nil {
		return explain(err)
	}
	message := "印制号" + run.String() + "不能全部办理“" + row.Name + "”"
	if len(named) > 0 {
		message += "：" + strings.Join(named, "、")
	}
	return workflow.Refuse(workflow.KindConflict, "blanks_not_available",
		message+"。应当全部在本机关登记簿中、状态为"+statesOf(row.From)+"，且办理日期（"+s.On.Chinese()+"）不早于前一次登记；请核对登记簿")
}

func standing(s workflow.BlankState, holder string) string {
	switch s { //nolint:exhaustive // the others are their own words
	case "":
		return "不在本机关登记簿"
	case workflow.BlankIssued:
		return "由" + holder + "领用"
	}
	return s.Chinese()
}

func statesOf(states []workflow.BlankState) string {
	words := make([]string, len(states))
	for i, s := range states {
		words[i] = s.Chinese()
	}
	return strings.Join(words, "、")
}

// takeBlank uses or spoils one blank for a case. A blank that the approval named is the case's already.
const takeBlank = `with taken as (update blanks set state = $4, case_id = $5, certificate = $6, ended_on = $7, ended_by = $8,
  reason = concat_ws('；', nullif(reason, ''), nullif($9, ''))
 where authority_id = $1 and series = $2 and number = $3 and coalesce(issued_on, received_on) <= $7
   and (state = 'in_stock' or state = 'issued' and holder_id = any ($10::uuid[]) or state = 'used' and case_id = $5)
 returning 1) select count(*) from taken`

// TakeBlank implements casework.Tx.
func (t *tx) TakeBlank(ctx context.Context, b workflow.BlankTaking) error {
	var taken int64
	t.queue.Queue(takeBlank, b.AuthorityID, string(b.Series), b.Number, string(b.State), b.CaseID, b.Certificate, toDate(b.On), b.By, b.Reason, b.Holders).
		QueryRow(func(r pgx.Row) error { return r.Scan(&taken) })
	if err := t.flush(ctx); err != nil {
		return err
	}
	if taken == 1 {
		return nil
	}
	var state, holder string
	var since pgtype.Date
	t.queue.Queue(`select state, holder_name, coalesce(issued_on, received_on) from blanks where authority_id = $1 and series = $2 and number = $3
 order by state = 'returned' limit 1`, b.AuthorityID, string(b.Series), b.Number).QueryRow(func(r pgx.Row) error { return r.Scan(&state, &holder, &since) })
	err := t.flush(ctx)
	if err != nil && !absent(err) {
		return err
	}
	return notTaken(b, workflow.BlankState(state), holder, since)
}

// notTaken says why a blank could not be taken, and what to do.
func notTaken(b workflow.BlankTaking, state workflow.BlankState, holder string, since pgtype.Date) error {
	code, why := "blank_not_available", "已登记为“"+state.Chinese()+"”，不能再用：请核对证件，使用其他空白证件"
	switch state { //nolint:exhaustive // the others are what the default says
	case "":
		code, why = "blank_unknown", "不在本机关的空白证件登记簿中：请核对印制号；新到的空白证件请先办理入库（receive_blanks）"
	case workflow.BlankIssued:
		code, why = "blank_of_another", "由"+holder+"领用：请由领用人颁发，或者交回（hand_back_blanks）以后再用"
	case workflow.BlankInStock:
		on, err := fromDate(since)
		if err != nil {
			return err
		}
		code, why = "blank_too_early", "自"+on.Chinese()+"起才在登记簿中，晚于办理日期：请核对日期"
	}
	return workflow.Refuse(workflow.KindConflict, code, b.Series.Chinese()+"印制号"+b.Number+why)
}
