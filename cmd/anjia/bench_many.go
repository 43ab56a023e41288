package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/store"
)

// manyFigure is the cost of one computation over many cases, database included.
type manyFigure struct {
	Name    string  `json:"name"`
	Cases   int     `json:"cases"`
	KB      float64 `json:"kb_per_case"`
	Seconds float64 `json:"seconds"`     // median by the wall's clock
	CPU     float64 `json:"cpu_seconds"` // median of what this process used; the database's own is not in it
}

// manyTimes is how often each is done.
const manyTimes = 3

// measureMany lets a draft table run over so many ended cases, and makes the board of their agency. The cases are copies
// of one, laid into the table past all acts: nothing may be measured after them.
func (w *benchWorld) measureMany(ctx context.Context, n int) ([]manyFigure, error) {
	size, err := w.copyEnded(ctx, n)
	if err != nil {
		return nil, err
	}
	draft, err := stricterDraft()
	if err != nil {
		return nil, err
	}
	boss := workflow.Actor{ID: newID(), Name: "审批人", Role: workflow.RoleSupervisor, AuthorityID: w.root.AuthorityID, Organisation: w.root.Organisation}
	replay, err := overMany("what-if: a stricter scoring table", n, size, func() error {
		report, err := w.app.replay().Run(ctx, boss, draft, "", nil)
		if err == nil && (report.Examined != n || report.Changed != n) {
			err = fmt.Errorf("bench: the what-if examined %d cases and changed %d of %d", report.Examined, report.Changed, n)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	board, err := overMany("board: one agency, two evaluators", n, size, func() error {
		b, err := w.app.boards().Board(ctx, boss, casework.BoardQuery{From: law.MustDate(benchStart), To: law.MustDate(benchStart).AddDays(365)})
		if err == nil && (len(b.Agencies) != 1 || b.Agencies[0].Report.Finished != n) {
			err = errors.New("bench: the board lacks cases")
		}
		return err
	})
	return []manyFigure{replay, board}, err
}

// overMany does it several times; medians are told.
func overMany(name string, n int, size float64, do func() error) (manyFigure, error) {
	var seconds, used []float64
	for range manyTimes {
		before, err := ownCPU()
		start := time.Now()
		if err = errors.Join(err, do()); err != nil {
			return manyFigure{}, err
		}
		took := time.Since(start)
		after, err := ownCPU()
		if err != nil {
			return manyFigure{}, err
		}
		seconds, used = append(seconds, took.Seconds()), append(used, (after-before).Seconds())
	}
	slices.Sort(seconds)
	slices.Sort(used)
	return manyFigure{Name: name, Cases: n, KB: size, Seconds: median(seconds), CPU: median(used)}, nil
}

// copyEnded lays so many copies of an ended case into the table, and says how many KB one has.
func (w *benchWorld) copyEnded(ctx context.Context, n int) (float64, error) {
	var opened *casework.OpenedCase
	err := w.app.store.Within(ctx, w.desks[w.files[0].desk].officer, func(tx casework.Tx) (err error) {
		opened, err = tx.Case(ctx, w.files[0].id)
		return err
	})
	if err != nil {
		return 0, err
	}
	c := opened.Case
	if err := endStudied(c); err != nil {
		return 0, err
	}
	document, err := json.Marshal(c)
	if err != nil {
		return 0, err
	}
	return float64(len(document)) / 1000, w.admin(benchDatabase, func(db *sql.DB) error {
		_, err := db.ExecContext(ctx, `insert into cases select (jsonb_populate_record(c, jsonb_build_object('id', i.id, 'number', 'ended-' || i.n, 'state', 'terminated',
  'ended_on', c.received_on, 'body_kind', 'agency', 'body_id', $2::text, 'document', replace($3, $1, i.id::text)))).*
 from cases c, (select n, gen_random_uuid() as id from generate_series(1, $4::int) n) i where c.id = $1::uuid`, c.ID, c.Commission.BodyID, string(document), n)
		if err == nil {
			_, err = db.ExecContext(ctx, `analyze cases`) //nolint:misspell // SQL
		}
		return err
	})
}

// endStudied lets a case under review have been studied by an agency, reported on and ended.
func endStudied(c *workflow.Case) error {
	on := law.MustDate(benchStart)
	table, sheets, err := sample.FilledSheets(string(instrument.Capacity), on.Time())
	if err != nil {
		return err
	}
	c.State, c.Ending = workflow.Terminated, &workflow.Ending{On: on, Reason: "收养申请人要求终止"}
	c.Instruments = map[string]workflow.Ref{workflow.PhaseCapacity: workflow.Ref(table.Ref())}
	c.ScoredPhases, c.Sheets = []string{workflow.PhaseCapacity}, sheets
	c.Commission = &workflow.Commission{Kind: workflow.BodyAgency, BodyID: newID(), BodyName: "雪域社会工作服务中心", NamedOn: on, AcceptedOn: on, BegunOn: on}
	for i := range c.Sheets {
		c.Sheets[i].CaseID = c.ID
		by := c.Sheets[i].Evaluator
		c.Commission.Members = append(c.Commission.Members, workflow.Evaluator{EvaluatorID: by.ID, AccountID: by.ID, Name: by.Name, Lead: i == 0, AssignedOn: on})
	}
	c.Report = &workflow.Report{Conclusion: "fit", WrittenOn: on, SealedOn: on, Revision: 1}
	return nil
}

// stricterDraft is the shipped table of capacity with a threshold that nobody reaches.
func stricterDraft() (law.RawFile, error) {
	table, err := tableNamed("sandbox-s1-capacity")
	if err != nil {
		return law.RawFile{}, err
	}
	raw := bytes.ReplaceAll(table.Raw(), []byte("total_at_least: 80"), []byte("total_at_least: 100"))
	draft, err := instrument.Load("draft.yaml", raw)
	if err != nil {
		return law.RawFile{}, err
	}
	ref := draft.Ref()
	return law.RawFile{Kind: workflow.LawInstrument, Code: ref.Code, Version: ref.Version, SHA256: ref.SHA256, Path: "draft.yaml", Bytes: raw}, nil
}

// load is how many processes of the machine wanted a processor in the last minute; 0 where that cannot be read.
func load() (one float64) {
	b, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return 0
	}
	if _, err := fmt.Fscan(strings.NewReader(string(b)), &one); err != nil {
		return 0
	}
	return one
}

// archive opens the services again and measures over ended cases, last of all.
func (w *benchWorld) archive(ctx context.Context, n int) ([]manyFigure, error) {
	if w.app == nil {
		if err := w.open(ctx, store.Options{}); err != nil {
			return nil, err
		}
	}
	return w.measureMany(ctx, n)
}
