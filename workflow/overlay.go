package workflow

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// OverlayField is one place on the ministry's blank (证件栏目), in millimetres from its
// upper left corner. Size is the height of the letters in points.
type OverlayField struct {
	Name       string
	Label      string // as the test print and errors name it
	X, Y, W, H float64
	Size       float64
	Text       string // what is printed; empty where nothing is
	Field      string // JSON pointer to where the text comes from
}

// Overlay is what is printed on a blank that already has its form: the variable text
// alone (套打).
type Overlay struct {
	Title         string
	Width, Height float64 // of the blank, millimetres
	Fields        []OverlayField
	Test          bool // frames, crosses and labels instead of text (试打)
	Sandbox       bool // 演练: marked as such
}

// Shift moves print on the paper, in millimetres: printers differ.
type Shift struct {
	DX float64 `json:"dx" minimum:"-20" maximum:"20" doc:"向右为正，毫米"`
	DY float64 `json:"dy" minimum:"-20" maximum:"20" doc:"向下为正，毫米"`
}

// OverlayShift is how an office's printer differs from the geometry of the pack.
type OverlayShift struct {
	Shift
	Fields map[string]Shift `json:"fields,omitempty" doc:"逐栏微调，键为栏目名；与整体偏移相加"`
}

const (
	blankPage = "page" // the line that gives the size of the blank
	// OverlayPhoto is the place of the photograph, which stays empty.
	OverlayPhoto   = "photo"
	overlayColumns = 6
	overlayMost    = 600 // millimetres; a larger blank is a slip of the pen
)

// overlayLabels are the places that a blank can have, by their names in packs.
func overlayLabels() map[string]string {
	out := map[string]string{
		"certificate": "登记证字号", "registered_on": "登记日期", "authority": "登记机关", OverlayPhoto: "照片",
		"child_name": "被收养人姓名", "child_name_before": "被收养人原姓名", "child_sex": "被收养人性别", "child_born": "被收养人出生日期", "child_id": "被收养人证件号码",
	}
	for i, n := range []string{"一", "二"} {
		for name, label := range map[string]string{"name": "姓名", "sex": "性别", "born": "出生日期", "nationality": "国籍", "id": "证件号码", "address": "住址"} {
			out[fmt.Sprintf("adopter%d_%s", i+1, name)] = "收养人" + n + label
		}
	}
	return out
}

// OverlayNames lists the places that a blank can have.
func OverlayNames() []string {
	var out []string
	for name := range overlayLabels() {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// ParseOverlay reads the geometry of a blank from the lines of a pack: "page W H" once,
// then "name X Y W H SIZE" for each place. It fails, naming the line, on an unknown or
// repeated name, on a number that is none, and on a place that leaves the blank.
func ParseOverlay(title string, lines []string) (Overlay, error) {
	o := Overlay{Title: title}
	labels := overlayLabels()
	for i, text := range lines {
		words := strings.Fields(text)
		fault := func(what string) (Overlay, error) {
			return Overlay{}, fmt.Errorf("workflow: overlay of %s, line %d (%q): %s", title, i+1, text, what)
		}
		if len(words) == 0 {
			return fault("is empty")
		}
		ns, err := millimetres(words[1:])
		switch {
		case err != nil:
			return fault(err.Error())
		case words[0] != blankPage && o.Width == 0, words[0] == blankPage && (len(ns) != 2 || i > 0 || ns[0] == 0 || ns[1] == 0):
			return fault("give page WIDTH HEIGHT first and once")
		case words[0] == blankPage:
			o.Width, o.Height = ns[0], ns[1]
			continue
		case labels[words[0]] == "":
			return fault("there is no such place; known are " + strings.Join(OverlayNames(), ", "))
		case len(ns) != overlayColumns-1:
			return fault("give name X Y WIDTH HEIGHT SIZE")
		case slices.ContainsFunc(o.Fields, func(f OverlayField) bool { return f.Name == words[0] }):
			return fault("the place is named twice")
		case ns[2] == 0 || ns[3] == 0 || ns[0]+ns[2] > o.Width || ns[1]+ns[3] > o.Height:
			return fault("the place leaves the blank")
		case words[0] != OverlayPhoto && (ns[4] < 6 || ns[4] > 36):
			return fault("letters are 6 to 36 points high")
		}
		o.Fields = append(o.Fields, OverlayField{Name: words[0], Label: labels[words[0]], X: ns[0], Y: ns[1], W: ns[2], H: ns[3], Size: ns[4]})
	}
	if len(o.Fields) == 0 {
		return Overlay{}, fmt.Errorf("workflow: overlay of %s has no places", title)
	}
	return o, nil
}

func millimetres(words []string) ([]float64, error) {
	out := make([]float64, len(words))
	for i, w := range words {
		n, err := strconv.ParseFloat(w, 64)
		if err != nil || !(n >= 0 && n <= overlayMost) {
			return nil, fmt.Errorf("%s is no number from 0 to %d", w, overlayMost)
		}
		out[i] = n
	}
	return out, nil
}

// Shifted moves every place by the office's shift, and those that it names by their own.
func (o Overlay) Shifted(s OverlayShift) Overlay {
	o.Fields = slices.Clone(o.Fields)
	for i := range o.Fields {
		f := &o.Fields[i]
		own := s.Fields[f.Name]
		f.X, f.Y = f.X+s.DX+own.DX, f.Y+s.DY+own.DY
	}
	return o
}
