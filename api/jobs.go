package api

import (
	"context"
	"encoding/json"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow/casework"
)

// InJob names the task of a path.
type InJob struct {
	ID string `path:"id" format:"uuid" doc:"Id of the task"`
}

// jobView is a task as answers carry it; what it yields is any JSON.
type jobView struct {
	casework.Task
	Result map[string]any `json:"result,omitempty" doc:"What the task yields, by its kind"`
}

func jobViewOf(t *casework.Task) (jobView, error) {
	v := jobView{Task: *t}
	v.Task.Result = nil
	if t.Result == nil {
		return v, nil
	}
	return v, json.Unmarshal(t.Result, &v.Result)
}

// listJobs are the filters of the list of tasks.
type listJobs struct {
	Paging
	State []string `query:"state" enum:"queued,running,done,failed,cancelled" doc:"Only tasks in these states, separated by commas"`
	Case  string   `query:"case" format:"uuid" doc:"Only about this case"`
	Own   bool     `query:"own" doc:"Only what I asked for; others see nothing else anyway"`
}

func (s *server) listJobs(ctx context.Context, in *listJobs) (*list[jobView], error) {
	filter := *in
	filter.Paging = Paging{}
	at, err := s.begin(in.Paging, "jobs", filter)
	if err != nil {
		return nil, err
	}
	f := casework.TaskFilter{CaseID: in.Case, Own: in.Own, Before: at.ID, Limit: in.Limit + 1}
	for _, state := range in.State {
		f.States = append(f.States, casework.TaskState(state))
	}
	found, err := s.cases.Tasks(ctx, edge.ActorOf(ctx), f)
	if err != nil {
		return nil, err
	}
	lines := make([]jobView, len(found))
	for i, t := range found {
		if lines[i], err = jobViewOf(t); err != nil {
			return nil, err
		}
	}
	return listed(s, in.Paging, "jobs", filter, lines, func(j jobView) position { return position{ID: j.ID} })
}

// jobAnswer is one task.
func jobAnswer(t *casework.Task, err error) (*body[jobView], error) {
	if err != nil {
		return nil, err
	}
	v, err := jobViewOf(t)
	if err != nil {
		return nil, err
	}
	return &body[jobView]{v}, nil
}

func (s *server) readJob(ctx context.Context, in *InJob) (*body[jobView], error) {
	return jobAnswer(s.cases.Task(ctx, edge.ActorOf(ctx), in.ID))
}

func (s *server) cancelJob(ctx context.Context, in *InJob) (*body[jobView], error) {
	return jobAnswer(s.cases.CancelTask(ctx, edge.ActorOf(ctx), in.ID))
}

func (s *server) retryJob(ctx context.Context, in *InJob) (*body[jobView], error) {
	return jobAnswer(s.cases.RetryTask(ctx, edge.ActorOf(ctx), in.ID))
}

// jobStarted is a task that was just ordered.
type jobStarted struct {
	Location string `header:"Location" doc:"Where the task and how far it is can be read"`
	Body     jobView
}

// started answers with a task that was just ordered.
func started(t *casework.Task, err error) (*jobStarted, error) {
	view, err := jobAnswer(t, err)
	if err != nil {
		return nil, err
	}
	return &jobStarted{Location: prefix + "/jobs/" + t.ID, Body: view.Body}, nil
}
