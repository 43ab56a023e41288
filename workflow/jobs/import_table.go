package jobs

import (
	"bytes"
	"context"
	"time"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/instrument/sheet"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/office"
)

// importTimeout is long for any workbook that is let in.
const importTimeout = time.Minute

// Workbooks gives a workbook when it may be read; *casework.Service does it.
type Workbooks interface {
	Workbook(ctx context.Context, fileID string) ([]byte, error)
}

// AddImports registers the reading of workbooks with scoring tables. One without
// errors becomes a draft of the person who asked, once; one with errors is told cell
// by cell and leaves nothing.
func AddImports(k *Kinds, workbooks Workbooks, drafts *office.Service) {
	Add(k, Worker[casework.ImportTable]{Timeout: importTimeout, Do: func(ctx context.Context, job casework.ImportTable, p *Progress) error {
		asker, err := p.Asker(ctx)
		if err != nil {
			return err
		}
		workbook, err := workbooks.Workbook(ctx, job.FileID)
		if err != nil {
			return err
		}
		if err := p.Step(ctx, 0, 1, "正在读取工作簿"); err != nil {
			return err
		}
		spec, faults := sheet.Read(bytes.NewReader(workbook))
		if len(faults) > 0 {
			return p.Result(casework.ImportYield{Errors: faults})
		}
		id, err := draftOf(ctx, spec, job, p.Task().ID, asker, drafts)
		if err != nil {
			return err
		}
		return p.Result(casework.ImportYield{PublicationID: id, Errors: []sheet.RowError{}})
	}})
}

// draftOf saves a table as a draft. The key is the task's: a second worker finds the same draft.
func draftOf(ctx context.Context, spec instrument.Spec, job casework.ImportTable, task string, asker workflow.Actor, drafts *office.Service) (string, error) {
	table, err := instrument.Compile(spec)
	if err != nil {
		return "", err
	}
	file, err := instrument.Encode(table)
	if err != nil {
		return "", err
	}
	out, err := drafts.Do(ctx, office.Request{Actor: asker, Key: "import:" + task, Command: office.SaveDraft{
		AuthorityID: job.AuthorityID, Kind: workflow.LawInstrument,
		DraftTerms: office.DraftTerms{Division: job.Division, InForce: job.InForce}, FileContent: office.FileContent{File: string(file)},
	}})
	if err != nil {
		return "", err
	}
	return out.ID, nil
}
