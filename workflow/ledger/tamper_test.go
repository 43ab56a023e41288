package ledger_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/workflow/ledger"
)

// tamperings alters each field of an entry, of its stored hash and of its payload.
func tamperings() map[string]func(t *rapid.T, r *ledger.Record) {
	text := func(field func(r *ledger.Record) *string) func(*rapid.T, *ledger.Record) {
		return func(t *rapid.T, r *ledger.Record) {
			was := *field(r)
			*field(r) = rapid.String().Filter(func(s string) bool { return s != was }).Draw(t, "text")
		}
	}
	number := func(field func(r *ledger.Record) *int64) func(*rapid.T, *ledger.Record) {
		return func(t *rapid.T, r *ledger.Record) {
			was := *field(r)
			*field(r) = rapid.Int64().Filter(func(n int64) bool { return n != was }).Draw(t, "number")
		}
	}
	hash := func(field func(r *ledger.Record) *ledger.Hash) func(*rapid.T, *ledger.Record) {
		return func(t *rapid.T, r *ledger.Record) {
			field(r)[rapid.IntRange(0, 31).Draw(t, "byte")] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
		}
	}
	return map[string]func(*rapid.T, *ledger.Record){
		"schema":       func(t *rapid.T, r *ledger.Record) { r.Entry.Schema += rapid.IntRange(1, 9).Draw(t, "by") },
		"authority":    text(func(r *ledger.Record) *string { return &r.Entry.Authority }),
		"chain id":     text(func(r *ledger.Record) *string { return &r.Entry.Chain.ID }),
		"chain kind":   func(_ *rapid.T, r *ledger.Record) { r.Entry.Chain.Kind = ledger.AuthorityChainKind },
		"sequence":     number(func(r *ledger.Record) *int64 { return &r.Entry.Sequence }),
		"kind":         text(func(r *ledger.Record) *string { return (*string)(&r.Entry.Kind) }),
		"kind swapped": swapKind,
		"act":          text(func(r *ledger.Record) *string { return &r.Entry.Act }),
		"from":         text(func(r *ledger.Record) *string { return &r.Entry.From }),
		"to":           text(func(r *ledger.Record) *string { return &r.Entry.To }),
		"actor id":     text(func(r *ledger.Record) *string { return &r.Entry.Actor.ID }),
		"actor name":   text(func(r *ledger.Record) *string { return &r.Entry.Actor.Name }),
		"actor role":   text(func(r *ledger.Record) *string { return &r.Entry.Actor.Role }),
		"organisation": text(func(r *ledger.Record) *string { return &r.Entry.Actor.Organisation.ID }),
		"its name":     text(func(r *ledger.Record) *string { return &r.Entry.Actor.Organisation.Name }),
		"at": func(t *rapid.T, r *ledger.Record) {
			by := rapid.Int64Range(1, 1e15).Draw(t, "by") * rapid.SampledFrom([]int64{-1, 1}).Draw(t, "sign")
			r.Entry.At = r.Entry.At.Add(time.Duration(by))
		},
		"on": func(t *rapid.T, r *ledger.Record) {
			r.Entry.On = time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "day"), 0).UTC().Format(time.DateOnly)
			if r.Entry.On == "2026-03-02" {
				r.Entry.On = "2026-03-2"
			}
		},
		"case version":   number(func(r *ledger.Record) *int64 { return &r.Entry.CaseVersion }),
		"previous hash":  hash(func(r *ledger.Record) *ledger.Hash { return &r.Entry.Prev }),
		"payload root":   hash(func(r *ledger.Record) *ledger.Hash { return &r.Entry.Payload.Root }),
		"payload leaves": number(func(r *ledger.Record) *int64 { return &r.Entry.Payload.Leaves }),
		"stored hash":    hash(func(r *ledger.Record) *ledger.Hash { return &r.Hash }),
		"seed":           tamperSeed,
		"input":          tamperDocument("input"),
		"after":          tamperDocument("after"),
	}
}

func swapKind(_ *rapid.T, r *ledger.Record) {
	if r.Entry.Kind == ledger.KindAct {
		r.Entry.Kind = ledger.KindSystem
	} else {
		r.Entry.Kind = ledger.KindAct
	}
}

func tamperSeed(t *rapid.T, r *ledger.Record) {
	p := r.Payload.(ledger.Payload) //nolint:forcetypeassert // caseChain makes nothing else
	p.Seed[rapid.IntRange(0, 31).Draw(t, "byte")] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
	r.Payload = p
}

// tamperDocument replaces one document by any other.
func tamperDocument(which string) func(t *rapid.T, r *ledger.Record) {
	return func(t *rapid.T, r *ledger.Record) {
		p := r.Payload.(ledger.Payload) //nolint:forcetypeassert // caseChain makes nothing else
		if which == "input" {
			p.Input = drawDocument(t, "other")
		} else {
			p.After = drawDocument(t, "other")
		}
		r.Payload = p
	}
}

// TestTamperMatrix: whichever field of whichever entry is altered, verification fails
// and names that entry.
func TestTamperMatrix(t *testing.T) {
	t.Parallel()
	for name, tamper := range tamperings() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				records := caseChain(t)
				i := rapid.IntRange(0, len(records)-1).Draw(t, "entry")
				tamper(t, &records[i])
				report, err := ledger.VerifyChain(testHead(), records)
				var b *ledger.BrokenLinkError
				require.ErrorAs(t, err, &b)
				require.Equal(t, int64(i+1), b.Sequence, b.Error())
				require.Equal(t, int64(i), report.Entries)
				require.Equal(t, int64(i), report.Head.Sequence)
			})
		})
	}
}
