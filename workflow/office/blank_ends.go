package office

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// SpoilBlanks records blanks that were spoiled outside of a hand-over (作废); what is
// spoiled while a certificate is printed is named by hand_certificate.
type SpoilBlanks struct {
	Dated
	BlankRun
	Reason string `json:"reason" minLength:"1" maxLength:"500" doc:"作废的事由" example:"打印机卡纸"`
}

// Act names the act.
func (SpoilBlanks) Act() ActName { return ActSpoilBlanks }

// Decide marks them as spoiled. They are kept until they are destroyed or returned.
func (in SpoilBlanks) Decide(ctx context.Context, d *Decision) error {
	return in.end(ctx, d, workflow.BlankSpoil, in.Reason, func(*BlankSlip, *fields) {})
}

// end makes a slip with a reason and moves the blanks.
func (r BlankRun) end(ctx context.Context, d *Decision, move workflow.BlankMove, reason string, more func(s *BlankSlip, f *fields)) error {
	s, err := r.slip(d, move)
	if err != nil {
		return err
	}
	var f fields
	f.need("/reason", reason, "事由")
	s.Reason = reason
	more(s, &f)
	if err := f.err(); err != nil {
		return err
	}
	return d.move(ctx, s)
}

// ReportLostBlanks records blanks that cannot be found (遗失).
type ReportLostBlanks struct {
	Dated
	BlankRun
	Reason string `json:"reason" minLength:"1" maxLength:"500" doc:"遗失的经过"`
	Notice string `json:"notice" minLength:"1" maxLength:"500" doc:"声明作废的刊登媒体和日期，报告上级的文号" example:"2024年3月5日在西藏日报声明作废，已报告拉萨市民政局"`
}

// Act names the act.
func (ReportLostBlanks) Act() ActName { return ActReportLostBlanks }

// Decide marks them as lost for ever: their numbers are announced as void.
func (in ReportLostBlanks) Decide(ctx context.Context, d *Decision) error {
	return in.end(ctx, d, workflow.BlankLose, in.Reason, func(s *BlankSlip, f *fields) {
		f.need("/notice", in.Notice, "声明作废和报告的情况")
		s.Notice = in.Notice
	})
}

// ReturnBlanks gives blanks back to who delivered them, or to another office (退回、调出).
type ReturnBlanks struct {
	Dated
	BlankRun
	To     string `json:"to" minLength:"1" maxLength:"100" doc:"退回或者调入的机关"`
	Reason string `json:"reason" minLength:"1" maxLength:"500"`
}

// Act names the act.
func (ReturnBlanks) Act() ActName { return ActReturnBlanks }

// Decide takes them out of the register; another office may then receive them.
func (in ReturnBlanks) Decide(ctx context.Context, d *Decision) error {
	return in.end(ctx, d, workflow.BlankReturn, in.Reason, func(s *BlankSlip, f *fields) {
		f.need("/to", in.To, "退回或者调入的机关")
		s.To = in.To
	})
}

// ReissueCertificate uses a blank for a certificate that replaces one of before (补发):
// the old was lost or damaged. The case is long at its end; the register keeps both numbers.
type ReissueCertificate struct {
	Dated
	BlankRun
	Certificate string `json:"certificate" minLength:"1" maxLength:"60" doc:"收养登记证字号" example:"（2024）藏拉收字00012"`
	Former      string `json:"former,omitempty" maxLength:"18" doc:"原证的印制号；不知道的不填"`
	Reason      string `json:"reason" minLength:"1" maxLength:"500" doc:"补发的事由" example:"原证遗失，收养人申请补领"`
}

// Act names the act.
func (ReissueCertificate) Act() ActName { return ActReissueCertificate }

// Decide uses the one blank.
func (in ReissueCertificate) Decide(ctx context.Context, d *Decision) error {
	s, err := in.single(d, workflow.BlankReissue)
	if err != nil {
		return err
	}
	var f fields
	f.need("/reason", in.Reason, "补发的事由")
	f.need("/certificate", in.Certificate, "收养登记证字号")
	if in.Former != "" {
		if _, err := workflow.ParseBlankNumber(in.Former); err != nil {
			f.add("/former", "blank_number_format", "原证印制号与印制号的格式不符：请对照原证录入，不知道的不填")
		}
		if in.Former == s.First {
			f.add("/former", "same_number", "原证与补发的证件不能是同一份")
		}
	}
	if err := f.err(); err != nil {
		return err
	}
	s.Certificate, s.Former, s.Reason = in.Certificate, in.Former, in.Reason
	return d.move(ctx, s)
}

// RecallCertificate notes that a certificate came back (收缴、收回): the registration was
// annulled (《收养登记办法》第十三条) or a new certificate takes its place. Its number stays used.
type RecallCertificate struct {
	Dated
	BlankRun
	Reason string `json:"reason" minLength:"1" maxLength:"500" doc:"收缴、收回的事由"`
}

// Act names the act.
func (RecallCertificate) Act() ActName { return ActRecallCertificate }

// Decide notes it.
func (in RecallCertificate) Decide(ctx context.Context, d *Decision) error {
	s, err := in.single(d, workflow.BlankRecall)
	if err != nil {
		return err
	}
	var f fields
	f.need("/reason", in.Reason, "收缴、收回的事由")
	if err := f.err(); err != nil {
		return err
	}
	s.Reason = in.Reason
	return d.move(ctx, s)
}
