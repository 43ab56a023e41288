package console

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow/casework"
)

const (
	// streamFor is how long one stream of events lasts. The browser then asks again by itself:
	// whoever is signed out meanwhile is told nothing more, and a server that stops waits no
	// longer than it does for other requests.
	streamFor = 15 * time.Second
	// streamEvery is how often a task is looked at.
	streamEvery = time.Second
	// streamAgain is what the browser is told to wait before it asks again.
	streamAgain = 500 * time.Millisecond
)

// jobEvent is how far a task is, in the reader's words.
type jobEvent struct {
	State string `json:"state"`
	Said  string `json:"said"`
	Text  string `json:"text"`
	Of    string `json:"of"`
	Done  int64  `json:"done"`
	Total int64  `json:"total"`
}

func jobEventOf(f view.Frame, t *casework.Task) jobEvent {
	e := jobEvent{State: string(t.State), Said: jobState(f, t).Text, Text: jobDoing(f, t), Done: t.Progress.Done, Total: t.Progress.Total}
	if t.Progress.Total > 0 {
		e.Of = f.T("task.of", t.Progress.Done, t.Progress.Total)
	}
	return e
}

// jobEvents tells how far a task is as server-sent events: one at once, one for every change, and "end" when the task has
// ended. Each says all there is to know, so that a browser that comes back has missed nothing; with the id of the last one
// (Last-Event-ID) it is told only what is new.
func jobEvents(v *visit) error {
	ctx := v.Request().Context()
	look := func() (*casework.Task, error) { return v.console.cases.Task(ctx, v.actor(), v.Param("id")) }
	t, err := look()
	if err != nil {
		return err
	}
	f := view.Frame{Words: v.words}
	h := v.Response().Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("X-Accel-Buffering", "no") // a proxy passes each line on as it comes
	v.Response().WriteHeader(http.StatusOK)
	over, tick := time.NewTimer(streamFor), time.NewTicker(streamEvery)
	defer over.Stop()
	defer tick.Stop()
	if _, err := fmt.Fprintf(v.Response(), "retry: %d\n\n", streamAgain.Milliseconds()); err != nil {
		return nil //nolint:nilerr // nobody reads any more
	}
	told := v.Request().Header.Get("Last-Event-ID")
	for {
		if id := jobMark(t); id != told || !underWay(t) {
			if told = id; v.tell(jobEventOf(f, t), id, !underWay(t)) != nil || !underWay(t) {
				return nil
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-over.C:
			return nil
		case <-tick.C:
		}
		if t, err = look(); err != nil {
			if ctx.Err() == nil && edge.ProblemOf(ctx, err).Status >= http.StatusInternalServerError {
				v.console.log.WarnContext(ctx, "events of a task", "error", err.Error())
			}
			return nil // the browser asks again, and is told what is wrong
		}
	}
}

// jobMark changes with everything that an event tells.
func jobMark(t *casework.Task) string {
	return fmt.Sprintf("%d-%s-%t-%d-%d", t.Order, t.State, t.Cancelling, t.Progress.Done, t.Progress.Total)
}

// tell writes one event.
func (v *visit) tell(e jobEvent, id string, last bool) error {
	raw, err := json.Marshal(e)
	if err != nil {
		return err
	}
	name := "progress"
	if last {
		name = "end"
	}
	if _, err := fmt.Fprintf(v.Response(), "id: %s\nevent: %s\ndata: %s\n\n", id, name, raw); err != nil {
		return err
	}
	return http.NewResponseController(v.Response()).Flush()
}
