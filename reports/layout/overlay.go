package layout

import (
	"fmt"
	"math"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/font"
	"github.com/anjia-project/anjia/workflow"
)

const (
	// overlayLead is the pitch of lines in a place of a blank, in letters.
	overlayLead = 1.15
	overlayMark = 8.0 // points: labels of a test print, the mark of the training mode
	crossArm    = 2 * mm
)

// overlayScales are the steps by which letters may shrink to fit their place. Smaller
// ones could not be read beside the print of the blank.
func overlayScales() []float64 { return []float64{1, 0.92, 0.84, 0.76, 0.7} }

// Overlay sets what is printed on the ministry's blank: each text in its place, smaller
// by steps when it is long, and never cut. A test print has the frames and crosses of
// the places instead. It fails with a *reports.SettingError: paper_no_room names the
// place with its millimetres, paper_missing_glyph the character.
func Overlay(o workflow.Overlay, fonts *font.Set) (*Pages, error) {
	s := &overlaySetter{setter: setter{shape: shaper{typeCase: newTypeCase(fonts), kind: o.Title}}, title: o.Title}
	s.root = s.element("Document", -1)
	for i, f := range o.Fields {
		path := fmt.Sprintf("/overlay/fields/%d", i)
		if f.X < 0 || f.Y < 0 || f.X+f.W > o.Width || f.Y+f.H > o.Height {
			return nil, s.fault(f, path, fmt.Sprintf("“%s”栏经偏移后超出证件（宽%s毫米、高%s毫米），请改小偏移", f.Label, number(o.Width), number(o.Height)))
		}
		if err := s.place(f, path, o.Test); err != nil {
			return nil, err
		}
	}
	if o.Sandbox {
		if err := s.mark("演练", 3*mm, 3*mm, FurnishWatermark); err != nil {
			return nil, err
		}
	}
	return &Pages{Width: o.Width * mm, Height: o.Height * mm, Elements: s.elements, Pages: []Page{{Ops: s.canvas.ops}}}, nil
}

// overlaySetter sets one overlay.
type overlaySetter struct {
	setter
	canvas canvas
	title  string
}

func (s *overlaySetter) fault(f workflow.OverlayField, path, detail string) error {
	return &reports.SettingError{Code: reports.CodeNoRoom, Kind: s.title, Path: path, Field: f.Field, Detail: detail}
}

// place puts a text into its place, at half its height.
func (s *overlaySetter) place(f workflow.OverlayField, path string, test bool) error {
	x, y, w, h := f.X*mm, f.Y*mm, f.W*mm, f.H*mm
	if test {
		return s.cross(f, x, y, w, h)
	}
	if f.Text == "" {
		return nil
	}
	var needed float64
	for _, scale := range overlayScales() {
		size := f.Size * scale
		gs, err := s.shape.inline(reports.Fact(f.Field, f.Text), size, false, path)
		if err != nil {
			return err
		}
		needed = width(gs) / mm
		p := setting{size: size, lead: size * overlayLead, measure: w, align: reports.AlignLeft}
		if ls := p.set(gs); fits(ls, w, h) {
			element := s.element("P", s.root)
			top := y + (h-float64(len(ls))*p.lead)/2
			for i, l := range ls {
				l.elem = element
				l.draw(&s.canvas, x, top+float64(i)*p.lead)
			}
			return nil
		}
	}
	return s.fault(f, path, fmt.Sprintf("“%s”栏宽%s毫米、高%s毫米，内容用最小的字仍需%s毫米宽，放不下：请核对内容；确属过长的，由管理员在规则包中改大该栏，或者按登记机关的规定手写", f.Label, number(f.W), number(f.H), number(needed)))
}

// fits reports whether lines stay within a place.
func fits(ls []line, w, h float64) bool {
	var high float64
	for _, l := range ls {
		if high += l.lead; l.end() > w+slack {
			return false
		}
	}
	return high <= h+slack
}

// cross draws the frame of a place with a cross at its upper left corner and its name.
func (s *overlaySetter) cross(f workflow.OverlayField, x, y, w, h float64) error {
	s.canvas.frame(x, y, x+w, y+h)
	s.canvas.rule(x-crossArm, y, x+crossArm, y)
	s.canvas.rule(x, y-crossArm, x, y+crossArm)
	return s.mark(fmt.Sprintf("%s %s,%s", f.Label, number(f.X), number(f.Y)), x+1, y, FurnishLayout)
}

// mark writes small words that are no content.
func (s *overlaySetter) mark(words string, x, y float64, furnish Furnish) error {
	gs, err := s.shape.inline(reports.Text(words), overlayMark, false, "/overlay")
	if err != nil {
		return err
	}
	p := setting{size: overlayMark, lead: overlayMark * overlayLead, measure: width(gs) + 1, elem: Artifact}
	for _, l := range p.set(gs) {
		l.furnish = furnish
		l.draw(&s.canvas, x, y)
	}
	return nil
}

// number is millimetres to a tenth.
func number(v float64) string {
	return fmt.Sprintf("%g", math.Round(v*10)/10)
}
