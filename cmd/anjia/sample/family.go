package sample

import (
	"context"
	"fmt"
	"net/http"
	"strconv"

	"github.com/google/uuid"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// Family is one case on its way, with the people who act on it.
type Family struct {
	Name     string
	Office   *Office
	ID       string
	Number   string
	Version  int64
	ChildID  string
	ChildVer int64
	// ChildName is the child's name as it was entered.
	ChildName string
	Last      casework.Outcome
	Papers    []PaperRef // in the order in which they were ordered, those of the child first
	Expected  workflow.State
	bonus     []string // items of the capacity table that are answered yes
	sched     *Schedule
}

// PaperRef is a paper of a case as the demo writes it.
type PaperRef struct {
	ID, Code string
	Child    bool // stands on the child's record
}

// Create enters the draft of the family's case.
func (f *Family) Create(ctx context.Context, c *Client, category workflow.Category, app workflow.Application, secrecy bool) error {
	var out struct {
		ID      string `json:"id"`
		Version int64  `json:"version"`
	}
	in := map[string]any{"category": category, "child_id": f.ChildID, "secrecy": secrecy, "application": app}
	if _, err := c.Call(ctx, http.MethodPost, "/cases", in, &out, idem()); err != nil {
		return err
	}
	f.ID, f.Version = out.ID, out.Version
	return nil
}

// Act does one act on the family's case and keeps what it answered.
func (f *Family) Act(ctx context.Context, c *Client, cmd casework.Command) error {
	out, err := f.Try(ctx, c, cmd)
	if err != nil {
		return fmt.Errorf("%s: %w", cmd.Act(), err)
	}
	f.take(out)
	return nil
}

// Try does one act and leaves the family as it is when it is refused.
func (f *Family) Try(ctx context.Context, c *Client, cmd casework.Command) (*casework.Outcome, error) {
	var out casework.Outcome
	_, err := c.Call(ctx, http.MethodPost, "/cases/"+f.ID+"/acts/"+string(cmd.Act()), cmd, &out,
		idem(), Header{"If-Match", strconv.Quote("v" + strconv.FormatInt(f.Version, 10))})
	if err != nil {
		return nil, err
	}
	return &out, nil
}

func (f *Family) take(out *casework.Outcome) {
	f.Version, f.Number, f.Last = out.Version, out.Number, *out
	for _, p := range out.Papers {
		f.Papers = append(f.Papers, PaperRef{ID: p.ID, Code: string(p.Code)})
	}
}

// Reload reads the case's version anew: an act on the child has moved it on.
func (f *Family) Reload(ctx context.Context, c *Client) (*workflow.Case, error) {
	var out struct {
		Case workflow.Case `json:"case"`
	}
	if _, err := c.Call(ctx, http.MethodGet, "/cases/"+f.ID, nil, &out); err != nil {
		return nil, err
	}
	f.Version = out.Case.Version
	return &out.Case, nil
}

// paperOf is the id of the newest paper of a code; "" when there is none.
func (f *Family) paperOf(code string) string {
	for i := len(f.Papers) - 1; i >= 0; i-- {
		if f.Papers[i].Code == code {
			return f.Papers[i].ID
		}
	}
	return ""
}

// at plans steps of this family.
func (f *Family) at(on law.Date, name string, do func(ctx context.Context) error) {
	f.sched.Add(f.Name, Step{On: on, Name: name, Do: do})
}

// act plans one act of one account.
func (f *Family) act(on law.Date, c *Client, cmd casework.Command) {
	f.at(on, string(cmd.Act()), func(ctx context.Context) error { return f.Act(ctx, c, cmd) })
}

// serve plans the service of the newest paper of a code on somebody.
func (f *Family) serve(on law.Date, code, recipient string) {
	f.at(on, "serve "+code, func(ctx context.Context) error {
		return f.Act(ctx, f.Office.Officer, casework.ServePaper{
			PaperID: f.paperOf(code), Mode: workflow.ServedDirectly, Recipient: recipient, Place: f.Office.Name + "收养登记室",
		})
	})
}

func idem() Header { return Header{"Idempotency-Key", uuid.NewString()} }
