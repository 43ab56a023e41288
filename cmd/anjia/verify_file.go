package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/anjia-project/anjia/reports/dossier/check"
	"github.com/anjia-project/anjia/reports/seal"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// verifyFlags are what is asked about files.
type verifyFlags struct {
	trust, evidence, record, log, lang string
	json                               bool
}

// maxVerified is how large a file may be that is verified: it is read whole.
const maxVerified = 2 << 30

// verifyFiles verifies each file on its own. The exit status is that of the worst:
// something does not hold (1), unreadable (2), not all could be checked (3), all holds (0).
func verifyFiles(paths []string, flags verifyFlags, out, errOut io.Writer) int {
	o, err := flags.options()
	if err = errors.Join(err, langError(flags.lang)); err != nil {
		_, _ = fmt.Fprintf(errOut, "anjia verify: %v\n", err)
		return check.CodeUnreadable
	}
	worst := check.CodeHolds
	for _, path := range paths {
		b, err := readLimited(path)
		if err != nil {
			_, _ = fmt.Fprintf(errOut, "anjia verify: %v\n", err)
			worst = worse(worst, check.CodeUnreadable)
			continue
		}
		r := check.File(b, o)
		if err := flags.write(out, path, r); err != nil {
			_, _ = fmt.Fprintf(errOut, "anjia verify: %v\n", err)
			return check.CodeUnreadable
		}
		worst = worse(worst, r.ExitCode())
	}
	return worst
}

func langError(lang string) error {
	if lang == "zh" || lang == "en" {
		return nil
	}
	return fmt.Errorf("--lang is zh or en, not %q", lang)
}

// worse is the exit status of two files together.
func worse(a, b int) int {
	order := map[int]int{check.CodeHolds: 0, check.CodePartial: 1, check.CodeUnreadable: 2, check.CodeFails: 3}
	if order[b] > order[a] {
		return b
	}
	return a
}

// options reads what the files are held against.
func (f verifyFlags) options() (o check.Options, err error) {
	if f.trust != "" {
		b, err := readLimited(f.trust)
		if err != nil {
			return o, err
		}
		if o.Trust, err = seal.ReadTrust(b); err != nil {
			return o, fmt.Errorf("%s: %w", f.trust, err)
		}
	}
	if f.log != "" {
		if o.Published, err = readPublished(f.log, o.Trust.Logs); err != nil {
			return o, fmt.Errorf("--log %s: %w", f.log, err)
		}
	}
	if f.record != "" {
		if o.Record, err = readLimited(f.record); err != nil {
			return o, err
		}
	}
	if f.evidence != "" {
		o.Evidence, err = readEvidence(f.evidence)
	}
	return o, err
}

// readLimited reads a file that is no larger than can be verified.
func readLimited(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxVerified {
		return nil, fmt.Errorf("%s: not a file, or larger than %d bytes", path, maxVerified)
	}
	return os.ReadFile(path)
}

// readPublished reads a published log and checks it, by keys of the trust file.
func readPublished(dir string, keys []string) (*ledger.PublishedLog, error) {
	if len(keys) == 0 {
		return nil, errors.New("the trust file (--trust) names no key of a log: without one nobody knows whose log it is")
	}
	folder, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer func() { _ = folder.Close() }()
	return ledger.CheckLog(func(path string) ([]byte, error) { return folder.ReadFile(filepath.FromSlash(path)) }, keys...)
}

// readEvidence hashes the files of a folder and those below it.
func readEvidence(folder string) (*check.Evidences, error) {
	e := &check.Evidences{ByHash: map[string]string{}, ByName: map[string]string{}}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		sum, err := hashFile(path)
		if err != nil {
			return err
		}
		e.ByHash[sum], e.ByName[entry.Name()] = path, sum
		return nil
	})
	return e, err
}

func hashFile(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	_, err = io.Copy(h, file)
	return hex.EncodeToString(h.Sum(nil)), errors.Join(err, file.Close())
}

// write prints what was found about one file.
func (f verifyFlags) write(out io.Writer, path string, r check.Result) error {
	if f.json {
		e := json.NewEncoder(out)
		e.SetEscapeHTML(false)
		return e.Encode(struct {
			File string `json:"file"`
			check.Result
			First    *check.Finding `json:"first_fault,omitempty"`
			ExitCode int            `json:"exit_code"`
		}{path, r, r.First(), r.ExitCode()})
	}
	_, err := io.WriteString(out, check.Lines(path, r, f.lang == "en"))
	return err
}
