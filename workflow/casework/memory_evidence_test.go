package casework_test

import (
	"context"

	"github.com/anjia-project/anjia/workflow/casework"
)

// The store in memory takes files in one piece only; pieces, scans and copies are tested on the real one.

func (t *memoryTx) UploadVolume(_ context.Context, _, caseID string) (int64, error) {
	var n int64
	for _, u := range t.Uploads {
		if u.CaseID == caseID {
			n += u.Size
		}
	}
	return n, nil
}

func (*memoryTx) UploadSession(context.Context, string) (*casework.UploadSession, error) {
	return nil, notThere("upload session")
}

func (*memoryTx) CreateUploadSession(context.Context, *casework.UploadSession) error {
	return notThere("upload session")
}

func (*memoryTx) ExtendUploadSession(context.Context, *casework.UploadSession, int64) error {
	return notThere("upload session")
}

func (*memoryTx) DropUploadSession(context.Context, string) (bool, error) { return false, nil }

func (t *memoryTx) Evidence(_ context.Context, caseID string) ([]*casework.Upload, error) {
	var out []*casework.Upload
	for _, u := range t.Uploads {
		if u.CaseID == caseID {
			out = append(out, &u)
		}
	}
	return out, nil
}

func (*memoryTx) SaveScan(context.Context, *casework.Upload) (bool, error) {
	return false, notThere("upload")
}

func (*memoryTx) SaveCopy(context.Context, *casework.Upload, casework.Copy) error {
	return notThere("upload")
}
