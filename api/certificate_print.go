package api

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"github.com/anjia-project/anjia/api/edge"
)

// certificateOverlay answers with what is printed on the ministry's blank of a case.
func (s *server) certificateOverlay(ctx context.Context, in *InCase) (*file, error) {
	content, err := s.cases.CertificateOverlay(ctx, edge.ActorOf(ctx), in.CaseID)
	if err != nil {
		return nil, err
	}
	return printed(content, "certificate-overlay.pdf"), nil
}

// certificateTestPrint answers with a sheet to be laid over a blank.
func (s *server) certificateTestPrint(ctx context.Context, _ *struct{}) (*file, error) {
	content, err := s.cases.CertificateTestPrint(ctx, edge.ActorOf(ctx))
	if err != nil {
		return nil, err
	}
	return printed(content, "certificate-test-print.pdf"), nil
}

// printed is a sheet that is made for each asking and kept nowhere.
func printed(content []byte, name string) *file {
	sum := sha256.Sum256(content)
	return &file{Status: 200, ContentType: "application/pdf", ETag: `"` + hex.EncodeToString(sum[:]) + `"`, Disposition: disposition("inline", name), Body: content}
}
