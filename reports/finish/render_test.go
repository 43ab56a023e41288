package finish_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/anjia-project/anjia/reports/finish"
	"github.com/stretchr/testify/require"
)

func TestSamples(t *testing.T) {
	for name, d := range samples() {
		b, err := finish.Render(d, finish.Options{Created: created})
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join("/tmp/pdfs", name+".pdf"), b, 0o644))
	}
}
