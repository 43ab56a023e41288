package casework

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// HistoryLine is one entry of a case's chain as a reader sees it: no payload.
type HistoryLine struct {
	Seq     int64            `json:"seq"`
	Kind    ledger.EntryKind `json:"kind"`
	Act     workflow.ActName `json:"act"`
	Name    string           `json:"name"` // Chinese
	From    workflow.State   `json:"from"`
	To      workflow.State   `json:"to"`
	Actor   ledger.Actor     `json:"actor"`
	At      string           `json:"at"`
	On      string           `json:"on"`
	Version int64            `json:"version"`
	Prev    string           `json:"prev"`
	Hash    string           `json:"hash"`
	Root    string           `json:"payload_root"`
	Leaves  int64            `json:"payload_leaves"`
	Blind   bool             `json:"blind,omitempty"` // who submitted is not told yet; to evaluators nor what it was and when
}

// ReadHistory lists the entries of a case after a sequence number, oldest first.
// While a sheet is blind its entry shows neither person nor a hash by which one could
// be tried out, and to other evaluators neither what it was nor when it was made.
func (s *Service) ReadHistory(ctx context.Context, actor workflow.Actor, caseID string, after int64) ([]HistoryLine, error) {
	out := []HistoryLine{}
	err := s.reading(ctx, actor, caseID, "history", func(tx Tx, opened *OpenedCase, _ *workflow.View) error {
		if access(opened.Case, actor) < accessMasked {
			return notFoundCase()
		}
		records, err := tx.Entries(ctx, caseID, after)
		if err != nil {
			return err
		}
		blind := blindEntries(opened.Case, actor.ID)
		for _, r := range records {
			if blindPrint(opened.Case, r, actor.ID) {
				blind[r.Entry.Sequence] = true
			}
			out = append(out, s.historyLine(r, actor, blind))
		}
		return nil
	})
	return out, err
}

// historyLine is an entry as the actor sees it while others are blind to him.
func (s *Service) historyLine(r ledger.Record, actor workflow.Actor, blind map[int64]bool) HistoryLine {
	l := s.line(r)
	if blind[l.Seq-1] {
		l.Prev = ""
	}
	if !blind[l.Seq] {
		return l
	}
	l.Blind, l.Hash, l.Actor.ID, l.Actor.Name = true, "", "", ""
	if actor.Role == workflow.RoleEvaluator {
		l.Act, l.Name, l.At, l.On = "", "独立评分期间的事项，全体评估员提交后公开", "", ""
	}
	return l
}

// line is an entry with nothing left out.
func (s *Service) line(r ledger.Record) HistoryLine {
	e := r.Entry
	return HistoryLine{
		Seq: e.Sequence, Kind: e.Kind, Act: workflow.ActName(e.Act), Name: s.actTitle(workflow.ActName(e.Act)),
		From: workflow.State(e.From), To: workflow.State(e.To), Actor: e.Actor, At: e.At.UTC().Format("2006-01-02T15:04:05.000000Z"), On: e.On,
		Version: e.CaseVersion, Prev: e.Prev.String(), Hash: r.Hash.String(), Root: e.Payload.Root.String(), Leaves: e.Payload.Leaves,
	}
}

// actTitle is the Chinese name of an act on a case or on its child.
func (s *Service) actTitle(act workflow.ActName) string {
	if rows := s.Lifecycle.Act(act); len(rows) > 0 {
		return rows[0].Name
	}
	others := map[workflow.ActName]string{
		workflow.ActRegisterChild: "登记被收养人", workflow.ActPublishNotice: "公告", workflow.ActClearNotice: "公告期满",
		workflow.ActPaperRendered: "文书制作", workflow.ActPaperSealed: "文书电子签章", ActEditChild: "更正被收养人信息",
	}
	if name, ok := others[act]; ok {
		return name
	}
	return string(act)
}

// blindEntries are the entries by which sheets were submitted that are blind to the account.
func blindEntries(c *workflow.Case, account string) map[int64]bool {
	blind := map[int64]bool{}
	for _, p := range c.Papers {
		if blindPaper(c, p, account) {
			blind[p.EntrySeq] = true
		}
	}
	for _, j := range c.JointRatings {
		if blindJoint(c, j, account) {
			blind[j.EntrySeq] = true
		}
	}
	return blind
}

// blindPrint reports whether an entry says that a paper was set that is blind to the account.
func blindPrint(c *workflow.Case, r ledger.Record, account string) bool {
	var in struct {
		PaperID string `json:"paper_id"`
	}
	if r.Entry.Act != string(workflow.ActPaperRendered) && r.Entry.Act != string(workflow.ActPaperSealed) {
		return false
	}
	whole, err := payloadOf(r)
	if err != nil || json.Unmarshal(whole.Input, &in) != nil { // withheld: it tells no paper
		return false
	}
	p := c.Paper(in.PaperID)
	return p != nil && blindPaper(c, *p, account)
}

// Entry is one entry with as much of its payload as the reader may see; what is
// hidden keeps its hash, so that the commitment can still be checked.
type Entry struct {
	HistoryLine
	Payload ledger.Redacted `json:"payload"`
}

// ReadEntry returns one entry of a case with its redacted payload.
func (s *Service) ReadEntry(ctx context.Context, actor workflow.Actor, caseID string, seq int64) (*Entry, error) {
	var out *Entry
	err := s.reading(ctx, actor, caseID, "history", func(tx Tx, opened *OpenedCase, _ *workflow.View) error {
		level := access(opened.Case, actor)
		if level < accessMasked {
			return notFoundCase()
		}
		record, err := tx.EntryPayload(ctx, caseID, seq)
		if err != nil {
			return err
		}
		blind := blindEntries(opened.Case, actor.ID)
		blind[seq] = blind[seq] || blindPrint(opened.Case, record, actor.ID)
		if err := blindBefore(ctx, tx, opened.Case, actor.ID, seq, blind); err != nil {
			return err
		}
		hide, err := hidden(opened.Case, record, actor.ID, level, blind[seq])
		if err != nil {
			return err
		}
		whole, err := payloadOf(record)
		if err != nil {
			return err
		}
		payload, err := ledger.Redact(whole, hideRivals(hide, record, actor))
		out = &Entry{HistoryLine: s.historyLine(record, actor, blind), Payload: payload}
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// blindBefore notes whether the entry before one is the print of a blind paper: its hash
// stands in the one after it.
func blindBefore(ctx context.Context, tx Tx, c *workflow.Case, account string, seq int64, blind map[int64]bool) error {
	if seq < 2 || blind[seq-1] {
		return nil
	}
	before, err := tx.EntryPayload(ctx, c.ID, seq-1)
	if err != nil {
		return err
	}
	blind[seq-1] = blindPrint(c, before, account)
	return nil
}

// hidden says which leaves of an entry's payload the account may not see: blind
// sheets and papers as they stand now, and numbers where they are masked.
func hidden(now *workflow.Case, record ledger.Record, account string, level accessLevel, blind bool) (func(path string) bool, error) {
	then, err := aggregateOf(record)
	if err != nil {
		return nil, err
	}
	var prefixes []string
	if then.Case != nil {
		for i, s := range then.Case.Sheets {
			at := "/after/case/sheets/" + strconv.Itoa(i)
			switch {
			case blindSheet(now, s, account):
				prefixes = append(prefixes, at)
			case now.Adjudicated(account):
				for code := range s.Answers {
					if !slices.Contains(disputedItems(now, string(s.Phase), account), code) {
						prefixes = append(prefixes, at+"/answers/"+pointerToken(code))
					}
				}
			}
		}
		for i, r := range then.Case.Rulings {
			if blindRuling(now, r) {
				prefixes = append(prefixes, "/after/case/rulings/"+strconv.Itoa(i))
			}
		}
		for i, j := range then.Case.JointRatings {
			if blindJoint(now, j, account) {
				prefixes = append(prefixes, "/after/case/joint_ratings/"+strconv.Itoa(i))
			}
		}
		prefixes = append(prefixes, blindReports(now, then.Case)...)
		if r := then.Case.ReportInHand(); r != nil && now.BlindReport(*r) && writesReport(record.Entry.Act) {
			blind = true
		}
		for i, p := range then.Case.Papers {
			if blindPaper(now, p, account) {
				prefixes = append(prefixes, "/after/case/papers/"+strconv.Itoa(i))
			}
		}
	}
	if blind {
		prefixes = append(prefixes, "/input")
	}
	return func(path string) bool {
		for _, p := range prefixes {
			if path == p || strings.HasPrefix(path, p+"/") {
				return true
			}
		}
		return level == accessMasked && numberPath(path)
	}, nil
}

// blindReports are the words of reports that are hidden now, where they stood then.
func blindReports(now, then *workflow.Case) (prefixes []string) {
	hide := func(at string, r *workflow.Report) {
		if r == nil || !now.BlindReport(*r) {
			return
		}
		for _, words := range []string{"/work", "/analysis", "/conclusion", "/opinion", "/unfit_ground"} {
			prefixes = append(prefixes, at+words)
		}
	}
	hide("/after/case/report", then.Report)
	hide("/after/case/integration_report", then.IntegrationReport)
	for i := range then.PastReports {
		hide("/after/case/past_reports/"+strconv.Itoa(i), &then.PastReports[i])
	}
	return prefixes
}

// writesReport reports whether the input of an act is the text of a report.
func writesReport(act string) bool {
	return act == string(workflow.ActWriteReport) || act == string(workflow.ActFindUnfit)
}

// payloadOf is the whole payload of an entry as the store keeps it.
func payloadOf(r ledger.Record) (ledger.Payload, error) {
	p, ok := r.Payload.(ledger.Payload)
	if !ok {
		return ledger.Payload{}, fmt.Errorf("casework: entry %d has no whole payload", r.Entry.Sequence)
	}
	return p, nil
}

// aggregateOf is the case with its child as it stood after an entry.
func aggregateOf(r ledger.Record) (a aggregate, err error) {
	p, err := payloadOf(r)
	if err != nil {
		return a, err
	}
	if err := json.Unmarshal(p.After, &a); err != nil {
		return a, fmt.Errorf("casework: payload of entry %d: %w", r.Entry.Sequence, err)
	}
	return a, nil
}

// numberPath reports whether a leaf holds an identity number, a phone or a bank account.
func numberPath(path string) bool {
	last := path[strings.LastIndexByte(path, '/')+1:]
	return last == "id_number" || last == "phone" || last == "bank_account" || last == "representative_id"
}

// pointerToken escapes a name for a JSON pointer.
func pointerToken(name string) string {
	return strings.ReplaceAll(strings.ReplaceAll(name, "~", "~0"), "/", "~1")
}
