package casework

import (
	"context"
	"slices"

	"github.com/anjia-project/anjia/workflow"
)

// AttachScan binds the scan of a signed paper to it by its hash (归入扫描件).
type AttachScan struct {
	Dated
	PaperID  string `json:"paper_id" format:"uuid"`
	UploadID string `json:"upload_id" format:"uuid"`
	Note     string `json:"note,omitempty" maxLength:"500"`
}

// Act names the act.
func (AttachScan) Act() workflow.ActName { return workflow.ActAttachScan }

// Decide binds the scan. A paper that the actor may not see is not there for him.
func (in AttachScan) Decide(ctx context.Context, d *Decision) error {
	p := d.Case.Paper(in.PaperID)
	if p == nil || !maySeePaper(d.Case, *p, d.Actor) {
		return workflow.Invalid(workflow.Field("/paper_id", "unknown_paper", "本案没有这一文书"))
	}
	if !p.VoidOn.IsZero() {
		return workflow.Invalid(workflow.Field("/paper_id", "void", "该文书已于"+p.VoidOn.Chinese()+"作废"))
	}
	scan, err := d.scan(ctx, "/upload_id", in.UploadID)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(p.Scans, func(s workflow.Scan) bool { return s.SHA256 == scan.SHA256 }) {
		return workflow.Invalid(workflow.Field("/upload_id", "duplicate", "该扫描件已经归入本文书"))
	}
	p.Scans = append(p.Scans, scan)
	return nil
}
