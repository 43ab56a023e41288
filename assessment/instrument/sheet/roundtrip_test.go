package sheet_test

import (
	"bytes"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/instrument/sheet"
)

func written(t require.TestingT, spec instrument.Spec) []byte {
	var out bytes.Buffer
	require.NoError(t, sheet.Write(&out, spec))
	return out.Bytes()
}

// allTables are those that are shipped, those of the compiler's own tests and the samples of the frames.
func allTables(t *testing.T) []instrument.Spec {
	t.Helper()
	tables, err := instrument.Shipped()
	require.NoError(t, err)
	good, err := instrument.LoadDir(os.DirFS("../testdata"), "good")
	require.NoError(t, err)
	var specs []instrument.Spec
	for _, table := range append(tables, good...) {
		specs = append(specs, table.Spec())
	}
	for _, name := range sheet.Frames() {
		spec, err := sheet.Frame(name)
		require.NoError(t, err)
		specs = append(specs, spec)
	}
	return specs
}

func TestEveryTableRoundTrips(t *testing.T) {
	t.Parallel()
	specs := allTables(t)
	require.Greater(t, len(specs), 20)
	for _, spec := range specs {
		book := written(t, spec)
		back, errs := sheet.Read(bytes.NewReader(book))
		require.Empty(t, errs, spec.Code)
		require.Empty(t, cmp.Diff(spec, back), spec.Code)
		one, err := instrument.Compile(spec)
		require.NoError(t, err)
		other, err := instrument.Compile(back)
		require.NoError(t, err)
		require.Equal(t, one.Ref(), other.Ref(), "the same bytes of YAML, so the same hash")
		require.True(t, bytes.Equal(book, written(t, back)), "the same table gives the same workbook")
	}
}

func TestFrameThatIsNone(t *testing.T) {
	t.Parallel()
	_, err := sheet.Frame("F8")
	require.ErrorContains(t, err, `there is no frame "F8"; frames are F1, F2`)
	_, err = sheet.Frame("../f1")
	require.Error(t, err)
	spec, err := sheet.Frame("f3")
	require.NoError(t, err)
	require.Equal(t, "example-f3", spec.Code)
}

// Whatever an office keys in comes back, half-finished tables and wordings that look like something else included.
func TestAnySpecRoundTripsProperty(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := &drawer{T: t}
		spec := d.anything()
		back, _ := sheet.Read(bytes.NewReader(written(t, spec)))
		require.Empty(t, cmp.Diff(spec, back))
	})
}

// From YAML into a workbook and back gives the same bytes of YAML.
func TestTablesRoundTripProperty(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := &drawer{T: t}
		table, err := instrument.Compile(d.table())
		require.NoError(t, err)
		back, errs := sheet.Read(bytes.NewReader(written(t, table.Spec())))
		require.Empty(t, errs)
		again, err := instrument.Compile(back)
		require.NoError(t, err)
		require.Equal(t, string(table.Raw()), string(again.Raw()))
	})
}

func TestWriteRefusesWhatNoCellHolds(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"a\x00", "a\rb", "a\xff", "\uFFFE", strings.Repeat("长", 32768)} {
		err := sheet.Write(io.Discard, instrument.Spec{Code: "x", Title: instrument.Text{ZH: words}})
		require.ErrorContains(t, err, "cell B6 of 表头")
	}
	require.NoError(t, sheet.Write(io.Discard, instrument.Spec{Title: instrument.Text{ZH: strings.Repeat("长", 32767)}}))
}
