package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/anjia-project/anjia/workflow/casework"
)

// verifiedMost bounds a file that is verified here; larger ones are for anjia verify.
const verifiedMost = 64<<20 + 1

const verificationText = "Checks form, signatures, timestamps, attachments, chain of entries, payloads, log, papers and pages, as anjia verify does: by the file alone and " +
	"by whom this office trusts, never by its database. Nothing is kept. Whoever does not trust this office verifies with anjia verify on a machine of his own."

// verification is a file that somebody brings.
type verification struct {
	RawBody []byte `contentType:"application/pdf"`
}

func (s *server) verify(ctx context.Context, in *verification) (*body[casework.FileVerdict], error) {
	return bodyOf(s.cases.VerifyFile(ctx, in.RawBody))
}

// pdfBody documents a body that is a dossier or a paper.
func pdfBody() option {
	return func(o *operation) {
		o.RequestBody = &huma.RequestBody{
			Required: true, Description: "The dossier or paper, a PDF of at most 64 MB",
			Content: map[string]*huma.MediaType{"application/pdf": {Schema: binary()}},
		}
	}
}
