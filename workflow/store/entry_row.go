package store

import (
	"fmt"
	"time"

	"github.com/anjia-project/anjia/workflow/ledger"
)

// entryRow is an entry with its payload, as both chains keep them: the canonical header that was hashed, projections
// of it, and the payload from its own table.
type entryRow struct {
	AuthorityID string    `gorm:"column:authority_id"`
	CaseID      string    `gorm:"column:case_id"` // empty in an authority's chain
	Seq         int64     `gorm:"column:seq"`
	Kind        string    `gorm:"column:kind"`
	Act         string    `gorm:"column:act"`
	ActorID     string    `gorm:"column:actor_id"`
	At          time.Time `gorm:"column:at"`
	CaseVersion int64     `gorm:"column:case_version"`
	Header      string    `gorm:"column:header"`
	Hash        []byte    `gorm:"column:hash"`
	Seed        []byte    `gorm:"column:seed"`
	Input       string    `gorm:"column:input"`
	After       string    `gorm:"column:after"`
}

// fromRecord makes the rows of a record, whose payload must be whole.
func fromRecord(r ledger.Record) (entryRow, error) {
	payload, ok := r.Payload.(ledger.Payload)
	if !ok {
		return entryRow{}, fmt.Errorf("store: entry %d of %s: a %T is no payload to be stored", r.Entry.Sequence, r.Entry.Chain, r.Payload)
	}
	header, err := r.Entry.Header()
	if err != nil {
		return entryRow{}, fmt.Errorf("store: entry %d of %s: %w", r.Entry.Sequence, r.Entry.Chain, err)
	}
	e := entryRow{
		AuthorityID: r.Entry.Authority, Seq: r.Entry.Sequence, Kind: string(r.Entry.Kind), Act: r.Entry.Act, ActorID: r.Entry.Actor.ID,
		At: r.Entry.At, CaseVersion: r.Entry.CaseVersion, Header: string(header), Hash: r.Hash[:],
		Seed: payload.Seed[:], Input: string(payload.Input), After: string(payload.After),
	}
	if r.Entry.Chain.Kind == ledger.CaseChainKind {
		e.CaseID = r.Entry.Chain.ID
	}
	return e, nil
}

func (r entryRow) toRecord() (ledger.Record, error) {
	fail := func(err error) (ledger.Record, error) {
		return ledger.Record{}, fmt.Errorf("store: entry %d: %w", r.Seq, err)
	}
	entry, err := ledger.Decode([]byte(r.Header))
	if err != nil {
		return fail(err)
	}
	hash, err := ledger.HashFromBytes(r.Hash)
	if err != nil {
		return fail(err)
	}
	record := ledger.Record{Entry: entry, Hash: hash}
	if r.Seed == nil {
		return record, nil // the payload is missing, which verification reports
	}
	seed, err := ledger.SeedFromBytes(r.Seed)
	if err != nil {
		return fail(err)
	}
	record.Payload = ledger.Payload{Seed: seed, Input: []byte(r.Input), After: []byte(r.After)}
	return record, nil
}
