package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/instrument/sheet"
)

const instrumentSheetUsage = `usage: anjia instrument template [--frame F1…F7 | --from NAME|FILE] [--force] OUT.xlsx
       anjia instrument import [--out FILE.yaml] [--force] [--json] IN.xlsx

template writes a workbook to fill in: empty, with the sample of a frame (docs/instrument-format.md), or with a whole
table. import reads a workbook back and writes the table as canonical YAML, to the standard output when --out is left
out; otherwise it lists every cell that is wrong, with rule and remedy, and the exit status is 1. --json prints that
list as JSON. Neither replaces a file that is there unless --force is given. None of them needs a database.
`

// sheetArgs are the arguments of template and import.
type sheetArgs struct {
	frame, from, out string
	force, asJSON    bool
	file             string
}

func parseSheet(command string, args []string, out, errOut io.Writer) (s sheetArgs, code int, done bool) {
	flags := flag.NewFlagSet("instrument "+command, flag.ContinueOnError)
	flags.SetOutput(errOut)
	flags.Usage = func() {}
	flags.BoolVar(&s.force, "force", false, "")
	if command == "template" {
		flags.StringVar(&s.frame, "frame", "", "")
		flags.StringVar(&s.from, "from", "", "")
	} else {
		flags.StringVar(&s.out, "out", "", "")
		flags.BoolVar(&s.asJSON, "json", false, "")
	}
	var names []string
	for rest := args; len(rest) > 0; {
		if err := flags.Parse(rest); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				_, _ = io.WriteString(out, instrumentSheetUsage)
				return s, 0, true
			}
			_, _ = io.WriteString(errOut, instrumentSheetUsage)
			return s, 2, true
		}
		if rest = flags.Args(); len(rest) > 0 {
			names, rest = append(names, rest[0]), rest[1:]
		}
	}
	if len(names) != 1 || s.frame != "" && s.from != "" {
		_, _ = io.WriteString(errOut, instrumentSheetUsage)
		return s, 2, true
	}
	s.file = names[0]
	return s, 0, false
}

// runInstrumentSheet is "anjia instrument template" and import. It returns the exit status.
func runInstrumentSheet(command string, args []string, out, errOut io.Writer) int {
	s, code, done := parseSheet(command, args, out, errOut)
	if done {
		return code
	}
	if command == "template" {
		return ended("instrument template", writeTemplate(s, out), errOut)
	}
	return ended("instrument import", importSheet(s, out, errOut), errOut)
}

func writeTemplate(s sheetArgs, out io.Writer) error {
	spec, err := templateSpec(s)
	if err != nil {
		return err
	}
	var book bytes.Buffer
	if err := sheet.Write(&book, spec); err != nil {
		return err
	}
	if err := create(s.file, book.Bytes(), s.force); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s: fill in the sheets and read it back with anjia instrument import\n", s.file)
	return err
}

func templateSpec(s sheetArgs) (instrument.Spec, error) {
	switch {
	case s.frame != "":
		return sheet.Frame(s.frame)
	case s.from != "":
		table, err := tableNamed(s.from)
		if err != nil {
			return instrument.Spec{}, err
		}
		return table.Spec(), nil
	}
	return instrument.Spec{}, nil
}

func importSheet(s sheetArgs, out, errOut io.Writer) error {
	file, err := os.Open(s.file)
	if err != nil {
		return err
	}
	spec, wrong := sheet.Read(file)
	if err := file.Close(); err != nil {
		return err
	}
	if len(wrong) > 0 {
		return reportRows(s, wrong, out, errOut)
	}
	table, err := instrument.Compile(spec)
	if err != nil {
		return err
	}
	canonical, err := instrument.Encode(table) // as the server makes it of the same workbook: one table, one hash
	if err != nil {
		return err
	}
	if s.out == "" {
		_, err := out.Write(canonical)
		return err
	}
	if err := create(s.out, canonical, s.force); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s: %s holds, SHA-256 %x\n", s.out, table.Ref().Name(), sha256.Sum256(canonical))
	return err
}

// reportRows lists what is wrong: one line each for people, or a JSON array. Its error is what ends the program with 1.
func reportRows(s sheetArgs, wrong []sheet.RowError, out, errOut io.Writer) error {
	if s.asJSON {
		if err := indented(out, wrong); err != nil {
			return err
		}
	} else {
		for _, e := range wrong {
			_, _ = fmt.Fprintln(errOut, e.Error())
		}
	}
	return fmt.Errorf("%s cannot be used as it is: %d problems", s.file, len(wrong))
}

// create writes a new file; one that is there is replaced only by force, because it may be a table that somebody has
// keyed in for hours.
func create(name string, content []byte, force bool) error {
	mode := os.O_WRONLY | os.O_CREATE | os.O_EXCL
	if force {
		mode = os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	}
	file, err := os.OpenFile(name, mode, 0o644) //nolint:gosec // a table is no secret, and the name is the user's own
	if errors.Is(err, os.ErrExist) {
		return fmt.Errorf("%s is there already: choose another name, or replace it with --force", name)
	}
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	return errors.Join(err, file.Close())
}
