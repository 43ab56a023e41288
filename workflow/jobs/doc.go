// Package jobs works what acts leave for after their commit: it is the only room that knows River, the queue in
// PostgreSQL. A job is a plain struct of casework or office, ordered in the act's own transaction; its worker here calls
// a service or a port of those rooms and holds no SQL and no rule of its own.
//
// A worker may be killed at any line and is then run again, so what it does must be idempotent: it asks what is there
// already, by entry or id, before it adds anything. Its transactions see what its job needs: one case
// (casework.Store.WithinCase), one task, or what the person who asked may see (casework.Tasks.Asker). No worker has
// more rights than the server.
//
// To add a kind of job: declare the struct with its Kind in casework (casework.Job shows one), let the act or the
// request order it with Tx.Enqueue, and register its worker where cmd/anjia puts the kinds together:
//
//	jobs.Add(kinds, jobs.Worker[casework.MakeThumbnail]{
//		Timeout: time.Minute,
//		Do: func(ctx context.Context, job casework.MakeThumbnail, p *jobs.Progress) error {
//			return cases.MakeThumbnail(ctx, job.AuthorityID, job.CaseID, job.UploadID)
//		},
//	})
//
// A job with a task (casework.NewTask) tells how far it is, and stops when it is told to:
//
//	for i, row := range rows {
//		if err := p.Step(ctx, int64(i), int64(len(rows)), "正在导入第"+strconv.Itoa(i+1)+"行"); err != nil {
//			return err // cancelled, overtaken, or the process is stopping
//		}
//		…
//	}
//	return p.Result(summary)
//
// An error that is a *workflow.Error is final and shown as it is; any other is logged, tried again later, and shown in
// general words.
package jobs
