package workflow

import (
	"fmt"
	"strings"

	"github.com/anjia-project/anjia/assessment/law"
)

// missingPlacerConsent asks everybody who places for consent: the institution or
// guardian, and where persons place each of them (art. 1097: parents together).
// Only a foundling outside an institution has nobody who places.
func missingPlacerConsent(v *View) string {
	if v.Case.Application.Placer.Type == "" {
		if v.Case.Category == CatFoundling {
			return ""
		}
		return "送养人尚未载明，不能确认其同意送养"
	}
	names := v.Case.placers()
	if len(names) == 0 {
		return "送养人的姓名（名称）尚未载明，不能确认其同意送养"
	}
	if missing := v.notConsenting(ConsentPlacer, names); len(missing) > 0 {
		return "尚未记录送养人同意送养：" + strings.Join(missing, "、")
	}
	return ""
}

// missingDutyHoldersConsent asks those with a duty to raise the child (art. 1096).
// That there are some without a name is not consent.
func missingDutyHoldersConsent(v *View) string {
	p := v.Case.Application.Placer
	if len(p.DutyHolders) == 0 && p.HasDutyHolders != nil && *p.HasDutyHolders {
		return "另有有抚养义务的人，但其姓名尚未载明"
	}
	if missing := v.notConsenting(ConsentDutyHolders, p.DutyHolders); len(missing) > 0 {
		return "监护人送养孤儿应当征得有抚养义务的人同意，尚缺：" + strings.Join(missing, "、")
	}
	return ""
}

// missingChildConsent is decided on the view's date: a child who has turned the
// age meanwhile must consent, and what it said as a younger child does not count
// (Civil Code arts. 19, 20).
func missingChildConsent(v *View) string {
	if v.Child == nil {
		return "尚未关联被收养人"
	}
	age, err := v.Number("eligibility.child_consent_age")
	if err != nil {
		return lawMissing(err)
	}
	if v.Child.Born.IsZero() {
		return "被收养人出生日期不明，无法判断是否应当征得其同意"
	}
	reached := v.Child.Born.Reaches(age)
	if v.On.Before(reached) {
		return ""
	}
	k := v.Case.lastWord(ConsentChild, "")
	switch {
	case k == nil || k.On.Before(reached):
		return fmt.Sprintf("被收养人于%s年满%d周岁，应当征得其本人同意，尚未记录", reached.Chinese(), age)
	case !k.Given:
		return "被收养人于" + k.On.Chinese() + "表示不同意被收养"
	case k.On.After(v.On):
		return "被收养人的同意（" + k.On.Chinese() + "）晚于本次办理日期"
	}
	return ""
}

// placers names everybody who places the child.
func (c *Case) placers() []string {
	p := c.Application.Placer
	if p.Organisation != "" {
		return []string{p.Organisation}
	}
	var names []string
	for _, person := range p.Persons {
		names = append(names, person.Name)
	}
	return names
}

// notConsenting lists the named persons whose last word is not a yes, or a yes of
// a later day than the act's.
func (v *View) notConsenting(kind string, names []string) []string {
	var out []string
	for _, n := range names {
		if k := v.Case.lastWord(kind, n); k == nil || !k.Given || k.On.After(v.On) {
			out = append(out, n)
		}
	}
	return out
}

// lastWord is the last consent or refusal of a kind, of the named person when a
// name is given; nil when nothing was recorded.
func (c *Case) lastWord(kind, name string) *Consent {
	for i := len(c.Consents) - 1; i >= 0; i-- {
		if k := &c.Consents[i]; k.Kind == kind && (name == "" || k.By == name) {
			return k
		}
	}
	return nil
}

// allConsent joins the last words of several people: nil while one is silent and
// nobody refuses, false as soon as one refuses.
func (c *Case) allConsent(kind string, names []string) *bool {
	known := len(names) > 0
	for _, n := range names {
		k := c.lastWord(kind, n)
		if k != nil && !k.Given {
			return new(false)
		}
		known = known && k != nil
	}
	if !known {
		return nil
	}
	return new(true)
}

// ConsentAge is the day from which the child must consent; zero when birth date
// or law are not known.
func (v *View) ConsentAge() law.Date {
	age, err := v.Number("eligibility.child_consent_age")
	if err != nil || v.Child == nil || v.Child.Born.IsZero() {
		return law.Date{}
	}
	return v.Child.Born.Reaches(age)
}
