package office

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// The bounds of what is kept as a draft.
const (
	fileMost  = 2 << 20
	faultMost = 200
)

// officeVersion begins the version of a pack or a calendar that an office publishes:
// the program never ships one of that name.
const officeVersion = "office-"

// ownPack is a pack that an office may publish: no overlay of a sandbox.
var ownPack = regexp.MustCompile(`^cn(-[0-9]{2}|-[0-9]{4}|-[0-9]{6})?$`)

// read takes a file into the publication: its names when it can be read, its faults
// otherwise. code is needed for packs and calendars, whose place follows from it.
func (p *Publication) read(shelf Shelf, holdings workflow.Holdings, code string, file []byte) {
	sum := sha256.Sum256(file)
	p.File, p.Size, p.SHA256 = string(file), len(file), hex.EncodeToString(sum[:])
	p.Code, p.FileVersion, p.Title, p.Phase, p.Status, p.Faults, p.path = "", "", "", "", "", nil, ""
	switch p.Kind {
	case workflow.LawInstrument:
		p.readTable(file)
	default:
		p.readLaw(shelf, code, file)
	}
	if p.FileVersion != "" {
		p.taken(holdings)
	}
	if len(p.Faults) > faultMost {
		p.Faults = p.Faults[:faultMost]
	}
}

// taken finds another file that stands under the same version.
func (p *Publication) taken(h workflow.Holdings) {
	if slices.ContainsFunc(h.Files, func(f law.RawFile) bool {
		return f.Kind == p.Kind && f.Code == p.Code && f.Version == p.FileVersion && f.SHA256 != p.SHA256
	}) {
		p.Faults = append(p.Faults, Fault{
			Code: "version_taken", Line: 1, Field: "version", What: "版本“" + p.FileVersion + "”已有内容不同的文件", Rule: "已发布的版本不得改变", Remedy: "改用新的版本号（version）",
		})
	}
}

func (p *Publication) readTable(file []byte) {
	t, err := instrument.Load("draft.yaml", file)
	if err != nil {
		p.Faults = tableFaults(err)
		return
	}
	ref := t.Ref()
	p.Code, p.FileVersion, p.path = ref.Code, ref.Version, ref.Name()+".yaml"
	p.Title, p.Phase, p.Status = t.Title().ZH, t.Phase(), t.Status()
	if !instrument.Covers(t.Division(), p.Division) {
		p.Faults = append(p.Faults, Fault{
			Code: "division_outside_table", Field: "division", What: "评分表适用于" + t.Division() + "，不包括" + p.Division,
			Rule: "评分表只在其规定的区划内适用", Remedy: "改正发布的区划，或者改正评分表的 division",
		})
	}
	if _, last := t.Validity(); !last.IsZero() && !p.InForce.IsZero() && last.Before(p.InForce) {
		p.Faults = append(p.Faults, Fault{
			Code: "validity_over", Field: "valid.to", What: "评分表有效期至" + last.Chinese() + "，早于启用日期", Remedy: "改正 valid.to 或者启用日期",
		})
	}
}

func tableFaults(err error) []Fault {
	var problems instrument.Problems
	if !errors.As(err, &problems) {
		return []Fault{{Code: "unreadable", What: err.Error()}}
	}
	out := make([]Fault, 0, len(problems))
	for _, x := range problems {
		fault := Fault{Code: x.Code, Line: x.Line, Node: x.Node, Field: x.Field, Pointer: x.Pointer, What: x.What, Rule: x.Rule, Remedy: x.Remedy}
		if w, ok := x.Chinese(); ok {
			fault.What, fault.Rule, fault.Remedy, fault.Detail = w.What, w.Rule, w.Remedy, x.What+"; "+x.Remedy
		}
		out = append(out, fault)
	}
	return out
}

// readLaw reads a pack or a calendar and tries it among the law in use.
func (p *Publication) readLaw(shelf Shelf, code string, file []byte) {
	if !ownPack.MatchString(code) {
		p.Faults = []Fault{{Code: "code", Field: "code", What: "代码“" + code + "”不是规则包或者日历的代码", Remedy: "填写 cn-54、cn-540100 一类的代码"}}
		return
	}
	p.Code = code
	place := law.PlaceOf(p.Kind, code)
	var raw law.RawFile
	var err error
	if p.Kind == law.KindPack {
		raw, err = shelf.Set().ReadPackFile(place, file)
	} else {
		raw, err = law.ReadCalendarFile(place, file)
	}
	if err == nil {
		p.FileVersion, p.Title, p.path = raw.Version, raw.Code, raw.Path
		var whole *law.Set
		if whole, err = shelf.Set().With(raw); err == nil {
			if missing := workflow.CheckWording(whole); missing != nil {
				p.Faults = []Fault{{Code: "wording_missing", Field: "params", What: "有文书没有名称、签署方式或者称谓", Rule: "每一文书都有名称、签署方式，送达的文书都有称谓", Remedy: "在规则包的 papers 参数中补上", Detail: missing.Error()}}
				return
			}
		}
	}
	if err != nil {
		p.Faults = lawFaults(err)
		return
	}
	if label := p.FileVersion[strings.Index(p.FileVersion, "@")+1:]; !strings.HasPrefix(label, officeVersion) {
		p.Faults = append(p.Faults, Fault{
			Code: "version_form", Line: 1, Field: "version", What: "版本号“" + label + "”不以“" + officeVersion + "”开头",
			Rule: "机关自行发布的规则包、日历，版本号与程序自带的相区分", Remedy: "改为" + officeVersion + "2024.1 一类的版本号",
		})
	}
	if pack := divisionOf(code); !instrument.Covers(p.Division, pack) || !instrument.Covers(pack, p.Division) {
		p.Division = pack // a pack is law of its own place, whatever was said
	}
}

func lawFaults(err error) []Fault {
	var e *law.LoadError
	if errors.As(err, &e) {
		fault := Fault{Code: e.Code, Line: e.Line, Pointer: e.Pointer, What: e.What, Rule: e.Rule, Remedy: e.Remedy}
		if w, ok := e.Chinese(); ok {
			fault.What, fault.Rule, fault.Remedy, fault.Detail = w.What, w.Rule, w.Remedy, e.What+"; "+e.Remedy
		}
		return []Fault{fault}
	}
	return []Fault{{Code: "unreadable", What: err.Error()}}
}

// divisionOf is the division of a pack as six digits: 540000 of cn-54, 000000 of cn.
func divisionOf(code string) string {
	_, digits, _ := strings.Cut(code, "cn-")
	return (digits + "000000")[:6]
}

// raw is the file as it is kept among the law.
func (p *Publication) raw() law.RawFile {
	return law.RawFile{Kind: p.Kind, Code: p.Code, Version: p.FileVersion, SHA256: p.SHA256, Path: p.path, Bytes: []byte(p.File)}
}

// compare finds what the file would follow on the day of its force, and what it changes.
func (p *Publication) compare(shelf Shelf, today law.Date) error {
	p.Predecessor, p.Changes = nil, nil
	if p.Kind != workflow.LawInstrument {
		return p.compareLaw(shelf)
	}
	on := p.InForce
	if on.Before(today) {
		on = today
	}
	before := shelf.InForce(p.Phase, p.Division, on)
	if len(before) == 0 {
		return nil
	}
	after, err := instrument.Load(p.path, []byte(p.File))
	if err != nil {
		return err
	}
	ref := workflow.Ref(before[0].Ref())
	p.Predecessor = &ref
	for _, c := range instrument.Diff(before[0], after) {
		p.Changes = append(p.Changes, Difference{Kind: string(c.Kind), Part: string(c.Part), Code: c.Code, Score: c.Score, Text: c.Text})
	}
	return nil
}

func (p *Publication) compareLaw(shelf Shelf) error {
	after, err := shelf.Set().With(p.raw())
	if err != nil {
		return fmt.Errorf("office: %w", err)
	}
	changes, part := law.PackChanges(shelf.Set(), after, p.Code), "parameter"
	if p.Kind == law.KindCalendar {
		changes, part = law.CalendarChanges(shelf.Set(), after, p.Code), "day"
	}
	for _, f := range shelf.Set().Raw() {
		if f.Kind == p.Kind && f.Code == p.Code {
			p.Predecessor = &workflow.Ref{Code: f.Code, Version: f.Version, SHA256: f.SHA256}
		}
	}
	for _, c := range changes {
		code := c.Key
		if code == "" {
			code = c.From.String()
		}
		p.Changes = append(p.Changes, Difference{Kind: c.Kind, Part: part, Code: code, Score: true, Text: c.Text})
	}
	return nil
}
