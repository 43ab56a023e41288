package casework

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// DraftInput is what the counter enters before the family signs. Drafts are
// outside the record; only their submission is an act.
type DraftInput struct {
	ChildID     string               `json:"child_id,omitempty" maxLength:"64" doc:"Id of a registered child; may come later"`
	Category    workflow.Category    `json:"category,omitempty"`
	Secrecy     bool                 `json:"secrecy,omitempty" doc:"收养秘密 is asked for (Civil Code art. 1110)"`
	Application workflow.Application `json:"application,omitzero"`
}

// DraftRequest is one step on a draft by one officer.
type DraftRequest struct {
	Actor   workflow.Actor
	CaseID  string // empty to create
	Version int64  // If-Match
	Key     string // Idempotency-Key of a creation
	Input   DraftInput
}

// Draft is a saved draft with what is wrong in it and what it lacks. An incomplete
// draft is saved all the same: nothing that was typed is lost.
type Draft struct {
	Case *workflow.Case `json:"case"`
	// Faults of code fact_missing preview what the rules will find missing, with the
	// rules and the remedy; they don't keep the draft from being submitted, the others do.
	Faults   []workflow.FieldError `json:"faults" doc:"What keeps the draft from being submitted and, with the code fact_missing, what the statutory rules will find missing; pointers into this input, under /child into the child's own record"`
	Ready    bool                  `json:"ready" doc:"Nothing of form keeps the draft from being submitted"`
	Replayed bool                  `json:"-"`
}

// CreateDraft opens a case as a draft under the law in use now: pack and calendar
// are kept for ever from here on. It fails with forbidden, or invalid_input for a
// child that does not exist.
func (s *Service) CreateDraft(ctx context.Context, req DraftRequest) (*Draft, error) {
	if err := mayDraft(req.Actor); err != nil {
		return nil, err
	}
	body, err := json.Marshal(req.Input)
	if err != nil {
		return nil, fmt.Errorf("casework: draft: %w", err)
	}
	key := requestKey(req.Actor, req.Key, "create_draft", "", body)
	var out *Draft
	err = s.Store.Within(ctx, req.Actor, func(tx Tx) error {
		if key != nil {
			answer, err := tx.Claim(ctx, *key)
			if err != nil {
				return err
			}
			if answer != nil {
				out = &Draft{Replayed: true}
				return json.Unmarshal(answer, out)
			}
		}
		var err error
		out, err = s.createDraft(ctx, tx, req, key)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func (s *Service) createDraft(ctx context.Context, tx Tx, req DraftRequest, key *Key) (*Draft, error) {
	house, err := tx.House(ctx)
	if err != nil {
		return nil, err
	}
	authority, err := tx.Authority(ctx, req.Actor.AuthorityID)
	if err != nil {
		return nil, err
	}
	pack, cal, err := currentLaw(s.Laws, authority.Pack, authority.Ref.Division, house.Sandbox)
	if err != nil {
		return nil, err
	}
	c := &workflow.Case{
		ID: s.NewID(), AuthorityID: authority.ID, Authority: authority.Ref, Kind: workflow.KindRegistration, Order: workflow.Order(pack.Order),
		State: workflow.Draft, StateSince: law.DateOf(s.Now().Add(house.Offset)), Version: 1,
		OfficerID: req.Actor.ID, OfficerName: req.Actor.Name,
		Pack:     workflow.Ref{Code: pack.Code, Version: pack.Version, SHA256: pack.SHA256},
		Calendar: workflow.Ref{Code: cal.Region(), Version: cal.Version(), SHA256: cal.SHA256()},
	}
	child, err := s.fillDraft(ctx, tx, c, nil, req.Input)
	if err != nil {
		return nil, err
	}
	out, err := draftOf(&workflow.View{Case: c, Child: child, Pack: pack, Calendar: cal, Actor: req.Actor, On: c.StateSince, Today: c.StateSince})
	if err != nil {
		return nil, err
	}
	var answer []byte
	if key != nil {
		if answer, err = json.Marshal(out); err != nil {
			return nil, err
		}
	}
	return out, tx.CreateDraft(ctx, c, key, answer)
}

// EditDraft replaces the content of a draft. It fails with stale_version when
// somebody saved it meanwhile, and with wrong_state once it was submitted.
func (s *Service) EditDraft(ctx context.Context, req DraftRequest) (*Draft, error) {
	if err := mayDraft(req.Actor); err != nil {
		return nil, err
	}
	var out *Draft
	err := s.Store.Within(ctx, req.Actor, func(tx Tx) error {
		opened, err := s.openDraft(ctx, tx, req)
		if err != nil {
			return err
		}
		c := opened.Case
		if opened.Child, err = s.fillDraft(ctx, tx, c, opened.Child, req.Input); err != nil {
			return err
		}
		c.Version++
		if out, err = s.previewed(opened, req.Actor); err != nil {
			return err
		}
		return tx.SaveDraft(ctx, c, req.Version)
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// DiscardDraft removes a draft: it has no entries. It fails as EditDraft does.
func (s *Service) DiscardDraft(ctx context.Context, req DraftRequest) error {
	if err := mayDraft(req.Actor); err != nil {
		return err
	}
	return s.Store.Within(ctx, req.Actor, func(tx Tx) error {
		if _, err := s.openDraft(ctx, tx, req); err != nil {
			return err
		}
		return tx.DiscardDraft(ctx, req.CaseID, req.Version)
	})
}

// openDraft loads a draft of the actor's own authority in the version he has read.
func (s *Service) openDraft(ctx context.Context, tx Tx, req DraftRequest) (*OpenedCase, error) {
	opened, err := tx.Case(ctx, req.CaseID)
	if err != nil {
		return nil, err
	}
	c := opened.Case
	switch {
	case c.AuthorityID != req.Actor.AuthorityID:
		return nil, workflow.Refuse(workflow.KindForbidden, "other_authority", "草稿由其他登记机关录入，应当由该机关办理")
	case c.State != workflow.Draft:
		return nil, workflow.Refuse(workflow.KindWrongState, "wrong_state", "申请已经提交，不能再修改草稿")
	case c.Version != req.Version:
		return nil, s.stale(ctx, tx, c, req.Version, req.Actor)
	}
	return opened, nil
}

// fillDraft puts the input into the case; an applicant without an id of its own gets
// one. It returns the child that the draft names now, nil when it names none.
func (s *Service) fillDraft(ctx context.Context, tx Tx, c *workflow.Case, child *workflow.Child, in DraftInput) (*workflow.Child, error) {
	switch {
	case in.ChildID == "":
		child = nil
	case in.ChildID != c.ChildID:
		var err error
		if child, err = newChild(ctx, tx, c, in.ChildID); err != nil {
			return nil, err
		}
	}
	c.ChildID, c.Category, c.Secrecy, c.Application = in.ChildID, in.Category, in.Secrecy, in.Application
	taken := map[string]bool{"": true, workflow.PartyPlacer: true, PartyChild: true}
	for i := range c.Application.Applicants {
		a := &c.Application.Applicants[i]
		if taken[a.ID] {
			a.ID = s.NewID()
		}
		taken[a.ID] = true
	}
	return child, nil
}

// newChild reads the child that a draft names for the first time: one that can be adopted here.
func newChild(ctx context.Context, tx Tx, c *workflow.Case, id string) (*workflow.Child, error) {
	child, err := tx.Child(ctx, id)
	switch {
	case workflow.IsKind(err, workflow.KindNotFound):
		return nil, workflow.Invalid(workflow.Field("/child_id", "unknown_child", "没有这一被收养人：请先登记被收养人"))
	case err != nil:
		return nil, err
	}
	if err := childFree(child); err != nil {
		return nil, err
	}
	if child.AuthorityID != c.AuthorityID {
		return nil, workflow.Invalid(workflow.Field("/child_id", "other_authority", "被收养人由其他登记机关登记，应当向该机关申请", workflow.Measures("第四条")))
	}
	return child, nil
}

// previewed judges a draft by the law in use today, as its submission would.
func (s *Service) previewed(opened *OpenedCase, actor workflow.Actor) (*Draft, error) {
	c := opened.Case
	pack, cal, err := currentLaw(s.Laws, c.Pack.Code, c.Authority.Division, opened.House.Sandbox)
	if err != nil {
		return nil, err
	}
	today := law.DateOf(s.Now().Add(opened.House.Offset))
	return draftOf(&workflow.View{Case: c, Child: opened.Child, Pack: pack, Calendar: cal, Actor: actor, On: today, Today: today})
}

func draftOf(v *workflow.View) (*Draft, error) {
	faults, ready, err := workflow.DraftFaults(v)
	if err != nil {
		return nil, fmt.Errorf("casework: preview of a draft: %w", err)
	}
	if faults == nil {
		faults = []workflow.FieldError{}
	}
	return &Draft{Case: v.Case, Faults: faults, Ready: ready}, nil
}

func mayDraft(a workflow.Actor) error {
	if a.Role != workflow.RoleOfficer {
		return workflow.Refuse(workflow.KindForbidden, "role_not_allowed", "申请应当由收养登记员录入")
	}
	return nil
}
