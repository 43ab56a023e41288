package store_test

import (
	"crypto/sha256"
	"encoding/hex"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/stretchr/testify/require"
	"gorm.io/gorm/schema"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/store"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

func rehashed(f law.RawFile) law.RawFile {
	sum := sha256.Sum256(f.Bytes)
	f.SHA256 = hex.EncodeToString(sum[:])
	return f
}

// anything makes values of any type of the domain: names with rare characters, dates, instants to the microsecond.
func anything[T any]() *rapid.Generator[T] {
	first := law.MustDate("1900-01-01")
	return rapid.MakeCustom[T](rapid.MakeConfig{Types: map[reflect.Type]*rapid.Generator[any]{
		reflect.TypeFor[law.Date](): rapid.Custom(func(t *rapid.T) any {
			return first.AddDays(rapid.IntRange(0, 100000).Draw(t, "day"))
		}),
		reflect.TypeFor[time.Time](): rapid.Custom(func(t *rapid.T) any {
			return time.UnixMicro(rapid.Int64Range(0, 4e15).Draw(t, "instant")).UTC()
		}),
		reflect.TypeFor[assessment.Answer](): rapid.Custom(func(t *rapid.T) any { // holds answers itself, and would never end
			return assessment.Answer{Points: rapid.StringMatching(`[0-9]\.5`).Draw(t, "points"), ByApplicant: map[string]assessment.Answer{"a": {Text: "好"}}}
		}),
		reflect.TypeFor[string](): rapid.Custom(func(t *rapid.T) any {
			return rapid.OneOf(
				rapid.SampledFrom([]string{"", "𠮷野家", "䶮", "㐂", "扎西·次仁", "a\"b\\c", "行\n列", "\U0002A6D6", "<&>", "\u2028", "👨‍👩‍👧", "é e\u0301"}),
				rapid.String()).Draw(t, "text")
		}),
	}})
}

// lossless says that what came back is what went in; lists that are empty and lists that are missing say the same.
func lossless[T any](t *rapid.T, want, got T, err error) {
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty(), cmp.Exporter(func(reflect.Type) bool { return true })); diff != "" {
		t.Fatal(diff)
	}
}

func TestCaseThroughItsRowLosesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := anything[workflow.Case]().Draw(t, "case")
		got, err := store.CaseThroughRow(&c)
		lossless(t, &c, got, err)
	})
}

func TestOtherRowsLoseNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := anything[workflow.Child]().Draw(t, "child")
		child, err := store.ChildThroughRow(&c)
		lossless(t, &c, child, err)
		a := anything[workflow.Agency]().Draw(t, "agency")
		agency, err := store.AgencyThroughRow(a)
		lossless(t, a, agency, err)
		e := anything[workflow.EvaluatorCard]().Draw(t, "evaluator")
		evaluator, err := store.EvaluatorThroughRow(e)
		lossless(t, e, evaluator, err)
		r := anything[casework.Rendered]().Draw(t, "rendered")
		if r.Failure != "" {
			r.Size = 0
		}
		r.Check = nil // written, never read back
		back, err := store.RenderedThroughRow(&r)
		require.NoError(t, err)
		lossless(t, &r, back, nil)
	})
}

func TestRowsAreColumnsOfTheDatabase(t *testing.T) {
	t.Parallel()
	db := storetest.Open(t, storetest.New(t).Admin)
	for table, row := range store.Rows() {
		nullable := map[string]bool{}
		rows, err := db.Query(`select column_name, is_nullable = 'YES' from information_schema.columns where table_schema = 'public' and table_name = $1`, table)
		require.NoError(t, err)
		defer func() { _ = rows.Close() }()
		for rows.Next() {
			var name string
			var null bool
			require.NoError(t, rows.Scan(&name, &null))
			nullable[name] = null
		}
		require.NoError(t, rows.Err())
		parsed, err := schema.Parse(row, &sync.Map{}, schema.NamingStrategy{})
		require.NoError(t, err)
		require.Equal(t, table, parsed.Table)
		for _, field := range parsed.Fields {
			if field.DBName == "" {
				continue // not of this table, and said so
			}
			null, exists := nullable[field.DBName]
			require.True(t, exists, "%s.%s", table, field.DBName)
			holds := field.FieldType.Kind() == reflect.Pointer || strings.HasSuffix(field.FieldType.String(), "pgtype.Date") || field.FieldType.Kind() == reflect.Slice
			require.True(t, holds || !null, "%s.%s may be NULL, which a %s cannot hold", table, field.DBName, field.FieldType)
		}
	}
	for table, named := range map[string][]string{"cases": store.CaseColumns(), "children": store.ChildColumns()} {
		var have []string
		require.NoError(t, db.QueryRow(`select string_agg(column_name, ',') from information_schema.columns where table_schema = 'public' and table_name = $1`, table).
			Scan((*commaList)(&have)))
		slices.Sort(have)
		slices.Sort(named)
		require.Equal(t, have, named, "statements write every column of %s", table)
	}
}

// commaList reads a text of names with commas between.
type commaList []string

func (l *commaList) Scan(src any) error {
	s, _ := src.(string)
	*l = strings.Split(s, ",")
	return nil
}
