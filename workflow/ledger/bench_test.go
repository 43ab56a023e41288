package ledger_test

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow/ledger"
)

// aggregateOf makes a document of about n leaves that looks like a case: nested
// parties with Chinese texts, dates, numbers, flags and hashes.
func aggregateOf(n int) []byte {
	var b bytes.Buffer
	b.WriteString(`{"id":"0190c2f4-7d6a-7c31-9c1e-0a4b7d2f6a11","state":"reviewing","version":7,"materials":[`)
	for i := range (n - 3) / 8 {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"kind":"household_register","label":"居民户口簿（第%d页）","seen_by":"王建国","seen_on":"2026-03-%02d",`, i, 1+i%28)
		fmt.Fprintf(&b, `"copies":%d,"original":true,"scan":{"sha256":"%064x","name":"户口簿\u003c%d\u003e.pdf"}}`, i%4, i, i)
	}
	b.WriteString(`]}`)
	return b.Bytes()
}

func benchPayload(b *testing.B, leaves int) ledger.Payload {
	b.Helper()
	p := ledger.Payload{Seed: testSeed(1), Input: []byte(`{"note":"材料齐全"}`), After: aggregateOf(leaves)}
	c, err := p.Commit()
	require.NoError(b, err)
	require.InDelta(b, leaves, c.Leaves, 8)
	return p
}

func BenchmarkCommit(b *testing.B) {
	for _, leaves := range []int{300, 1500} {
		b.Run(fmt.Sprintf("leaves=%d", leaves), func(b *testing.B) {
			p := benchPayload(b, leaves)
			b.SetBytes(int64(len(p.Input) + len(p.After)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := p.Commit(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(leaves), "ns/leaf")
		})
	}
}

// BenchmarkExtend is the header alone: encode, hash, check against the head.
func BenchmarkExtend(b *testing.B) {
	head, e := testHead(), testEntry()
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := head.Extend(e); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkVerifyChain is 100 entries with 300 leaves each.
func BenchmarkVerifyChain(b *testing.B) {
	p := benchPayload(b, 300)
	c, err := p.Commit()
	require.NoError(b, err)
	head, records := testHead(), []ledger.Record(nil)
	for i := range 100 {
		e := testEntry()
		e.From, e.To, e.Payload, e.CaseVersion = "reviewing", "reviewing", c, int64(i+1)
		e.At = e.At.Add(time.Duration(i) * time.Second)
		var rec ledger.Record
		rec.Entry, head, err = head.Extend(e)
		require.NoError(b, err)
		rec.Hash, rec.Payload = head.Hash, p
		records = append(records, rec)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ledger.VerifyChain(testHead(), records); err != nil {
			b.Fatal(err)
		}
	}
}
