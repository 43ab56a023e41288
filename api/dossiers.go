package api

import (
	"context"
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
	}
}

func (s *server) takeDossier(ctx context.Context, in *takeDossier) (*jobStarted, error) {
	return started(s.cases.OrderDossier(ctx, edge.ActorOf(ctx), in.CaseID, casework.DossierOrder{
		Purpose: in.Body.Purpose, UpTo: in.Body.UpTo, On: in.Body.On, Redacted: in.Body.Redacted,
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

func dossierName(d *casework.Dossier) string {
	name := "案卷-" + d.AskedAt.Format("20060102")
	if d.Redacted {
		name += "-遮蔽本"
	}
	return strings.ReplaceAll(name, "/", "-") + ".pdf"
}
