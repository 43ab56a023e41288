package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sync"

	"github.com/anjia-project/anjia/reports/dossier/check"
	"github.com/anjia-project/anjia/reports/seal"
	"github.com/anjia-project/anjia/workflow/casework"
)

// newVerifier verifies files that somebody brings, one at a time: the pages of a large one are set again in memory.
// trust names the file of whom the office trusts; it is read at each verification, so that a change holds at once.
func newVerifier(trust func() string) casework.FileVerifier {
	var one sync.Mutex
	return func(ctx context.Context, file []byte) (*casework.FileVerdict, error) {
		o := check.Options{}
		if path := trust(); path != "" {
			b, err := readLimited(path)
			if err != nil {
				return nil, err
			}
			if o.Trust, err = seal.ReadTrust(b); err != nil {
				return nil, fmt.Errorf("%s: %w", path, err)
			}
		}
		one.Lock()
		defer one.Unlock()
		if err := ctx.Err(); err != nil { // who asked has gone while others were verified
			return nil, err
		}
		return verdictOf(file, check.File(file, o)), nil
	}
}

// verdictOf is a result as the API tells it.
func verdictOf(file []byte, r check.Result) *casework.FileVerdict {
	sum := sha256.Sum256(file)
	out := &casework.FileVerdict{
		Verdict: verdicts()[r.ExitCode()], Kind: string(r.Kind), Title: r.Title, SHA256: hex.EncodeToString(sum[:]), Size: int64(len(file)),
		Findings: make([]casework.FileFinding, len(r.Findings)),
	}
	for i, f := range r.Findings {
		out.Findings[i] = casework.FileFinding{
			Subject: string(f.Subject), SubjectName: f.Subject.Chinese(), Status: string(f.Status), Code: f.Code,
			Place: f.Place.Chinese(), PlaceEN: f.Place.English(), Chinese: f.Chinese, English: f.English,
		}
	}
	return out
}

func verdicts() map[int]casework.Verdict {
	return map[int]casework.Verdict{
		check.CodeHolds: casework.VerdictHolds, check.CodeFails: casework.VerdictFails,
		check.CodeUnreadable: casework.VerdictUnreadable, check.CodePartial: casework.VerdictPartial,
	}
}
