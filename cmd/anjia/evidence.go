package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"

	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/content"
	"github.com/anjia-project/anjia/workflow/content/clamd"
	"github.com/anjia-project/anjia/workflow/content/poppler"
)

// evidenceOptions are the parameters of files that people bring.
type evidenceOptions struct {
	maxFile, caseFiles int64 // MiB
	types              string
	allowUnscanned     bool
}

// evidenceFlags are the flags of every process that takes or works files: give all of them the same.
func evidenceFlags(flags *flag.FlagSet) *evidenceOptions {
	o := &evidenceOptions{}
	flags.Int64Var(&o.maxFile, "max-file", 50, "largest uploaded file, in MiB")
	flags.Int64Var(&o.caseFiles, "max-case-files", 2048, "all files of a case together, in MiB")
	flags.StringVar(&o.types, "upload-types", "", "kinds of file that are taken, by their endings: jpg,png,pdf,doc,docx,mp3,m4a,mp4 unless set; wav,ogg,mov,webm besides")
	flags.BoolVar(&o.allowUnscanned, "allow-unscanned", false, "in production without a virus scanner: use files unscanned instead of keeping them in quarantine")
	return o
}

var errBadEvidence = errors.New("--max-file and --max-case-files are whole MiB, at least 1")

// rules are the parameters as casework takes them.
func (o *evidenceOptions) rules() (casework.UploadRules, error) {
	const mib = 1 << 20
	if o == nil {
		return casework.UploadRules{}, nil
	}
	if o.maxFile < 1 || o.caseFiles < 1 || o.maxFile > 1<<20 || o.caseFiles > 1<<30 {
		return casework.UploadRules{}, errBadEvidence
	}
	r := casework.UploadRules{MaxFile: o.maxFile * mib, CaseQuota: o.caseFiles * mib, AllowUnscanned: o.allowUnscanned}
	for word := range strings.SplitSeq(o.types, ",") {
		if word = strings.TrimSpace(word); word == "" {
			continue
		}
		found := false
		for _, t := range content.Known() {
			if t.Extension() == word {
				r.Takes, found = append(r.Takes, t), true
			}
		}
		if !found {
			return r, fmt.Errorf("--upload-types: %q is none of %s", word, content.Words(content.Known()))
		}
	}
	return r, nil
}

// withEvidence gives the cases their virus scanner, their pages of papers and the rules of files. What needs no office
// (run, demo, bench) has no options and no scanner: samples refer to files at once.
func (a *app) withEvidence(o *evidenceOptions) error {
	rules, err := o.rules()
	if err != nil {
		return err
	}
	a.cases.Uploads = rules
	if address := os.Getenv("ANJIA_CLAMD"); o != nil && address != "" {
		scanner, err := clamd.New(address, casework.ErrScannerAway)
		if err != nil {
			return fmt.Errorf("ANJIA_CLAMD: %w", err)
		}
		a.cases.Scanner = scanner
	}
	if drawer := poppler.Find(); drawer != nil {
		a.cases.Pages = drawer
	} else {
		a.log.Warn("pdftoppm (poppler-utils) is not installed: papers get no thumbnails")
	}
	return nil
}
