package main

import (
	"fmt"
	"io"
)

const instrumentUsage = `usage: anjia instrument COMMAND [flags]

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
	case "help", "-h", "--help":
		_, _ = io.WriteString(out, instrumentUsage)
		return 0
	}
	_, _ = fmt.Fprintf(errOut, "anjia instrument: there is no command %q\n\n%s", args[0], instrumentUsage)
	return 2
}
