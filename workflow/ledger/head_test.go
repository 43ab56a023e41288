package ledger_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow/ledger"
)

func TestExtendRefusesWhatVerificationWouldRefuse(t *testing.T) {
	t.Parallel()
	_, head, err := testHead().Extend(testEntry())
	require.NoError(t, err)
	next := testEntry()
	next.Act, next.From, next.To, next.CaseVersion = "accept", "submitted", "reviewing", 2
	for name, c := range map[string]struct {
		change func(e *ledger.Entry)
		fault  ledger.Fault
	}{
		"state":          {func(e *ledger.Entry) { e.From = "draft" }, ledger.FaultState},
		"system moves":   {func(e *ledger.Entry) { e.Kind = ledger.KindSystem }, ledger.FaultState},
		"time":           {func(e *ledger.Entry) { e.At = e.At.Add(-time.Microsecond) }, ledger.FaultTime},
		"version kept":   {func(e *ledger.Entry) { e.CaseVersion = 1 }, ledger.FaultVersion},
		"version raised": {func(e *ledger.Entry) { e.Kind, e.To = ledger.KindSystem, e.From }, ledger.FaultVersion},
		"no act":         {func(e *ledger.Entry) { e.Act = "" }, ledger.FaultMalformed},
	} {
		e := next
		c.change(&e)
		_, _, err := head.Extend(e)
		var b *ledger.BrokenLinkError
		require.ErrorAs(t, err, &b, name)
		require.Equal(t, c.fault, b.Fault, name)
		require.Equal(t, int64(2), b.Sequence, name)
	}
	e, after, err := head.Extend(next)
	require.NoError(t, err)
	require.Equal(t, int64(2), e.Sequence)
	require.Equal(t, head.Hash, e.Prev)
	require.Equal(t, ledger.CurrentSchema, e.Schema)
	require.Equal(t, "reviewing", after.State)
}

func TestAnAuthoritysOwnChain(t *testing.T) {
	t.Parallel()
	start := ledger.Genesis(testAuthority, ledger.AuthorityChain(testAuthority))
	head, records := start, []ledger.Record(nil)
	for i := range 3 {
		e := testEntry()
		e.Act, e.From, e.To, e.CaseVersion = "register_agency", "", "", 0
		records = append(records, extend(t, &head, e, byte(i+1)))
	}
	report, err := ledger.VerifyChain(start, records)
	require.NoError(t, err)
	require.Equal(t, head, report.Head)
	_, _, err = start.Extend(testEntry())
	require.ErrorContains(t, err, "neither states nor a case version")
}

func TestNotBeforeBridgesAClockThatIsBehind(t *testing.T) {
	t.Parallel()
	_, head, err := testHead().Extend(testEntry())
	require.NoError(t, err)
	require.Equal(t, head.At, head.NotBefore(head.At.Add(-time.Second)))
	later := head.At.Add(1500 * time.Nanosecond)
	require.Equal(t, head.At.Add(time.Microsecond), head.NotBefore(later.In(time.FixedZone("CST", 8*3600))))
}
