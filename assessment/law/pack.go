package law

import (
	"slices"
	"sort"
)

// Pack is the law of one place: the packs from the nation down to it laid over each other, and in the sandbox the
// overlays underneath, which speak only where no pack does. It never changes; a case stores Code, Version and
// SHA256 of the pack it was judged by.
type Pack struct {
	Code    string    // cn, cn-54, cn-540100
	Name    string    // Chinese
	Version string    // versions of the chain, cn@2026.1+cn-54@2026.1
	SHA256  string    // of the file, for a chain over code, version and hash of each
	Order   string    // "A" integration inside the assessment, "B" capacity first
	Sandbox bool      // illustrative values stand in where no law is known
	Chain   []PackRef // nation first, overlays last

	layers   []*layer // in the order in which they are asked: most local first, then the overlays
	declared map[string]*declaration
}

// PackRef names one file of a chain.
type PackRef struct {
	Code    string `json:"code"`
	Version string `json:"version"`
	SHA256  string `json:"sha256"`
}

// Param returns the value of a key in force on a date: of the most local pack that has one. Where a local pack
// repeals its value, the pack above applies again. It fails with *MissingParamError when no law is known; there is
// no default.
func (p *Pack) Param(key string, on Date) (Param, error) {
	d, ok := p.declared[key]
	if !ok {
		return Param{}, &MissingParamError{Key: key, On: on, Pack: p.Code, Remedy: "规则包没有这一参数，请核对参数名称"}
	}
	for _, l := range p.layers {
		if e, ok := l.inForce(key, on); ok {
			return Param{
				Key: key, Basis: e.basis, Status: e.status, Promulgated: e.promulgated, InForce: e.from,
				DatesRecalled: e.datesRecalled, PackCode: l.Code, value: *e.val,
			}, nil
		}
	}
	remedy := d.remedy
	if remedy == "" {
		remedy = "请由登记机关依规定决定，或者由管理员在规则包中录入该值及其依据"
	}
	return Param{}, &MissingParamError{Key: key, On: on, Pack: p.Code, Remedy: remedy}
}

// inForce returns the newest entry of a key that is in force on a date and no repeal.
func (l *layer) inForce(key string, on Date) (entry, bool) {
	list := l.entries[key]
	i := sort.Search(len(list), func(i int) bool { return list[i].from.After(on) })
	if i == 0 || list[i-1].val == nil {
		return entry{}, false
	}
	return list[i-1], true
}

// Keys returns, sorted, every key the national pack declares, with or without a value.
func (p *Pack) Keys() []string {
	keys := make([]string, 0, len(p.declared))
	for key := range p.declared {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// InForce returns, sorted by key, every value in force on a date.
func (p *Pack) InForce(on Date) []Param {
	params := make([]Param, 0, len(p.declared))
	for _, key := range p.Keys() {
		if param, err := p.Param(key, on); err == nil {
			params = append(params, param)
		}
	}
	return params
}

// Missing returns, sorted, the keys without a value on a date: what an office still decides by hand.
func (p *Pack) Missing(on Date) []string {
	var keys []string
	for _, key := range p.Keys() {
		if _, err := p.Param(key, on); err != nil {
			keys = append(keys, key)
		}
	}
	return keys
}
