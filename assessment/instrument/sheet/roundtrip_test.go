package sheet_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

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
