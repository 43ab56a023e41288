package sheet

import (
	"strconv"

	"github.com/anjia-project/anjia/assessment/instrument"
)

// items reads the sheet 指标: rows of nodes by their level, with the options and grades of an item below it.
func (in *intake) items() {
	g, ok := in.sheet(itemSheet)
	if !ok {
		return
	}
	t, ok := in.table(itemSheet, g, itemFields())
	if !ok {
		return
	}
	tree := &tree{in: in, table: t, seen: map[string]int{}}
	for _, row := range t.rows {
		kind := plainWord(row.cells[t.columns[typeKey]].text)
		value, _ := fieldOfWords(types, kind)
		r := in.record(t, row, func(f field) field { return asIn(value, f) })
		if len(r) > 0 {
			tree.row(row, r)
		}
	}
	in.spec.Nodes = tree.nodes(nil, tree.roots)
}

// asIn changes what a column takes in a row of another kind: the code of a grade is a number.
func asIn(rowType string, f field) field {
	if rowType == gradeRow && f.key == "code" {
		f.class = number
	}
	return f
}

// tree builds the nodes out of rows. Nodes are kept by number, because a Spec nests by value.
type tree struct {
	in    *intake
	table *table
	seen  map[string]int
	made  []branch
	roots []int
	path  []int // the last node of each level
}

type branch struct {
	spec     instrument.NodeSpec
	row      int
	below    []int
	options  []int // rows of its options and grades, for places
	grades   []int
	isHolder bool
}

func (t *tree) row(row gridRow, r record) {
	switch r[typeKey] {
	case optionRow, gradeRow:
		t.part(row, r)
		return
	case "":
		t.in.found.add(t.table.at(row.number, typeKey), "missing_field", "没有填写类型", "每行应当有类型", "从下拉列表选择")
	}
	t.in.duplicate(t.table, row, r, t.seen, "指标")
	level := t.level(row, r)
	made := branch{spec: r.node(), row: row.number}
	kind := made.spec.Type
	made.isHolder = kind == instrument.KindSection || kind == instrument.KindBonus
	t.made = append(t.made, made)
	number := len(t.made) - 1
	if level == 1 {
		t.roots = append(t.roots, number)
	} else {
		above := t.path[level-2]
		t.made[above].below = append(t.made[above].below, number)
	}
	t.path = append(t.path[:level-1], number)
}

// level is where a row stands in the tree; a level that cannot be is reported, and the row put where it can.
func (t *tree) level(row gridRow, r record) int {
	at := t.table.at(row.number, levelKey)
	level, err := strconv.Atoi(r[levelKey])
	deepest := min(len(t.path)+1, len(levels))
	uneven := t.in.uneven
	t.in.uneven = true
	switch {
	case r[levelKey] == "":
		t.in.found.add(at, "missing_field", "没有填写层级", "1为最外层，每低一层加1", "填写层级")
		return t.likely()
	case err != nil || level < 1 || level > len(levels): // reported as no word of the list
		return t.likely()
	case level > deepest:
		t.in.found.add(at, "level_jump", "层级"+r[levelKey]+"之上没有层级"+strconv.Itoa(level-1)+"的指标", "每次最多低一层", "改正层级或者补上上一级指标")
		return deepest
	case level > 1 && !t.made[t.path[level-2]].isHolder:
		t.in.found.add(at, "level_under_item", "上一级（第"+strconv.Itoa(t.made[t.path[level-2]].row)+"行）不是指标类别", "只有指标类别和加分项目之下可以有指标", "改正层级，或者把上一级改为“指标类别”")
	default:
		t.in.uneven = uneven
	}
	return level
}

// likely is the level of a row that does not say: below a group, beside an item.
func (t *tree) likely() int {
	if len(t.path) == 0 {
		return 1
	}
	if t.made[t.path[len(t.path)-1]].isHolder {
		return min(len(t.path)+1, len(levels))
	}
	return len(t.path)
}

// part is an option or a grade of the node above.
func (t *tree) part(row gridRow, r record) {
	what, takes := "选项", []string{typeKey, "code", "title/zh", "title/en", "points", "min", "max"}
	if r[typeKey] == gradeRow {
		what, takes = "等级", []string{typeKey, "code", "title/zh", "title/en"}
	}
	taken := map[string]bool{}
	for _, key := range takes {
		taken[key] = true
	}
	for _, f := range t.table.fields {
		if r[f.key] != "" && !taken[f.key] {
			t.in.found.add(t.table.at(row.number, f.key), "unused_cell", "填写了不适用的内容", "“"+what+"”行不填写本栏目", "清空该单元格")
		}
	}
	if len(t.path) == 0 {
		t.in.found.add(t.table.at(row.number, typeKey), "part_without_item", "上面没有所属的指标", "“"+what+"”行紧接在所属指标之下", "移到所属指标之下或者改正类型")
		return
	}
	owner := &t.made[t.path[len(t.path)-1]]
	if r[typeKey] == gradeRow {
		owner.spec.Grades, owner.grades = append(owner.spec.Grades, r.grade()), append(owner.grades, row.number)
		return
	}
	owner.spec.Options, owner.options = append(owner.spec.Options, r.option()), append(owner.options, row.number)
}

// nodes assembles the Spec and notes where each part of it stands.
func (t *tree) nodes(list []instrument.NodeSpec, numbers []int) []instrument.NodeSpec {
	t.assemble("", numbers, &list)
	return list
}

func (t *tree) assemble(above string, numbers []int, into *[]instrument.NodeSpec) {
	for i, number := range numbers {
		made := &t.made[number]
		pointer := above + "/nodes/" + strconv.Itoa(i)
		t.in.put(pointer, rowPlace{table: t.table, row: made.row, what: itemSheet})
		for at, row := range made.options {
			t.in.put(pointer+"/options/"+strconv.Itoa(at), rowPlace{table: t.table, row: row, what: optionRow})
		}
		for at, row := range made.grades {
			t.in.put(pointer+"/grades/"+strconv.Itoa(at), rowPlace{table: t.table, row: row, what: gradeRow})
		}
		t.assemble(pointer, made.below, &made.spec.Nodes)
		*into = append(*into, made.spec)
	}
}
