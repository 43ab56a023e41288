package api

import (
	"context"
	"strconv"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow"
)

// orderWhatIf replays the ended cases of the division under a draft, as a task. The report is attached to the draft;
// its hash stands in the result of the task and is named by the proposal.
func (s *server) orderWhatIf(ctx context.Context, in *InOffice) (*jobStarted, error) {
	who := edge.ActorOf(ctx)
	draft, err := s.office.Draft(ctx, who, in.ID)
	if err != nil {
		return nil, err
	}
	if len(draft.Faults) > 0 {
		return nil, workflow.Refuse(workflow.KindInvalid, "file_faulty", "草稿有"+strconv.Itoa(len(draft.Faults))+"处错误，改正后才能试算："+draft.Faults[0].What)
	}
	return started(s.replay.Order(ctx, who, draft.ID, "试算规则文件"+draft.Code+"对已办结案件的影响"))
}
