package casework

import (
	"context"
	"slices"

	"github.com/anjia-project/anjia/workflow"
)

// PreviewPaper sets a paper of an act that is not done yet (文书预览), as it would be on the entry that the act would
// make: with a watermark, and nothing of it is kept. The number on it is the next one, which may go to another paper
// meanwhile. It changes nothing but notes the reading. It fails as the act would fail, with not_found for a paper that
// the act would not order, and as setting a paper fails.
func (s *Service) PreviewPaper(ctx context.Context, actor workflow.Actor, caseID string, act workflow.ActName, code workflow.PaperCode, input []byte) (*PaperFile, error) {
	cmd, err := commandOf(act, input)
	if err != nil {
		return nil, err
	}
	err = s.reading(ctx, actor, caseID, "preview:"+string(code), func(_ Tx, opened *OpenedCase, _ *workflow.View) error {
		if access(opened.Case, actor) < accessMasked {
			return notFoundCase()
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	var job *PaperJob
	_, err = s.Do(ctx, Request{Actor: actor, CaseID: caseID, Command: cmd, Preview: true, seen: func(d *Decision, change *Change) (err error) {
		job, err = s.previewJob(d, change, code)
		return err
	}})
	if err != nil {
		return nil, err
	}
	content, err := s.Renderer.Render(*job)
	if err != nil {
		return nil, err
	}
	return &PaperFile{Paper: job.Paper, Content: content, SHA256: hashHex(content), Renderer: s.Renderer.Version()}, nil
}

// previewJob is what the newest paper of a code would be a picture of.
func (s *Service) previewJob(d *Decision, change *Change, code workflow.PaperCode) (*PaperJob, error) {
	i := slices.IndexFunc(d.ordered, func(id string) bool { return d.Case.Paper(id).Code == code })
	if i < 0 || !maySeePaper(d.Case, *d.Case.Paper(d.ordered[i]), d.Actor) {
		return nil, workflow.Refuse(workflow.KindNotFound, "no_preview", "该办理事项不会生成代码为“"+string(code)+"”的文书")
	}
	then, err := aggregateOf(change.Record)
	if err != nil {
		return nil, err
	}
	job := pictureOf(change.Record, *then.Case.Paper(d.ordered[i]))
	job.Case, job.Child, job.Sandbox, job.Pack, job.Calendar, job.Preview = then.Case, then.Child, d.Sandbox, d.Pack, d.Calendar, true
	return job, s.addResults(job)
}
