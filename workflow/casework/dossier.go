package casework

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// MakeDossier makes the file of a case as one PDF (制作案卷).
type MakeDossier struct {
	AuthorityID string `json:"authority_id"`
	CaseID      string `json:"case_id"`
	DossierID   string `json:"dossier_id"`
}

// Kind names the job in the queue.
func (MakeDossier) Kind() string { return "make_dossier" }

// JobOptions implements TunedJob: a large dossier takes memory; the log may be a few
// seconds behind.
func (MakeDossier) JobOptions() JobOptions { return JobOptions{Heavy: true, Attempts: dossierAttempts} }

const (
	dossierAttempts = 8
	purposeMost     = 200 // characters
)

// DossierOrder says which dossier is wanted. UpTo or On may be given, not both;
// without either it shows the case as it stands when it is made.
type DossierOrder struct {
	Purpose  string
	UpTo     int64    // sequence of the last entry shown
	On       law.Date // the last entry recorded on this day or before
	Redacted bool
	// InlineImages asks for the pictures of the evidence on pages of their own; a
	// redacted dossier has none.
	InlineImages bool
}

// OrderDossier leaves the making of a dossier to the workers. It is for officers,
// supervisors and auditors within their scope; who sees numbers masked gets the
// redacted variant only. It fails with not_found as reading the case does, with
// forbidden for other roles, with invalid_input without a purpose or for an entry
// that is not there, and with conflict while sheets are blind to the actor.
func (s *Service) OrderDossier(ctx context.Context, actor workflow.Actor, caseID string, order DossierOrder) (*Task, error) {
	if err := order.check(); err != nil {
		return nil, err
	}
	var out *Task
	err := s.reading(ctx, actor, caseID, "dossier", func(tx Tx, opened *OpenedCase, _ *workflow.View) error {
		if err := mayTake(opened.Case, actor, order.Redacted); err != nil {
			return err
		}
		upTo, err := order.upTo(ctx, tx, caseID)
		if err != nil {
			return err
		}
		d := &Dossier{
			ID: s.NewID(), AuthorityID: opened.Case.AuthorityID, CaseID: caseID, AskedBy: actor.ID, AskedName: actor.Name,
			AskedRole: actor.Role.Chinese(), AskedAt: s.Now().Add(opened.House.Offset).UTC().Truncate(time.Microsecond),
			Purpose: strings.TrimSpace(order.Purpose), Redacted: order.Redacted, InlineImages: order.InlineImages, UpTo: upTo,
		}
		if err := tx.AddDossier(ctx, d); err != nil {
			return err
		}
		task := NewTask{ID: s.NewID(), AuthorityID: d.AuthorityID, CaseID: caseID, Title: "制作案卷"}
		if err := tx.Enqueue(ctx, MakeDossier{AuthorityID: d.AuthorityID, CaseID: caseID, DossierID: d.ID}, &task); err != nil {
			return err
		}
		out, err = tx.Task(ctx, task.ID, false)
		return err
	})
	return out, err
}

func (o DossierOrder) check() error {
	switch n := utf8.RuneCountInString(strings.TrimSpace(o.Purpose)); {
	case n == 0:
		return workflow.Invalid(workflow.Field("/purpose", "required", "请写明调卷用途"))
	case n > purposeMost:
		return workflow.Invalid(workflow.Field("/purpose", "too_long", "调卷用途不得超过200字"))
	case o.UpTo < 0 || o.UpTo > 0 && !o.On.IsZero():
		return workflow.Invalid(workflow.Field("/up_to", "one_of", "截止记录序号与截止日期只能填写一项，序号应为正整数"))
	case o.Redacted && o.InlineImages:
		return workflow.Invalid(workflow.Field("/inline_images", "not_redacted", "遮蔽本不附证明材料的图片：图片中的个人信息无法遮蔽，请只选择其中一项"))
	}
	return nil
}

// upTo is the last entry that the order asks for, 0 for the newest.
func (o DossierOrder) upTo(ctx context.Context, tx Tx, caseID string) (int64, error) {
	if o.UpTo == 0 && o.On.IsZero() {
		return 0, nil
	}
	records, err := tx.Entries(ctx, caseID, 0)
	if err != nil {
		return 0, err
	}
	if o.UpTo > int64(len(records)) {
		return 0, workflow.Invalid(workflow.Field("/up_to", "unknown_entry", "本案没有这一序号的办理记录"))
	}
	if o.UpTo > 0 {
		return o.UpTo, nil
	}
	last := lastOn(records, o.On)
	if last == 0 {
		return 0, workflow.Invalid(workflow.Field("/on", "before_case", "截至该日，本案尚无办理记录"))
	}
	return last, nil
}

// lastOn is the sequence of the last entry that was recorded on a day or before.
func lastOn(records []ledger.Record, on law.Date) (last int64) {
	for _, r := range records {
		if !law.DateOf(r.Entry.At).After(on) {
			last = r.Entry.Sequence
		}
	}
	return last
}

// mayTake refuses who may not take a dossier, or not this variant.
func mayTake(c *workflow.Case, actor workflow.Actor, redacted bool) error {
	switch actor.Role {
	case workflow.RoleOfficer, workflow.RoleSupervisor, workflow.RoleAuditor:
	default:
		return workflow.Refuse(workflow.KindForbidden, "role_may_not", actor.Role.Chinese()+"不能调取案卷")
	}
	switch level := access(c, actor); {
	case level < accessMasked:
		return notFoundCase()
	case level == accessMasked && !redacted:
		return workflow.Refuse(workflow.KindForbidden, "redacted_only", "您只能调取遮蔽个人信息的案卷：请选择遮蔽本（redacted）")
	case c.State == workflow.Draft:
		return workflow.Refuse(workflow.KindConflict, "not_submitted", "申请尚未提交，没有可以调取的案卷")
	case len(blindEntries(c, actor.ID)) > 0:
		return workflow.Refuse(workflow.KindConflict, "sheets_blind", "独立评分尚未结束，全体评估员提交评分表以后方可调取案卷")
	}
	return nil
}

// Dossiers lists what was taken of a case, newest first: for those who may take it.
func (s *Service) Dossiers(ctx context.Context, actor workflow.Actor, caseID string) ([]*Dossier, error) {
	out := []*Dossier{}
	err := s.reading(ctx, actor, caseID, "dossiers", func(tx Tx, opened *OpenedCase, _ *workflow.View) (err error) {
		if err := mayTake(opened.Case, actor, true); err != nil && !workflow.IsKind(err, workflow.KindConflict) {
			return err
		}
		out, err = tx.Dossiers(ctx, caseID)
		return err
	})
	return out, err
}

// DossierFile returns a dossier as PDF. It fails with not_found when there is none
// or the variant is not the actor's to read, with conflict while it is being made.
func (s *Service) DossierFile(ctx context.Context, actor workflow.Actor, caseID, id string) (*Dossier, []byte, error) {
	d, err := s.readableDossier(ctx, actor, caseID, id, "dossier:"+id)
	if err != nil {
		return nil, nil, err
	}
	content, err := s.Files.Get(ctx, d.FileID)
	return d, content, err
}

// readableDossier finds a dossier that is made and the actor's to read, and notes the reading.
func (s *Service) readableDossier(ctx context.Context, actor workflow.Actor, caseID, id, what string) (d *Dossier, err error) {
	err = s.reading(ctx, actor, caseID, what, func(tx Tx, opened *OpenedCase, _ *workflow.View) (err error) {
		if d, err = tx.Dossier(ctx, caseID, id); err != nil {
			return err
		}
		if err := mayTake(opened.Case, actor, d.Redacted); err != nil {
			return err
		}
		if d.FileID == "" {
			return workflow.Refuse(workflow.KindConflict, "dossier_not_made", "案卷尚在制作，请稍后再取")
		}
		return nil
	})
	return d, err
}

// KeepDossier stores the file of a dossier, once: the one of another worker stands
// when it was first.
func (s *Service) KeepDossier(ctx context.Context, d *Dossier, content []byte) error {
	made := *d
	made.FileID, made.SHA256, made.Size = s.NewID(), hashHex(content), int64(len(content))
	made.MadeAt = s.Now().UTC().Truncate(time.Microsecond)
	if err := s.Files.Put(ctx, made.FileID, content); err != nil {
		return err
	}
	return s.Store.WithinCase(ctx, d.CaseID, func(tx Tx) error {
		_, err := tx.CompleteDossier(ctx, &made)
		return err
	})
}
