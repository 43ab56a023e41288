package casework_test

import (
	"context"
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// silent is a scanner that finds nothing.
type silent struct{}

func (silent) Scan(context.Context, io.Reader) (string, error) { return "", nil }
func (silent) Name(context.Context) (string, error)            { return "silent", nil }

func TestWorkbooksNeedAScannerInProduction(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		sandbox, allowed, scanner bool
		refused                   bool
	}{
		"production":                     {refused: true},
		"production, unscanned allowed":  {allowed: true},
		"production with a scanner":      {scanner: true},
		"sandbox":                        {sandbox: true},
		"sandbox with a scanner as well": {sandbox: true, scanner: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t, c.sandbox)
			h.service.Uploads.AllowUnscanned = c.allowed
			if c.scanner {
				h.service.Scanner = silent{}
			}
			_, err := h.service.OrderImport(t.Context(), h.supervisor, casework.ImportTable{AuthorityID: officeID}, []byte("PK"))
			var refusal *workflow.Error
			require.ErrorAs(t, err, &refusal)
			if !c.refused {
				require.Equal(t, "task_not_found", refusal.Code, "the job was ordered: the store in memory has no tasks to show")
				return
			}
			require.Equal(t, "no_scanner", refusal.Code)
			require.Contains(t, refusal.Message, "ANJIA_CLAMD")
		})
	}
}
