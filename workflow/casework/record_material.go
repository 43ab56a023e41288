package casework

import (
	"context"
	"slices"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// MaterialOther is the code of a paper that no list names.
const MaterialOther = "other"

// RecordMaterial enters lines of the checklist of papers (核验材料, 登记办法 arts.
// 6-7): which paper, original seen by whom and when, copies, scan. Nobody is sent
// back for want of a paper that the rules do not list.
type RecordMaterial struct {
	Dated
	Lines []MaterialLine `json:"lines" minItems:"1" maxItems:"60"`
}

// MaterialLine is one line of the checklist. A line for a code that is recorded already replaces it and keeps its scans.
type MaterialLine struct {
	Code       string   `json:"code" minLength:"1" maxLength:"60" doc:"Code of the list of required or customary papers, or other"`
	Title      string   `json:"title,omitempty" maxLength:"100" doc:"Needed for other; else the list's"`
	Side       string   `json:"side,omitempty" enum:"applicant,placer,child" doc:"Needed for other; else the list's"`
	Original   bool     `json:"original,omitempty" doc:"The original was seen (已核验原件)"`
	SeenOn     law.Date `json:"seen_on,omitzero" doc:"Day on which the original was seen; the day of the act when left out"`
	Copies     int      `json:"copies,omitempty" minimum:"0" maximum:"99"`
	ValidUntil law.Date `json:"valid_until,omitzero"`
	Missing    bool     `json:"missing,omitempty" doc:"Stated missing, with a note"`
	Note       string   `json:"note,omitempty" maxLength:"500"`
	UploadIDs  []string `json:"upload_ids,omitempty" maxItems:"30" doc:"Ids of uploads"`
}

// Act names the act.
func (RecordMaterial) Act() workflow.ActName { return workflow.ActRecordMaterial }

// Decide enters the lines; it fails with every fault of every line and then enters none.
// A line that is replaced stays in the case as a past one.
func (in RecordMaterial) Decide(ctx context.Context, d *Decision) error {
	if len(in.Lines) == 0 {
		return workflow.Invalid(workflow.Field("/lines", "required", "请至少填写一项材料"))
	}
	known := knownMaterials(d)
	var faults []workflow.FieldError
	var entered []workflow.Material
	for i, line := range in.Lines {
		at := pointerAt("/lines", i)
		m, bad := line.material(d, at, known)
		faults = append(faults, bad...)
		scans, err := d.scans(ctx, at+"/upload_ids", line.UploadIDs)
		if err != nil {
			return err
		}
		m.Scans = scans
		entered = append(entered, m)
	}
	if len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	for _, m := range entered {
		d.enter(m)
	}
	return nil
}

// knownMaterials are the required and the customary papers of the case by code.
func knownMaterials(d *Decision) map[string]eligibility.Material {
	known := map[string]eligibility.Material{}
	facts, category := workflow.FactsOf(&d.View), d.Case.Category.Eligibility()
	for _, list := range [][]eligibility.Material{eligibility.CustomaryMaterials(category, facts), eligibility.RequiredMaterials(category, facts)} {
		for _, m := range list {
			known[m.Code] = m
		}
	}
	return known
}

func (l MaterialLine) material(d *Decision, at string, known map[string]eligibility.Material) (workflow.Material, []workflow.FieldError) {
	m := workflow.Material{
		Code: l.Code, Title: l.Title, Side: l.Side, Original: l.Original, Copies: l.Copies,
		ValidUntil: l.ValidUntil, Note: l.Note, Missing: l.Missing,
	}
	var f []workflow.FieldError
	if k, ok := known[l.Code]; ok {
		m.Title, m.Side = k.Title, k.Side
	} else if l.Code != MaterialOther {
		f = append(f, workflow.Field(at+"/code", "unknown_material", "本类收养的材料清单中没有代码“"+l.Code+"”：其他材料请用 other 并写明名称"))
	} else {
		f = append(f, Need(at+"/title", l.Title, "材料名称")...)
		f = append(f, Need(at+"/side", l.Side, "材料归属（收养人、送养人或者被收养人）")...)
	}
	if l.Original {
		m.SeenBy, m.SeenOn = d.Actor.Name, orOn(l.SeenOn, d.On)
	}
	return m, append(f, l.faults(d, at, m)...)
}

func (l MaterialLine) faults(d *Decision, at string, m workflow.Material) []workflow.FieldError {
	f := NotAfter(at+"/seen_on", m.SeenOn, d.On, "办理日期")
	switch {
	case l.Missing && l.Original:
		f = append(f, workflow.Field(at+"/missing", "contradiction", "已核验原件的材料不得同时注明缺少"))
	case l.Missing:
		f = append(f, Need(at+"/note", l.Note, "缺少该材料的情况")...)
	case !l.Original && l.Copies == 0 && len(l.UploadIDs) == 0:
		f = append(f, workflow.Field(at, "nothing_recorded", "请注明已核验原件、所收复印件份数或者扫描件，确实没有的请注明缺少"))
	}
	return append(f, NotBefore(at+"/valid_until", l.ValidUntil, m.SeenOn, "核验日期")...)
}

// enter replaces the line of the same paper, or appends it.
func (d *Decision) enter(m workflow.Material) {
	i := slices.IndexFunc(d.Case.Materials, func(old workflow.Material) bool {
		return old.Code == m.Code && (m.Code != MaterialOther || old.Title == m.Title && old.Side == m.Side)
	})
	if i < 0 {
		d.Case.Materials = append(d.Case.Materials, m)
		return
	}
	d.Case.PastMaterials = append(d.Case.PastMaterials, d.Case.Materials[i])
	m.Scans = append(slices.Clone(d.Case.Materials[i].Scans), m.Scans...)
	d.Case.Materials[i] = m
}
