package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/anjia-project/anjia/assessment/instrument"
)

const instrumentReadUsage = `usage: anjia instrument list [--json]
       anjia instrument show [--json] NAME|FILE
       anjia instrument check [--json] FILE…
       anjia instrument diff [--json] NAME|FILE NAME|FILE
       anjia instrument format NAME|FILE
       anjia instrument schema

list names the tables that are shipped. show prints a table as it will be scored: every option with its points, the proof
demanded, the gates in the order in which they are tried. check lists everything that is wrong in files, by line, each
with its rule and remedy; exit status 1 then. diff says what changed from the first table to the second, and marks with *
what can change a score. format writes a table as canonical YAML. schema writes the JSON Schema of the format.
A NAME is code@version of a shipped table. None of them needs a database.
`

// readArgs are the arguments of a command that reads tables.
type readArgs struct {
	asJSON bool
	names  []string
}

// parseRead reads flags, which may stand before and after the names.
func parseRead(command string, args []string, out, errOut io.Writer) (r readArgs, code int, done bool) {
	flags := flag.NewFlagSet("instrument "+command, flag.ContinueOnError)
	flags.SetOutput(errOut)
	flags.Usage = func() {}
	flags.BoolVar(&r.asJSON, "json", false, "")
	for rest := args; len(rest) > 0; {
		if err := flags.Parse(rest); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				_, _ = io.WriteString(out, instrumentReadUsage)
				return r, 0, true
			}
			_, _ = io.WriteString(errOut, instrumentReadUsage)
			return r, 2, true
		}
		if rest = flags.Args(); len(rest) > 0 {
			r.names, rest = append(r.names, rest[0]), rest[1:]
		}
	}
	least := map[string]int{"show": 1, "check": 1, "format": 1, "diff": 2}[command]
	if len(r.names) < least || len(r.names) > least && command != "check" {
		_, _ = io.WriteString(errOut, instrumentReadUsage)
		return r, 2, true
	}
	return r, 0, false
}

// runInstrumentRead is "anjia instrument list", show, check, diff, format and schema. It returns the exit status.
func runInstrumentRead(command string, args []string, out, errOut io.Writer) int {
	r, code, done := parseRead(command, args, out, errOut)
	if done {
		return code
	}
	var err error
	switch command {
	case "list":
		err = listTables(r, out)
	case "show":
		err = showTable(r, out)
	case "check":
		err = checkTables(r, out, errOut)
	case "diff":
		err = diffTables(r, out)
	case "format":
		err = formatTable(r, out)
	case "schema":
		err = writeSchema(out)
	}
	return ended("instrument "+command, err, errOut)
}

func listTables(r readArgs, out io.Writer) error {
	tables, err := instrument.Shipped()
	if err != nil {
		return err
	}
	views := []instrument.Ref{}
	for _, table := range tables {
		views = append(views, table.Ref())
		if !r.asJSON {
			if _, err := fmt.Fprintf(out, "%-28s %-12s %s\n", table.Ref().Name(), table.Status(), table.Title().ZH); err != nil {
				return err
			}
		}
	}
	if r.asJSON {
		return indented(out, views)
	}
	return nil
}

func showTable(r readArgs, out io.Writer) error {
	table, err := tableNamed(r.names[0])
	if err != nil {
		return err
	}
	if r.asJSON {
		return indented(out, table.View())
	}
	_, err = io.WriteString(out, strings.Join(instrument.Describe(table), "\n")+"\n")
	return err
}

// checked is what "check --json" says of one file.
type checked struct {
	File     string              `json:"file"`
	Name     string              `json:"name,omitempty"`
	SHA256   string              `json:"sha256,omitempty"`
	Problems instrument.Problems `json:"problems"`
}

func checkTables(r readArgs, out, errOut io.Writer) error {
	answers, bad := []checked{}, 0
	for _, name := range r.names {
		raw, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		answer := checked{File: name, Problems: instrument.Problems{}}
		table, err := instrument.Load(name, raw)
		switch {
		case err == nil:
			answer.Name, answer.SHA256 = table.Ref().Name(), table.Ref().SHA256
		case !errors.As(err, &answer.Problems):
			return err
		default:
			bad++
		}
		answers = append(answers, answer)
		if r.asJSON {
			continue
		}
		if len(answer.Problems) > 0 {
			_, _ = fmt.Fprintln(errOut, answer.Problems)
			continue
		}
		if _, err := fmt.Fprintf(out, "%s: %s holds, SHA-256 %s\n", name, answer.Name, answer.SHA256); err != nil {
			return err
		}
	}
	if r.asJSON {
		if err := indented(out, answers); err != nil {
			return err
		}
	}
	if bad > 0 {
		return fmt.Errorf("%d of %d files cannot be used", bad, len(r.names))
	}
	return nil
}

func diffTables(r readArgs, out io.Writer) error {
	before, err := tableNamed(r.names[0])
	if err != nil {
		return err
	}
	after, err := tableNamed(r.names[1])
	if err != nil {
		return err
	}
	changes := instrument.Diff(before, after)
	if r.asJSON {
		return indented(out, struct {
			Before  instrument.Ref      `json:"before"`
			After   instrument.Ref      `json:"after"`
			Changes []instrument.Change `json:"changes"`
		}{before.Ref(), after.Ref(), changes})
	}
	if len(changes) == 0 {
		_, err := fmt.Fprintln(out, "内容没有变化。")
		return err
	}
	for _, change := range changes {
		mark := " "
		if change.Score {
			mark = "*"
		}
		if _, err := fmt.Fprintln(out, mark, change.Text); err != nil {
			return err
		}
	}
	return nil
}

func formatTable(r readArgs, out io.Writer) error {
	table, err := tableNamed(r.names[0])
	if err != nil {
		return err
	}
	raw, err := instrument.Encode(table)
	if err != nil {
		return err
	}
	_, err = out.Write(raw)
	return err
}

func writeSchema(out io.Writer) error {
	raw, err := instrument.Schema()
	if err != nil {
		return err
	}
	_, err = out.Write(append(raw, '\n'))
	return err
}

func indented(out io.Writer, value any) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}
