package law

import (
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
)

// declaration is a key as the national pack declares it: its type, the choices it has, and what an officer is told
// when no value is known.
type declaration struct {
	key    string
	kind   valueType
	oneOf  []string
	remedy string
}

// entry is one dated value of a key in one pack; a nil value is a repeal.
type entry struct {
	from, promulgated Date
	datesRecalled     bool // from memory: from, promulgated
	val               *value
	bound             *bound
	basis             Citation
	status            Status
	line              int
}

// layer is one pack file: its own values only.
type layer struct {
	RawFile
	name     string
	parent   string
	order    string
	sandbox  bool
	declares map[string]*declaration    // of the root only
	entries  map[string][]entry         // by key, ascending by from
	words    map[string]map[string]Word // by language and Chinese word
}

// instrument is a text that values cite by its id in the file.
type instrument struct {
	title, number        string
	promulgated, inForce Date
	recalled             bool // the text
	datesRecalled        bool // its dates
}

const sandboxPrefix = "sandbox/"

var packCode = regexp.MustCompile(`^(sandbox/)?cn(-[0-9]{2}|-[0-9]{4}|-[0-9]{6})?$`)

// packReader reads one pack file. declared is nil for the root pack, which declares the keys itself.
type packReader struct {
	nodes
	declared    map[string]*declaration
	instruments map[string]instrument
	out         *layer
}

// parsePack reads a pack file. The root pack (code cn) gets a nil declared, every other the keys of the root. It
// fails with a *LoadError.
func parsePack(path string, data []byte, declared map[string]*declaration) (*layer, error) {
	if err := checkText(path, data); err != nil {
		return nil, err
	}
	p := &packReader{nodes: nodes{file: path}, declared: declared, instruments: map[string]instrument{}}
	root, err := p.document(data)
	if err != nil {
		return nil, err
	}
	p.root = root
	f, err := p.fields(root, "the pack", "code", "name", "version", "parent", "order", "instruments", "params", "words")
	if err != nil {
		return nil, err
	}
	p.out = &layer{declares: map[string]*declaration{}, entries: map[string][]entry{}, words: map[string]map[string]Word{}}
	if err := p.head(f, path); err != nil {
		return nil, err
	}
	p.out.SHA256, p.out.Bytes = hashOf(data), data
	if err := p.readInstruments(f); err != nil {
		return nil, err
	}
	if err := p.readWords(f); err != nil {
		return nil, err
	}
	return p.out, p.readParams(f)
}

func (p *packReader) head(f fields, path string) error {
	code, err := p.text(f, "code")
	if err != nil {
		return err
	}
	if !packCode.MatchString(code) {
		return p.fail(f.values["code"], "bad_code", "pack code "+clip(code), "write cn, cn-54 or cn-540100, with sandbox/ before it for an overlay")
	}
	if want := packDir + "/" + code + ".yaml"; want != path {
		return p.fail(f.values["code"], "code_differs", "the file holds pack "+code, "name the file "+want)
	}
	version, err := p.text(f, "version")
	if err != nil {
		return err
	}
	p.out.RawFile = RawFile{Kind: KindPack, Code: code, Version: code + "@" + version, Path: path}
	p.out.sandbox = strings.HasPrefix(code, sandboxPrefix)
	if p.out.name, err = p.text(f, "name"); err != nil {
		return err
	}
	if p.out.order, err = p.optional(f, "order"); err != nil {
		return err
	}
	if o := p.out.order; o != "" && o != "A" && o != "B" {
		return p.fail(f.values["order"], "bad_order", "order "+clip(o), "write \"A\" (integration inside the assessment) or \"B\" (capacity first)")
	}
	if p.out.order != "" && p.out.sandbox {
		return p.fail(f.values["order"], "overlay_order", "an overlay sets the order", "leave order out: it belongs to the pack of the place")
	}
	return p.parentOf(f)
}

// parentOf checks that the pack lies in its parent: cn-540100 under cn-54, cn-540102 under cn-540100 or cn-54,
// sandbox/cn-54 beside cn-54.
func (p *packReader) parentOf(f fields) (err error) {
	if p.out.parent, err = p.optional(f, "parent"); err != nil {
		return err
	}
	code, parent := p.out.Code, p.out.parent
	switch {
	case code == rootCode || p.out.sandbox:
		if parent != "" {
			return p.fail(f.values["parent"], "parent_given", "pack "+code+" has a parent", "leave parent out: the nation has none, an overlay lies on the pack of its name")
		}
	case parent == "" || !strings.HasPrefix(code, strings.TrimSuffix(parent, "00")) || code == parent:
		return p.fail(f.at, "parent_missing", "pack "+code+" names no parent that it lies in", "write parent: \"cn\" or the code of the province")
	}
	return nil
}

func (p *packReader) readInstruments(f fields) error {
	n, ok := f.values["instruments"]
	if !ok {
		return nil
	}
	all, err := p.fields(n, "instruments")
	if err != nil {
		return err
	}
	for _, id := range all.keys {
		ins, err := p.readInstrument(all.values[id], id)
		if err != nil {
			return err
		}
		p.instruments[id] = ins
	}
	return nil
}

func (p *packReader) readInstrument(n *yaml.Node, id string) (ins instrument, err error) {
	f, err := p.fields(n, "instrument "+id, "title", "number", "promulgated", "in_force", "recalled", "dates_recalled")
	if err != nil {
		return ins, err
	}
	if ins.title, err = p.text(f, "title"); err != nil {
		return ins, err
	}
	if ins.number, err = p.optional(f, "number"); err != nil {
		return ins, err
	}
	if ins.promulgated, err = p.date(f, "promulgated"); err != nil {
		return ins, err
	}
	if ins.inForce, err = p.date(f, "in_force"); err != nil {
		return ins, err
	}
	if ins.inForce.Before(ins.promulgated) {
		return ins, p.fail(n, "instrument_dates", "instrument "+id+" is in force before it was promulgated", "correct one of the two dates")
	}
	if ins.recalled, err = p.flag(f, "recalled"); err != nil {
		return ins, err
	}
	ins.datesRecalled, err = p.flag(f, "dates_recalled")
	ins.datesRecalled = ins.datesRecalled || ins.recalled
	return ins, err
}
