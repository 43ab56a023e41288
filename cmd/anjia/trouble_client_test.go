package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// acknowledged is an answer that somebody relies on: the entry it names must stand for ever.
type acknowledged struct {
	key, actor string
	chain      string // id of the case; of the authority for a child; empty for a draft, which has no entry
	authority  bool
	seq        int64
	hash       string
}

// collected is a list that many append to.
type collected[T any] struct {
	mu    sync.Mutex
	items []T
}

func (c *collected[T]) add(item T) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.items = append(c.items, item)
}

func (c *collected[T]) list() []T {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]T(nil), c.items...)
}

func (c *collected[T]) count() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.items)
}

// troubleCounts is what the clients report.
type troubleCounts struct {
	over                  atomic.Bool
	acks                  collected[acknowledged]
	faults                collected[string]
	lost, replayed, stale atomic.Int64
	drafts, children      collected[string] // ids
}

// clerk is one client: an officer at a desk, with cases that nobody else touches.
type clerk struct {
	tr       *trouble
	number   int
	chance   *rand.Rand
	own, hot []*benchCase
	desk     benchDesk
	http     *sample.Client
	families int
}

// client acts until the trouble is over. What it began, it brings to an end: at the end every outcome is known.
func (tr *trouble) client(ctx context.Context, n int) {
	transport := &http.Transport{MaxIdleConnsPerHost: 1}
	defer transport.CloseIdleConnections()
	c := &clerk{tr: tr, number: n, chance: rand.New(rand.NewPCG(tr.seed, uint64(n)+1))}
	own := tr.world.files[:troubleOwnCases]
	for i := n; i < len(own); i += troubleClients {
		c.own = append(c.own, &own[i])
	}
	for _, f := range tr.world.files[troubleOwnCases:] {
		c.hot = append(c.hot, &benchCase{id: f.id, desk: f.desk, version: f.version})
	}
	c.http = &sample.Client{Base: "http://" + tr.port, HTTP: &http.Client{Transport: transport, Timeout: 20 * time.Second}}
	for !tr.over.Load() {
		if err := c.work(ctx); err != nil {
			tr.faults.add(fmt.Sprintf("client %d: %v", n, err))
			return
		}
	}
}

// work is one thing that a clerk does.
func (c *clerk) work(ctx context.Context) error {
	switch dice := c.chance.IntN(10); {
	case dice < 6:
		f := c.own[c.chance.IntN(len(c.own))]
		return c.act(ctx, f, c.any(f), false)
	case dice < 8:
		f := c.hot[c.chance.IntN(len(c.hot))]
		return c.act(ctx, f, c.any(f), true)
	default:
		return c.application(ctx)
	}
}

func (c *clerk) any(f *benchCase) casework.Command {
	switch c.chance.IntN(3) {
	case 0:
		return sample.Questioning("a1", "", f.version)
	case 1:
		return casework.RecordConsent{Kind: workflow.ConsentPlacer, By: "拉萨市儿童福利院", Given: true, Form: "书面"}
	default:
		return casework.RecordMaterial{Lines: []casework.MaterialLine{{Code: casework.MaterialOther, Title: "补充说明", Side: "applicant", Original: true, Copies: 1}}}
	}
}

// act does one act on a case. On a case that others act on too it may be refused as stale, on an own one never.
func (c *clerk) act(ctx context.Context, f *benchCase, cmd casework.Command, shared bool) error {
	c.desk = c.tr.world.desks[f.desk]
	var out casework.Outcome
	key, err := c.settle(ctx, "/cases/"+f.id+"/acts/"+string(cmd.Act()), cmd, &out, f.version)
	if shared && sample.IsStatus(err, http.StatusPreconditionFailed) {
		c.tr.stale.Add(1)
		return c.reload(ctx, f)
	}
	if err != nil {
		return fmt.Errorf("%s on case %s version %d: %w", cmd.Act(), f.id, f.version, err)
	}
	if out.Version != f.version+1 {
		return fmt.Errorf("%s on case %s took version %d to %d", cmd.Act(), f.id, f.version, out.Version)
	}
	f.version = out.Version
	c.tr.acks.add(acknowledged{key: key, actor: c.desk.officer.ID, chain: f.id, seq: out.EntrySeq, hash: out.Entry})
	return nil
}

// reload reads the version of a case, as often as it takes.
func (c *clerk) reload(ctx context.Context, f *benchCase) error {
	for {
		headers, err := c.send(ctx, http.MethodGet, "/cases/"+f.id, nil, nil)
		switch {
		case err == nil:
			f.version, err = strconv.ParseInt(strings.Trim(headers.Get("ETag"), `"v`), 10, 64)
			return err
		case !unclear(err):
			return err
		}
		if err := pause(ctx); err != nil {
			return err
		}
	}
}

// application takes a new family's application up to acceptance: child, draft, numbers, papers.
func (c *clerk) application(ctx context.Context) error {
	n := 1000*(c.number+1) + c.families
	c.families++
	c.desk = c.tr.world.desks[c.chance.IntN(len(c.tr.world.desks))]
	couple := sample.CoupleNumber(n)
	var child casework.ChildOutcome
	key, err := c.settle(ctx, "/children", casework.RegisterChild{ChildInput: couple.Child}, &child, 0)
	if err != nil {
		return fmt.Errorf("register child: %w", err)
	}
	c.tr.children.add(child.Child.ID)
	c.tr.acks.add(acknowledged{key: key, actor: c.desk.officer.ID, chain: c.desk.officer.AuthorityID, authority: true, seq: child.EntrySeq, hash: child.Entry})
	var draft casework.Draft
	if key, err = c.settle(ctx, "/cases", casework.DraftInput{ChildID: child.Child.ID, Category: couple.Category, Application: couple.Application}, &draft, 0); err != nil {
		return fmt.Errorf("draft: %w", err)
	}
	c.tr.drafts.add(draft.Case.ID)
	c.tr.acks.add(acknowledged{key: key, actor: c.desk.officer.ID})
	f := &benchCase{id: draft.Case.ID, version: draft.Case.Version}
	for i, d := range c.tr.world.desks {
		if d.officer.ID == c.desk.officer.ID {
			f.desk = i
		}
	}
	draft.Case.ReceivedOn = draft.Case.StateSince
	for _, cmd := range []casework.Command{casework.Submit{}, sample.Materials(draft.Case, child.Child), casework.Accept{}} {
		if err := c.act(ctx, f, cmd, false); err != nil {
			return err
		}
	}
	return nil
}

// settle sends a request until its outcome is known: the same key and body each time, whatever becomes of the server.
func (c *clerk) settle(ctx context.Context, path string, in, out any, version int64) (key string, err error) {
	key = newID()
	headers := []sample.Header{{Name: "Idempotency-Key", Value: key}}
	if version > 0 {
		headers = append(headers, sample.Header{Name: "If-Match", Value: fmt.Sprintf(`"v%d"`, version)})
	}
	for again := false; ; again = true {
		answer, err := c.send(ctx, http.MethodPost, path, in, out, headers...)
		if !unclear(err) {
			if again && err == nil && answer.Get("Idempotency-Replayed") == "true" {
				c.tr.replayed.Add(1)
			}
			return key, err
		}
		if !again {
			c.tr.lost.Add(1)
		}
		if err := pause(ctx); err != nil {
			return key, err
		}
	}
}

func (c *clerk) send(ctx context.Context, method, path string, in, out any, headers ...sample.Header) (http.Header, error) {
	c.http.Token = c.desk.token
	return c.http.Call(ctx, method, path, in, out, headers...)
}

// unclear reports whether an error leaves open what became of the request: no answer, an answer that broke off, a
// server in trouble, or the same request still in flight.
func unclear(err error) bool {
	var p *sample.Problem
	switch {
	case err == nil:
		return false
	case errors.As(err, &p):
		return p.Status >= http.StatusInternalServerError || p.Code == "idempotency_in_flight"
	}
	return true
}

// pause is between two attempts; it fails when the test has come to its end.
func pause(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(5 * time.Millisecond):
		return nil
	}
}
