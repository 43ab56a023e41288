package jobs

import (
	"context"
	"time"

	"github.com/anjia-project/anjia/workflow/casework"
)

const (
	papersEvery   = 5 * time.Second
	papersBatch   = 20
	papersTimeout = 10 * time.Minute
)

// AddPapers registers the setting of papers ahead of their first reader, by one
// process at a time. Whoever reads a paper before that sets it as ever.
func AddPapers(k *Kinds, cases *casework.Service) {
	Add(k, Worker[casework.SetPapers]{Timeout: papersTimeout, Do: func(ctx context.Context, _ casework.SetPapers, p *Progress) error {
		for {
			set, err := cases.SetOrdered(ctx, papersBatch)
			if err != nil || set < papersBatch {
				return err
			}
			if err := p.Step(ctx, 0, 0, ""); err != nil {
				return err
			}
		}
	}})
	k.Every(papersEvery, casework.SetPapers{})
}
