package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// scans binds uploads to the record by their hashes. It fails with invalid_input
// at the place of an upload that does not exist or belongs to another case.
func (d *Decision) scans(ctx context.Context, pointer string, ids []string) ([]workflow.Scan, error) {
	var out []workflow.Scan
	for i, id := range ids {
		u, err := d.Tx.Uploaded(ctx, id)
		if workflow.IsKind(err, workflow.KindNotFound) || err == nil && u.CaseID != d.Case.ID {
			return nil, workflow.Invalid(workflow.Field(pointerAt(pointer, i), "unknown_upload", "没有这一上传文件：请先上传到本案"))
		}
		if err != nil {
			return nil, err
		}
		out = append(out, workflow.Scan{FileID: u.ID, Name: u.Name, SHA256: u.SHA256, Size: u.Size, By: d.Actor.Name, On: law.DateOf(u.At)})
	}
	return out, nil
}
