package store_test

import (
	"bytes"
	"encoding/json"
	"os"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/store"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

// replayed is how many cases a replay is measured over.
const replayed = 10_000

// archive fills a database with ended cases that are copies of one: the first family of the samples at the end of its
// road, with everything that the record holds of it, under the law of this program.
func archive(b *testing.B) (*world, *casework.Shelf) {
	b.Helper()
	w := newWorld(b, store.Options{})
	set, err := law.Embedded()
	require.NoError(b, err)
	tables, err := instrument.Embedded()
	require.NoError(b, err)
	shelf, err := casework.NewShelf(casework.Shipped{Set: set, Seeded: tables}, workflow.Holdings{})
	require.NoError(b, err)
	raw, err := os.ReadFile("testdata/ended_case.json")
	require.NoError(b, err)
	c := &workflow.Case{}
	require.NoError(b, json.Unmarshal(raw, c))
	pack, cal, err := shelf.Current(c.Pack.Code, true)
	require.NoError(b, err)
	c.Pack, c.Calendar = casework.RefsOf(pack, cal)
	for _, table := range tables {
		if ref, ok := c.Instruments[string(table.Phase())]; ok && ref.Code == table.Ref().Code {
			c.Instruments[string(table.Phase())] = workflow.Ref(table.Ref())
		}
	}
	document, err := json.Marshal(c)
	require.NoError(b, err)
	one := w.submitted(b, w.officer, "卓玛", "张三")
	w.act(b, w.officer, one.ID, "withdraw", func(c *workflow.Case) {
		c.State, c.StateSince, c.Ending = workflow.Withdrawn, day("2024-01-05"), &workflow.Ending{On: day("2024-01-05")}
	})
	_, err = storetest.Open(b, w.db.Admin).Exec(`insert into cases select (jsonb_populate_record(c, jsonb_build_object('id', i.id, 'number', 'N' || i.n, 'accepted_on', c.received_on,
  'document', replace(replace($2, $3, i.id::text), $4, 'N' || i.n)))).* from cases c, (select n, gen_random_uuid() as id from generate_series(1, $5 - 1) n) i where c.id = $1`,
		one.ID, string(document), c.ID, c.Number, replayed)
	require.NoError(b, err)
	b.ReportMetric(float64(len(document))/1000, "KB/case")
	return w, shelf
}

// BenchmarkReplay judges ten thousand ended cases again, nearly all of which would come out otherwise, which costs most,
// and makes the board of their agency.
func BenchmarkReplay(b *testing.B) {
	w, shelf := archive(b)
	r := &casework.Replay{Archive: w, Store: w, Law: func() casework.LawAtHand { return shelf }, Now: time.Now, NewID: newID}
	for name, draft := range map[string]law.RawFile{
		"table":    stricterTable(b, shelf),
		"pack":     redrafted(b, shelf.Set(), law.KindPack, "value: {length: 60, unit: day, kind: limit}, bound: {max: 60}", "value: {length: 50, unit: day, kind: limit}, bound: {max: 60}"),
		"calendar": redrafted(b, shelf.Set(), law.KindCalendar, "2024-02-04,make_up_workday,春节,no\n", ""),
	} {
		b.Run(name, func(b *testing.B) {
			before := processorTime(b)
			for b.Loop() {
				report, err := r.Run(b.Context(), w.boss, draft, "", nil)
				require.NoError(b, err)
				require.Equal(b, []int{replayed, 1}, []int{report.Examined, report.Unreadable}, "the model of all copies names no law")
				b.ReportMetric(float64(report.Changed), "changed")
			}
			b.ReportMetric((processorTime(b)-before).Seconds()/float64(b.N), "cpu-s/op")
		})
	}
	boards := &casework.Boards{Archive: w, Store: w, Law: r.Law, Now: func() time.Time { return time.Now().AddDate(2, 0, 0) }} // the clock of the sandbox shows the start of 2024
	b.Run("board", func(b *testing.B) {
		for b.Loop() {
			board, err := boards.Board(b.Context(), w.boss, casework.BoardQuery{From: day("2024-01-01"), To: day("2025-12-31")})
			require.NoError(b, err)
			require.Len(b, board.Agencies, 1)
			require.Equal(b, replayed-1, board.Agencies[0].Report.Finished)
		}
	})
}

func stricterTable(b *testing.B, shelf *casework.Shelf) law.RawFile {
	b.Helper()
	for _, t := range shelf.Library().All() {
		if t.Ref().Code == "sandbox-s1-capacity" {
			raw := changedText(b, t.Raw(), "total_at_least: 80", "total_at_least: 100")
			draft, err := instrument.Load("draft.yaml", raw)
			require.NoError(b, err)
			ref := draft.Ref()
			return law.RawFile{Kind: workflow.LawInstrument, Code: ref.Code, Version: ref.Version, SHA256: ref.SHA256, Path: "draft.yaml", Bytes: raw}
		}
	}
	b.Fatal("the table is not shipped")
	return law.RawFile{}
}

func redrafted(b *testing.B, set *law.Set, kind, from, to string) law.RawFile {
	b.Helper()
	for _, f := range set.Raw() {
		if f.Kind == kind && f.Code == "cn" {
			f.Bytes = changedText(b, f.Bytes, from, to)
			return f
		}
	}
	b.Fatal("no such file is shipped")
	return law.RawFile{}
}

func changedText(b *testing.B, raw []byte, from, to string) []byte {
	b.Helper()
	require.True(b, bytes.Contains(raw, []byte(from)), from)
	return bytes.ReplaceAll(raw, []byte(from), []byte(to))
}

// processorTime is what this process has used of the processors, without the database: the wall's clock says little on
// a machine that others use too.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var used syscall.Rusage
	require.NoError(b, syscall.Getrusage(syscall.RUSAGE_SELF, &used))
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
