package store

import (
	"encoding/json"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

const taskColumns = `id::text, authority_id::text, case_id::text, kind, title, coalesce(asked_by::text, ''), asked_name, asked_at, state,
  cancel_at is not null, done, total, message, error, result, result_file, started_at, ended_at, orders, input`

// scanTask reads taskColumns.
func scanTask(row pgx.Row) (*casework.Task, error) {
	t := &casework.Task{}
	var caseID, failure, result, file *string
	var started, ended *time.Time
	var state, input string
	var cancelled bool
	err := row.Scan(&t.ID, &t.AuthorityID, &caseID, &t.Kind, &t.Title, &t.AskedBy, &t.AskedName, &t.AskedAt, &state, &cancelled,
		&t.Progress.Done, &t.Progress.Total, &t.Progress.Text, &failure, &result, &file, &started, &ended, &t.Order, &input)
	if err != nil {
		return nil, err
	}
	t.CaseID, t.Error, t.ResultFile, t.State = text(caseID), text(failure), text(file), casework.TaskState(state)
	t.Cancelling = cancelled && t.State == casework.TaskRunning
	t.AskedAt, t.StartedAt, t.EndedAt = t.AskedAt.UTC(), fromInstant(started), fromInstant(ended)
	t.Input = json.RawMessage(input)
	if result != nil {
		t.Result = json.RawMessage(*result)
	}
	return t, nil
}

func noTask() error {
	return notFound("task_not_found", "没有这一后台任务，或者不在您的权限范围内")
}

func taskMoved() error {
	return workflow.Refuse(workflow.KindConflict, "task_moved_on", "后台任务的状态刚刚改变，请刷新后再办理")
}
