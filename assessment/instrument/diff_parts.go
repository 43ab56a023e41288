package instrument

import (
	"encoding/json"

	"github.com/anjia-project/anjia/assessment/law"
)

// partKey names a part of a table in both versions.
type partKey struct {
	part         Part
	code, option string
}

// part is one row of a table with its fields as text.
type part struct {
	key    partKey
	above  partKey // the heading or item that it stands under
	title  string
	names  []string // of the fields, in order
	fields map[string]string
	shown  map[string]string // the fields that people read in other words
}

// flat is a table as rows.
type flat struct {
	order []partKey
	parts map[partKey]part
}

func (f *flat) add(p part) {
	if _, twice := f.parts[p.key]; !twice {
		f.order = append(f.order, p.key)
		f.parts[p.key] = p
	}
}

func newPart(key, above partKey, title string) part {
	return part{key: key, above: above, title: title, fields: map[string]string{}, shown: map[string]string{}}
}

func (p *part) set(name, value string) {
	if value != "" {
		p.names = append(p.names, name)
		p.fields[name] = value
	}
}

// word sets a field of a closed list with what people call its value.
func (p *part) word(name, value, chinese string) {
	p.set(name, value)
	p.shown[name] = chinese
}

// say is the value of a field as people read it.
func (p part) say(name string) string {
	if words, given := p.shown[name]; given {
		return words
	}
	return p.fields[name]
}

func (p *part) text(name string, text Text) {
	p.set(name+".zh", text.ZH)
	p.set(name+".en", text.EN)
}

func (p *part) citation(c law.Citation) {
	text := c.String()
	if c.Instrument != "" && c.Note != "" {
		text += "（" + c.Note + "）"
	}
	if c.Recalled {
		text += "〔未核对原文〕"
	}
	p.set("citation", text)
}

func flatten(table *Instrument) flat {
	f := flat{parts: map[partKey]part{}}
	f.head(table)
	spec := table.Spec()
	f.nodes(table, spec.Nodes, partKey{})
	for i, gate := range spec.Gates {
		p := newPart(partKey{part: PartGate, code: gate.Code}, partKey{}, "")
		condition, _ := json.Marshal(gate.When) // of strings and booleans: it cannot fail
		p.word("when", string(condition), table.gates[i].Chinese())
		p.word("outcome", string(gate.Outcome), gate.Outcome.Chinese())
		p.text("conclusion", gate.Conclusion)
		p.citation(gate.Citation)
		f.add(p)
	}
	return f
}

func (f *flat) head(table *Instrument) {
	spec := table.Spec()
	head := newPart(partKey{part: PartHead}, partKey{}, "")
	head.set("code", spec.Code)
	head.set("version", spec.Version)
	head.word("phase", string(spec.Phase), spec.Phase.Chinese())
	head.text("title", spec.Title)
	head.citation(spec.Citation)
	head.word("status", string(spec.Status), statusChinese(spec.Status))
	head.set("pack", spec.Pack)
	head.set("division", spec.Division)
	head.set("valid.from", spec.Valid.From)
	head.set("valid.to", spec.Valid.To)
	head.word("method", string(spec.Aggregation.Method), spec.Aggregation.Method.Chinese())
	head.set("total", spec.Aggregation.Total)
	head.set("cap", spec.Aggregation.Cap)
	f.add(head)
}

func (f *flat) nodes(table *Instrument, nodes []NodeSpec, above partKey) {
	for _, n := range nodes {
		p := newPart(partKey{part: PartNode, code: n.Code}, above, n.Title.ZH)
		p.word("type", string(n.Type), n.Type.Chinese())
		p.text("title", n.Title)
		p.text("guidance", n.Guidance)
		p.citation(n.Citation)
		p.word("status", string(n.Status), statusChinese(n.Status))
		p.word("per_applicant", string(n.PerApplicant), n.PerApplicant.Chinese())
		if n.Evidence != nil {
			demand, _ := json.Marshal(n.Evidence) // of strings and booleans: it cannot fail
			p.word("evidence", string(demand), table.byCode[n.Code].evidence.Chinese())
		}
		for _, field := range [...][2]string{
			{"min", n.Min},
			{"max", n.Max},
			{"step", n.Step},
			{"weight", n.Weight},
			{"points", n.Points},
			{"cap", n.Cap},
			{"mitigation_from", n.MitigationFrom},
			{"max_length", n.MaxLength},
		} {
			p.set(field[0], field[1])
		}
		if n.Optional != nil && *n.Optional {
			p.word("optional", "true", "是")
		}
		f.add(p)
		f.options(n, p.key)
		f.nodes(table, n.Nodes, p.key)
	}
}

func (f *flat) options(n NodeSpec, above partKey) {
	for _, option := range n.Options {
		p := newPart(partKey{PartOption, n.Code, option.Code}, above, option.Title.ZH)
		p.set("points", option.Points)
		p.set("from", option.From)
		p.set("to", option.To)
		p.text("title", option.Title)
		f.add(p)
	}
	for _, grade := range n.Grades {
		p := newPart(partKey{PartOption, n.Code, grade.Rating}, above, grade.Title.ZH)
		p.text("title", grade.Title)
		f.add(p)
	}
}

func (p part) change(kind ChangeKind, field string) Change {
	return Change{Kind: kind, Part: p.key.part, Code: p.key.code, Option: p.key.option, Field: field}
}

// whole is the change of a part that came, went or moved.
func (p part) whole(kind ChangeKind) Change {
	change := p.change(kind, "")
	change.Score = true
	verb := map[ChangeKind]string{Added: "新增", Removed: "删除", Moved: "移动"}[kind]
	change.Text = verb + p.label()
	return change
}

// label is what the sentence of a change calls the part.
func (p part) label() string {
	switch p.key.part {
	case PartHead:
		return "评估表"
	case PartNode:
		return "指标" + p.key.code + "“" + p.title + "”"
	case PartOption:
		return "指标" + p.key.code + "的选项" + p.key.option + "“" + p.title + "”"
	case PartGate:
		return "评定规则" + p.key.code
	}
	return p.key.code
}
