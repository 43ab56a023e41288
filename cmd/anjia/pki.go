package main

import (
	"flag"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/anjia-project/anjia/reports/seal"
)

const pkiUsage = `anjia pki: keys and certificates for trial use

usage: anjia pki init --dir DIR [--authority ID=NAME …] [--agency ID=NAME …] [--evaluator ID=NAME …]

Makes a private root, a timestamp authority and a key for each subject as PKCS#12, the list keys.json for ANJIA_KEYS
and trust.json for anjia verify. Nobody else vouches for these certificates: an office in earnest gets its own from a
licensed authority (docs/seal.md).
`

// runPKI makes a small private authority.
func runPKI(args []string, out, errOut io.Writer) int {
	if len(args) == 0 || args[0] != "init" {
		_, _ = fmt.Fprint(errOut, pkiUsage)
		return 2
	}
	flags := flag.NewFlagSet("pki init", flag.ContinueOnError)
	flags.SetOutput(errOut)
	flags.Usage = func() { _, _ = fmt.Fprint(errOut, pkiUsage) }
	dir := flags.String("dir", "", "folder to fill; files that exist are not written over")
	var subjects subjectFlags
	for _, kind := range []string{"authority", "agency", "evaluator"} {
		flags.Var(&subjects, kind, "ID=NAME of one who signs; may be repeated")
	}
	if code, done := parsedPaths(flags, args[1:]); done {
		return code
	}
	if *dir == "" || flags.NArg() > 0 {
		_, _ = fmt.Fprint(errOut, pkiUsage)
		return 2
	}
	if err := seal.InitTrial(*dir, time.Now().UTC().Truncate(time.Second), subjects); err != nil {
		_, _ = fmt.Fprintf(errOut, "anjia pki init: %v\n", err)
		return 1
	}
	_, _ = fmt.Fprintf(out, "%d keys in %s; set ANJIA_KEYS=%s, and give %s/%s to whoever verifies\n", len(subjects)+1, *dir, *dir, *dir, seal.TrustName)
	return 0
}

// subjectFlags collects ID=NAME.
type subjectFlags []seal.Subject

// String shows them as they were given.
func (f *subjectFlags) String() string {
	var out []string
	for _, s := range *f {
		out = append(out, s.ID+"="+s.Name)
	}
	return strings.Join(out, " ")
}

// Set takes one; an id comes once.
func (f *subjectFlags) Set(v string) error {
	id, name, ok := strings.Cut(v, "=")
	if !ok || id == "" || name == "" || id == seal.StamperID || id == "root" {
		return fmt.Errorf("%q is not ID=NAME", v)
	}
	for _, s := range *f {
		if s.ID == id {
			return fmt.Errorf("%q comes twice", id)
		}
	}
	*f = append(*f, seal.Subject{ID: id, Name: name})
	return nil
}
