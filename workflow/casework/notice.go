package casework

import (
	"context"
	"fmt"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// childCode is a child's public code where none was given: division, year, serial.
func childCode(division string, year, serial int) string {
	return fmt.Sprintf("ET%s-%d-%04d", division, year, serial)
}

// PublishNotice publishes the notice that seeks the parents (公告, 登记办法 art. 8).
// It may be older than every case of the child.
type PublishNotice struct {
	Dated
	PublishedOn law.Date `json:"published_on,omitzero" doc:"Day of publication; the day of the act when left out"`
	Medium      string   `json:"medium" minLength:"1" maxLength:"200" doc:"公告报刊或者平台"`
	Reference   string   `json:"reference,omitempty" maxLength:"200" doc:"版面、网址"`
	Contact     string   `json:"contact" minLength:"1" maxLength:"200" doc:"联系人、电话、地址"`
}

// Act names the act.
func (PublishNotice) Act() workflow.ActName { return workflow.ActPublishNotice }

// DecideChild starts the notice period (C2) and orders D03a. In each open case
// that waits for the notice the review clock stands still from publication on.
func (in PublishNotice) DecideChild(ctx context.Context, d *ChildDecision) error {
	article := workflow.Measures("第八条")
	on := orOn(in.PublishedOn, d.On)
	faults := append(NotAfter("/published_on", on, d.On, "办理日期"), NotBefore("/published_on", on, d.Child.FoundOn, "捡拾日期")...)
	faults = append(faults, NotBefore("/published_on", on, d.Child.Born, "出生日期")...)
	faults = append(faults, Need("/medium", in.Medium, "公告的报刊或者平台")...)
	faults = append(faults, Need("/contact", in.Contact, "公告所载联系方式")...)
	if d.Child.Source != "foundling" {
		faults = append(faults, workflow.Field("", "not_foundling", "公告只用于查找不到生父母的未成年人（弃婴、儿童）", article))
	}
	if len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	if d.Child.Notice != nil {
		return workflow.Refuse(workflow.KindConflict, "already_published", "已于"+d.Child.Notice.PublishedOn.Chinese()+"公告")
	}
	clock, err := law.StartClock(d.Pack, law.ClockFoundlingNotice, on)
	if err != nil {
		return lawError(err)
	}
	d.Child.Clock = &clock
	d.Child.Notice = &workflow.Notice{PublishedOn: on, Medium: in.Medium, Reference: in.Reference, Contact: in.Contact}
	for _, k := range d.Cases {
		c1 := k.Case.Clock(law.ClockRegistrationReview)
		if c1 == nil || !c1.Stopped.IsZero() {
			continue
		}
		if err := k.pauseForNotice(c1.Start); err != nil {
			return err
		}
	}
	return d.order(ctx, "D03a", "public")
}

// ClearNotice records that the notice period has run out and nobody claimed the
// child (公告期满记录): the parents count as not found.
type ClearNotice struct {
	Dated
	Unclaimed bool   `json:"unclaimed" doc:"Nobody claimed the child (无人认领)"`
	Note      string `json:"note,omitempty" maxLength:"1000"`
}

// Act names the act.
func (ClearNotice) Act() workflow.ActName { return workflow.ActClearNotice }

// DecideChild needs 60 full days and no claim. The review clock of each open case
// runs again from the first day after the period, however late that is recorded.
func (in ClearNotice) DecideChild(ctx context.Context, d *ChildDecision) error {
	n := d.Child.Notice
	basis := []law.Citation{workflow.Measures("第八条"), workflow.CivilCode("第一千一百零五条")}
	if n == nil {
		return workflow.GuardUnmet(workflow.Unmet{Guard: string(workflow.GuardNoticePublished), Message: "尚未公告查找生父母", Basis: basis, Who: officers()})
	}
	if !n.ClearedOn.IsZero() {
		return workflow.Refuse(workflow.KindConflict, "already_cleared", "公告期满的记录已于"+n.ClearedOn.Chinese()+"作出")
	}
	if !in.Unclaimed || n.Claimed {
		return workflow.Invalid(workflow.Field("/unclaimed", "claimed", "有人认领的，应当先行核实，不得记录公告期满无人认领", basis...))
	}
	end, err := noticeEnd(d.Child, d.Calendar)
	if err != nil {
		return err
	}
	if d.On.Before(end) {
		return workflow.GuardUnmet(workflow.Unmet{
			Guard: string(workflow.GuardNoticeCleared), Message: "公告自" + n.PublishedOn.Chinese() + "起，" + end.Chinese() + "起方为期满", Basis: basis, Who: officers(), Until: end,
		})
	}
	n.ClearedOn, n.ClearedBy = d.On, d.Actor.Name
	stopped, err := d.Child.Clock.Stop(d.On, "公告期满，无人认领")
	if err != nil {
		return lawError(err)
	}
	d.Child.Clock = &stopped
	for _, k := range d.Cases {
		if err := k.ResumeReview(PauseNotice, end); err != nil {
			return err
		}
	}
	return d.order(ctx, "D03b", "file")
}

func officers() []workflow.Role { return []workflow.Role{workflow.RoleOfficer} }
