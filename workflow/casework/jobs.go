package casework

import (
	"context"
	"encoding/json"
	"time"

	"github.com/anjia-project/anjia/workflow"
)

// Job is work that is left to a worker until after the commit: a plain struct that
// JSON carries, of ids and never of names or numbers, because the queue is outside
// the scopes of cases. Its worker stands in workflow/jobs and must be idempotent:
// a job may be worked twice (a worker that is killed), its effect stands once.
//
//	// MakeThumbnail makes the small picture of an upload (缩略图).
//	type MakeThumbnail struct {
//		AuthorityID string `json:"authority_id"`
//		CaseID      string `json:"case_id"`
//		UploadID    string `json:"upload_id"`
//	}
//
//	// Kind names the job in the queue.
//	func (MakeThumbnail) Kind() string { return "make_thumbnail" }
//
// An act orders it with tx.Enqueue(ctx, MakeThumbnail{…}, nil), or with a NewTask
// when somebody waits for it.
type Job interface {
	// Kind names the job in the queue, snake_case; once released it never changes.
	Kind() string
}

// TunedJob is a job that is not like the others.
type TunedJob interface {
	Job
	JobOptions() JobOptions
}

// JobOptions tune a job; the zero value is right for most.
type JobOptions struct {
	// Once drops the order when a job with the same arguments waits or runs
	// already. Not for jobs that have a task: it would wait for ever.
	Once bool
	// Heavy puts the job into the queue of what takes long or much memory, which
	// never holds up the others.
	Heavy bool
	// Slow puts the job into the queue of what goes on for long and nobody waits for:
	// one at a time in each process.
	Slow bool
	// Prompt puts the job into the queue of what recurs every few seconds and is soon over:
	// what takes long never holds it up.
	Prompt bool
	// Attempts before it counts as failed; 0 for the default.
	Attempts int
	// NotBefore delays it, in real time.
	NotBefore time.Time
}

// NewTask is what the person who orders a job will see of it. The person is the
// actor of the transaction.
type NewTask struct {
	ID          string // UUIDv7
	AuthorityID string // in whose scope the task stands: of the case, else of the office
	CaseID      string // "" when it is not about one case
	Title       string // what is done, in Chinese, without names of persons
	Total       int64  // how many steps, when that is known
}

// QueuedJob is a job as the queue takes it.
type QueuedJob struct {
	Kind    string
	Args    json.RawMessage
	Options JobOptions
	Task    *TaskRef // nil: nobody waits for it
}

// TaskRef finds the task of a job again. A job of an earlier order of its task
// (it was cancelled and asked for again) finds nothing to do.
type TaskRef struct {
	ID          string `json:"id"`
	AuthorityID string `json:"authority_id"`
	Order       int    `json:"order"`
}

// TaskState is where a task stands.
type TaskState string

// The states of a task: the last three are ends, out of which only Retry leads.
const (
	TaskQueued    TaskState = "queued"    // 排队中
	TaskRunning   TaskState = "running"   // 进行中
	TaskDone      TaskState = "done"      // 已完成
	TaskFailed    TaskState = "failed"    // 失败
	TaskCancelled TaskState = "cancelled" // 已取消
)

// Task is a job that somebody asked for, as people see it.
type Task struct {
	ID          string          `json:"id"`
	AuthorityID string          `json:"authority_id"`
	CaseID      string          `json:"case_id,omitempty"`
	Kind        string          `json:"kind"`
	Title       string          `json:"title"`
	AskedBy     string          `json:"asked_by"`
	AskedName   string          `json:"asked_name"`
	AskedAt     time.Time       `json:"asked_at"`
	State       TaskState       `json:"state"`
	Cancelling  bool            `json:"cancelling,omitempty"` // cancelled while it runs; the worker has yet to stop
	Progress    Progress        `json:"progress"`
	Error       string          `json:"error,omitempty"` // why it failed, or why the last attempt did
	Result      json.RawMessage `json:"result,omitempty"`
	ResultFile  string          `json:"result_file,omitempty"` // id in the store of files
	StartedAt   time.Time       `json:"started_at,omitzero"`
	EndedAt     time.Time       `json:"ended_at,omitzero"`
	Order       int             `json:"-"`
	Input       json.RawMessage `json:"-"` // arguments of the job
}

// Progress is how far a task is: n of m, and what is being done in Chinese.
type Progress struct {
	Done  int64  `json:"done"`
	Total int64  `json:"total"` // 0: not known
	Text  string `json:"text"`
}

// TaskFilter selects tasks, newest first.
type TaskFilter struct {
	States []TaskState
	CaseID string
	Own    bool   // only what the actor asked for
	Before string // id of the last line of the page before
	Limit  int
}

// RoleWorker is the role of a worker's transactions. No account has it: it sees
// the one task that is worked, and the one case that its job names.
const RoleWorker workflow.Role = "worker"

// TaskRun is one taking up of a task. What a later run, a cancellation or another
// order has overtaken can write nothing any more.
type TaskRun struct {
	TaskRef
	Run int
}

// TaskEnd is how one run of a task ended.
type TaskEnd struct {
	State      TaskState // done, failed or cancelled; queued when another attempt follows
	Error      string    // in plain Chinese
	Result     json.RawMessage
	ResultFile string
}

// Tasks is what workers write about their work: each call in a transaction of its
// own in which the database shows the one task.
type Tasks interface {
	// StartTask takes a task up; nil when there is nothing to do: it has ended, was
	// cancelled, or a later order has it. jobID is the queue's own number.
	StartTask(ctx context.Context, ref TaskRef, jobID int64) (*Task, TaskRun, error)
	// StepTask notes progress and a sign of life. goOn is false when the worker
	// must stop; cancelled says that somebody asked for it.
	StepTask(ctx context.Context, run TaskRun, p Progress) (goOn, cancelled bool, err error)
	// EndTask ends the run; false when it was overtaken and nothing was written.
	EndTask(ctx context.Context, run TaskRun, end TaskEnd) (bool, error)
	// Asker is the account that asked, as it stands now; not_found when it is shut.
	// A job that is not about one case does what it does in that person's sight.
	Asker(ctx context.Context, accountID string) (workflow.Actor, error)
	// LostJobs lists the queue's numbers of running tasks without a sign of life since.
	LostJobs(ctx context.Context, silentSince time.Time) ([]int64, error)
}

// Sweeps deletes what nobody needs any more, at most so many a call, and returns
// how many those were.
type Sweeps interface {
	// SweepKeys deletes stored answers of idempotency keys; those of the last 24
	// hours stay whatever is asked.
	SweepKeys(ctx context.Context, before time.Time, most int) (int, error)
	// SweepTokens deletes tokens that ran out before the instant.
	SweepTokens(ctx context.Context, before time.Time, most int) (int, error)
	// SweepTasks deletes tasks that ended before the instant.
	SweepTasks(ctx context.Context, before time.Time, most int) (int, error)
}

// SweepKeys deletes old answers of idempotency keys; the leader orders it.
type SweepKeys struct{}

// Kind names the job in the queue.
func (SweepKeys) Kind() string { return "sweep_keys" }

// SweepTokens deletes tokens that ran out; the leader orders it.
type SweepTokens struct{}

// Kind names the job in the queue.
func (SweepTokens) Kind() string { return "sweep_tokens" }

// SweepTasks deletes tasks that ended long ago; the leader orders it.
type SweepTasks struct{}

// Kind names the job in the queue.
func (SweepTasks) Kind() string { return "sweep_tasks" }
