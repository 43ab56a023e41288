package law

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

func (p *packReader) readParams(f fields) error {
	n, ok := f.values["params"]
	if !ok {
		return p.fail(f.at, "missing_field", "the pack lacks params", "add params: {}")
	}
	all, err := p.fields(n, "params")
	if err != nil {
		return err
	}
	for _, key := range all.keys {
		if err := p.readParam(key, all.values[key]); err != nil {
			return err
		}
	}
	return nil
}

func (p *packReader) readParam(key string, n *yaml.Node) error {
	known := []string{"values"}
	if p.declared == nil {
		known = []string{"type", "one_of", "remedy", "values"}
	}
	f, err := p.fields(n, key, known...)
	if err != nil {
		return err
	}
	d, err := p.declarationOf(key, f)
	if err != nil {
		return err
	}
	list, ok := f.values["values"]
	if !ok {
		return p.fail(n, "missing_field", key+" lacks values", "add values: [] when no law is known")
	}
	items, err := p.items(list, "values of "+key)
	if err != nil {
		return err
	}
	for _, item := range items {
		e, err := p.readEntry(item, d)
		if err != nil {
			return err
		}
		p.out.entries[key] = append(p.out.entries[key], e)
	}
	return p.ascending(key)
}

// ascending refuses values that do not follow each other by date.
func (p *packReader) ascending(key string) error {
	list := p.out.entries[key]
	for i := 1; i < len(list); i++ {
		if !list[i-1].from.Before(list[i].from) {
			return &LoadError{
				Code: "not_ascending", File: p.file, Line: list[i].line, Pointer: entryPointer(key, i), What: key + ": the value from " + list[i].from.String() + " does not follow the one before",
				Remedy: "list values in the order of from, one for each day",
			}
		}
	}
	return nil
}

// declarationOf reads the declaration in the root pack and looks it up in the others.
func (p *packReader) declarationOf(key string, f fields) (*declaration, error) {
	if p.declared != nil {
		d, ok := p.declared[key]
		if !ok {
			return nil, p.fail(f.at, "undeclared", "the national pack declares no parameter "+clip(key), "correct the key, or declare it in "+packDir+"/cn.yaml")
		}
		return d, nil
	}
	kind, err := p.text(f, "type")
	if err != nil {
		return nil, err
	}
	d := &declaration{key: key, kind: valueType(kind)}
	if !slices.Contains(valueTypes, d.kind) {
		return nil, p.fail(f.values["type"], "unknown_type", "type "+clip(kind)+" of "+key, "use int, bool, text, strings, term or schedule")
	}
	if d.remedy, err = p.optional(f, "remedy"); err != nil {
		return nil, err
	}
	if n, ok := f.values["one_of"]; ok {
		if d.kind != typeText && d.kind != typeStrings {
			return nil, p.fail(n, "one_of_not_text", "one_of for "+key+", which is no text", "leave one_of out")
		}
		if d.oneOf, err = p.strings(n, &declaration{key: "one_of of " + key}); err != nil {
			return nil, err
		}
	}
	p.out.declares[key] = d
	return d, nil
}

// readEntry reads one dated value.
func (p *packReader) readEntry(n *yaml.Node, d *declaration) (e entry, err error) {
	f, err := p.fields(n, "a value of "+d.key, "from", "promulgated", "value", "bound", "status", "basis", "article", "note", "recalled")
	if err != nil {
		return e, err
	}
	e.line = n.Line
	if e.from, err = p.date(f, "from"); err != nil {
		return e, err
	}
	if err := p.readStatus(f, &e); err != nil {
		return e, err
	}
	if err := p.readBasis(f, d, &e); err != nil {
		return e, err
	}
	return e, p.readValue(f, d, &e)
}

func (p *packReader) readValue(f fields, d *declaration, e *entry) error {
	n, ok := f.values["value"]
	if !ok {
		return p.fail(f.at, "missing_field", "a value of "+d.key+" lacks value", "add value, null when the rule is repealed")
	}
	if n.Tag == "!!null" {
		return nil
	}
	v, err := p.value(n, d)
	if err != nil {
		return err
	}
	e.val = &v
	if n, ok := f.values["bound"]; ok {
		return p.readBound(n, d, e)
	}
	return nil
}

func (p *packReader) readStatus(f fields, e *entry) error {
	text, err := p.text(f, "status")
	if err != nil {
		return err
	}
	e.status = Status(text)
	switch {
	case e.status != Official && e.status != Practice && e.status != Illustrative:
		return p.fail(f.values["status"], "unknown_status", "status "+clip(text), "write official, practice or illustrative")
	case e.status == Illustrative && !p.out.sandbox:
		return p.broken(f.values["status"], "illustrative_value", "an illustrative value in a pack for real cases", "illustrative values stand only in sandbox overlays",
			"move it to "+packDir+"/"+sandboxPrefix+p.out.Code+".yaml")
	case e.status == Official && p.out.sandbox:
		return p.broken(f.values["status"], "official_in_overlay", "an official value in a sandbox overlay", "overlays carry only what no law sets",
			"move it to "+packDir+"/"+strings.TrimPrefix(p.out.Code, sandboxPrefix)+".yaml")
	}
	return nil
}

// readBasis reads the citation. An official value names an instrument and an article; others may say in a note
// that no text sets them.
func (p *packReader) readBasis(f fields, d *declaration, e *entry) (err error) {
	id, err := p.optional(f, "basis")
	if err != nil {
		return err
	}
	if e.basis.Article, err = p.optional(f, "article"); err != nil {
		return err
	}
	if e.basis.Note, err = p.optional(f, "note"); err != nil {
		return err
	}
	if e.basis.Recalled, err = p.flag(f, "recalled"); err != nil {
		return err
	}
	if id == "" {
		if e.status == Official || e.basis.Note == "" || e.basis.Article != "" {
			return p.broken(f.at, "missing_citation", "a value of "+d.key+" has no citation", "every value names the text that sets it",
				"add basis and article; a value that no text sets is practice or illustrative and says so in note")
		}
		e.promulgated = e.from
		return p.promulgation(f, e)
	}
	ins, ok := p.instruments[id]
	if !ok {
		return p.fail(f.values["basis"], "unknown_basis", "basis "+clip(id)+" is not among the instruments of the file", "add it to instruments")
	}
	if e.status == Official && e.basis.Article == "" {
		return p.broken(f.at, "missing_article", "a value of "+d.key+" names no article", "an official value names its article", "add article")
	}
	e.basis.Instrument, e.basis.Number = ins.title, ins.number
	e.basis.Recalled = e.basis.Recalled || ins.recalled
	e.promulgated, e.datesRecalled = ins.promulgated, ins.datesRecalled
	if e.status == Official && e.from.Before(ins.inForce) {
		return p.broken(f.at, "before_in_force", "a value of "+d.key+" is in force from "+e.from.String()+", before 《"+ins.title+"》 is",
			"a rule binds from the day its text is in force", "begin on "+ins.inForce.String()+" or cite the older text")
	}
	return p.promulgation(f, e)
}

func (p *packReader) promulgation(f fields, e *entry) (err error) {
	if _, ok := f.values["promulgated"]; ok {
		if e.promulgated, err = p.date(f, "promulgated"); err != nil {
			return err
		}
	}
	if e.from.Before(e.promulgated) && e.status == Official {
		return p.fail(f.at, "before_promulgation", "a value is in force before it was promulgated", "correct from or promulgated")
	}
	return nil
}
