package api_test

import (
	"context"
	"encoding/json"
	"io/fs"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// consensus serves the shipped packs, with sheets that are joined by consensus.
type consensus struct{ set *law.Set }

func (l consensus) Current(code string, sandbox bool) (*law.Pack, *law.Calendar, error) {
	p, err := l.set.Pack(code, sandbox)
	if err != nil {
		return nil, nil, err
	}
	cal, err := l.set.Calendar("cn")
	return p, cal, err
}

func (l consensus) Judged(pack, _ workflow.Ref, sandbox bool) (*law.Pack, *law.Calendar, error) {
	return l.Current(pack.Code, sandbox)
}

func byConsensus(t *testing.T) consensus {
	t.Helper()
	data, err := law.Data()
	require.NoError(t, err)
	tree := fstest.MapFS{}
	require.NoError(t, fs.WalkDir(data, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(data, path)
		if path == "packs/sandbox/cn.yaml" {
			require.Contains(t, string(raw), "value: mean")
			raw = []byte(strings.Replace(string(raw), "value: mean", "value: consensus", 1))
		}
		tree[path] = &fstest.MapFile{Data: raw}
		return err
	}))
	set, err := law.Load(tree)
	require.NoError(t, err)
	return consensus{set}
}

// clockTo moves the sandbox's clock to a day.
func (w *world) clockTo(day string) {
	w.t.Helper()
	s := w.schedule()
	s.Add("clock", sample.Step{On: law.MustDate(day), Name: "clock", Do: func(context.Context) error { return nil }})
	require.NoError(w.t, s.Run(w.t.Context(), law.Date{}))
}

// mixed is a body of two of the staff and one whom the agency sends.
type mixed struct {
	*world
	f                    *sample.Family
	group1, group2, sent *sample.Client
	cards                []string
}

// mixedUnderStudy is such a body that has visited the family, its sheets joined by consensus.
func mixedUnderStudy(t *testing.T) *mixed {
	t.Helper()
	w := newWorld(t)
	w.cases.Laws = byConsensus(t)
	s := w.schedule()
	m := &mixed{world: w, f: sample.Foundling(s, w.sampleOffice())}
	require.NoError(t, s.Run(t.Context(), law.MustDate("2024-01-11")))
	o := m.f.Office
	var card1, card2 string
	m.group1, card1 = w.staff(m.f, "zubian1", "德吉", "540102199001010011")
	m.group2, card2 = w.staff(m.f, "zubian2", "贡布", "540102199202020013")
	m.sent, m.cards = o.Eval1, []string{card1, card2, o.EvaluatorIDs[0]}
	m.act(o.Officer, casework.NameBody{Body: casework.BodyChoice{Kind: workflow.BodyMixed, AgencyID: o.AgencyID}, Reason: "由在编人员和机构人员共同评估"})
	m.act(o.Manager, casework.AcceptCommission{}, o.Officer)
	m.act(o.Supervisor, casework.AssignEvaluators{EvaluatorIDs: m.cards[:2]})
	m.act(o.Manager, casework.AssignEvaluators{EvaluatorIDs: m.cards[2:]})
	for _, c := range m.all() {
		m.act(c, casework.DeclareRecusal{Secrecy: true})
	}
	m.act(o.Supervisor, casework.BeginAssessment{})
	m.act(m.group1, casework.RecordVisit{VisitInput: m.visit("家中")})
	return m
}

func (m *mixed) all() []*sample.Client { return []*sample.Client{m.group1, m.group2, m.sent} }

// act does an act on the case as the actor, or somebody else, reads it.
func (m *mixed) act(c *sample.Client, cmd casework.Command, reader ...*sample.Client) {
	m.t.Helper()
	by := c
	if len(reader) > 0 {
		by = reader[0]
	}
	_, err := m.f.Reload(m.t.Context(), by)
	require.NoError(m.t, err)
	require.NoError(m.t, m.f.Act(m.t.Context(), c, cmd))
}

// refused tries an act and expects a refusal.
func (m *mixed) refused(c *sample.Client, cmd casework.Command, status int, code string) sample.Problem {
	m.t.Helper()
	_, err := m.f.Reload(m.t.Context(), c)
	require.NoError(m.t, err)
	return m.do(c, http.MethodPost, act(m.f, cmd.Act()), cmd, current(m.f), key()).problem(status, code)
}

func (m *mixed) visit(place string) casework.VisitInput {
	return casework.VisitInput{
		From: "07:50", To: "08:50", Place: place, EvaluatorIDs: m.cards, Seen: []workflow.Seen{{Name: "王𠮷林", Relation: "收养申请人"}, {Name: "肖梦", Relation: "被收养人"}},
		Shown: true, ChildSeen: true, Narrative: "住房整洁",
	}
}

// open are the codes of the items on which the sheets differ and nothing is settled.
func (m *mixed) open() (codes []string) {
	m.t.Helper()
	var out struct {
		Disputes []assessment.Dispute
	}
	r := m.do(m.sent, http.MethodGet, "/cases/"+m.f.ID, nil)
	require.NoError(m.t, json.Unmarshal(r.body, &out))
	for _, d := range out.Disputes {
		for _, i := range d.Open() {
			codes = append(codes, i.Code)
		}
	}
	return codes
}

// TestAMixedBodyRatesJointlyAndBothSeal over the API, up to the registration.
func TestAMixedBodyRatesJointlyAndBothSeal(t *testing.T) {
	t.Parallel()
	m := mixedUnderStudy(t)
	f, o := m.f, m.f.Office
	for i, c := range m.all() {
		m.submit(f, c, m.fillPhase(f, c, workflow.PhaseCapacity, "在编人员的评语", i/2)) // the third differs
	}
	table := m.tableOf(f, m.sent, workflow.PhaseCapacity)
	var joint casework.RateJointly
	for _, code := range m.open() {
		item, ok := table.Node(code)
		require.True(t, ok)
		for o := range item.Choices() {
			joint.Items = append(joint.Items, casework.ItemRuling{Code: code, Answer: assessment.Answer{Option: o.Code}, Reason: "共同核对材料后一致认定"})
			break
		}
	}
	require.NotEmpty(t, joint.Items)
	m.act(m.sent, joint)
	c, err := f.Reload(t.Context(), m.sent)
	require.NoError(t, err)
	require.Len(t, c.JointRatings, 1)
	agree := casework.AgreeRating{RatingID: c.JointRatings[0].ID}
	m.refused(m.sent, agree, http.StatusUnprocessableEntity, "guard_unmet")
	m.act(m.group1, agree)
	require.NotEmpty(t, m.open(), "one has not agreed")
	m.act(m.group2, agree)
	require.Empty(t, m.open())

	m.clockTo("2024-01-25")
	m.act(o.Officer, casework.BeginIntegration{AgreedOn: law.MustDate("2024-01-25"), Place: "福利院", HandedBy: "央金", ReceivedBy: "王𠮷林"})
	for _, on := range []string{"2024-02-04", "2024-02-18"} {
		m.clockTo(on)
		m.act(m.sent, casework.RecordIntegrationVisit{VisitInput: m.visit("家中")})
	}
	m.clockTo("2024-02-26")
	for _, c := range m.all() {
		m.submit(f, c, m.fillPhase(f, c, workflow.PhaseIntegration, "融合评语", 0))
	}
	m.act(m.group1, casework.FinishIntegration{Summary: "融合良好"})
	m.reportOfBoth()
	m.decided()
}

// reportOfBoth is written, signed by all and sealed by either side.
func (m *mixed) reportOfBoth() {
	m.t.Helper()
	o := m.f.Office
	m.act(m.group1, casework.WriteReport{Work: "走访", Analysis: "分析", Conclusion: workflow.ConclusionFit, Opinion: "适合收养"})
	m.act(m.group1, casework.SignReport{Revision: 1})
	m.act(m.group2, casework.SignReport{Revision: 1})
	m.refused(o.Manager, casework.SealForAgency{}, http.StatusUnprocessableEntity, "guard_unmet")
	m.act(m.sent, casework.SignReport{Revision: 1})
	m.refused(o.Supervisor, casework.SealReport{}, http.StatusUnprocessableEntity, "guard_unmet")
	m.act(o.Manager, casework.SealForAgency{})
	m.act(o.Supervisor, casework.SealReport{})
}

// decided goes on from the report to the registration.
func (m *mixed) decided() {
	m.t.Helper()
	f, o := m.f, m.f.Office
	m.clockTo("2024-03-05")
	child := m.do(o.Officer, http.MethodGet, "/children/"+f.ChildID, nil)
	r := m.do(o.Officer, http.MethodPost, "/children/"+f.ChildID+"/acts/clear_notice", casework.ClearNotice{Unclaimed: true, Note: "公告期间无人认领。"}, match(child.header.Get("ETag")), key())
	require.Equal(m.t, http.StatusOK, r.status, string(r.body))
	m.act(o.Officer, casework.CheckReport{Opinion: "完整"})
	m.act(o.Supervisor2, casework.ConfirmConclusion{Opinion: "同意"})
	c, err := f.Reload(m.t.Context(), o.Officer)
	require.NoError(m.t, err)
	for _, p := range c.Papers {
		if p.Code == "D14" {
			m.act(o.Officer, casework.ServePaper{PaperID: p.ID, Mode: workflow.ServedDirectly, Recipient: "王𠮷林"})
		}
	}
	m.act(o.Officer, casework.RecordReply{Reply: "没有异议", Agrees: true})
	m.act(o.Officer, casework.GiveGuidance{Content: "亲子沟通", Persons: []string{"王𠮷林", "赵𫖯芳"}})
	m.clockTo("2024-03-07")
	m.act(o.Officer, casework.ProposeRegistration{Reasons: []string{"符合条件"}})
	m.act(o.Supervisor2, casework.ApproveRegistration{Opinion: "同意"})
	c, err = f.Reload(m.t.Context(), o.Officer)
	require.NoError(m.t, err)
	require.NotNil(m.t, c.Registration)
	require.Len(m.t, c.Report.Signatures, 3)
	require.False(m.t, c.Report.AgencySealedOn.IsZero())
}
