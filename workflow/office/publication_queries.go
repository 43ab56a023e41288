package office

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// publicationReaders see files of law; who else sees those on their way, the store decides.
var publicationReaders = everybody

// Publications lists files of law: what is published anywhere, and for who publishes
// and for auditors the drafts of their own subtree. Without the files themselves.
func (s *Service) Publications(ctx context.Context, actor workflow.Actor, f Filter) ([]Publication, error) {
	return read(ctx, s, actor, publicationReaders, func(tx Tx) ([]Publication, error) {
		list, err := tx.ListPublications(ctx, limited(f))
		if err != nil {
			return nil, err
		}
		for i := range list {
			if list[i], err = s.standing(ctx, tx, list[i]); err != nil {
				return nil, err
			}
		}
		return list, nil
	})
}

// Publication reads one with its file.
func (s *Service) Publication(ctx context.Context, actor workflow.Actor, id string) (Publication, error) {
	return read(ctx, s, actor, publicationReaders, func(tx Tx) (Publication, error) {
		p, err := tx.Publication(ctx, id)
		if err != nil {
			return p, err
		}
		return s.standing(ctx, tx, p)
	})
}

// standing is a publication as it stands today: superseded when a later edition is in its place.
func (s *Service) standing(ctx context.Context, tx Tx, p Publication) (Publication, error) {
	if p.State != PublicationPublished || p.Repeals != nil || s.Laws == nil {
		return p, nil
	}
	h, err := tx.House(ctx)
	if err != nil {
		return p, err
	}
	e, known := s.Laws.(interface {
		Editions() []workflow.Edition
		Library() *instrument.Library
	})
	if !known {
		return p, nil
	}
	phase := func(sha string) instrument.Phase {
		for _, t := range e.Library().All() {
			if t.Ref().SHA256 == sha {
				return t.Phase()
			}
		}
		return ""
	}
	editions, today := workflow.Holdings{Editions: e.Editions()}, law.DateOf(s.Now().Add(h.Offset))
	if p.superseded(editions, phase, today) {
		p.State = PublicationSuperseded
	}
	if end := p.repeal(editions); end != nil {
		if p.RepealedFrom = end.InForce; !today.Before(end.InForce) {
			p.State = PublicationRepealed
		}
	}
	return p, nil
}

// Draft reads a draft or proposal for a what-if, by those who have a part in cases:
// supervisors. forbidden for others.
func (s *Service) Draft(ctx context.Context, actor workflow.Actor, id string) (Publication, error) {
	return read(ctx, s, actor, []workflow.Role{workflow.RoleSupervisor}, func(tx Tx) (Publication, error) {
		p, err := tx.Publication(ctx, id)
		if err == nil && p.State != PublicationDraft && p.State != PublicationProposed {
			err = workflow.Refuse(workflow.KindWrongState, "publication_state", "只能对草稿或者待审核的文件试算")
		}
		if err == nil && p.Repeals != nil {
			err = workflow.Refuse(workflow.KindConflict, "not_for_repeal", "废止不影响已办结案件，无须试算")
		}
		return p, err
	})
}

// AttachWhatIf keeps the report of a what-if of a draft (试算报告), for ever, so that
// the proposal can name it by its hash. The report is JSON; its file must be the
// draft as it stands. The same report again gives the same answer.
func (s *Service) AttachWhatIf(ctx context.Context, actor workflow.Actor, r WhatIfReport) (WhatIf, error) {
	if !json.Valid(r.Report) || len(bytes.TrimSpace(r.Report)) == 0 {
		return WhatIf{}, workflow.Invalid(workflow.Field("/report", "not_json", "试算报告应当为JSON"))
	}
	sum := sha256.Sum256(r.Report)
	r.SHA256, r.ID = hex.EncodeToString(sum[:]), s.NewID()
	return read(ctx, s, actor, []workflow.Role{workflow.RoleSupervisor}, func(tx Tx) (WhatIf, error) {
		p, err := tx.Publication(ctx, r.PublicationID)
		switch {
		case err != nil:
			return WhatIf{}, err
		case p.State != PublicationDraft:
			return WhatIf{}, workflow.Refuse(workflow.KindWrongState, "publication_state", "只能为草稿附试算报告")
		case p.SHA256 != r.FileSHA256:
			return WhatIf{}, workflow.Refuse(workflow.KindConflict, "draft_changed", "试算期间草稿已修改：请重新试算")
		}
		r.AuthorityID = p.AuthorityID
		if err := tx.SaveWhatIf(ctx, r, s.Now().UTC().Truncate(time.Microsecond)); err != nil {
			return WhatIf{}, err
		}
		return tx.WhatIf(ctx, p.ID, r.SHA256)
	})
}

// WhatIfReport reads a report with its text: supervisors and auditors, who see the
// cases that it names.
func (s *Service) WhatIfReport(ctx context.Context, actor workflow.Actor, publicationID, sha256 string) (WhatIfReport, error) {
	return read(ctx, s, actor, []workflow.Role{workflow.RoleSupervisor, workflow.RoleAuditor}, func(tx Tx) (WhatIfReport, error) {
		return tx.WhatIfReport(ctx, publicationID, sha256)
	})
}
