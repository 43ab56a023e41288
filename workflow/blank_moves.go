package workflow

import (
	"slices"

	"github.com/anjia-project/anjia/assessment/law"
)

// BlankState is where one blank is (空白证件的去向).
type BlankState string

// The states of a blank. Every blank that was received is in exactly one of them.
const (
	BlankInStock   BlankState = "in_stock"  // 库存
	BlankIssued    BlankState = "issued"    // 已领用, with an officer, not used yet
	BlankUsed      BlankState = "used"      // 已使用
	BlankSpoiled   BlankState = "spoiled"   // 作废
	BlankLost      BlankState = "lost"      // 遗失
	BlankReturned  BlankState = "returned"  // 退回、调出
	BlankDestroyed BlankState = "destroyed" // 销毁
)

// BlankStates lists them in the order in which a register counts them.
func BlankStates() []BlankState {
	return []BlankState{BlankInStock, BlankIssued, BlankUsed, BlankSpoiled, BlankLost, BlankReturned, BlankDestroyed}
}

// Chinese is the word of the register; the code itself for an unknown state.
func (s BlankState) Chinese() string {
	words := map[BlankState]string{
		BlankInStock: "库存", BlankIssued: "已领用", BlankUsed: "已使用", BlankSpoiled: "作废", BlankLost: "遗失", BlankReturned: "退回、调出", BlankDestroyed: "销毁",
	}
	if w, ok := words[s]; ok {
		return w
	}
	return string(s)
}

// BlankMove is what a slip, or an act on a case, does to blanks.
type BlankMove string

// The moves of blanks.
const (
	BlankReceive  BlankMove = "receipt"     // 入库
	BlankIssue    BlankMove = "issue"       // 领用
	BlankHandBack BlankMove = "hand_back"   // 交回
	BlankSpoil    BlankMove = "spoiling"    // 作废
	BlankLose     BlankMove = "loss"        // 遗失
	BlankReturn   BlankMove = "return"      // 退回、调出
	BlankDestroy  BlankMove = "destruction" // 销毁
	BlankReissue  BlankMove = "reissue"     // 补发: a certificate of before is replaced
	BlankRecall   BlankMove = "recall"      // 收缴、收回: a certificate that was handed over came back
)

// BlankMoveRow is one line of the table of moves.
type BlankMoveRow struct {
	Move BlankMove
	Name string
	From []BlankState // empty: the blank is new to the register
	To   BlankState
}

// BlankMoves is the table: what may become of a blank, and how. What was used stays
// used for ever, whatever becomes of the certificate.
func BlankMoves() []BlankMoveRow {
	return []BlankMoveRow{
		{BlankReceive, "入库", nil, BlankInStock},
		{BlankIssue, "领用", []BlankState{BlankInStock}, BlankIssued},
		{BlankHandBack, "交回", []BlankState{BlankIssued}, BlankInStock},
		{BlankSpoil, "作废", []BlankState{BlankInStock, BlankIssued}, BlankSpoiled},
		{BlankLose, "遗失", []BlankState{BlankInStock, BlankIssued, BlankSpoiled}, BlankLost},
		{BlankReturn, "退回、调出", []BlankState{BlankInStock, BlankSpoiled}, BlankReturned},
		{BlankDestroy, "销毁", []BlankState{BlankInStock, BlankSpoiled}, BlankDestroyed},
		{BlankReissue, "补发", []BlankState{BlankInStock, BlankIssued}, BlankUsed},
		{BlankRecall, "收缴、收回", []BlankState{BlankUsed}, BlankUsed},
	}
}

// Row is the line of a move; ok is false for an unknown one.
func (m BlankMove) Row() (row BlankMoveRow, ok bool) {
	i := slices.IndexFunc(BlankMoves(), func(r BlankMoveRow) bool { return r.Move == m })
	if i < 0 {
		return BlankMoveRow{}, false
	}
	return BlankMoves()[i], true
}

// BlankTaking is what an act on a case does to one blank of the case's authority: it is
// used for the certificate, or was spoiled on the way (State).
type BlankTaking struct {
	AuthorityID string
	Series      BlankSeries
	Number      string
	State       BlankState
	CaseID      string
	Certificate string   // 登记证字号
	Holders     []string // accounts whose issued blanks may be taken
	By          string   // name of who acts
	On          law.Date
	Reason      string // why it was spoiled
}
