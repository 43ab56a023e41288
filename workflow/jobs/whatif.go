package jobs

import (
	"context"
	"time"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/office"
)

const whatIfTimeout = 2 * time.Hour // of a whole country; it shows how far it is

// whatIfYield is what the task of a what-if carries when it is done: no case is named here.
type whatIfYield struct {
	PublicationID string `json:"publication_id"`
	SHA256        string `json:"sha256"`
	Cases         int64  `json:"cases"`
	Changed       int64  `json:"changed"`
}

// AddWhatIf registers the replay of ended cases under a draft, in the sight of the person who asked; the report is
// attached to the publication.
func AddWhatIf(k *Kinds, replay *casework.Replay, files *office.Service) {
	Add(k, Worker[casework.RunWhatIf]{Timeout: whatIfTimeout, Do: func(ctx context.Context, job casework.RunWhatIf, p *Progress) error {
		asker, err := p.Asker(ctx)
		if err != nil {
			return err
		}
		draft, err := files.Draft(ctx, asker, job.PublicationID)
		if err != nil {
			return err
		}
		report, err := replay.Run(ctx, asker, fileOf(&draft), draft.Division, func(done, total int64) error {
			return p.Step(ctx, done, total, "正在试算已办结的案件")
		})
		if err != nil {
			return err
		}
		b, _, err := report.Bytes()
		if err != nil {
			return err
		}
		kept, err := files.AttachWhatIf(ctx, asker, office.WhatIfReport{
			WhatIf: office.WhatIf{
				PublicationID: draft.ID, FileSHA256: draft.SHA256, Cases: int64(report.Examined), Changed: int64(report.Changed),
			},
			Report: b, Text: report.Text(),
		})
		if err != nil {
			return err
		}
		return p.Result(whatIfYield{PublicationID: draft.ID, SHA256: kept.SHA256, Cases: kept.Cases, Changed: kept.Changed})
	}})
}

// fileOf is the draft as the law keeps files.
func fileOf(draft *office.Publication) law.RawFile {
	place := law.PlaceOf(draft.Kind, draft.Code)
	if draft.Kind == workflow.LawInstrument {
		place = draft.Code + "@" + draft.FileVersion + ".yaml"
	}
	return law.RawFile{
		Kind: draft.Kind, Code: draft.Code, Version: draft.FileVersion, SHA256: draft.SHA256, Path: place, Bytes: []byte(draft.File),
	}
}
