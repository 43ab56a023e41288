package casework_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// TestWhoMayReceiveAPaper: the addressee, an adult of the family who lives with
// him, or whoever was appointed; nobody else.
func TestWhoMayReceiveAPaper(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	app := couple()
	app.Household = []workflow.HouseholdMember{
		{Person: workflow.Person{Name: "王小林", Born: day("2006-01-03")}, Relation: "子"},
		{Person: workflow.Person{Name: "王大林", Born: day("2006-01-02")}, Relation: "子"},
	}
	child := h.mustChild(casework.RegisterChild{ChildInput: foundling()}, "").Child.ID
	h.mustChild(casework.PublishNotice{Medium: "《西藏日报》", Contact: "0891"}, child)
	id := h.submit(child, workflow.CatInstitutionFoundling, app)
	paper := h.load(id).PaperOf("D02a").ID
	direct := func(who, relation string, cohabits bool) casework.ServePaper {
		return casework.ServePaper{PaperID: paper, Mode: workflow.ServedDirectly, Recipient: who, Relation: relation, Cohabits: cohabits}
	}
	for _, refused := range []struct {
		in   casework.ServePaper
		want string
	}{
		{direct("张三", "", false), "/relation"},
		{direct("张三", "邻居", false), "/cohabits"},
		{direct("王林、张三", "", false), "/relation"},
		{direct("王小林", "子", true), "未成年"},
		{direct("肖梦", "养女", true), "未成年"},
		{casework.ServePaper{PaperID: paper, Mode: workflow.ServedByPost, Recipient: "张三", PostNumber: "1"}, "/relation"},
		{casework.ServePaper{PaperID: paper, Mode: workflow.ServedByPost, Recipient: "王林"}, "/post_number"},
		{casework.ServePaper{PaperID: paper, Mode: workflow.ServedElectronic, Recipient: "张三", Note: "同意"}, "/relation"},
		{casework.ServePaper{PaperID: paper, Mode: workflow.ServedElectronic, Recipient: "王林"}, "/note"},
	} {
		h.refused(h.officer, id, refused.in, workflow.KindInvalid, refused.want)
	}
	for _, in := range []casework.ServePaper{
		direct("赵芳", "", false), direct("王林、赵芳", "", false), direct("王母", "母亲", true), direct("王大林", "子", true),
		{PaperID: paper, Mode: workflow.ServedByPost, Recipient: "张三", Relation: "单位收发人员", PostNumber: "1098765432101"},
		{PaperID: paper, Mode: workflow.ServedOnAgent, Recipient: "张三", Relation: "受托代收人"},
	} {
		h.must(h.officer, id, in)
	}
	services := h.load(id).Paper(paper).Services
	require.Equal(t, "由同住成年家属签收", services[2].Note)
	require.Equal(t, "1098765432101", services[4].PostNumber)
}

func TestALeftPaperNeedsWitnessOrRecording(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	ok := casework.ServePaper{
		PaperID: h.load(id).PaperOf("D02a").ID, Mode: workflow.ServedLeaving, Recipient: "王林", Place: "城关区", Witness: "居委会卓玛", Note: "拒绝签收",
	}
	for want, change := range map[string]func(*casework.ServePaper){
		"/witness":  func(s *casework.ServePaper) { s.Witness = "" },
		"不得是送达人":    func(s *casework.ServePaper) { s.Witness = h.officer.Name },
		"见证人不得":     func(s *casework.ServePaper) { s.Witness = "赵芳" },
		"/place":    func(s *casework.ServePaper) { s.Place = "" },
		"/note":     func(s *casework.ServePaper) { s.Note = "" },
		"/cohabits": func(s *casework.ServePaper) { s.Recipient, s.Relation = "张三", "邻居" },
	} {
		bad := ok
		change(&bad)
		h.refused(h.officer, id, bad, workflow.KindInvalid, want)
	}
	h.must(h.officer, id, ok)
	ok.Witness, ok.Recorded = "", true
	h.must(h.officer, id, ok)
}

// TestServiceByAnnouncementWaitsForItsTerm: thirty days, the day of the announcement not counted.
func TestServiceByAnnouncementWaitsForItsTerm(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	in := casework.ServePaper{
		PaperID: h.load(id).PaperOf("D02a").ID, Mode: workflow.ServedByNotice, Recipient: "王林、赵芳", Medium: "《西藏日报》", Note: "下落不明，其他方式无法送达",
		AnnouncedOn: day("2024-01-02"),
	}
	h.on("2024-01-31")
	h.refused(h.officer, id, in, workflow.KindInvalid, "2024年2月1日")
	h.on("2024-02-01")
	for want, change := range map[string]func(*casework.ServePaper){
		"/medium":       func(s *casework.ServePaper) { s.Medium = "" },
		"/note":         func(s *casework.ServePaper) { s.Note = "" },
		"/announced_on": func(s *casework.ServePaper) { s.AnnouncedOn = day("2024-01-01") },
		"/recipient":    func(s *casework.ServePaper) { s.Recipient = "张三" },
	} {
		bad := in
		change(&bad)
		h.refused(h.officer, id, bad, workflow.KindInvalid, want)
	}
	h.must(h.officer, id, in)
	require.Equal(t, day("2024-02-01"), h.load(id).PaperOf("D02a").ServedOn())
}
