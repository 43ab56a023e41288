package api

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow/casework"
)

// takeDossier asks for the file of a case as one PDF.
type takeDossier struct {
	InCase
	Body struct {
		Purpose  string   `json:"purpose" minLength:"1" maxLength:"200" doc:"What it is taken for (调卷用途); it stands on the cover and in the list" example:"年度审计"`
		UpTo     int64    `json:"up_to,omitempty" minimum:"0" doc:"The last entry shown; the newest when left out"`
		On       law.Date `json:"on,omitzero" doc:"Instead: the case as it stood at the end of this day"`
		Redacted bool     `json:"redacted,omitempty" doc:"Without what tells who the family and the child are; the only variant for who sees numbers masked"`
		Images   bool     `json:"inline_images,omitempty" doc:"With the photos and scans of the evidence on pages of their own, without metadata, up to 64 MiB together; not for a redacted one"`
	}
}

func (s *server) takeDossier(ctx context.Context, in *takeDossier) (*jobStarted, error) {
	return started(s.cases.OrderDossier(ctx, edge.ActorOf(ctx), in.CaseID, casework.DossierOrder{
		Purpose: in.Body.Purpose, UpTo: in.Body.UpTo, On: in.Body.On, Redacted: in.Body.Redacted, InlineImages: in.Body.Images,
	}))
}

// dossierList is what was taken of a case, newest first.
type dossierList struct {
	Dossiers []*casework.Dossier `json:"dossiers"`
}

func (s *server) dossiers(ctx context.Context, in *InCase) (*body[dossierList], error) {
	list, err := s.cases.Dossiers(ctx, edge.ActorOf(ctx), in.CaseID)
	if err != nil {
		return nil, err
	}
	return &body[dossierList]{dossierList{Dossiers: list}}, nil
}

// readDossier asks for the file of a dossier.
type readDossier struct {
	InCase
	Dossier     string `path:"dossier" format:"uuid" doc:"Id of the dossier, as the task yields it"`
	IfNoneMatch string `header:"If-None-Match" maxLength:"200" doc:"ETag of the file that is there already"`
}

func (s *server) dossier(ctx context.Context, in *readDossier) (*file, error) {
	d, content, err := s.cases.DossierFile(ctx, edge.ActorOf(ctx), in.CaseID, in.Dossier)
	if err != nil {
		return nil, err
	}
	tag := `"` + d.SHA256 + `"`
	f := &file{
		Status: 200, ContentType: "application/pdf", ETag: tag, Disposition: disposition("attachment", dossierName(d)), Body: content,
	}
	if matches(in.IfNoneMatch, tag) {
		f.Status, f.Body = 304, nil
	}
	return f, nil
}

// copyDossier asks for an encrypted copy of a dossier.
type copyDossier struct {
	InCase
	Dossier string `path:"dossier" format:"uuid" doc:"Id of the dossier, as the task yields it"`
	Body    struct {
		Password string `json:"password" minLength:"12" maxLength:"127" writeOnly:"true" doc:"Opens the copy; kept nowhere. At least 12 characters, 127 bytes at most"`
	}
}

const copyText = "AES-256 (PDF 2.0, revision 6). The copy is a derivative for sending: unsigned, no archival form, not to be verified; it says so on its " +
	"cover, in its name and in its metadata. Neither copy nor password is kept; that it was made is recorded as a reading of the case. Two copies are never alike."

func (s *server) copyDossier(ctx context.Context, in *copyDossier) (*file, error) {
	d, content, err := s.cases.EncryptedDossier(ctx, edge.ActorOf(ctx), in.CaseID, in.Dossier, in.Body.Password)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(content)
	return &file{
		Status: 200, ContentType: "application/pdf", ETag: `"` + hex.EncodeToString(sum[:]) + `"`,
		Disposition: disposition("attachment", dossierName(d, "加密副本")), Body: content,
	}, nil
}

// dossierName names the file of a dossier by the day on which it was asked for, and by what it is not.
func dossierName(d *casework.Dossier, kinds ...string) string {
	parts := []string{"案卷", d.AskedAt.Format("20060102")}
	if d.Redacted {
		parts = append(parts, "遮蔽本")
	}
	return strings.Join(append(parts, kinds...), "-") + ".pdf"
}
