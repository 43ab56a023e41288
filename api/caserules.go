package api

import (
	"context"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow/casework"
)

// caseRules shows both versions and every date before and after: what a supervisor reads before adopt_rules.
func (s *server) caseRules(ctx context.Context, in *InCase) (*body[casework.RulesView], error) {
	return bodyOf(s.cases.CaseRules(ctx, edge.ActorOf(ctx), in.CaseID))
}
