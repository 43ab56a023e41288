package ledger_test

import (
	"errors"
	"iter"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow/ledger"
)

// caseChain is a case of five entries: four acts and the system entry of a paper.
func caseChain(t require.TestingT) []ledger.Record {
	steps := []struct {
		kind     ledger.EntryKind
		act      string
		from, to string
		version  int64
	}{
		{ledger.KindAct, "submit", "draft", "submitted", 3},
		{ledger.KindAct, "accept", "submitted", "reviewing", 4},
		{ledger.KindSystem, "paper_set", "reviewing", "reviewing", 4},
		{ledger.KindAct, "record_material", "reviewing", "reviewing", 5},
		{ledger.KindAct, "give_notice", "reviewing", "awaiting_consent", 7},
	}
	head, records := testHead(), make([]ledger.Record, 0, len(steps))
	for i, s := range steps {
		e := testEntry()
		e.Kind, e.Act, e.From, e.To, e.CaseVersion = s.kind, s.act, s.from, s.to, s.version
		e.At = e.At.Add(time.Duration(i) * time.Minute)
		records = append(records, extend(t, &head, e, byte(i+1)))
	}
	return records
}

// extend makes e the next entry with a payload of its own seed.
func extend(t require.TestingT, head *ledger.Head, e ledger.Entry, seed byte) ledger.Record {
	p := testPayload()
	p.Seed = testSeed(seed)
	c, err := p.Commit()
	require.NoError(t, err)
	e.Payload = c
	e, next, err := head.Extend(e)
	require.NoError(t, err)
	*head = next
	return ledger.Record{Entry: e, Hash: next.Hash, Payload: p}
}

// reseal gives the record the hash that its entry has now, as a forger would.
func reseal(t require.TestingT, r *ledger.Record) {
	h, err := r.Entry.Hash()
	require.NoError(t, err)
	r.Hash = h
}

// requireBroken asserts the fault and the place that verification names.
func requireBroken(t require.TestingT, records []ledger.Record, sequence int64, fault ledger.Fault) {
	_, err := ledger.VerifyChain(testHead(), records)
	var b *ledger.BrokenLinkError
	require.ErrorAs(t, err, &b)
	require.Equal(t, sequence, b.Sequence, b.Error())
	require.Equal(t, fault, b.Fault, b.Error())
	require.Equal(t, testHead().Chain, b.Chain)
}

func TestAWholeChainVerifies(t *testing.T) {
	t.Parallel()
	records := caseChain(t)
	report, err := ledger.VerifyChain(testHead(), records)
	require.NoError(t, err)
	last := records[len(records)-1]
	require.Equal(t, int64(5), report.Entries)
	require.Equal(t, 5*last.Entry.Payload.Leaves, report.Leaves)
	require.Zero(t, report.Hidden+report.Withheld)
	require.Equal(t, ledger.Head{
		Authority: testAuthority, Chain: ledger.CaseChain(testCase), Sequence: 5, Hash: last.Hash,
		State: "awaiting_consent", CaseVersion: 7, At: last.Entry.At,
	}, report.Head)

	report, err = ledger.VerifyChain(testHead(), nil)
	require.NoError(t, err)
	require.Equal(t, testHead(), report.Head)
}

func TestVerificationContinuesFromAHead(t *testing.T) {
	t.Parallel()
	records := caseChain(t)
	first, err := ledger.VerifyChain(testHead(), records[:2])
	require.NoError(t, err)
	rest, err := ledger.VerifyChain(first.Head, records[2:])
	require.NoError(t, err)
	require.Equal(t, records[4].Hash, rest.Head.Hash)
	_, err = ledger.VerifyChain(first.Head, records[3:])
	require.ErrorContains(t, err, "broken at entry 3: sequence_gap")
}

// TestForgedLinks: the forger also recomputes the hash of the entry that was altered.
// Without the entries behind it only the log can tell; with them the chain does.
func TestForgedLinks(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		forge    func(t require.TestingT, r []ledger.Record)
		sequence int64
		fault    ledger.Fault
	}{
		"actor": {func(t require.TestingT, r []ledger.Record) {
			r[1].Entry.Actor.Name = "某某"
			reseal(t, &r[1])
		}, 3, ledger.FaultPrevious},
		"previous hash": {func(t require.TestingT, r []ledger.Record) {
			r[1].Entry.Prev = r[2].Hash
			reseal(t, &r[1])
		}, 2, ledger.FaultPrevious},
		"state before": {func(t require.TestingT, r []ledger.Record) {
			r[4].Entry.From = "submitted"
			reseal(t, &r[4])
		}, 5, ledger.FaultState},
		"system entry moves the state": {func(t require.TestingT, r []ledger.Record) {
			r[2].Entry.To = "deciding"
			reseal(t, &r[2])
		}, 3, ledger.FaultState},
		"time goes backwards": {func(t require.TestingT, r []ledger.Record) {
			r[4].Entry.At = r[3].Entry.At.Add(-time.Microsecond)
			reseal(t, &r[4])
		}, 5, ledger.FaultTime},
		"act keeps the version": {func(t require.TestingT, r []ledger.Record) {
			r[4].Entry.CaseVersion = 5
			reseal(t, &r[4])
		}, 5, ledger.FaultVersion},
		"system entry raises the version": {func(t require.TestingT, r []ledger.Record) {
			r[2].Entry.CaseVersion = 5
			reseal(t, &r[2])
		}, 3, ledger.FaultVersion},
		"entry of another case": {func(t require.TestingT, r []ledger.Record) {
			r[3].Entry.Chain = ledger.CaseChain("other")
			reseal(t, &r[3])
		}, 4, ledger.FaultWrongChain},
		"another authority": {func(t require.TestingT, r []ledger.Record) {
			r[3].Entry.Authority = "other"
			reseal(t, &r[3])
		}, 4, ledger.FaultWrongAuthority},
		"unknown schema":  {func(_ require.TestingT, r []ledger.Record) { r[3].Entry.Schema = 2 }, 4, ledger.FaultMalformed},
		"entries swapped": {func(_ require.TestingT, r []ledger.Record) { r[2], r[3] = r[3], r[2] }, 3, ledger.FaultSequence},
		"entry twice":     {func(_ require.TestingT, r []ledger.Record) { r[2] = r[1] }, 3, ledger.FaultSequence},
		"payload gone":    {func(_ require.TestingT, r []ledger.Record) { r[2].Payload = nil }, 3, ledger.FaultPayloadMissing},
		"payload swapped": {func(_ require.TestingT, r []ledger.Record) { r[2].Payload = r[3].Payload }, 3, ledger.FaultPayload},
		"payload no JSON": {func(_ require.TestingT, r []ledger.Record) {
			r[2].Payload = ledger.Payload{Seed: testSeed(1), Input: []byte("{"), After: []byte("{}")}
		}, 3, ledger.FaultPayloadInvalid},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			records := caseChain(t)
			c.forge(t, records)
			requireBroken(t, records, c.sequence, c.fault)
		})
	}
}

func TestAMissingEntryIsNamed(t *testing.T) {
	t.Parallel()
	for i := range 4 {
		records := caseChain(t)
		requireBroken(t, append(records[:i:i], records[i+1:]...), int64(i+1), ledger.FaultSequence)
	}
	// A cut tail is still a chain: its head is not the one that was known.
	records := caseChain(t)
	report, err := ledger.VerifyChain(testHead(), records[:4])
	require.NoError(t, err)
	require.NotEqual(t, records[4].Hash, report.Head.Hash)
}

func TestTheIteratorsErrorIsPassedOn(t *testing.T) {
	t.Parallel()
	gone := errors.New("connection lost")
	records := caseChain(t)
	report, err := ledger.Verify(testHead(), func(yield func(ledger.Record, error) bool) {
		if yield(records[0], nil) {
			yield(ledger.Record{}, gone)
		}
	})
	require.ErrorIs(t, err, gone)
	require.Equal(t, int64(1), report.Entries)
}

// TestVerificationHoldsOneRecord: the iterator may reuse what it yields.
func TestVerificationHoldsOneRecord(t *testing.T) {
	t.Parallel()
	records := caseChain(t)
	var one iter.Seq2[ledger.Record, error] = func(yield func(ledger.Record, error) bool) {
		var p ledger.Payload
		for _, r := range records {
			whole := r.Payload.(ledger.Payload) //nolint:forcetypeassert // caseChain makes nothing else
			p.Seed = whole.Seed
			p.Input = append(p.Input[:0], whole.Input...)
			p.After = append(p.After[:0], whole.After...)
			r.Payload = p
			if !yield(r, nil) {
				return
			}
			clear(p.After)
		}
	}
	report, err := ledger.Verify(testHead(), one)
	require.NoError(t, err)
	require.Equal(t, int64(5), report.Entries)
}
