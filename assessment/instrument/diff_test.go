package instrument_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/assessment/instrument"
)

// changed compiles a table after a change of its editable form.
func changed(t require.TestingT, table *instrument.Instrument, change func(*instrument.Spec)) *instrument.Instrument {
	spec := table.Spec()
	change(&spec)
	after, err := instrument.Compile(spec)
	require.NoError(t, err)
	return after
}

func TestDiffTellsWhatChanged(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		table  string
		change func(*instrument.Spec)
		want   []string
		score  bool
	}{
		{"nothing", "f3-choices.yaml", func(*instrument.Spec) {}, []string{}, false},
		{
			"a new version with another wording", "f3-choices.yaml", func(s *instrument.Spec) { s.Version, s.Nodes[0].Title.ZH = "2025.1", "基本条件" },
			[]string{"评估表的版本由“2024.1”改为“2025.1”", "指标1“基本条件”的名称由“基本情况”改为“基本条件”"},
			false,
		},
		{
			"points of an option", "f3-choices.yaml", func(s *instrument.Spec) { s.Nodes[0].Nodes[1].Options[1].Points = "25" },
			[]string{"指标1.2的选项B“较稳定”的分值由“20”改为“25”"},
			true,
		},
		{"an option comes", "f3-choices.yaml", func(s *instrument.Spec) {
			n := &s.Nodes[0].Nodes[1]
			n.Options = append(n.Options, instrument.OptionSpec{Code: "E", Points: "0", Title: instrument.Text{ZH: "无业"}})
		}, []string{"新增指标1.2的选项E“无业”"}, true},
		{"an item moves under another heading", "f3-choices.yaml", func(s *instrument.Spec) {
			s.Nodes[1].Nodes = append(s.Nodes[1].Nodes, s.Nodes[0].Nodes[1])
			s.Nodes[0].Nodes = s.Nodes[0].Nodes[:1]
			s.Nodes[0].Max, s.Nodes[1].Max = "30", "70"
		}, []string{"指标1“基本情况”的最高值由“60”改为“30”", "指标2“经济住房”的最高值由“40”改为“70”", "移动指标1.2“职业稳定”"}, true},
		{"two items change places", "f3-choices.yaml", func(s *instrument.Spec) {
			s.Nodes[1].Nodes[0], s.Nodes[1].Nodes[1] = s.Nodes[1].Nodes[1], s.Nodes[1].Nodes[0]
		}, []string{"移动指标2.1“经济”"}, false},
		{"a section goes with all in it", "f3-choices.yaml", func(s *instrument.Spec) {
			s.Nodes, s.Gates, s.Aggregation.Total = s.Nodes[:1], s.Gates[1:], "60"
			s.Gates[0].When.TotalAtLeast = "45"
		}, []string{"评估表的满分由“100”改为“60”", "删除指标2“经济住房”", "删除评定规则section", "评定规则mark的条件由“总分不低于75分”改为“总分不低于45分”"}, true},
		{"evidence and applicants", "f3-choices.yaml", func(s *instrument.Spec) {
			s.Nodes[0].Nodes[1].PerApplicant = instrument.EachMean
			s.Nodes[1].Nodes[0].Evidence.Valid = &instrument.ValiditySpec{Months: "3"}
		}, []string{
			"指标1.2“职业稳定”的申请人评定方式由“对每位申请人分别评定，以较低者计”改为“对每位申请人分别评定，取平均值”",
			"指标2.1“经济”的证明要求由“得分的，应当上传证明材料（收入证明）”改为“得分的，应当上传证明材料（收入证明），作出决定之日应当在材料自出具之日起3个月内”",
		}, true},
		{
			"the meaning of a rating", "f7-duals.yaml", func(s *instrument.Spec) { s.Nodes[1].Nodes[0].Grades[4].Title.ZH = "危及儿童" },
			[]string{"指标1.1的选项5“危及儿童”的名称由“有极其严重的情形”改为“危及儿童”"},
			true,
		},
		{"other marks of the gates", "f7-duals.yaml", func(s *instrument.Spec) {
			s.Gates[1].When.FinalAtLeast.Mark, s.Gates[2].When.FinalAtLeast.Mark = "4", "4"
			s.Gates[1].Conclusion.ZH = "甲"
		}, []string{
			"评定规则severe的条件由“‘1.1’‘1.2’中有任一因素的终评等级不低于5级”改为“‘1.1’‘1.2’中有任一因素的终评等级不低于4级”",
			"评定规则severe的结论由“有极其严重的情形，由审批人判断”改为“甲”",
			"评定规则concern的条件由“有任一因素的终评等级不低于3级”改为“有任一因素的终评等级不低于4级”",
		}, true},
	} {
		before := good(t, c.table)
		after := changed(t, before, c.change)
		texts, score := []string{}, false
		for _, change := range instrument.Diff(before, after) {
			texts = append(texts, change.Text)
			score = score || change.Score
		}
		require.Equal(t, c.want, texts, c.name)
		require.Equal(t, c.score, score, c.name)
	}
}

// Comments and layout are no change; a table never differs from itself, nor from its canonical form.
func TestDiffOfTheSameTableIsEmpty(t *testing.T) {
	t.Parallel()
	tables, err := instrument.Shipped()
	require.NoError(t, err)
	for _, table := range tables {
		require.Empty(t, instrument.Diff(table, table))
		require.Empty(t, instrument.Diff(table, changed(t, table, func(*instrument.Spec) {})))
	}
}

// Forth and back name the same parts: what comes one way goes the other.
func TestDiffIsSymmetric(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		one, err := instrument.Compile(drawSpec(t))
		require.NoError(t, err)
		two, err := instrument.Compile(drawSpec(t))
		require.NoError(t, err)
		count := func(changes []instrument.Change) (added, removed, fields int) {
			for _, change := range changes {
				require.NotEmpty(t, change.Text)
				switch change.Kind {
				case instrument.Added:
					added++
				case instrument.Removed:
					removed++
				case instrument.Changed:
					require.NotEqual(t, change.From, change.To)
					fields++
				case instrument.Moved:
				}
			}
			return added, removed, fields
		}
		added, removed, fields := count(instrument.Diff(one, two))
		back, forth, again := count(instrument.Diff(two, one))
		require.Equal(t, [3]int{added, removed, fields}, [3]int{forth, back, again})
		require.Equal(t, len(instrument.Diff(one, two)) == 0, string(one.Raw()) == string(two.Raw()), "no change means the same canonical text")
	})
}
