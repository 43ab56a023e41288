package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// PaperLine is a paper with what has become of its file.
type PaperLine struct {
	workflow.Paper
	SHA256  string `json:"sha256,omitempty" doc:"Of the file; absent until the paper was read for the first time"`
	Size    int64  `json:"size,omitempty" doc:"Bytes of the file"`
	Failure string `json:"failure,omitempty" doc:"Why the paper could not be set when it was last read; reading it tries again"`
	// Signatures are those of the signed file, whose hash and size are then told.
	Signatures  []SealMark `json:"signatures,omitempty" doc:"Electronic signatures on the file"`
	Unsigned    string     `json:"unsigned_sha256,omitempty" doc:"SHA-256 of the file before it was signed"`
	SealFailure string     `json:"seal_failure,omitempty" doc:"Why the paper could not be signed; it is tried again"`
}

// Papers lists the papers of a case that the actor may see, in the order of issue.
// A copy of a child's paper shows the file of the child's paper.
func (s *Service) Papers(ctx context.Context, actor workflow.Actor, caseID string) ([]PaperLine, error) {
	out := []PaperLine{}
	err := s.reading(ctx, actor, caseID, "case", func(tx Tx, opened *OpenedCase, _ *workflow.View) error {
		var seen []workflow.Paper
		for _, p := range opened.Case.Papers {
			if maySeePaper(opened.Case, p, actor) {
				seen = append(seen, p)
			}
		}
		set, err := tx.RenderedPapers(ctx, caseID)
		if err != nil {
			return err
		}
		var ofChild []*Rendered
		if opened.Child != nil && len(opened.Child.Papers) > 0 {
			if ofChild, err = tx.RenderedChildPapers(ctx, opened.Child.ID); err != nil {
				return err
			}
		}
		out = paperLines(seen, set, ofChild)
		sealed, err := tx.SealedPapers(ctx, caseID)
		withSeals(out, sealed)
		return err
	})
	return out, err
}

// paperLines joins papers with their settings; ofChild are those of the child's papers, which copies are of.
func paperLines(papers []workflow.Paper, set, ofChild []*Rendered) []PaperLine {
	own, original := byPaper(set), byPaper(ofChild)
	out := make([]PaperLine, 0, len(papers))
	for _, p := range papers {
		line := PaperLine{Paper: p}
		r := own[p.ID]
		if r == nil {
			r = original[p.Subject]
		}
		if r != nil {
			line.SHA256, line.Size, line.Failure = r.SHA256, r.Size, r.Failure
		}
		out = append(out, line)
	}
	return out
}

func byPaper(set []*Rendered) map[string]*Rendered {
	out := make(map[string]*Rendered, len(set))
	for _, r := range set {
		out[r.PaperID] = r
	}
	return out
}

// withSeals adds what became of the signing of papers.
func withSeals(lines []PaperLine, sealed []*Sealed) {
	for i := range lines {
		of := sealOf(sealed, lines[i].ID)
		switch {
		case of == nil:
		case of.Failure != "":
			lines[i].SealFailure = of.Failure
		default:
			lines[i].SHA256, lines[i].Size, lines[i].Signatures, lines[i].Unsigned = of.SHA256, of.Size, of.Signatures, of.Of
		}
	}
}
