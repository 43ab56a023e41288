package instrument

import (
	"slices"
	"strings"
)

// ChangeKind says what happened to a part of a table from one version to the next.
type ChangeKind string

// The kinds of change.
const (
	Added   ChangeKind = "added"   // 新增
	Removed ChangeKind = "removed" // 删除
	Changed ChangeKind = "changed" // 修改
	Moved   ChangeKind = "moved"   // 移动: to another place of the table
)

// Part says what kind of thing a change is about.
type Part string

// The parts of a table.
const (
	PartHead   Part = "head"   // 表头: title, source, validity, aggregation
	PartNode   Part = "node"   // 指标
	PartOption Part = "option" // 选项, or the meaning of a rating
	PartGate   Part = "gate"   // 评定规则
)

// Change is one difference between two tables (修订内容). Code is that of the node or gate, Option that of the option or
// the rating worded; Field is the key of the format that changed, empty when the whole part was added, removed or
// moved. Score says whether points, outcome or the answers that are possible can differ by it.
type Change struct {
	Kind   ChangeKind `json:"kind"`
	Part   Part       `json:"part"`
	Code   string     `json:"code,omitempty"`
	Option string     `json:"option,omitempty"`
	Field  string     `json:"field,omitempty"`
	From   string     `json:"from,omitempty"`
	To     string     `json:"to,omitempty"`
	Score  bool       `json:"affects_score"`
	Text   string     `json:"text"` // in Chinese, for the report that is signed before publication
}

// Diff lists what differs from one table to another, in the order of the new table, with what was removed after what
// stood before it. Nodes and gates are matched by their codes. Tables that score and read alike give an empty list,
// whatever their comments and layout.
func Diff(before, after *Instrument) []Change {
	one, other := flatten(before), flatten(after)
	changes := []Change{}
	moved := movedParts(one, other)
	for _, key := range mergedOrder(one.order, other.order) {
		was, isOld := one.parts[key]
		is, isNew := other.parts[key]
		switch {
		case !isNew:
			if !inside(key, one, func(k partKey) bool { _, still := other.parts[k]; return !still }) {
				changes = append(changes, was.whole(Removed))
			}
		case !isOld:
			if !inside(key, other, func(k partKey) bool { _, known := one.parts[k]; return !known }) {
				changes = append(changes, is.whole(Added))
			}
		default:
			if elsewhere, isMoved := moved[key]; isMoved {
				change := is.whole(Moved)
				change.Score = elsewhere || key.part == PartGate // gates are tried in order; rows are summed in any
				changes = append(changes, change)
			}
			changes = append(changes, fieldChanges(was, is)...)
		}
	}
	return changes
}

// inside reports whether the part that holds this one was added or removed itself, so that one line tells all.
func inside(key partKey, from flat, gone func(partKey) bool) bool {
	above := from.parts[key].above
	return above != (partKey{}) && gone(above)
}

// mergedOrder is the new order, with each removed part after the part that it followed.
func mergedOrder(before, after []partKey) []partKey {
	known := map[partKey]bool{}
	for _, key := range after {
		known[key] = true
	}
	following := map[partKey][]partKey{} // removed parts, by the kept part before them
	last := partKey{}
	for _, key := range before {
		if known[key] {
			last = key
		} else {
			following[last] = append(following[last], key)
		}
	}
	merged := slices.Clone(following[partKey{}])
	for _, key := range after {
		merged = append(append(merged, key), following[key]...)
	}
	return merged
}

// movedParts finds what stands under another heading, or at another place among the parts that both tables have under
// the same heading; the value says whether the heading is another. Of parts that changed places, as few as possible are
// called moved.
func movedParts(one, other flat) map[partKey]bool {
	moved := map[partKey]bool{}
	rank := map[partKey]int{}
	for i, key := range one.order {
		rank[key] = i
	}
	siblings := map[partKey][]partKey{}
	for _, key := range other.order {
		was, both := one.parts[key]
		switch {
		case !both || key.part == PartHead:
		case was.above != other.parts[key].above:
			moved[key] = true
		default:
			siblings[was.above] = append(siblings[was.above], key)
		}
	}
	for _, keys := range siblings {
		kept := longestRise(keys, rank)
		for _, key := range keys {
			if !kept[key] {
				moved[key] = false
			}
		}
	}
	return moved
}

// longestRise is the largest set of keys whose old order is their new order.
func longestRise(keys []partKey, rank map[partKey]int) map[partKey]bool {
	length, before := make([]int, len(keys)), make([]int, len(keys))
	end := -1
	for i := range keys {
		length[i], before[i] = 1, -1
		for j := range i {
			if rank[keys[j]] < rank[keys[i]] && length[j]+1 > length[i] {
				length[i], before[i] = length[j]+1, j
			}
		}
		if end < 0 || length[i] > length[end] {
			end = i
		}
	}
	kept := map[partKey]bool{}
	for ; end >= 0; end = before[end] {
		kept[keys[end]] = true
	}
	return kept
}

func fieldChanges(was, is part) []Change {
	var changes []Change
	for _, name := range fieldOrder(was, is) {
		from, to := was.fields[name], is.fields[name]
		if from == to {
			continue
		}
		change := is.change(Changed, name)
		change.From, change.To, change.Score = from, to, scoring(is.key.part, name)
		change.Text = is.label() + "的" + fieldChinese(name) + changedFromTo(was.say(name), is.say(name))
		changes = append(changes, change)
	}
	return changes
}

// fieldOrder is every field of either, in the order of the format.
func fieldOrder(was, is part) []string {
	names := slices.Clone(is.names)
	for _, name := range was.names {
		if _, still := is.fields[name]; !still {
			names = append(names, name)
		}
	}
	return names
}

func changedFromTo(from, to string) string {
	inner := strings.NewReplacer("“", "‘", "”", "’") // quotation marks within quotation marks
	from, to = inner.Replace(from), inner.Replace(to)
	switch {
	case from == "":
		return "新设为“" + to + "”"
	case to == "":
		return "“" + from + "”被删除"
	}
	return "由“" + from + "”改为“" + to + "”"
}

// scoring reports whether a field has a say in points, outcome or the answers that are possible.
func scoring(part Part, name string) bool {
	name, _, _ = strings.Cut(name, ".")
	switch name {
	case "title", "guidance", "citation", "status", "conclusion", "valid", "division", "pack", "code", "version":
		return part == PartOption && name == "title" // another meaning of a grade is another judgement
	}
	return true
}
