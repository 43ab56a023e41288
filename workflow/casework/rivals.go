package casework

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/anjia-project/anjia/workflow"
)

// Acts that touch several cases of one child (order B): the child is locked, then
// its open cases; each case that is touched moves by a row of the table and gets
// an entry of its own, all in one transaction.

func anyRow(rows []workflow.Row, is func(workflow.Row) bool) bool {
	return slices.ContainsFunc(rows, is)
}

func touchesChild(r workflow.Row) bool  { return r.Child }
func touchesRivals(r workflow.Row) bool { return r.Rivals }

// beside is what an act did to another case than its own.
type beside struct {
	from  workflow.State
	was   int64
	input []byte
}

// rivals are the other open cases of the child as the act sees them.
func (s *Service) rivals(tx Tx, opened *OpenedCase, actor workflow.Actor, at time.Time, when Dated) ([]*Decision, error) {
	var out []*Decision
	for _, o := range opened.Rivals {
		o.Child, o.House = opened.Child, opened.House // one child for all of them
		r, err := s.decisionAt(tx, o, actor, at, when)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// Also does something to another case of the child within the act: the machine
// decides on it by the row of an act as on the case itself, change changes it. input is
// what its entry records. A refusal names the case. Each case can be touched once.
func (d *Decision) Also(r *Decision, act workflow.ActName, input any, change func(r *Decision) error) error {
	if r.beside != nil {
		return fmt.Errorf("casework: act %s touches case %s twice", d.Row.Act, r.Case.ID)
	}
	raw, err := json.Marshal(input)
	if err != nil {
		return fmt.Errorf("casework: input of %s beside %s: %w", act, d.Row.Act, err)
	}
	r.Row, _ = d.lifecycle.Row(r.Case, act)
	r.beside = &beside{from: r.Case.State, was: r.Case.Version, input: raw}
	if since, what := r.Case.FactDate(r.Row.After); r.On.Before(since) {
		return ofCase(r, workflow.Invalid(workflow.Field("/on", "too_early", "办理日期不得早于"+what+"（"+since.Chinese()+"）")))
	}
	if r.to, err = d.lifecycle.Decide(&r.View, act); err != nil {
		return ofCase(r, err)
	}
	if err := change(r); err != nil {
		return ofCase(r, err)
	}
	return r.move()
}

// ofCase says in a refusal which case it is about.
func ofCase(r *Decision, err error) error {
	var e *workflow.Error
	if !errors.As(err, &e) {
		return err
	}
	about := *e
	about.Message = "案件" + r.Case.Number + "：" + e.Message
	about.Unmet = slices.Clone(e.Unmet)
	for i := range about.Unmet {
		about.Unmet[i].Message = "案件" + r.Case.Number + "：" + about.Unmet[i].Message
	}
	return &about
}

// others makes the entries of the other cases that the act touched. The child's
// record is as the act left it.
func (s *Service) others(d *Decision) ([]*Change, error) {
	var out []*Change
	for _, r := range d.Rivals {
		if r.beside == nil {
			continue
		}
		record, head, err := s.record(r.head, r.Case, d.Child, entryOf(r, r.beside.from), r.beside.input)
		if err != nil {
			return nil, err
		}
		due, err := dues(r.Case, r.Calendar)
		if err != nil {
			return nil, err
		}
		out = append(out, &Change{Case: r.Case, WasVersion: r.beside.was, Record: record, Head: head, Dues: due, Marks: r.remarked()})
	}
	return out, nil
}
