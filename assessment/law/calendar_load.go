package law

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// specialDay is one line of a calendar file.
type specialDay struct {
	on       Date
	kind     string
	festival string
}

// calendarFile is one parsed file: its head (comment lines "# key: value") and its days.
type calendarFile struct {
	RawFile
	parent   string
	from, to int
	days     []specialDay
}

const (
	calendarDir   = "calendars"
	calendarHead  = "date,kind,festival,in_lieu"
	mostFestivals = 200
	mostBytes     = 4 << 20 // a data file larger than this is refused unread
)

// LoadCalendar reads the calendar of a region from calendars/<region>.csv and the files of its parents. It fails
// with a *LoadError that names file and line.
func LoadCalendar(fsys fs.FS, region string) (*Calendar, error) {
	var chain []*calendarFile
	for code := region; code != ""; {
		path := calendarDir + "/" + code + ".csv"
		data, err := readData(fsys, path)
		if err != nil {
			return nil, err
		}
		file, err := parseCalendarFile(path, data)
		if err != nil {
			return nil, err
		}
		chain = append([]*calendarFile{file}, chain...)
		if len(chain) > mostLevels {
			return nil, &LoadError{Code: "parent_circle", File: path, What: "the parents of " + region + " run in a circle", Remedy: "correct the line “# parent:”"}
		}
		code = file.parent
	}
	return layCalendar(region, chain), nil
}

// layCalendar lays the files of a chain, the nation first, over each other.
func layCalendar(region string, chain []*calendarFile) *Calendar {
	var days []specialDay
	var refs []PackRef
	for _, f := range chain {
		days = append(days, f.days...)
		refs = append(refs, PackRef{Code: f.Code, Version: f.Version, SHA256: f.SHA256})
	}
	c := newCalendar(days)
	c.region, c.chain = region, refs
	c.version, c.sha256 = chainVersion(refs), chainHash(refs)
	c.from, c.to = chain[0].from, chain[0].to
	for _, f := range chain[1:] {
		c.from, c.to = max(c.from, f.from), min(c.to, f.to)
	}
	c.nameRests()
	return c
}

// readData reads one data file; a missing or oversized one is a *LoadError.
func readData(fsys fs.FS, path string) ([]byte, error) {
	info, err := fs.Stat(fsys, path)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, &LoadError{Code: "no_file", File: path, What: "there is no such file", Remedy: "add it or correct the code that names it"}
		}
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	if info.Size() > mostBytes {
		return nil, &LoadError{Code: "too_large", File: path, What: "the file is larger than 4 MiB", Remedy: "split it"}
	}
	data, err := fs.ReadFile(fsys, path)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return data, checkText(path, data)
}

// checkText refuses bytes that are no UTF-8 and control characters other than line ends and tabs.
func checkText(path string, data []byte) error {
	line := 1
	for rest := data; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		if (r == utf8.RuneError && size == 1) || (r < ' ' && r != '\n' && r != '\r' && r != '\t') || r == 0x7F || r == 0xFEFF {
			return &LoadError{
				Code: "not_utf8", File: path, Line: line, What: fmt.Sprintf("byte %#02x is no text", rest[0]),
				Remedy: "save the file as UTF-8 without byte order mark and control characters",
			}
		}
		if r == '\n' {
			line++
		}
		rest = rest[size:]
	}
	return nil
}

// CalendarRegions lists, sorted, the regions that have a calendar file in a tree.
func CalendarRegions(fsys fs.FS) ([]string, error) {
	paths, err := fs.Glob(fsys, calendarDir+"/*.csv")
	if err != nil {
		return nil, fmt.Errorf("list calendars: %w", err)
	}
	regions := make([]string, len(paths))
	for i, path := range paths {
		regions[i] = strings.TrimSuffix(strings.TrimPrefix(path, calendarDir+"/"), ".csv")
	}
	slices.Sort(regions)
	return regions, nil
}

func parseCalendarFile(path string, data []byte) (*calendarFile, error) {
	file := &calendarFile{}
	head, body, line := splitHead(data)
	if err := file.readHead(path, head); err != nil {
		return nil, err
	}
	file.RawFile = RawFile{
		Kind: KindCalendar, Code: head["region"], Version: head["version"], SHA256: hashOf(data), Path: path, Bytes: data,
	}
	return file, file.readDays(path, body, line)
}

// splitHead separates the leading comment lines from the table and returns the number of lines it took.
func splitHead(data []byte) (head map[string]string, body []byte, lines int) {
	head = map[string]string{}
	for len(data) > 0 && data[0] == '#' {
		text, rest, _ := bytes.Cut(data, []byte("\n"))
		key, val, _ := strings.Cut(strings.TrimSpace(strings.TrimLeft(string(text), "# ")), ":")
		head[strings.TrimSpace(key)] = strings.TrimSpace(val)
		data = rest
		lines++
	}
	return head, data, lines
}

func (f *calendarFile) readHead(path string, head map[string]string) error {
	for _, key := range []string{"region", "parent", "version", "years", "basis"} {
		if head[key] == "" {
			return &LoadError{
				Code: "head_lacks", File: path, Line: 1, What: "the head lacks “# " + key + ": …”",
				Remedy: "begin the file with the lines # region, # parent (- for none), # version, # years and # basis",
			}
		}
	}
	if f.parent = head["parent"]; f.parent == "-" {
		f.parent = ""
	}
	if want := calendarDir + "/" + head["region"] + ".csv"; want != path {
		return &LoadError{Code: "region_differs", File: path, Line: 1, What: "the head says region " + head["region"], Remedy: "name the file " + want}
	}
	first, last, ok := strings.Cut(head["years"], "-")
	from, errFrom := strconv.Atoi(first)
	to, errTo := strconv.Atoi(last)
	if !ok || errFrom != nil || errTo != nil || from < firstYear || to > lastYear || from > to {
		return &LoadError{Code: "bad_years", File: path, Line: 1, What: "years " + strconv.Quote(head["years"]), Remedy: "write # years: 2004-2026"}
	}
	f.from, f.to = from, to
	return nil
}

func (f *calendarFile) readDays(path string, body []byte, lines int) error {
	reader := csv.NewReader(bytes.NewReader(body))
	reader.FieldsPerRecord = 4
	festivals := map[string]bool{}
	for first := true; ; first = false {
		record, err := reader.Read()
		if errors.Is(err, io.EOF) && !first {
			return nil
		}
		at := 1
		var syntax *csv.ParseError
		if err == nil {
			at, _ = reader.FieldPos(0)
		} else if errors.As(err, &syntax) {
			at, err = syntax.Line, syntax.Err
		}
		fail := func(code, what, remedy string) error {
			return &LoadError{Code: code, File: path, Line: lines + at, What: what, Remedy: remedy}
		}
		if err != nil {
			return fail("columns", err.Error(), "write four columns: "+calendarHead)
		}
		if first {
			if strings.Join(record, ",") != calendarHead {
				return fail("table_head", "the first row is not the head of the table", "write "+calendarHead)
			}
			continue
		}
		if err := f.addDay(record, fail); err != nil {
			return err
		}
		if festivals[record[2]] = true; len(festivals) > mostFestivals {
			return fail("too_many_festivals", "more than 200 different festivals", "use one name for each festival")
		}
	}
}

// addDay checks one row. Rows ascend by date; a make-up workday lies on a weekend, for any other day is a working
// day anyway.
func (f *calendarFile) addDay(record []string, fail func(code, what, remedy string) error) error {
	on, err := ParseDate(record[0])
	if err != nil {
		return fail("bad_date", err.Error(), "correct the date")
	}
	day := specialDay{on: on, kind: record[1], festival: record[2]}
	switch {
	case day.kind != kindHoliday && day.kind != kindMakeUp:
		return fail("day_kind", "kind "+strconv.Quote(day.kind), "write holiday or make_up_workday")
	case day.festival == "":
		return fail("festival_missing", "the row names no festival", "name the festival the notice names")
	case record[3] != "yes" && record[3] != "no":
		return fail("bad_in_lieu", "in_lieu "+strconv.Quote(record[3]), "write yes or no")
	case on.Year() < f.from || on.Year() > f.to:
		return fail("outside_years", on.String()+" lies outside the years of the head", "widen # years or remove the row")
	case len(f.days) > 0 && !f.days[len(f.days)-1].on.Before(on):
		return fail("not_ascending", on.String()+" does not follow the row before", "sort by date, one row for each day")
	case day.kind == kindMakeUp && !weekend(on) && f.parent == "":
		return fail("make_up_on_weekday", on.String()+" is a make-up workday on a weekday", "check the notice: make-up workdays lie on weekends")
	}
	f.days = append(f.days, day)
	return nil
}
