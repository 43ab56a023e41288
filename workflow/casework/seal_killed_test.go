package casework_test

import (
	"context"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// dyingFiles ends the worker as soon as it has stored a file.
type dyingFiles struct {
	*memoryFiles
	die context.CancelFunc
}

func (f dyingFiles) Put(ctx context.Context, id string, content []byte) error {
	defer f.die()
	return f.memoryFiles.Put(ctx, id, content)
}

// TestAWorkerThatIsKilledWhileItSigns, between storing the file and writing the entry, leaves nothing that stands; the
// next two, at the same time, leave one entry.
func TestAWorkerThatIsKilledWhileItSigns(t *testing.T) {
	t.Parallel()
	h, s := newRealHouse(t)
	c := h.load(h.submitted())
	p := c.PaperOf("D02a")
	require.NotNil(t, p)
	_, err := h.service.Paper(t.Context(), h.officer, c.ID, p.ID)
	require.NoError(t, err)
	h.service.Sealer = stampingSealer{}
	job := casework.SealPaper{AuthorityID: c.AuthorityID, CaseID: c.ID, PaperID: p.ID}
	before := sealedEntries(t, h, c.ID)

	sound, ok := h.service.Files.(*memoryFiles)
	require.True(t, ok)
	ctx, kill := context.WithCancel(t.Context())
	dying := *h.service
	dying.Files = dyingFiles{sound, kill}
	stored := len(sound.files)
	require.ErrorIs(t, dying.SealPaper(ctx, job), context.Canceled)
	require.Len(t, sound.files, stored+1, "it had stored the file")
	require.Equal(t, before, sealedEntries(t, h, c.ID))
	require.Empty(t, lineOf(t, h, job).Signatures)

	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			if err := h.service.SealPaper(t.Context(), job); !workflow.IsKind(err, workflow.KindStale) {
				require.NoError(t, err)
			}
		})
	}
	wg.Wait()
	require.Equal(t, before+1, sealedEntries(t, h, c.ID))
	require.Len(t, lineOf(t, h, job).Signatures, 1)
	_, err = s.VerifyCase(t.Context(), c.ID)
	require.NoError(t, err)
}

// sealedEntries counts those of a case that name signatures.
func sealedEntries(t *testing.T, h *house, caseID string) (n int) {
	t.Helper()
	history, err := h.service.ReadHistory(t.Context(), h.officer, caseID, 0)
	require.NoError(t, err)
	for _, line := range history {
		if line.Act == workflow.ActPaperSealed {
			n++
		}
	}
	return n
}
