package assessment

import (
	"maps"
	"slices"
	"time"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
)

// Person is an evaluator or an applicant by stable id, with the name as it was when the sheet was made.
type Person struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// EvidenceRef points to a stored file by its id and by the hash of its bytes; Kind is the kind of file that the
// uploader named, for items that demand a certain kind.
//
// IssuedOn and ExpiresOn are the day on which a certificate was issued and the last day that it names for itself, as the
// uploader read them; they are needed where the table demands a validity (Validity).
type EvidenceRef struct {
	ID        string   `json:"id"`
	SHA256    string   `json:"sha256"`
	Kind      string   `json:"kind,omitempty"`
	IssuedOn  law.Date `json:"issued_on,omitzero"`
	ExpiresOn law.Date `json:"expires_on,omitzero"`
}

// Answer is what an evaluator records at one item. The kind of the item decides which members are filled; Points is a
// decimal string such as "7.5" and never a float. A dual rating takes Initial (初评), Final (终评) and, where the table
// demands it, Mitigation (缓解措施). An item that is answered for each applicant has everything in ByApplicant, by the
// applicant's id, and nothing beside it.
type Answer struct {
	Option      string            `json:"option,omitempty"`
	Points      string            `json:"points,omitempty"`
	Rating      *int              `json:"rating,omitempty"`
	Value       *bool             `json:"value,omitempty"`
	Text        string            `json:"text,omitempty"`
	Initial     *int              `json:"initial,omitempty"`
	Mitigation  string            `json:"mitigation,omitempty"`
	Final       *int              `json:"final,omitempty"`
	Comment     string            `json:"comment,omitempty"`
	Evidence    []EvidenceRef     `json:"evidence,omitempty"`
	ByApplicant map[string]Answer `json:"by_applicant,omitempty"`
}

// Sheet is the scoring sheet of one evaluator (评估员评分表). A sheet without SubmittedAt is a draft: it may have gaps and
// faults, which Check lists. A submitted sheet is immutable.
type Sheet struct {
	ID          string            `json:"id"`
	CaseID      string            `json:"case_id"`
	Instrument  instrument.Ref    `json:"instrument"`
	Phase       instrument.Phase  `json:"phase"`
	Evaluator   Person            `json:"evaluator"`
	Applicants  []Person          `json:"applicants"`
	Answers     map[string]Answer `json:"answers"` // by node code
	SubmittedAt time.Time         `json:"submitted_at,omitzero"`
	Revision    int               `json:"revision"` // counts the saved versions from 1
}

// NewSheet begins an empty draft under a table.
func NewSheet(table *instrument.Instrument, id, caseID string, evaluator Person, applicants ...Person) Sheet {
	return Sheet{
		ID: id, CaseID: caseID, Instrument: table.Ref(), Phase: table.Phase(), Evaluator: evaluator,
		Applicants: slices.Clone(applicants), Answers: map[string]Answer{}, Revision: 1,
	}
}

// Submitted reports whether the sheet is handed in.
func (s Sheet) Submitted() bool { return !s.SubmittedAt.IsZero() }

// WithAnswers is the next version of a draft with other answers; they may have gaps and faults. It fails with
// *InvalidError when the sheet is submitted.
func (s Sheet) WithAnswers(answers map[string]Answer) (Sheet, error) {
	if s.Submitted() {
		return Sheet{}, refuse(submittedAlready(s))
	}
	s.Answers = maps.Clone(answers)
	if s.Answers == nil {
		s.Answers = map[string]Answer{}
	}
	s.Revision++
	return s, nil
}

// Submit hands a complete draft in at an instant, which is kept in UTC to the microsecond. It fails with
// *InvalidError, listing every gap and fault, and then changes nothing.
func Submit(table *instrument.Instrument, sheet Sheet, at time.Time) (Sheet, error) {
	if sheet.Submitted() {
		return Sheet{}, refuse(submittedAlready(sheet))
	}
	if at.IsZero() {
		return Sheet{}, refuse(Problem{
			Code: "instant_missing", Pointer: "/submitted_at", Message: "缺少提交时间",
			Rule: "评分表的提交应当记录时间", Remedy: "请由系统在提交时写入时间",
		})
	}
	if problems := Check(table, sheet); len(problems) > 0 {
		return Sheet{}, refuse(problems...)
	}
	sheet.SubmittedAt = at.UTC().Truncate(time.Microsecond)
	return sheet, nil
}

func submittedAlready(sheet Sheet) Problem {
	return Problem{
		Code: "sheet_submitted", Pointer: "/submitted_at",
		Message: "评估员" + sheet.Evaluator.Name + "的评分表已经提交",
		Rule:    "评分表提交后不得修改", Remedy: "确需修改的，应当由审批人说明理由后退回",
	}
}

// FillUnticked answers with "no" every veto and every bonus box that the sheet says nothing about. It is for sources
// in which an empty box means no, such as paper tables; a form for evaluators asks each of them expressly instead.
func FillUnticked(table *instrument.Instrument, sheet Sheet) Sheet {
	sheet.Answers = maps.Clone(sheet.Answers)
	FillUntickedIn(table, &sheet)
	return sheet
}

// FillUntickedIn is FillUnticked in the sheet itself. A box that is there and empty is filled as well, and so is one that
// some of the applicants left empty.
func FillUntickedIn(table *instrument.Instrument, sheet *Sheet) {
	if sheet.Answers == nil {
		sheet.Answers = map[string]Answer{}
	}
	for item := range table.Items() {
		if item.Kind() != instrument.KindVeto && (item.Kind() != instrument.KindBoolean || !item.InBonus()) {
			continue
		}
		answer := sheet.Answers[item.Code()]
		switch {
		case item.PerApplicant():
			answer.ByApplicant = untickedBy(answer.ByApplicant, sheet.Applicants)
		case !answer.chosen():
			answer.Value = new(false)
		default:
			continue
		}
		sheet.Answers[item.Code()] = answer
	}
}

func untickedBy(given map[string]Answer, applicants []Person) map[string]Answer {
	filled := make(map[string]Answer, len(applicants))
	maps.Copy(filled, given)
	for at := range applicants {
		if answer := filled[applicants[at].ID]; !answer.chosen() {
			answer.Value = new(false)
			filled[applicants[at].ID] = answer
		}
	}
	return filled
}

// Progress is how far a draft has come.
type Progress struct {
	Answered int      `json:"answered"`
	Required int      `json:"required"`
	Missing  []string `json:"missing"` // codes of required items without an answer, in the order of the table
}

// ProgressOf counts the required items that have some answer, right or wrong.
func ProgressOf(table *instrument.Instrument, sheet Sheet) Progress {
	progress := Progress{Missing: []string{}}
	for item := range table.Items() {
		if item.Optional() {
			continue
		}
		progress.Required++
		if isAnswered(item, sheet) {
			progress.Answered++
		} else {
			progress.Missing = append(progress.Missing, item.Code())
		}
	}
	return progress
}

func isAnswered(item *instrument.Node, sheet Sheet) bool {
	answer, ok := sheet.Answers[item.Code()]
	if !ok {
		return false
	}
	if !item.PerApplicant() {
		return answer.chosen()
	}
	for _, applicant := range sheet.Applicants {
		if inner := answer.ByApplicant[applicant.ID]; !inner.chosen() {
			return false
		}
	}
	return len(sheet.Applicants) > 0
}

// chosen reports whether anything but comment and evidence is recorded.
func (a *Answer) chosen() bool {
	return a.members() != 0
}

// answerTo is what the sheet says at an item, of one applicant where each is judged.
func (s *Sheet) answerTo(item *instrument.Node, applicant string) Answer {
	answer := s.Answers[item.Code()]
	if item.PerApplicant() {
		return answer.ByApplicant[applicant]
	}
	return answer
}
