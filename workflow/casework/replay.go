package casework

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/whatif"
)

// Archive reads many cases at once, in an actor's sight and without a lock.
type Archive interface {
	// EndedCases counts the ended cases of a division (六位区划代码, "" for all that the actor
	// sees) and calls each for every one of them, in no order that means anything, all as
	// they stood at one moment. What it is given is JSON and each's own. The child is
	// empty unless it was asked for. An error of each ends the reading and is returned.
	EndedCases(ctx context.Context, actor workflow.Actor, q EndedQuery, each func(total int64, document, child []byte) error) error
	// CommissionedCases calls each for every case of an authority, and of those below it,
	// that ever had a body or was accepted. It is for figures: it sees these cases whoever
	// asks, so that what comes of it must name no case.
	CommissionedCases(ctx context.Context, authorityID string, q CommissionedQuery, each func(document []byte) error) error
}

// EndedQuery selects ended cases.
type EndedQuery struct {
	Division string
	Children bool
}

// CommissionedQuery selects cases of a period: those received by its last day that had not ended before its first.
type CommissionedQuery struct {
	From     law.Date // zero: no case is too old
	Received law.Date
}

// LawAtHand is the law of the installation at one moment; a Shelf is one.
type LawAtHand interface {
	Laws
	Tables
	Set() *law.Set
}

// Replay judges ended cases a second time under a draft (试算). It changes no case. It is
// safe for concurrent use.
type Replay struct {
	Archive Archive
	Store   Store
	Law     func() LawAtHand
	Now     func() time.Time
	NewID   func() string
	Workers int // that judge at the same time; 0: as many as there are processors
}

// RunWhatIf replays the ended cases under the draft of a publication, and attaches the report.
type RunWhatIf struct {
	PublicationID string `json:"publication_id"`
}

// Kind names the job in the queue.
func (RunWhatIf) Kind() string { return "what_if" }

// JobOptions implements TunedJob: it keeps every processor busy.
func (RunWhatIf) JobOptions() JobOptions { return JobOptions{Heavy: true, Attempts: 3} }

// Order leaves the replay of a draft to the workers. Supervisors only: the report names
// cases, and an administrator has no part in them. It fails with forbidden for others.
func (r *Replay) Order(ctx context.Context, actor workflow.Actor, publicationID, title string) (*Task, error) {
	if actor.Role != workflow.RoleSupervisor {
		return nil, workflow.Refuse(workflow.KindForbidden, "role_may_not", actor.Role.Chinese()+"不能办理“试算”：试算涉及案件，由审批人办理")
	}
	task := NewTask{ID: r.NewID(), AuthorityID: actor.AuthorityID, Title: title}
	var out *Task
	err := r.Store.Within(ctx, actor, func(tx Tx) error {
		err := tx.Enqueue(ctx, RunWhatIf{PublicationID: publicationID}, &task)
		if err != nil {
			return err
		}
		out, err = tx.Task(ctx, task.ID, false)
		return err
	})
	return out, err
}

// Run replays every ended case of the division that the actor sees. step is told how far
// it is, and may stop it with an error. The reading is recorded. It fails with
// file_faulty when the draft cannot be law as it stands.
func (r *Replay) Run(ctx context.Context, actor workflow.Actor, draft law.RawFile, division string, step func(done, total int64) error) (*whatif.Report, error) {
	house, err := r.noted(ctx, actor)
	if err != nil {
		return nil, err
	}
	try, err := newTrial(r.Law(), draft, house.Sandbox)
	if err != nil {
		return nil, err
	}
	try.today = law.DateOf(r.Now().Add(house.Offset))
	ref := whatif.Draft{Kind: draft.Kind, Code: draft.Code, Version: draft.Version, SHA256: draft.SHA256}
	report := whatif.NewReport(ref, actor.AuthorityID, division, try.today)
	parts, err := r.judge(ctx, actor, EndedQuery{Division: division, Children: draft.Kind == law.KindPack}, try, report, step)
	if err != nil {
		return nil, err
	}
	for _, part := range parts {
		report.Merge(part)
	}
	report.Finish()
	return report, nil
}

// noted writes down that somebody reads cases in numbers.
func (r *Replay) noted(ctx context.Context, actor workflow.Actor) (house House, err error) {
	err = r.Store.Within(ctx, actor, func(tx Tx) error {
		if house, err = tx.House(ctx); err != nil || actor.ID == "" {
			return err
		}
		return tx.RecordRead(ctx, Read{AuthorityID: actor.AuthorityID, What: "list", At: r.Now().Add(house.Offset).UTC()})
	})
	return house, err
}

// judge reads with one hand and judges with all others; each fills a report of its own.
func (r *Replay) judge(ctx context.Context, actor workflow.Actor, q EndedQuery, try *trial, like *whatif.Report, step func(done, total int64) error) ([]*whatif.Report, error) {
	parts := make([]*whatif.Report, hands(r.Workers))
	for i := range parts {
		parts[i] = whatif.NewReport(like.Draft, like.AuthorityID, like.Division, like.AsOf)
	}
	var done int64
	err := spread(ctx, len(parts), func(ctx context.Context, hand func(rawCase) error) error {
		return r.Archive.EndedCases(ctx, actor, q, func(total int64, document, child []byte) error {
			if done++; step != nil && done%stepOfCases == 0 {
				if err := step(done, total); err != nil {
					return err
				}
			}
			return hand(rawCase{document, child})
		})
	}, func(i int, one rawCase) error { return try.one(one, parts[i]) })
	return parts, err
}

// replayMembers are the members of a case that trial.laws, whatif.Compare without the conditions, and its report look at.
//
//nolint:gochecknoglobals // fixed
var replayMembers = map[string]bool{
	"id": true, "number": true, "authority_id": true, "authority": true, "state": true, "pack": true, "calendar": true, "instruments": true,
	"received_on": true, "commission": true, "sheets": true, "set_aside": true, "scored_phases": true, "rulings": true, "stated": true, "clocks": true,
}

// one judges one case and puts it into the report. A case whose law is not at hand any more is counted.
func (t *trial) one(raw rawCase, into *whatif.Report) error {
	wanted := replayMembers
	if t.kind == law.KindPack { // the conditions look at all facts
		wanted = nil
	}
	c, err := readCase(raw.document, wanted)
	if err != nil {
		return fmt.Errorf("casework: replay: %w", err)
	}
	var child *workflow.Child
	if len(raw.child) > 0 {
		child = &workflow.Child{}
		if err := json.Unmarshal(raw.child, child); err != nil {
			return fmt.Errorf("casework: replay: child of case %s: %w", c.ID, err)
		}
	}
	was, would, concerned, err := t.laws(c)
	var unknown *workflow.Error
	switch {
	case errors.As(err, &unknown):
		into.AddUnreadable()
	case err != nil:
		return err
	case !concerned:
		into.Add(c, false, nil)
	default:
		into.Add(c, true, whatif.Compare(c, child, was, would, t.today))
	}
	return nil
}
