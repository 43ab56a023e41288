package office

import (
	"context"
	"maps"
	"slices"

	"github.com/anjia-project/anjia/workflow"
)

// shiftMost bounds a shift: a printer that is off by more holds another paper.
const shiftMost = 20

// SetCertificateShift says by how many millimetres the office's printer is off when
// certificates are printed on the ministry's blank (证件打印偏移).
type SetCertificateShift struct {
	Dated
	workflow.OverlayShift
	Reason string `json:"reason" minLength:"1" maxLength:"500" doc:"依据，例如试打的测量结果" example:"试打测得整体偏左1.5毫米"`
}

// Act names the act.
func (SetCertificateShift) Act() ActName { return ActSetCertificateShift }

// Decide keeps the shift in place of the one before.
func (in SetCertificateShift) Decide(_ context.Context, d *Decision) error {
	var f fields
	f.need("/reason", in.Reason, "依据")
	check := func(pointer string, s workflow.Shift) {
		if !(s.DX >= -shiftMost && s.DX <= shiftMost && s.DY >= -shiftMost && s.DY <= shiftMost) {
			f.add(pointer, "out_of_range", "偏移应当在-20至20毫米之间；偏差更大的，请核对纸张和打印机进纸")
		}
	}
	check("/dx", in.Shift)
	for _, name := range slices.Sorted(maps.Keys(in.Fields)) {
		if !slices.Contains(workflow.OverlayNames(), name) {
			f.add("/fields/"+name, "unknown_place", "证件上没有这一栏目")
			continue
		}
		check("/fields/"+name, in.Fields[name])
	}
	if err := f.err(); err != nil {
		return err
	}
	d.shift = &in.OverlayShift
	return nil
}
