package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// FileVerifier verifies a dossier or a paper that somebody brings (核验文件): by the
// file alone and by whom the office trusts, never by the database.
type FileVerifier func(ctx context.Context, file []byte) (*FileVerdict, error)

// Verdict is what the verification of a file comes to.
type Verdict string

// The verdicts.
const (
	VerdictHolds      Verdict = "holds"      // everything holds
	VerdictFails      Verdict = "fails"      // something does not
	VerdictPartial    Verdict = "partial"    // what could be checked holds, something could not be checked
	VerdictUnreadable Verdict = "unreadable" // it cannot be read as a file of ours
)

// FileVerdict is all that was found about a file.
type FileVerdict struct {
	Verdict  Verdict       `json:"verdict" enum:"holds,fails,partial,unreadable"`
	Kind     string        `json:"kind" enum:"dossier,paper,unreadable"`
	Title    string        `json:"title,omitempty" doc:"Number of the case, or the title of the paper"`
	SHA256   string        `json:"sha256" doc:"Of the file as it came"`
	Size     int64         `json:"size"`
	Findings []FileFinding `json:"findings" doc:"In the order in which they were checked"`
}

// FileFinding is one thing that was checked, or could not be.
type FileFinding struct {
	Subject     string `json:"subject" doc:"form, signatures, timestamps, attachments, chain, payloads, as_of, log_head, log_proofs, papers, pages, evidence, record"`
	SubjectName string `json:"subject_name" doc:"The same in Chinese"`
	Status      string `json:"status" enum:"holds,fails,unchecked,note"`
	Code        string `json:"code,omitempty" doc:"Of what does not hold"`
	Place       string `json:"place,omitempty" doc:"Where in the file, in Chinese"`
	PlaceEN     string `json:"place_en,omitempty"`
	Chinese     string `json:"zh"`
	English     string `json:"en"`
}

// VerifyFile verifies a file that somebody brings. Everybody with an account may:
// the answer says nothing that does not stand in the file. Nothing is kept.
func (s *Service) VerifyFile(ctx context.Context, file []byte) (*FileVerdict, error) {
	if len(file) == 0 {
		return nil, workflow.Invalid(workflow.Field("", "required", "请选择要核验的文件"))
	}
	if s.Verifier == nil {
		return nil, workflow.Refuse(workflow.KindConflict, "no_verifier", "本机未启用文件核验：请在其他计算机上使用 anjia verify 核验")
	}
	return s.Verifier(ctx, file)
}
