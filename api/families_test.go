package api_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/cmd/anjia/sample"
)

// TestAnswersOfWholeLivesObeyTheirSchemas drives the families of the samples; every answer on the way is checked by contract.
func TestAnswersOfWholeLivesObeyTheirSchemas(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	s := w.schedule()
	families := sample.Families(s, w.sampleOffice())
	require.NoError(t, s.Run(t.Context(), law.Date{}))
	for _, f := range families {
		c, err := f.Reload(t.Context(), f.Office.Supervisor)
		require.NoError(t, err)
		require.Equal(t, f.Expected, c.State, f.Name)
		for _, at := range []string{"/clocks", "/history", "/history/1", "/actions", "/papers", "/sheets"} {
			require.Equal(t, 200, w.do(f.Office.Supervisor, "GET", "/cases/"+f.ID+at, nil).status, at)
		}
		if len(c.ScoredPhases) > 0 {
			at := "/cases/" + f.ID + "/results/" + c.ScoredPhases[0]
			require.Contains(t, string(w.do(f.Office.Supervisor, "GET", at, nil).body), `"explanation":`, f.Name)
			w.do(f.Office.Supervisor, "GET", at+"?code=nowhere", nil).problem(422, "invalid_input")
		}
		require.Equal(t, 200, w.do(f.Office.Supervisor, "GET", "/cases/"+f.ID+"/conflicts", nil).status, f.Name)
	}
}
