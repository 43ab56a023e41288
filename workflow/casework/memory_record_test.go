package casework_test

import (
	"context"

	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
)

func (t *memoryTx) Entries(_ context.Context, caseID string, after int64) ([]ledger.Record, error) {
	all := t.Chains[caseID]
	return all[min(after, int64(len(all))):], nil
}

func (t *memoryTx) EntryPayload(_ context.Context, caseID string, seq int64) (ledger.Record, error) {
	all := t.Chains[caseID]
	if seq < 1 || seq > int64(len(all)) {
		return ledger.Record{}, notThere("entry")
	}
	return all[seq-1], nil
}

func (t *memoryTx) AuthorityEntry(ctx context.Context, authorityID string, seq int64) (casework.AuthorityRecord, error) {
	r, err := t.EntryPayload(ctx, authorityID, seq)
	return casework.AuthorityRecord{Record: r, About: casework.AboutChild}, err
}

func (t *memoryTx) AuthorityEntries(ctx context.Context, authorityID string, after int64, limit int) ([]casework.AuthorityRecord, error) {
	all, err := t.Entries(ctx, authorityID, after)
	var out []casework.AuthorityRecord
	for _, r := range all[:min(limit, len(all))] {
		out = append(out, casework.AuthorityRecord{Record: r, About: casework.AboutChild})
	}
	return out, err
}

func (t *memoryTx) RecordChildRead(_ context.Context, r casework.ChildRead) error {
	t.ChildReads = append(t.ChildReads, r)
	return nil
}

func (t *memoryTx) RecordRead(_ context.Context, r casework.Read) error {
	t.Reads = append(t.Reads, r)
	return nil
}
