package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// scans binds uploads to the record by their hashes. It fails with invalid_input
// at the place of an upload that does not exist, belongs to another case or is not
// (yet) found free of viruses.
func (d *Decision) scans(ctx context.Context, pointer string, ids []string) ([]workflow.Scan, error) {
	var out []workflow.Scan
	for i, id := range ids {
		scan, err := d.scan(ctx, pointerAt(pointer, i), id)
		if err != nil {
			return nil, err
		}
		out = append(out, scan)
	}
	return out, nil
}

// scan binds one upload; it fails as scans does.
func (d *Decision) scan(ctx context.Context, pointer, id string) (workflow.Scan, error) {
	u, err := d.Tx.Uploaded(ctx, id)
	if workflow.IsKind(err, workflow.KindNotFound) || err == nil && u.CaseID != d.Case.ID {
		return workflow.Scan{}, workflow.Invalid(workflow.Field(pointer, "unknown_upload", "没有这一上传文件：请先上传到本案"))
	}
	if err != nil {
		return workflow.Scan{}, err
	}
	if err := u.unusable(pointer); err != nil {
		return workflow.Scan{}, err
	}
	return workflow.Scan{FileID: u.ID, Name: u.Name, SHA256: u.SHA256, Size: u.Size, By: d.Actor.Name, On: law.DateOf(u.At)}, nil
}
