package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/whatif"
)

const replayUsage = `usage: anjia replay --kind instrument|pack|calendar --file FILE --authority ID [--division CODE] [--code CODE] [--json]

Judges every ended case of an authority and those below it a second time, with FILE in the place of what is in use,
and lists the cases whose outcome, score or due date would be another and why. It changes no case and keeps nothing:
a report that goes with a publication is made by the server (docs/operations.md). It names cases by their numbers.

  DATABASE_URL  the server's role, as for anjia serve

`

// replayOptions are the flags of "anjia replay".
type replayOptions struct {
	kind, file, code, authority, division string
	json                                  bool
}

// runReplay is "anjia replay".
func runReplay(args []string, out, errOut io.Writer) int {
	flags := flag.NewFlagSet("replay", flag.ContinueOnError)
	flags.SetOutput(errOut)
	o := replayOptions{}
	flags.StringVar(&o.kind, "kind", "", "instrument, pack or calendar")
	flags.StringVar(&o.file, "file", "", "the draft: YAML, or CSV of a calendar")
	flags.StringVar(&o.code, "code", "", "of a pack or calendar, such as cn-54; the file's name when left out")
	flags.StringVar(&o.authority, "authority", "", "id of the authority")
	flags.StringVar(&o.division, "division", "", "only cases of this division and below")
	flags.BoolVar(&o.json, "json", false, "the report as it would be attached, instead of text")
	flags.Usage = func() { _, _ = io.WriteString(errOut, replayUsage); flags.PrintDefaults() }
	if code, done := parsed(flags, args); done {
		return code
	}
	if o.kind == "" || o.file == "" || o.authority == "" {
		flags.Usage()
		return 2
	}
	ctx, stop := interrupted()
	defer stop()
	return ended("replay", replay(ctx, o, out, errOut), errOut)
}

func replay(ctx context.Context, o replayOptions, out, errOut io.Writer) (err error) {
	database := os.Getenv("DATABASE_URL")
	if database == "" {
		return errors.New("DATABASE_URL is not set: name the database and the server's role")
	}
	a, err := openApp(ctx, appOptions{database: database, files: dataFolder(), log: newLog(errOut)})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.close()) }()
	draft, err := readDraft(a.law.Set(), o)
	if err != nil {
		return err
	}
	clerk := workflow.Actor{Role: workflow.RoleSupervisor, AuthorityID: o.authority}
	begun := time.Now()
	report, err := a.replay().Run(ctx, clerk, draft, o.division, nil)
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintf(errOut, "%d cases in %.2f s\n", report.Examined, time.Since(begun).Seconds())
	return printReport(report, o.json, out)
}

func printReport(report *whatif.Report, asJSON bool, out io.Writer) error {
	if !asJSON {
		_, err := io.WriteString(out, report.Text())
		return err
	}
	b, _, err := report.Bytes()
	if err == nil {
		_, err = out.Write(append(b, '\n'))
	}
	return err
}

// readDraft reads the file and names it.
func readDraft(set *law.Set, o replayOptions) (law.RawFile, error) {
	data, err := os.ReadFile(o.file)
	if err != nil {
		return law.RawFile{}, err
	}
	code := o.code
	if code == "" {
		base := filepath.Base(o.file)
		code = strings.TrimSuffix(base, filepath.Ext(base))
	}
	switch o.kind {
	case workflow.LawInstrument:
		t, err := instrument.Load(o.file, data)
		if err != nil {
			return law.RawFile{}, err
		}
		ref := t.Ref()
		return law.RawFile{Kind: o.kind, Code: ref.Code, Version: ref.Version, SHA256: ref.SHA256, Path: o.file, Bytes: data}, nil
	case law.KindPack:
		return set.ReadPackFile(law.PlaceOf(o.kind, code), data)
	case law.KindCalendar:
		return law.ReadCalendarFile(law.PlaceOf(o.kind, code), data)
	}
	return law.RawFile{}, fmt.Errorf("--kind is instrument, pack or calendar, not %q", o.kind)
}

// replay tries drafts out on ended cases.
func (a *app) replay() *casework.Replay {
	return &casework.Replay{
		Archive: a.store, Store: a.store, Law: func() casework.LawAtHand { return a.law.Shelf() }, Now: time.Now, NewID: newID,
	}
}

// boards are the figures of agencies.
func (a *app) boards() *casework.Boards {
	return &casework.Boards{Archive: a.store, Store: a.store, Law: func() casework.LawAtHand { return a.law.Shelf() }, Now: time.Now}
}
