package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/anjia-project/anjia/workflow/office"
)

const initUsage = `usage: anjia init --authority NAME --short-name NAME --certificate-mark NAME --division CODE --superior NAME
                  --court NAME --pack CODE --login LOGIN --name NAME [--sandbox [--start-on DATE]] < password

Sets up an empty installation: its mark (production, or a sandbox), the first authority and its administrator. The
password is the first line of standard input. DATABASE_URL names the server's role; MIGRATE_URL, when set, is
migrated first.

`

// runInit is "anjia init".
func runInit(args []string, in io.Reader, out, errOut io.Writer) int {
	flags := flag.NewFlagSet("init", flag.ContinueOnError)
	flags.SetOutput(errOut)
	var f office.Founding
	for name, field := range map[string]struct {
		to   *string
		what string
	}{
		"authority": {&f.Authority.Name, "机关全称"}, "short-name": {&f.Authority.ShortName, "机关代字"},
		"certificate-mark": {&f.Authority.CertificateMark, "登记证字号中的省、县简称"}, "division": {&f.Authority.Division, "行政区划代码, 6 digits"},
		"address": {&f.Authority.Address, "地址"}, "phone": {&f.Authority.Phone, "电话"}, "superior": {&f.Authority.Superior, "行政复议机关"},
		"court": {&f.Authority.Court, "有管辖权的人民法院"}, "login": {&f.Login, "login name of the administrator"}, "name": {&f.Name, "name of the administrator"},
	} {
		flags.StringVar(field.to, name, "", field.what)
	}
	flags.StringVar(&f.Authority.Pack, "pack", "cn", "code of the pack of law of the division")
	flags.BoolVar(&f.Sandbox, "sandbox", false, "mark the database as a sandbox, for ever")
	start := flags.String("start-on", "", "day at which a sandbox's clock starts, YYYY-MM-DD")
	flags.Usage = func() { _, _ = io.WriteString(errOut, initUsage); flags.PrintDefaults() }
	if code, done := parsed(flags, args); done {
		return code
	}
	err := f.StartOn.UnmarshalText([]byte(*start))
	if err == nil {
		f.Password, err = firstLine(in)
	}
	if err == nil {
		ctx, stop := interrupted()
		defer stop()
		err = found(ctx, f, out, errOut)
	}
	return ended("init", err, errOut)
}

// firstLine reads the password.
func firstLine(in io.Reader) (string, error) {
	line, err := bufio.NewReader(in).ReadString('\n')
	if line == "" && errors.Is(err, io.EOF) {
		return "", errors.New("standard input is empty: give the administrator's password on its first line")
	}
	return strings.TrimRight(line, "\r\n"), nil
}

func found(ctx context.Context, f office.Founding, out, errOut io.Writer) (err error) {
	database := os.Getenv("DATABASE_URL")
	if database == "" {
		return errors.New("DATABASE_URL is not set: name the database and the server's role")
	}
	if owner := os.Getenv("MIGRATE_URL"); owner != "" {
		if _, err := migrate(ctx, owner); err != nil {
			return err
		}
	}
	a, err := openApp(ctx, appOptions{database: database, files: dataFolder(), log: newLog(errOut)})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.close()) }()
	founded, err := a.office.Found(ctx, f)
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintf(out, "%s (%s) and its administrator %s are set up\n", founded.Authority.Name, founded.Authority.ID, founded.Account.Login)
	return nil
}
