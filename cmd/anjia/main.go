// Command anjia is the whole product in one binary: the server, the sandbox, the
// demo, and the tools that need no database. It holds flags and wiring only.
package main

import (
	"fmt"
	"io"
	"os"
)

const usage = `anjia 安家: assessment of adoptive families, from application to the closed file

usage: anjia COMMAND [flags]

  run          a sandbox on a private PostgreSQL, with sample cases (make run)
  serve        the server, on the PostgreSQL of DATABASE_URL
  worker       works the jobs that acts leave for later, beside serve --no-worker
  init         the first authority and administrator of an empty installation
  migrate      bring the database of MIGRATE_URL to this version
  verify       check dossiers and papers offline, or walk a chain in the database
  pki          keys and certificates for trial use
  log          the signed log of all entries: key, head, check of what is published
  demo         drive seven families over the API and write every paper
  bench        measure acts over HTTP against the database's own limits
  calendar     legal dates from JSON Lines, without a database
  eligibility  the statutory conditions from JSON Lines, without a database
  instrument   scoring tables: scores from JSON Lines, without a database
  words        how complete the second language of papers is in a pack
  replay       what a draft table, pack or calendar would have changed in ended cases
  graph        the lifecycle as Markdown with a Mermaid diagram

anjia COMMAND -h tells more.
`

func main() {
	spareCollector()
	os.Exit(dispatch(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// dispatch runs one command and returns the exit status: 0 done, 1 failed, 2 wrong usage.
func dispatch(args []string, in io.Reader, out, errOut io.Writer) int {
	if len(args) == 0 {
		_, _ = fmt.Fprint(errOut, usage)
		return 2
	}
	rest := args[1:]
	switch args[0] {
	case "run":
		return runSandbox(rest, out, errOut)
	case "serve":
		return runServe(rest, out, errOut)
	case "worker":
		return runWorker(rest, out, errOut)
	case "init":
		return runInit(rest, in, out, errOut)
	case "migrate":
		return runMigrate(rest, out, errOut)
	case "verify":
		return runVerify(rest, out, errOut)
	case "pki":
		return runPKI(rest, out, errOut)
	case "log":
		return runLog(rest, out, errOut)
	case "demo":
		return runDemo(rest, out, errOut)
	case "bench":
		return runBench(rest, out, errOut)
	case "calendar":
		return runCalendar(rest, in, out, errOut)
	case "eligibility":
		return runEligibility(rest, in, out, errOut)
	case "instrument":
		return runInstrument(rest, in, out, errOut)
	case "words":
		return runWords(rest, out, errOut)
	case "replay":
		return runReplay(rest, out, errOut)
	case "graph":
		return runGraph(rest, out, errOut)
	case "help", "-h", "--help":
		_, _ = fmt.Fprint(out, usage)
		return 0
	}
	_, _ = fmt.Fprintf(errOut, "anjia: there is no command %q\n\n%s", args[0], usage)
	return 2
}
