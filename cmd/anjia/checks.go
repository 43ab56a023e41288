package main

import (
	"flag"
	"fmt"
	"net"
	"os"

	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/office"
)

// publicFlag is the flag of every process that sets papers: where the public reaches
// the office. It must be the same for all of them.
func publicFlag(flags *flag.FlagSet) *string {
	return flags.String("public-url", os.Getenv("ANJIA_PUBLIC_URL"),
		"where the public reaches this server, such as https://shouyang.example.gov.cn (ANJIA_PUBLIC_URL): QR codes of papers lead to its page of checks; unset: they say number and hash alone")
}

// addressPapers gives papers that are set from now on the address of their check.
func (a *app) addressPapers(i office.Installation) error {
	checks, err := casework.NewChecks(a.public, i.Secret)
	if err != nil {
		return fmt.Errorf("--public-url (ANJIA_PUBLIC_URL): %w", err)
	}
	a.cases.Checks = checks
	return nil
}

// ownAddress is where a sandbox is reached when it is told nothing else.
func ownAddress(listen string) string {
	host, port, err := net.SplitHostPort(listen)
	if err != nil || port == "0" {
		return ""
	}
	if host == "" {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port)
}
