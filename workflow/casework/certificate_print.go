package casework

import (
	"context"
	"slices"
	"time"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// Overlays sets what is printed on the ministry's blanks.
type Overlays interface {
	// Overlay is the PDF of an overlay, of the size of the blank. It fails with
	// paper_not_set when a text does not fit its place.
	Overlay(o workflow.Overlay, at time.Time) ([]byte, error)
}

// overlayKey is where packs keep the geometry of the 收养登记证.
const overlayKey = "papers.D19.overlay"

// CertificateOverlay is what is printed on the blank of a registered case (收养登记证套打): the
// variable text alone, for the officers of the case. It is no paper of the file: D19 is
// the copy that is kept. The particulars are those of the case now. It fails with
// law_unknown while no pack knows the geometry of the blank.
func (s *Service) CertificateOverlay(ctx context.Context, actor workflow.Actor, caseID string) ([]byte, error) {
	var o workflow.Overlay
	var at time.Time
	err := s.reading(ctx, actor, caseID, "certificate-overlay", func(tx Tx, opened *OpenedCase, v *workflow.View) (err error) {
		if err := printsCertificates(actor, false); err != nil {
			return err
		}
		c := opened.Case
		if c.Registration == nil {
			return workflow.Refuse(workflow.KindConflict, "not_registered", "案件尚未准予登记，不能打印收养登记证")
		}
		at = opened.Head.At
		o, err = s.overlay(ctx, tx, c.AuthorityID, opened.House.Sandbox, v.Today)
		o = o.Filled(c, opened.Child)
		return err
	})
	if err != nil {
		return nil, err
	}
	return s.setOverlay(o, at)
}

// CertificateTestPrint is a sheet with the frames and crosses of the blank's places, to be
// laid over one (试打), under the pack of the actor's own office.
func (s *Service) CertificateTestPrint(ctx context.Context, actor workflow.Actor) ([]byte, error) {
	if err := printsCertificates(actor, true); err != nil {
		return nil, err
	}
	var o workflow.Overlay
	err := s.Store.Within(ctx, actor, func(tx Tx) error {
		house, err := tx.House(ctx)
		if err != nil {
			return err
		}
		o, err = s.overlay(ctx, tx, actor.AuthorityID, house.Sandbox, law.DateOf(s.Now().Add(house.Offset)))
		return err
	})
	if err != nil {
		return nil, err
	}
	o.Test = true
	return s.setOverlay(o, time.Unix(0, 0).UTC())
}

func (s *Service) setOverlay(o workflow.Overlay, at time.Time) ([]byte, error) {
	if s.Overlays == nil {
		return nil, workflow.Refuse(workflow.KindUnset, "paper_not_set", "本系统没有配置证件打印")
	}
	return s.Overlays.Overlay(o, at)
}

// overlay is the geometry of the blank as the pack of an authority has it today, moved as
// the office's printer needs it.
func (s *Service) overlay(ctx context.Context, tx Tx, authorityID string, sandbox bool, today law.Date) (workflow.Overlay, error) {
	a, err := tx.Authority(ctx, authorityID)
	if err != nil {
		return workflow.Overlay{}, err
	}
	pack, _, err := s.Laws.Current(a.Pack, sandbox)
	if err != nil {
		return workflow.Overlay{}, err
	}
	lines, err := pack.Strings(overlayKey, today)
	if err != nil {
		return workflow.Overlay{}, lawError(err)
	}
	o, err := workflow.ParseOverlay("收养登记证", lines)
	if err != nil {
		return o, err
	}
	shift, err := tx.CertificateShift(ctx, authorityID)
	o.Sandbox = sandbox
	return o.Shifted(shift), err
}

// printsCertificates lets those print who hand certificates over, and an administrator try it.
func printsCertificates(actor workflow.Actor, test bool) error {
	may := []workflow.Role{workflow.RoleOfficer, workflow.RoleSupervisor}
	if test {
		may = append(may, workflow.RoleAdmin)
	}
	if slices.Contains(may, actor.Role) {
		return nil
	}
	return workflow.Refuse(workflow.KindForbidden, "role_may_not", actor.Role.Chinese()+"不能打印收养登记证：由登记员、审批人办理")
}
