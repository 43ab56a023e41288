package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path"
	"runtime"
	"strings"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
)

const instrumentScoreUsage = `usage: anjia instrument score [flags] FILE

FILE is a table in YAML, or the name of one that is shipped (sandbox-s1-capacity@1, or without the version when there
is one only). Reads JSON Lines from standard input, one case each,
  {"sheets":[{"evaluator":"e1","answers":{"010":{"option":"a"},"020":{"points":"7.5"},"030":{"rating":4},"040":{"value":true}}},…]}
and writes one result a line, in the same order,
  {"total":"82.50","conclusion":"…","passed":true,"outcome":"pass","decided_by":"…","mode":"mean","vetoes":[…],"gates":[…],"tree":[…]}
An answer has what its item takes: option (with points where the option is a band), points as a string, rating, value,
text, or initial, mitigation and final; it may have comment and evidence [{"id","sha256","kind","issued_on","expires_on"}],
and by_applicant {"p1":{…},"p2":{…}} where each applicant is judged. A line may name its "applicants":["p1","p2"]; without
any, there is one. A veto is {"value":true} when found; an empty box of a veto or a bonus means no. Neither words nor the
evidence that the table demands are asked for. total is "" when the table has none.

  --consolidation  mean (the default), lower, consensus or lead: how several sheets become one result
  --lead           the evaluator whose values count with --consolidation lead
  --at-least       fewest sheets on a line; 1 when left out. An assessment needs two or more evaluators (《收养评估办法（试行）》
                   第九条); a line with one sheet is scored all the same, and its mode is "single"

A bad line gives {"error":"…","line":n,"problems":[…]} in its place and exit status 1 at the end.
`

// scoreOptions is what the flags say.
type scoreOptions struct {
	table *instrument.Instrument
	how   assessment.Consolidation
}

// runInstrumentScore is "anjia instrument score". It returns the exit status: 0, 1 when a line was bad or reading or
// writing failed, 2 for wrong usage or a table that cannot be used.
func runInstrumentScore(args []string, in io.Reader, out, errOut io.Writer) int {
	options, code, done := scoreFlags(args, out, errOut)
	if done {
		return code
	}
	bad, err := scoreLines(options, runtime.GOMAXPROCS(0), in, out)
	if err != nil {
		_, _ = fmt.Fprintln(errOut, "anjia instrument score:", err)
		return 1
	}
	if bad > 0 {
		_, _ = fmt.Fprintf(errOut, "anjia instrument score: %d lines could not be scored; their place holds the error\n", bad)
		return 1
	}
	return 0
}

// scoreFlags reads the flags, which may stand before and after the file, and the table.
func scoreFlags(args []string, out, errOut io.Writer) (o scoreOptions, code int, done bool) {
	flags := flag.NewFlagSet("instrument score", flag.ContinueOnError)
	flags.SetOutput(errOut)
	flags.Usage = func() {}
	mode := flags.String("consolidation", string(assessment.Mean), "")
	flags.StringVar(&o.how.Lead, "lead", "", "")
	flags.IntVar(&o.how.AtLeast, "at-least", 1, "")
	var files []string
	for rest := args; len(rest) > 0; {
		if err := flags.Parse(rest); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				_, _ = io.WriteString(out, instrumentScoreUsage)
				return o, 0, true
			}
			_, _ = io.WriteString(errOut, instrumentScoreUsage)
			return o, 2, true
		}
		if rest = flags.Args(); len(rest) > 0 {
			files, rest = append(files, rest[0]), rest[1:]
		}
	}
	o.how.Mode = assessment.Mode(*mode)
	if what := o.wrong(files); what != "" {
		_, _ = fmt.Fprintf(errOut, "anjia instrument score: %s\n\n%s", what, instrumentScoreUsage)
		return o, 2, true
	}
	table, err := tableNamed(files[0])
	if err != nil {
		_, _ = fmt.Fprintln(errOut, "anjia instrument score:", err)
		return o, 2, true
	}
	o.table = table
	return o, 0, false
}

// wrong says what about the flags cannot be; "" when nothing is.
func (o *scoreOptions) wrong(files []string) string {
	switch o.how.Mode {
	case assessment.Mean, assessment.Lower, assessment.Consensus, assessment.Lead:
	default:
		return fmt.Sprintf("there is no consolidation %q: use mean, lower, consensus or lead", string(o.how.Mode))
	}
	switch {
	case len(files) != 1:
		return fmt.Sprintf("one table is named, not %d", len(files))
	case (o.how.Mode == assessment.Lead) != (o.how.Lead != ""):
		return "--lead goes with --consolidation lead and with no other"
	case o.how.AtLeast < 1:
		return "--at-least is 1 or more"
	}
	return ""
}

// tableNamed loads a table from a file or, when there is no such file, finds a shipped one by code@version, by its code
// alone when it has one version, or by the name of its file.
func tableNamed(name string) (*instrument.Instrument, error) {
	raw, err := os.ReadFile(name)
	if err == nil {
		return instrument.Load(name, raw)
	}
	if !errors.Is(err, os.ErrNotExist) || strings.Contains(name, string(os.PathSeparator)) {
		return nil, err
	}
	tables, err := instrument.Shipped()
	if err != nil {
		return nil, err
	}
	var found []*instrument.Instrument
	var names []string
	for _, table := range tables {
		ref := table.Ref()
		names = append(names, ref.Name())
		if name == ref.Name() || name == ref.Code {
			found = append(found, table)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return nil, fmt.Errorf("there is no file %s and no shipped table of that name; shipped are %s", path.Clean(name), strings.Join(names, ", "))
	}
	return nil, fmt.Errorf("%s is shipped in %d versions; name one as code@version: %s", name, len(found), strings.Join(names, ", "))
}
