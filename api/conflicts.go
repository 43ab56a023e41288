package api

import (
	"context"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// readConflicts may ask about one more: somebody who is to be assigned.
type readConflicts struct {
	InCase
	Kind    string `query:"kind" enum:"agency,evaluator,staff" doc:"One more to check: what it is; with id_of"`
	Subject string `query:"id_of" format:"uuid" doc:"One more to check: id of the agency, the evaluator or the account"`
}

// conflicts answers with kinds of ties, never with values.
func (s *server) conflicts(ctx context.Context, in *readConflicts) (*body[casework.ConflictsView], error) {
	var more *workflow.Subject
	switch {
	case in.Kind != "" && in.Subject != "":
		more = &workflow.Subject{Kind: workflow.SubjectKind(in.Kind), ID: in.Subject}
	case in.Kind != "" || in.Subject != "":
		return nil, workflow.Invalid(workflow.Field("/kind", "pair", "核查其他人员、机构的，kind 和 id_of 应当同时填写"))
	}
	return bodyOf(s.cases.Conflicts(ctx, edge.ActorOf(ctx), in.CaseID, more))
}
