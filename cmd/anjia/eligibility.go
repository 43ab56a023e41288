package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
)

const eligibilityUsage = `usage: anjia eligibility check

Reads JSON Lines from standard input, one set of facts each (the fields of POST /api/v1/eligibility/check),
  {"category":5,"mode":"joint","applicants":[{"sex":"male","birth_date":"1988-05-04"}],"on":"2024-06-03"}
and writes one report a line, in the same order. Besides the facts a line may have
  region   code of the pack of law, cn when left out
  sandbox  true to let illustrative values stand in where no law is known
  on       the day of the question; else registered_on, decided_on or today
A fact that is left out is unknown. The end of a public notice is counted with the working calendar of the region.
A bad line gives {"error":"…","line":n} in its place and exit status 1.
`

// runEligibility is "anjia eligibility …". It returns the exit status: 0, 1 when a line was bad or reading or writing
// failed, 2 for wrong usage.
func runEligibility(args []string, in io.Reader, out, errOut io.Writer) int {
	if len(args) != 1 || args[0] != "check" {
		_, _ = fmt.Fprint(errOut, eligibilityUsage)
		if len(args) == 1 && (args[0] == "help" || args[0] == "-h" || args[0] == "--help") {
			return 0
		}
		return 2
	}
	set, err := law.Embedded()
	if err != nil {
		_, _ = fmt.Fprintln(errOut, "anjia eligibility check:", err)
		return 1
	}
	lines := factLines{
		set: set, packs: map[packKey]*law.Pack{}, calendars: map[string]*law.Calendar{},
		today: func() law.Date { return law.DateOf(time.Now()) },
	}
	if err := lines.run(in, out); err != nil {
		_, _ = fmt.Fprintln(errOut, "anjia eligibility check:", err)
		return 1
	}
	if lines.bad > 0 {
		return 1
	}
	return 0
}

// factLine is one input line.
type factLine struct {
	eligibility.Facts

	Region  string   `json:"region,omitempty"`
	Sandbox bool     `json:"sandbox,omitempty"`
	On      law.Date `json:"on,omitzero"`
}

type packKey struct {
	region  string
	sandbox bool
}

// factLines answers line by line; packs and calendars are laid together when a region is first asked for.
type factLines struct {
	set       *law.Set
	packs     map[packKey]*law.Pack
	calendars map[string]*law.Calendar
	today     func() law.Date
	bad       int
}

func (l *factLines) run(in io.Reader, out io.Writer) error {
	reader := bufio.NewReaderSize(in, mostLine)
	writer := bufio.NewWriterSize(out, 1<<16)
	encoder := json.NewEncoder(writer)
	encoder.SetEscapeHTML(false)
	for n := 1; ; n++ {
		line, tooLong, err := nextLine(reader)
		if errors.Is(err, io.EOF) {
			return writer.Flush()
		}
		if err != nil {
			return errors.Join(fmt.Errorf("read line %d: %w", n, err), writer.Flush())
		}
		if err := encoder.Encode(l.reply(line, tooLong, n)); err != nil {
			return fmt.Errorf("write line %d: %w", n, err)
		}
	}
}

// badLine stands in the place of a report.
type badLine struct {
	Error string `json:"error"`
	Line  int    `json:"line"`
}

func (l *factLines) reply(line []byte, tooLong bool, n int) any {
	if tooLong {
		l.bad++
		return badLine{fieldError{"line", fmt.Sprintf("longer than %d bytes", mostLine), "write one JSON object on each line"}.Error(), n}
	}
	report, err := l.check(line)
	if err != nil {
		l.bad++
		return badLine{err.Error(), n}
	}
	return report
}

func (l *factLines) check(line []byte) (eligibility.Report, error) {
	q, err := parseFactLine(line)
	if err != nil {
		return eligibility.Report{}, err
	}
	if q.Region == "" {
		q.Region = "cn"
	}
	pack, calendar, err := l.lawOf(q.Region, q.Sandbox)
	if err != nil {
		return eligibility.Report{}, err
	}
	facts, err := eligibility.WithNotice(q.Facts, pack, calendar)
	if err != nil {
		return eligibility.Report{}, err
	}
	on := q.On
	for _, day := range []law.Date{facts.RegisteredOn, facts.DecidedOn} {
		if on.IsZero() {
			on = day
		}
	}
	if on.IsZero() {
		on = l.today()
	}
	return eligibility.Run(facts, pack, on)
}

func (l *factLines) lawOf(region string, sandbox bool) (*law.Pack, *law.Calendar, error) {
	key := packKey{region, sandbox}
	if l.packs[key] != nil {
		return l.packs[key], l.calendars[region], nil
	}
	pack, err := l.set.Pack(region, sandbox)
	if err != nil {
		return nil, nil, fieldError{"/region", err.Error(), "use a known code or leave region out"}
	}
	calendar, err := l.set.Calendar(region)
	if err != nil {
		return nil, nil, fieldError{"/region", err.Error(), "use a region with a calendar"}
	}
	l.packs[key], l.calendars[region] = pack, calendar
	return pack, calendar, nil
}

// parseFactLine reads one JSON object with known fields only, each at most once.
func parseFactLine(line []byte) (factLine, error) {
	var q factLine
	at, err := walkJSON(line)
	if err != nil {
		return q, err
	}
	dec := json.NewDecoder(bytes.NewReader(line))
	dec.DisallowUnknownFields()
	err = dec.Decode(&q)
	if err == nil {
		return q, nil
	}
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return q, fieldError{
			"/" + strings.ReplaceAll(strings.TrimPrefix(wrong.Field, "Facts."), ".", "/"),
			"a " + wrong.Value + " stands where " + wrong.Type.Kind().String() + " is wanted", "correct the type",
		}
	}
	if wrong, ok := errors.AsType[*law.DateError](err); ok {
		return q, fieldError{at.find(wrong.Value), wrong.Error(), "correct the date"}
	}
	if name, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		return q, fieldError{name, "unknown field", "use the fields of the facts, region, sandbox and on only"}
	}
	return q, fieldError{"line", err.Error(), "correct the JSON"}
}
