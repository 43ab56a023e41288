package ledger_test

import (
	"crypto/sha256"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/gowebpki/jcs"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/workflow/ledger"
)

// The example of docs/record.md. These values may never change: entries that were
// written under schema version 1 must hash to what they hashed to then.
const (
	goldenHeader = `{"act":"submit","actor":{"id":"acct-1","name":"卓玛","organisation":{"id":"0190c2f4-0000-7000-8000-000000000001","name":"拉萨市民政局"},"role":"officer"},` +
		`"at":"2026-03-02T01:30:15.123456Z","authority":"0190c2f4-0000-7000-8000-000000000001","case_version":1,"chain":"case:0190c2f4-7d6a-7c31-9c1e-0a4b7d2f6a11",` +
		`"from":"draft","kind":"act","on":"2026-03-02","payload":{"leaves":3,"root":"d85dfdf0c1580f8b2392b9c786073e259b8b7c9a52be31cfe9114426d02106c6"},` +
		`"prev":"0000000000000000000000000000000000000000000000000000000000000000","schema":1,"sequence":1,"to":"submitted"}`
	goldenHash = "158d9f7c27986d322c1f94aab2c1e23d5050de3acb5a7b8dc84cd2211e900b06"
)

func goldenPayload() ledger.Payload {
	return ledger.Payload{Seed: testSeed(0), Input: []byte(`{}`), After: []byte(`{"name":"扎西","age":35}`)}
}

func TestGoldenEntry(t *testing.T) {
	t.Parallel()
	head := testHead()
	e := testEntry()
	c, err := goldenPayload().Commit()
	require.NoError(t, err)
	e.Payload = c
	e, head, err = head.Extend(e)
	require.NoError(t, err)
	header, err := e.Header()
	require.NoError(t, err)
	require.Zero(t, strings.Compare(goldenHeader, string(header)), "the bytes, not only the JSON: %s", header)
	require.Equal(t, goldenHash, head.Hash.String())

	doc, err := os.ReadFile("../../docs/record.md")
	require.NoError(t, err)
	require.Contains(t, string(doc), goldenHeader)
	require.Contains(t, string(doc), goldenHash)
	r, err := ledger.Redact(goldenPayload(), func(path string) bool { return path == "/input" })
	require.NoError(t, err)
	require.Contains(t, string(doc), r.Leaves[2].Hash.String())
	require.Contains(t, string(doc), r.Leaves[0].Salt.String())
}

func TestHashIsOfPrefixAndCanonicalHeader(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		e := drawEntry(t)
		header, err := e.Header()
		require.NoError(t, err)
		canonical, err := jcs.Transform(header)
		require.NoError(t, err)
		require.Equal(t, string(canonical), string(header))
		h, err := e.Hash()
		require.NoError(t, err)
		require.Equal(t, ledger.Hash(sha256.Sum256([]byte("anjia ledger entry\x00"+string(canonical)))), h)
		require.Equal(t, h, ledger.HashHeader(header))
		back, err := ledger.Decode(header)
		require.NoError(t, err)
		require.Equal(t, e, back)
	})
}

func drawEntry(t *rapid.T) ledger.Entry {
	text := func(label string) string { return rapid.String().Draw(t, label) }
	some := func(label string) string { return "x" + text(label) }
	e := ledger.Entry{
		Schema: 1, Authority: some("authority"), Chain: ledger.CaseChain(some("case")),
		Sequence: rapid.Int64Range(2, 1<<53-1).Draw(t, "sequence"),
		Kind:     rapid.SampledFrom([]ledger.EntryKind{ledger.KindAct, ledger.KindSystem}).Draw(t, "kind"),
		Act:      some("act"), From: some("from"), To: some("to"),
		Actor: ledger.Actor{
			ID: some("actor"), Name: text("name"), Role: some("role"),
			Organisation: ledger.Organisation{ID: text("org"), Name: text("org name")},
		},
		At:          time.UnixMicro(rapid.Int64Range(-6e16, 2.5e17).Draw(t, "at")).UTC(),
		On:          time.Unix(rapid.Int64Range(-6e10, 2.5e11).Draw(t, "on"), 0).UTC().Format(time.DateOnly),
		CaseVersion: rapid.Int64Range(0, 1<<53-1).Draw(t, "version"),
		Prev:        ledger.Hash{1, rapid.Byte().Draw(t, "prev")},
		Payload:     ledger.Commitment{Root: ledger.Hash{rapid.Byte().Draw(t, "root")}, Leaves: rapid.Int64Range(2, 1<<53-1).Draw(t, "leaves")},
	}
	if rapid.Bool().Draw(t, "authority chain") {
		e.Chain, e.From, e.To, e.CaseVersion = ledger.AuthorityChain(e.Authority), "", "", 0
	}
	return e
}

func TestDecodeTakesTheCanonicalTextOnly(t *testing.T) {
	t.Parallel()
	_, err := ledger.Decode([]byte(goldenHeader))
	require.NoError(t, err)
	replace := func(old, new string) string {
		require.Contains(t, goldenHeader, old)
		return strings.Replace(goldenHeader, old, new, 1)
	}
	for name, c := range map[string]struct{ header, reason string }{
		"unknown version": {replace(`"schema":1`, `"schema":2`), "schema version 2 is unknown"},
		"no version":      {replace(`"schema":1,`, ``), "schema version 0 is unknown"},
		"space":           {replace(`"schema":1`, `"schema": 1`), "canonical"},
		"escape":          {replace(`卓玛`, `\u5353玛`), "canonical"},
		"unknown member":  {replace(`"act"`, `"aaa":1,"act"`), "canonical"},
		"member twice":    {replace(`"on":"2026-03-02"`, `"on":"2026-03-01","on":"2026-03-02"`), "canonical"},
		"name in capital": {replace(`"act"`, `"ACT"`), "canonical"},
		"missing member":  {replace(`"from":"draft",`, ``), "from"},
		"invalid UTF-8":   {replace(`卓玛`, "\xff"), "canonical"},
		"other zone":      {replace(`15.123456Z`, `15.123456+08:00`), "instant"},
		"milliseconds":    {replace(`15.123456Z`, `15.123Z`), "instant"},
		"chain":           {replace(`case:0190c2f4-7d6a`, `casus:0190c2f4-7d6a`), "chain"},
		"hash in capital": {replace(`"prev":"0000`, `"prev":"A000`), "lower-case"},
		"short hash":      {replace(`"prev":"00`, `"prev":"`), "62 characters"},
		"not JSON":        {"{", "header"},
	} {
		_, err := ledger.Decode([]byte(c.header))
		require.ErrorContains(t, err, c.reason, name)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(goldenHeader))
	f.Add([]byte(`{"schema":1}`))
	f.Fuzz(func(t *testing.T, header []byte) {
		e, err := ledger.Decode(header)
		if err != nil {
			return
		}
		again, err := e.Header()
		require.NoError(t, err)
		require.Equal(t, string(header), string(again))
	})
}

func TestMalformedEntriesAreRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change  func(e *ledger.Entry)
		pointer string
	}{
		"no authority":      {func(e *ledger.Entry) { e.Authority = "" }, "/authority"},
		"no case":           {func(e *ledger.Entry) { e.Chain.ID = "" }, "/chain"},
		"no chain":          {func(e *ledger.Entry) { e.Chain = ledger.Chain{} }, "/chain"},
		"foreign authority": {func(e *ledger.Entry) { e.Chain = ledger.AuthorityChain("other") }, "/chain"},
		"state of none":     {func(e *ledger.Entry) { e.Chain = ledger.AuthorityChain(testAuthority) }, "/from"},
		"no state":          {func(e *ledger.Entry) { e.To = "" }, "/from"},
		"sequence":          {func(e *ledger.Entry) { e.Sequence = 0 }, "/sequence"},
		"sequence too high": {func(e *ledger.Entry) { e.Sequence = 1 << 53 }, "/sequence"},
		"kind":              {func(e *ledger.Entry) { e.Kind = "" }, "/kind"},
		"no act":            {func(e *ledger.Entry) { e.Act = "" }, "/act"},
		"no actor":          {func(e *ledger.Entry) { e.Actor.ID = "" }, "/actor/id"},
		"no role":           {func(e *ledger.Entry) { e.Actor.Role = "" }, "/actor/role"},
		"invalid UTF-8":     {func(e *ledger.Entry) { e.Actor.Name = "\xff" }, "/actor/name"},
		"nanoseconds":       {func(e *ledger.Entry) { e.At = e.At.Add(1) }, "/at"},
		"no instant":        {func(e *ledger.Entry) { e.At = time.Time{} }, "/at"},
		"year 10000":        {func(e *ledger.Entry) { e.At = e.At.AddDate(8000, 0, 0) }, "/at"},
		"no date":           {func(e *ledger.Entry) { e.On = "" }, "/on"},
		"30 February":       {func(e *ledger.Entry) { e.On = "2026-02-30" }, "/on"},
		"short date":        {func(e *ledger.Entry) { e.On = "2026-2-3" }, "/on"},
		"version":           {func(e *ledger.Entry) { e.CaseVersion = -1 }, "/case_version"},
		"no payload":        {func(e *ledger.Entry) { e.Payload = ledger.Commitment{} }, "/payload/leaves"},
		"first has prev":    {func(e *ledger.Entry) { e.Prev = ledger.Hash{1} }, "/prev"},
		"second has none":   {func(e *ledger.Entry) { e.Sequence = 2 }, "/prev"},
	} {
		e, _, err := testHead().Extend(testEntry())
		require.NoError(t, err)
		c.change(&e)
		_, err = e.Hash()
		var field *ledger.FieldError
		require.ErrorAs(t, err, &field, name)
		require.Equal(t, c.pointer, field.Pointer, name)
	}
}

func TestInstantsAreWrittenInUTC(t *testing.T) {
	t.Parallel()
	e, _, err := testHead().Extend(testEntry())
	require.NoError(t, err)
	want, err := e.Hash()
	require.NoError(t, err)
	e.At = e.At.In(time.FixedZone("CST", 8*3600))
	got, err := e.Hash()
	require.NoError(t, err)
	require.Equal(t, want, got)
}

func TestHashesAndSeedsAsText(t *testing.T) {
	t.Parallel()
	h := ledger.Hash{0xab, 1}
	back, err := ledger.ParseHash(h.String())
	require.NoError(t, err)
	require.Equal(t, h, back)
	back, err = ledger.HashFromBytes(h[:])
	require.NoError(t, err)
	require.Equal(t, h, back)
	_, err = ledger.HashFromBytes(h[1:])
	require.Error(t, err)
	seed, err := ledger.SeedFromBytes([]byte(strings.Repeat("s", ledger.SeedSize)))
	require.NoError(t, err)
	require.NotContains(t, fmt.Sprintf("%v %s %+v %#v", seed, seed, ledger.Payload{Seed: seed}, seed), "115")
	_, err = ledger.SeedFromBytes(make([]byte, ledger.SeedSize))
	require.ErrorContains(t, err, "zero")
	_, err = ledger.SeedFromBytes([]byte("short"))
	require.Error(t, err)
}
