package casework

import (
	"context"
	"slices"
	"strings"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// AuthorityLine is one entry of an authority's own chain as a reader sees it: no payload.
type AuthorityLine struct {
	HistoryLine
	About string `json:"about" enum:"office,child" doc:"Whether the entry is about the office or about a child; administrators see the office's"`
}

// AuthorityEntryView is one entry of an authority's chain with as much of its
// payload as the reader may see.
type AuthorityEntryView struct {
	AuthorityLine
	Payload ledger.Redacted `json:"payload"`
}

// ReadAuthorityHistory lists the entries of an authority's own chain after a
// sequence number, oldest first: acts without a case, acts on children, and the
// papers of children that were set. Supervisors, auditors and administrators see
// those of their own authority and of the authorities below it, administrators
// only what is about the office, so that their list has gaps. The reading is
// recorded. It fails with forbidden, and with not_found out of scope.
func (s *Service) ReadAuthorityHistory(ctx context.Context, actor workflow.Actor, authorityID string, after int64, limit int) ([]AuthorityLine, error) {
	if err := mayReadAuthority(actor); err != nil {
		return nil, err
	}
	out := []AuthorityLine{}
	err := s.Store.Within(ctx, actor, func(tx Tx) error {
		records, err := tx.AuthorityEntries(ctx, authorityID, after, limit)
		if err != nil {
			return err
		}
		for _, r := range records {
			out = append(out, AuthorityLine{HistoryLine: s.line(r.Record), About: r.About})
		}
		return s.recordChildRead(ctx, tx, ChildRead{AuthorityID: authorityID, What: "history"})
	})
	return out, err
}

// ReadAuthorityEntry returns one entry of an authority's chain with its redacted
// payload; the reading is recorded, of the child where the entry is about one.
func (s *Service) ReadAuthorityEntry(ctx context.Context, actor workflow.Actor, authorityID string, seq int64) (*AuthorityEntryView, error) {
	if err := mayReadAuthority(actor); err != nil {
		return nil, err
	}
	var out *AuthorityEntryView
	err := s.Store.Within(ctx, actor, func(tx Tx) error {
		r, err := tx.AuthorityEntry(ctx, authorityID, seq)
		if err != nil {
			return err
		}
		whole, err := payloadOf(r.Record)
		if err != nil {
			return err
		}
		payload, err := ledger.Redact(whole, hiddenOfAuthority(r.About, authorityID, actor))
		if err != nil {
			return err
		}
		out = &AuthorityEntryView{AuthorityLine: AuthorityLine{HistoryLine: s.line(r.Record), About: r.About}, Payload: payload}
		read := ChildRead{AuthorityID: authorityID, What: "history"}
		if r.About == AboutChild {
			then, err := aggregateOf(r.Record)
			if err != nil {
				return err
			}
			if then.Child != nil {
				read.ChildID = then.Child.ID
			}
		}
		return s.recordChildRead(ctx, tx, read)
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func mayReadAuthority(a workflow.Actor) error {
	if slices.Contains([]workflow.Role{workflow.RoleSupervisor, workflow.RoleAuditor, workflow.RoleAdmin}, a.Role) {
		return nil
	}
	return workflow.Refuse(workflow.KindForbidden, "role_not_allowed", "登记机关自身的办理记录由审批人、审计员和管理员查阅")
}

// hiddenOfAuthority says which leaves of an entry of an authority's chain the
// actor may not see: the numbers of a child for all but the supervisor of the
// child's own authority; numbers, telephones, addresses and login names of the
// office's people as in the lists of the office; all of what is filed for the
// recusal check.
func hiddenOfAuthority(about, authorityID string, a workflow.Actor) func(path string) bool {
	whole := a.Role == workflow.RoleAdmin
	if about == AboutChild {
		whole = a.Role == workflow.RoleSupervisor && a.AuthorityID == authorityID
	}
	return func(path string) bool {
		last := path[strings.LastIndexByte(path, '/')+1:]
		office := strings.Contains(path, "/card/") || last == "address" || last == "login" && a.Role != workflow.RoleAuditor
		return !whole && (numberPath(path) || about == AboutOffice && office)
	}
}
