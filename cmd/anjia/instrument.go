package main

import (
	"fmt"
	"io"
)

const instrumentUsage = `usage: anjia instrument COMMAND [flags]

  list               the tables that are shipped
  show NAME|FILE     a table as it will be scored
  check FILE…        everything that is wrong in files, by line
  diff A B           what changed from one table to another
  format NAME|FILE   a table as canonical YAML
  schema             the JSON Schema of the format
  template OUT.xlsx  a workbook to fill in
  import IN.xlsx     a filled workbook as YAML, or what is wrong in it, by cell
  score FILE         score answers from JSON Lines, without a database

anjia instrument COMMAND -h tells more.
`

// runInstrument is "anjia instrument …": what can be done with scoring tables without a database. It returns the exit
// status: 0 done, 1 failed, 2 wrong usage.
func runInstrument(args []string, in io.Reader, out, errOut io.Writer) int {
	if len(args) == 0 {
		_, _ = io.WriteString(errOut, instrumentUsage)
		return 2
	}
	switch args[0] {
	case "score":
		return runInstrumentScore(args[1:], in, out, errOut)
	case "template", "import":
		return runInstrumentSheet(args[0], args[1:], out, errOut)
	case "list", "show", "check", "diff", "format", "schema":
		return runInstrumentRead(args[0], args[1:], out, errOut)
	case "help", "-h", "--help":
		_, _ = io.WriteString(out, instrumentUsage)
		return 0
	}
	_, _ = fmt.Fprintf(errOut, "anjia instrument: there is no command %q\n\n%s", args[0], instrumentUsage)
	return 2
}
