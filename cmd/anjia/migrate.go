package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
)

const migrateUsage = `usage: anjia migrate

Brings the database of MIGRATE_URL (the owner's role, a direct connection) to this version. Several processes may do
so at once: one migrates, the others wait.
`

// runMigrate is "anjia migrate".
func runMigrate(args []string, out, errOut io.Writer) int {
	flags := flag.NewFlagSet("migrate", flag.ContinueOnError)
	flags.SetOutput(errOut)
	flags.Usage = func() { _, _ = io.WriteString(errOut, migrateUsage) }
	if code, done := parsed(flags, args); done {
		return code
	}
	owner := os.Getenv("MIGRATE_URL")
	if owner == "" {
		return ended("migrate", errors.New("MIGRATE_URL is not set: name the database and the owner's role"), errOut)
	}
	ctx, stop := interrupted()
	defer stop()
	applied, err := migrate(ctx, owner)
	if err == nil {
		_, _ = fmt.Fprintf(out, "%d migrations applied\n", applied)
	}
	return ended("migrate", err, errOut)
}
