package main

import (
	"encoding/json"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/workflow/casework"
)

// benchAct is an act that can be done on a case under review again and again.
type benchAct struct {
	name string
	what string
	cmd  func(turn int64) casework.Command
	// bodies are as many as a case has acts of the kind at most; the case's version picks one.
	bodies [][]byte
}

// benchTurns is how often an act can be done on one case.
const benchTurns = 1400

// benchActs are the acts that are measured. Questioning is the full one: it adds a record to the case and orders a
// paper, so that the case grows. Entering a paper of the checklist anew leaves the case as large as it is.
func benchActs() ([]benchAct, error) {
	acts := []benchAct{
		{what: "adds a record, orders the paper D17a; the case grows", cmd: func(turn int64) casework.Command { return sample.Questioning("a1", "", turn) }},
		{what: "enters a line of the checklist anew; the case stays as large", cmd: func(int64) casework.Command {
			return casework.RecordMaterial{Lines: []casework.MaterialLine{
				{Code: casework.MaterialOther, Title: "补充说明", Side: "applicant", Original: true, Copies: 1},
			}}
		}},
	}
	for i, a := range acts {
		acts[i].name = string(a.cmd(0).Act())
		for turn := range int64(benchTurns) {
			body, err := json.Marshal(a.cmd(turn))
			if err != nil {
				return nil, err
			}
			acts[i].bodies = append(acts[i].bodies, body)
		}
	}
	return acts, nil
}

// benchRound is what one round of one kind gave.
type benchRound struct {
	acts      int
	elapsed   time.Duration
	latencies []time.Duration
	serverCPU time.Duration
	pgCPU     time.Duration
	clientCPU time.Duration
}

func (r benchRound) rate() float64 { return float64(r.acts) / r.elapsed.Seconds() }

// per is a share of processor time for one act, in microseconds.
func (r benchRound) per(d time.Duration) float64 {
	if r.acts == 0 {
		return 0
	}
	return float64(d.Microseconds()) / float64(r.acts)
}

// drive does acts over HTTP with so many clients for so long. Each client keeps to cases of its own, in turn, so that
// nobody's version is stale: what is measured is the act, not the conflict.
func (w *benchWorld) drive(server *serverProcess, a benchAct, clients int, length time.Duration) (r benchRound, err error) {
	meter, err := w.meter(server)
	if err != nil {
		return r, err
	}
	rounds, errs := make([]benchRound, clients), make([]error, clients)
	start := time.Now()
	var wg sync.WaitGroup
	for h := range clients {
		wg.Go(func() { rounds[h], errs[h] = w.client(server.address, a, h, clients, start.Add(length)) })
	}
	wg.Wait()
	r.elapsed = time.Since(start)
	for _, one := range rounds {
		r.acts += one.acts
		r.latencies = append(r.latencies, one.latencies...)
	}
	slices.Sort(r.latencies)
	return r, errors.Join(append(errs, meter(&r))...)
}

func (w *benchWorld) client(address string, a benchAct, hand, clients int, until time.Time) (r benchRound, err error) {
	c, err := dialBench(address)
	if err != nil {
		return r, err
	}
	defer c.close()
	for i := hand; time.Now().Before(until); i += clients {
		if i >= len(w.files) {
			i = hand
		}
		f := &w.files[i]
		start := time.Now()
		version, err := c.act(w.desks[f.desk].token, f.id, a.name, newID(), f.version, a.bodies[f.version%benchTurns])
		if err != nil {
			return r, err
		}
		f.version = version
		r.latencies = append(r.latencies, time.Since(start))
		r.acts++
	}
	return r, nil
}

// meter begins to count processor time; what it returns puts the time since then into a round.
func (w *benchWorld) meter(server *serverProcess) (func(*benchRound) error, error) {
	postmaster, err := postmasterPID(w.pg.Dir())
	if err != nil {
		return nil, err
	}
	read := func() (r benchRound, err error) {
		if r.pgCPU, err = treeCPU(postmaster); err != nil {
			return r, err
		}
		if r.serverCPU, err = treeCPU(server.cmd.Process.Pid); err != nil {
			return r, err
		}
		r.clientCPU, err = ownCPU()
		return r, err
	}
	before, err := read()
	if err != nil {
		return nil, err
	}
	return func(r *benchRound) error {
		after, err := read()
		r.pgCPU, r.serverCPU, r.clientCPU = after.pgCPU-before.pgCPU, after.serverCPU-before.serverCPU, after.clientCPU-before.clientCPU
		return err
	}, nil
}
