package casework

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"time"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/workflow"
)

// SheetVersion is what an evaluator sent from a window that was behind (草稿副本): kept
// beside the own draft until the sheet is submitted, never changed, outside the record.
type SheetVersion struct {
	ID          string           `json:"id"`
	CaseID      string           `json:"case_id"`
	AuthorityID string           `json:"-"`
	EvaluatorID string           `json:"evaluator_id"` // account id
	Phase       string           `json:"phase"`
	BasedOn     int64            `json:"based_on" doc:"Version of the draft that the window had read"`
	Beside      int64            `json:"beside" doc:"Version of the draft that stood when this came"`
	Sheet       assessment.Sheet `json:"sheet"`
	KeptAt      time.Time        `json:"kept_at"`
}

// SheetVersionTx reads and writes side versions of the actor's own drafts; nobody else's
// are there.
type SheetVersionTx interface {
	// KeepSheetVersion keeps v and returns it, or the one that is there with the same answers.
	KeepSheetVersion(ctx context.Context, v *SheetVersion) (*SheetVersion, error)
	// SheetVersions lists the actor's own of a phase, oldest first.
	SheetVersions(ctx context.Context, caseID, phase string) ([]*SheetVersion, error)
	// SheetVersion returns one of the actor's own; not_found when there is none.
	SheetVersion(ctx context.Context, caseID, phase, id string) (*SheetVersion, error)
}

// SheetVersionView is a side version with what it lacks and where it is not as the draft.
type SheetVersionView struct {
	SheetVersion
	Problems []assessment.Problem `json:"problems"`
	Progress assessment.Progress  `json:"progress"`
	Differs  []string             `json:"differs" doc:"Codes of the items that are answered otherwise in the draft as it stands"`
}

// SheetVersionLine is a side version in the list, without its answers.
type SheetVersionLine struct {
	ID       string              `json:"id"`
	BasedOn  int64               `json:"based_on"`
	Beside   int64               `json:"beside"`
	KeptAt   time.Time           `json:"kept_at"`
	Progress assessment.Progress `json:"progress"`
	Differs  []string            `json:"differs"`
}

// StaleSheet refuses a save whose draft has moved on. What was sent is kept: nothing
// typed is lost.
type StaleSheet struct {
	Refusal *workflow.Error
	Stored  *SheetView        // as the draft stands
	Sent    *SheetVersionView // what was sent, as it was kept
}

func (e *StaleSheet) Error() string { return e.Refusal.Message }

// Unwrap gives the refusal, by which the kind is known.
func (e *StaleSheet) Unwrap() error { return e.Refusal }

// isStaleSheet tells a draft that moved on from every other failure of a save.
func isStaleSheet(err error) bool {
	var e *workflow.Error
	return errors.As(err, &e) && e.Kind == workflow.KindStale && e.Code == "sheet_stale"
}

// keepSent keeps what was refused as stale, in a transaction of its own (the refused
// one is rolled back), and returns *StaleSheet. It fails as SaveSheet does where
// the actor may not score any more: after submission there is nothing to go on with.
func (s *Service) keepSent(ctx context.Context, req SheetRequest) error {
	var stale *StaleSheet
	err := s.Store.Within(ctx, req.Actor, func(tx Tx) error {
		opened, table, err := s.openSheet(ctx, tx, &req)
		if err != nil {
			return err
		}
		draft, err := s.draftAsItStands(ctx, tx, opened.Case, table, req.Phase, req.Actor)
		if err != nil {
			return err
		}
		sent, err := draft.Sheet.WithAnswers(req.Answers)
		if err != nil {
			return sheetError(err)
		}
		kept, err := tx.KeepSheetVersion(ctx, &SheetVersion{
			ID: s.NewID(), CaseID: draft.CaseID, AuthorityID: opened.Case.AuthorityID, EvaluatorID: req.Actor.ID, Phase: req.Phase,
			BasedOn: req.Version, Beside: draft.Version, Sheet: sent, KeptAt: s.Now().Add(opened.House.Offset).UTC(),
		})
		if err != nil {
			return err
		}
		stale = &StaleSheet{
			Refusal: workflow.Refuse(workflow.KindStale, "sheet_stale", "评分表草稿已在别处保存：您填写的内容已另存为副本，没有丢失；请与现有草稿核对后，以现有草稿的版本保存"),
			Stored:  sheetView(table, *draft), Sent: versionView(table, kept, draft),
		}
		return nil
	})
	if err != nil {
		return err
	}
	return stale
}

// draftAsItStands is the actor's own draft; that of a sheet given back, or an empty one, where none was saved.
func (s *Service) draftAsItStands(ctx context.Context, tx Tx, c *workflow.Case, table *instrument.Instrument, phase string, actor workflow.Actor) (*SheetDraft, error) {
	draft, err := tx.SheetDraft(ctx, c.ID, phase)
	if !workflow.IsKind(err, workflow.KindNotFound) {
		return draft, err
	}
	if old := reopened(c, phase, actor.ID); old != nil {
		return old, nil
	}
	return s.emptyDraft(c, table, phase, actor), nil
}

// ownDraft is the table of a phase and the actor's own draft by it as it stands.
func (s *Service) ownDraft(ctx context.Context, tx Tx, c *workflow.Case, phase string, actor workflow.Actor) (*instrument.Instrument, *SheetDraft, error) {
	table, err := tableOf(s.Tables, c, phase)
	if err != nil {
		return nil, nil, err
	}
	draft, err := s.draftAsItStands(ctx, tx, c, table, phase, actor)
	return table, draft, err
}

// SheetVersions lists the side versions of the actor's own draft of a phase, oldest
// first, without answers; empty for everybody who scored nothing there.
func (s *Service) SheetVersions(ctx context.Context, actor workflow.Actor, caseID, phase string) ([]SheetVersionLine, error) {
	out := []SheetVersionLine{}
	err := s.reading(ctx, actor, caseID, "case", func(tx Tx, opened *OpenedCase, _ *workflow.View) error {
		kept, err := tx.SheetVersions(ctx, opened.Case.ID, phase)
		if err != nil || len(kept) == 0 {
			return err
		}
		table, draft, err := s.ownDraft(ctx, tx, opened.Case, phase, actor)
		if err != nil {
			return err
		}
		for _, k := range kept {
			v := versionView(table, k, draft)
			out = append(out, SheetVersionLine{ID: v.ID, BasedOn: v.BasedOn, Beside: v.Beside, KeptAt: v.KeptAt, Progress: v.Progress, Differs: v.Differs})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// ReadSheetVersion returns one side version of the actor's own. It fails with not_found
// for those of others, as for those that are not there.
func (s *Service) ReadSheetVersion(ctx context.Context, actor workflow.Actor, caseID, phase, id string) (*SheetVersionView, error) {
	var out *SheetVersionView
	err := s.reading(ctx, actor, caseID, "case", func(tx Tx, opened *OpenedCase, _ *workflow.View) error {
		kept, err := tx.SheetVersion(ctx, opened.Case.ID, phase, id)
		if err != nil {
			return err
		}
		table, draft, err := s.ownDraft(ctx, tx, opened.Case, phase, actor)
		if err != nil {
			return err
		}
		out = versionView(table, kept, draft)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func versionView(table *instrument.Instrument, v *SheetVersion, draft *SheetDraft) *SheetVersionView {
	seen := sheetView(table, SheetDraft{Sheet: v.Sheet})
	return &SheetVersionView{SheetVersion: *v, Problems: seen.Problems, Progress: seen.Progress, Differs: differing(v.Sheet.Answers, draft.Sheet.Answers)}
}

// differing lists the items that are not answered alike, by what would be written of them.
func differing(a, b map[string]assessment.Answer) []string {
	out := []string{}
	for code := range maps.Keys(a) {
		if other, ok := b[code]; !ok || !alike(a[code], other) {
			out = append(out, code)
		}
	}
	for code := range maps.Keys(b) {
		if _, ok := a[code]; !ok {
			out = append(out, code)
		}
	}
	slices.Sort(out)
	return out
}

func alike(a, b assessment.Answer) bool {
	one, err := json.Marshal(a)
	two, err2 := json.Marshal(b)
	return err == nil && err2 == nil && bytes.Equal(one, two)
}
