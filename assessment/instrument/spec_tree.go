package instrument

import "go.yaml.in/yaml/v3"

func (s Spec) yaml() writer {
	w := block().plain("format", s.Format).code("code", s.Code).code("version", s.Version).plain("phase", string(s.Phase)).
		text("title", s.Title).citation("citation", s.Citation).plain("status", string(s.Status)).
		code("pack", s.Pack).code("division", s.Division).
		below("valid", flow().plain("from", s.Valid.From).plain("to", s.Valid.To)).
		below("aggregation", flow().plain("method", string(s.Aggregation.Method)).plain("total", s.Aggregation.Total).plain("cap", s.Aggregation.Cap)).
		list("nodes", nodesYAML(s.Nodes))
	gates := make([]*yaml.Node, len(s.Gates))
	for i, gate := range s.Gates {
		gates[i] = gate.yaml().node
	}
	return w.list("gates", gates)
}

func nodesYAML(nodes []NodeSpec) []*yaml.Node {
	list := make([]*yaml.Node, len(nodes))
	for i, node := range nodes {
		list[i] = node.yaml().node
	}
	return list
}

func (n NodeSpec) yaml() writer {
	w := block().code("code", n.Code).plain("type", string(n.Type)).text("title", n.Title).text("guidance", n.Guidance).
		citation("citation", n.Citation).plain("status", string(n.Status)).plain("per_applicant", string(n.PerApplicant))
	if n.Evidence != nil {
		w = w.put("evidence", n.Evidence.yaml().node)
	}
	w = w.plain("min", n.Min).plain("max", n.Max).plain("step", n.Step).plain("weight", n.Weight).plain("points", n.Points).
		plain("cap", n.Cap).plain("mitigation_from", n.MitigationFrom).truth("optional", n.Optional).plain("max_length", n.MaxLength)
	grades := make([]*yaml.Node, len(n.Grades))
	for i, grade := range n.Grades {
		grades[i] = flow().plain("rating", grade.Rating).text("title", grade.Title).node
	}
	options := make([]*yaml.Node, len(n.Options))
	for i, option := range n.Options {
		options[i] = flow().code("code", option.Code).plain("points", option.Points).plain("from", option.From).plain("to", option.To).
			text("title", option.Title).node
	}
	return w.list("grades", grades).list("options", options).list("nodes", nodesYAML(n.Nodes))
}

func (e EvidenceSpec) yaml() writer {
	w := flow().plain("demand", string(e.Demand)).code("kind", e.Kind).words("title", e.Title).plain("when", string(e.When))
	if e.Valid != nil {
		w = w.put("valid", flow().plain("days", e.Valid.Days).plain("months", e.Valid.Months).truth("expires", e.Valid.Expires).node)
	}
	return w
}

func (g GateSpec) yaml() writer {
	return block().code("code", g.Code).below("when", g.When.yaml()).plain("outcome", string(g.Outcome)).
		text("conclusion", g.Conclusion).citation("citation", g.Citation)
}

func (c WhenSpec) yaml() writer {
	w := flow().truth(string(VetoFound), c.VetoFound).plain(string(TotalAtLeast), c.TotalAtLeast).plain(string(TotalBelow), c.TotalBelow)
	if c.SectionBelow != nil {
		w = w.put(string(SectionBelow), flow().code("code", c.SectionBelow.Code).plain("mark", c.SectionBelow.Mark).node)
	}
	if c.Answered != nil {
		w = w.put(string(Answered), flow().list("codes", codesYAML(c.Answered.Codes)).truth("value", c.Answered.Value).node)
	}
	if c.FinalAtLeast != nil {
		w = w.put(string(FinalAtLeast), flow().plain("mark", c.FinalAtLeast.Mark).list("codes", codesYAML(c.FinalAtLeast.Codes)).node)
	}
	return w.truth(string(Otherwise), c.Otherwise)
}

func codesYAML(codes []string) []*yaml.Node {
	list := make([]*yaml.Node, len(codes))
	for i, code := range codes {
		list[i] = quoted(code)
	}
	return list
}
