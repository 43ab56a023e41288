package api

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow/office"
)

// officeActs registers one path for each act without a case.
func officeActs(s *server) {
	officeAct[office.CreateAuthority](s)
	officeAct[office.ChangeAuthority](s)
	officeAct[office.RegisterAgency](s)
	officeAct[office.ChangeAgency](s)
	officeAct[office.ChangeAgencyStaff](s)
	officeAct[office.ChangeAgencyContract](s)
	officeAct[office.TerminateContract](s)
	officeAct[office.CloseAgency](s)
	officeAct[office.RegisterEvaluator](s)
	officeAct[office.ChangeEvaluator](s)
	officeAct[office.CheckEvaluator](s)
	officeAct[office.SuspendEvaluator](s)
	officeAct[office.ResumeEvaluator](s)
	officeAct[office.CreateAccount](s)
	officeAct[office.ChangeAccount](s)
	officeAct[office.DisableAccount](s)
	officeAct[office.EnableAccount](s)
	officeAct[office.ResetPassword](s)
	officeAct[office.ChangeOwnPassword](s)
	officeAct[office.FileRecusalCard](s)
	officeAct[office.SaveDraft](s)
	officeAct[office.ChangeDraft](s)
	officeAct[office.WithdrawDraft](s)
	officeAct[office.ProposePublication](s)
	officeAct[office.ReturnPublication](s)
	officeAct[office.ApprovePublication](s)
	officeAct[office.DraftRepeal](s)
	officeAct[office.SetCertificateShift](s)
	officeAct[office.ReceiveBlanks](s)
	officeAct[office.IssueBlanks](s)
	officeAct[office.HandBackBlanks](s)
	officeAct[office.SpoilBlanks](s)
	officeAct[office.ReportLostBlanks](s)
	officeAct[office.ReturnBlanks](s)
	officeAct[office.ReissueCertificate](s)
	officeAct[office.RecallCertificate](s)
	officeAct[office.ProposeDestruction](s)
	officeAct[office.RejectDestruction](s)
	officeAct[office.ApproveDestruction](s)
}

// collections are the paths of the subjects of office.
var collections = map[office.Subject]string{
	office.SubjectAuthority: "/authorities", office.SubjectAgency: "/agencies",
	office.SubjectEvaluator: "/evaluators", office.SubjectAccount: "/accounts", office.SubjectPublication: "/publications",
	office.SubjectBlankSlip: "/blank-slips",
}

// beginnings are the paths, below the collection, of acts that are not the only ones to create their subject.
var beginnings = map[office.ActName]string{
	office.ActDraftRepeal:    "/repeals",
	office.ActReceiveBlanks:  "/receipts",
	office.ActIssueBlanks:    "/issues",
	office.ActHandBackBlanks: "/hand-backs", office.ActSpoilBlanks: "/spoilings", office.ActReportLostBlanks: "/losses",
	office.ActReturnBlanks: "/returns", office.ActReissueCertificate: "/reissues", office.ActRecallCertificate: "/recalls",
	office.ActProposeDestruction: "/destructions",
}

type createSubject[C office.Command] struct {
	edge.Idempotent
	Body C
}

type changeSubject[C office.Command] struct {
	Change
	ID   string `path:"id" format:"uuid"`
	Body C
}

// officeAct registers the path of one act without a case: of the collection when
// it creates its subject, else of the subject.
func officeAct[C office.Command](s *server) {
	var prototype C
	name := prototype.Act()
	i := slices.IndexFunc(office.Table(), func(r office.Row) bool { return r.Act == name })
	if i < 0 {
		s.faults = append(s.faults, fmt.Errorf("api: the act %s has no row in the table of office", name))
		return
	}
	row := office.Table()[i]
	at := collections[row.Subject]
	summary := row.Name + " (" + words(string(name)) + ")"
	options := []option{
		tagged(strings.TrimPrefix(at, "/")), named("act-" + strings.ReplaceAll(string(name), "_", "-")), about("Roles: " + join(row.Roles) + "."),
	}
	if name == office.ActChangeOwnPassword {
		options = append(options, newPassword())
	}
	if row.Subject == office.SubjectPublication {
		options = append(options, sized(publicationMost))
	}
	if row.Creates {
		route(s, http.MethodPost, at+beginnings[name], summary, func(ctx context.Context, in *createSubject[C]) (*answer[office.Outcome], error) {
			key, err := keyOf(in.Idempotent)
			if err != nil {
				return nil, err
			}
			out, err := s.doOffice(ctx, office.Request{Key: key, Command: in.Body})
			if err == nil {
				out.Location = prefix + at + "/" + out.Body.ID
			}
			return out, err
		}, append(creates, options...)...)
		return
	}
	route(s, http.MethodPost, at+"/{id}/acts/"+string(name), summary, func(ctx context.Context, in *changeSubject[C]) (*answer[office.Outcome], error) {
		key, version, err := in.head()
		if err != nil {
			return nil, err
		}
		return s.doOffice(ctx, office.Request{ID: in.ID, Version: version, Key: key, Command: in.Body})
	}, append(acts, options...)...)
}

func (s *server) doOffice(ctx context.Context, req office.Request) (*answer[office.Outcome], error) {
	req.Actor = edge.ActorOf(ctx)
	out, err := s.office.Do(ctx, req)
	if err != nil {
		return nil, err
	}
	return &answer[office.Outcome]{ETag: edge.ETag(out.Version), Replayed: replayed(out.Replayed), Body: *out}, nil
}

// InOffice names one record of the office in a path.
type InOffice struct {
	ID string `path:"id" format:"uuid"`
}
