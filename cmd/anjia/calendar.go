package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/anjia-project/anjia/assessment/law"
)

const calendarUsage = `usage: anjia calendar due

Reads JSON Lines from standard input, one term each,
  {"start":"2026-01-05","length":30,"unit":"day","region":"cn"}
and writes one line each, in the same order,
  {"due":"2026-02-04","provisional":false,"explanation":["…"]}
unit is day, working_day, month or year; region may be left out (cn). The day of start is not counted; every term is
a limit whose last day rolls off rest days. A bad line gives {"error":"…","line":n} in its place and exit status 1.
`

// mostLine is the longest input line in bytes; a longer one is an error in its place.
const mostLine = 64 << 10

// runCalendar is "anjia calendar …". It returns the exit status: 0, 1 when a line was bad or reading or writing
// failed, 2 for wrong usage.
func runCalendar(args []string, in io.Reader, out, errOut io.Writer) int {
	for _, arg := range args {
		if arg == "-h" || arg == "--help" || arg == "help" {
			_, _ = io.WriteString(out, calendarUsage)
			return 0
		}
	}
	if len(args) != 1 || args[0] != "due" {
		_, _ = io.WriteString(errOut, calendarUsage)
		return 2
	}
	lines, err := newDueLines()
	if err == nil {
		err = lines.run(in, out)
	}
	if err != nil {
		_, _ = fmt.Fprintln(errOut, "anjia calendar due:", err)
		return 1
	}
	if lines.bad > 0 {
		return 1
	}
	return 0
}

// dueLines answers line by line; calendars are laid together when a region is first asked for.
type dueLines struct {
	data      fs.FS
	regions   []string
	calendars map[string]*law.Calendar
	bad       int
	answer    []byte
}

func newDueLines() (*dueLines, error) {
	data, err := law.Data()
	if err != nil {
		return nil, err
	}
	regions, err := law.CalendarRegions(data)
	if err != nil {
		return nil, err
	}
	return &dueLines{data: data, regions: regions, calendars: map[string]*law.Calendar{}}, nil
}

func (l *dueLines) run(in io.Reader, out io.Writer) error {
	reader := bufio.NewReaderSize(in, mostLine)
	writer := bufio.NewWriterSize(out, 1<<16)
	for n := 1; ; n++ {
		line, tooLong, err := nextLine(reader)
		if errors.Is(err, io.EOF) {
			return writer.Flush()
		}
		if err != nil {
			return errors.Join(fmt.Errorf("read line %d: %w", n, err), writer.Flush())
		}
		if _, err := writer.Write(l.reply(line, tooLong, n)); err != nil {
			return fmt.Errorf("write line %d: %w", n, err)
		}
		if reader.Buffered() > 0 {
			continue
		}
		if err := writer.Flush(); err != nil { // whoever waits for an answer before asking on gets it
			return fmt.Errorf("write line %d: %w", n, err)
		}
	}
}

// nextLine returns the next line without its end. The last line needs no newline; io.EOF follows it.
func nextLine(r *bufio.Reader) (line []byte, tooLong bool, err error) {
	line, err = r.ReadSlice('\n')
	for errors.Is(err, bufio.ErrBufferFull) {
		tooLong = true
		_, err = r.ReadSlice('\n')
	}
	if errors.Is(err, io.EOF) && (len(line) > 0 || tooLong) {
		err = nil
	}
	return bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r")), tooLong, err
}

// reply builds the answer to one line in a buffer that the next call uses again.
func (l *dueLines) reply(line []byte, tooLong bool, n int) []byte {
	due, err := l.due(line)
	if tooLong { // what was read of it is no line
		err = fieldError{"line", "longer than 65536 bytes", "write one short JSON object on each line"}
	}
	b := l.answer[:0]
	if err != nil {
		l.bad++
		b = append(b, `{"error":`...)
		b = appendString(b, err.Error())
		b = append(b, `,"line":`...)
		b = strconv.AppendInt(b, int64(n), 10)
	} else {
		b = appendDue(b, due)
	}
	l.answer = append(b, '}', '\n')
	return l.answer
}

func appendDue(b []byte, due law.Due) []byte {
	b = append(b, `{"due":"`...)
	b = due.On.AppendText10(b)
	b = append(b, `","provisional":`...)
	b = strconv.AppendBool(b, due.Provisional)
	b = append(b, `,"explanation":[`...)
	for i, step := range due.Steps {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendString(b, step.Text)
	}
	return append(b, ']')
}

// appendString appends s as a JSON string; plain text, the usual case, without going through encoding/json.
func appendString(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c == 0x7F {
			quoted, _ := json.Marshal(s) //nolint:errchkjson // a string always marshals
			return append(b, quoted...)
		}
	}
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
}

func (l *dueLines) due(line []byte) (law.Due, error) {
	q, err := parseDueLine(line)
	if err != nil {
		return law.Due{}, err
	}
	cal, err := l.calendar(q.region)
	if err != nil {
		return law.Due{}, err
	}
	return cal.Due(q.start, law.Term{Length: q.length, Unit: q.unit, Kind: law.Limit, Rolls: true}, nil)
}

func (l *dueLines) calendar(region string) (*law.Calendar, error) {
	if cal, ok := l.calendars[region]; ok {
		return cal, nil
	}
	for _, known := range l.regions {
		if known != region {
			continue
		}
		cal, err := law.LoadCalendar(l.data, region)
		if err != nil {
			return nil, err
		}
		l.calendars[region] = cal
		return cal, nil
	}
	return nil, fieldError{
		"region", shown(region) + " has no calendar", "use one of " + strings.Join(l.regions, ", ") + ", or leave region out",
	}
}

// dueQuery is one input line.
type dueQuery struct {
	start  law.Date
	length int
	unit   law.Unit
	region string
	seen   [4]bool // start, length, unit, region
}

// fieldError names place, what is wrong with it, and the remedy.
type fieldError struct{ field, what, remedy string }

func (e fieldError) Error() string { return e.field + ": " + e.what + "; " + e.remedy }

// example ends the messages about a line as a whole.
const example = `write {"start":"2026-01-05","length":30,"unit":"day"}`

// parseDueLine reads one JSON object with exactly the known fields, each at most once.
func parseDueLine(line []byte) (dueQuery, error) {
	q := dueQuery{region: "cn"}
	if !utf8.Valid(line) {
		return q, fieldError{"line", "not valid UTF-8", "write the line in UTF-8"}
	}
	if !json.Valid(line) {
		return q, fieldError{"line", "not valid JSON", example}
	}
	dec := json.NewDecoder(bytes.NewReader(line))
	dec.UseNumber()
	if open, err := dec.Token(); err != nil || open != json.Delim('{') {
		return q, fieldError{"line", "not a JSON object", example}
	}
	for dec.More() {
		name, errName := dec.Token()
		val, errVal := dec.Token()
		if err := errors.Join(errName, errVal); err != nil {
			return q, fieldError{"line", err.Error(), example}
		}
		if err := q.set(fmt.Sprint(name), val); err != nil {
			return q, err
		}
	}
	for i, field := range [...]string{"start", "length", "unit"} {
		if !q.seen[i] {
			return q, fieldError{field, "missing", "every line needs start, length and unit"}
		}
	}
	return q, nil
}

// set takes one field; a field given twice is refused, for readers of JSON disagree on which one counts.
func (q *dueQuery) set(field string, val json.Token) error {
	take, at := q.setRegion, 3
	switch field {
	case "start":
		take, at = q.setStart, 0
	case "length":
		take, at = q.setLength, 1
	case "unit":
		take, at = q.setUnit, 2
	case "region":
	default:
		return fieldError{shown(field), "unknown field", "use start, length, unit and region only"}
	}
	if q.seen[at] {
		return fieldError{field, "given twice", "give each field once"}
	}
	q.seen[at] = true
	return take(val)
}

func (q *dueQuery) setRegion(val json.Token) error {
	text, ok := val.(string)
	if !ok {
		return fieldError{"region", "not a string", `write a code such as "cn", or leave region out`}
	}
	q.region = text
	return nil
}

func (q *dueQuery) setStart(val json.Token) (err error) {
	text, ok := val.(string)
	if !ok {
		return fieldError{"start", "not a string", `write a date such as "2026-01-05"`}
	}
	if q.start, err = law.ParseDate(text); err != nil {
		return fmt.Errorf("start: %w", err)
	}
	return nil
}

func (q *dueQuery) setLength(val json.Token) error {
	number, ok := val.(json.Number)
	if ok {
		var err error
		q.length, err = strconv.Atoi(number.String())
		ok = err == nil && q.length >= 1
	}
	if !ok {
		return fieldError{"length", shown(fmt.Sprint(val)) + " is no whole number from 1 on", "write a number such as 30"}
	}
	return nil
}

func (q *dueQuery) setUnit(val json.Token) error {
	text, _ := val.(string)
	switch q.unit = law.Unit(text); q.unit {
	case law.Day, law.WorkingDay, law.Month, law.Year:
		return nil
	}
	return fieldError{"unit", shown(fmt.Sprint(val)) + " is no unit", "write day, working_day, month or year"}
}

// shown quotes what was given, cut short so that an error line stays a line.
func shown(s string) string {
	if runes := []rune(s); len(runes) > 40 {
		s = string(runes[:40]) + "…"
	}
	return strconv.Quote(s)
}
