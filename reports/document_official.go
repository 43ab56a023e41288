package reports

import (
	"fmt"

	"github.com/anjia-project/anjia/assessment/law"
)

// Head is what stands over an official document that one organ sends to another
// (版头, GB/T 9704-2012, 7.2): the mark of the organ in red, the number under it,
// a red rule. A letter to a party has none: its organ stands over the title.
type Head struct {
	// Mark is the name of the issuing organ (发文机关标志).
	Mark string `json:"mark"`
	// Signatory is who signed a document to a higher organ (签发人); empty else.
	Signatory string `json:"signatory,omitempty"`
}

// SignatoryLabel stands before the name of the signatory.
const SignatoryLabel = "签发人："

// SignatoryText is who signed, with the label in the second language too; empty for nobody.
func (h Head) SignatoryText(p *Parallel) string {
	if h.Signatory == "" {
		return ""
	}
	return p.Opening(SignatoryLabel, SignatoryLabel+h.Signatory)
}

// numberLine is the line under the mark.
func (h Head) numberLine(number string, p *Parallel) string {
	if h.Signatory == "" {
		return number
	}
	return number + "\t" + h.SignatoryText(p)
}

// Annexes tell under the text what is sent with it (附件说明, GB/T 9704-2012, 7.3.4).
type Annexes struct {
	Names []Inline `json:"names"`
}

// AnnexLabel stands before the names; several are numbered.
const AnnexLabel = "附件："

// Mark is what stands before the i-th name, counted from 0: a number where there are several.
func (b Annexes) Mark(i int) string {
	if len(b.Names) < 2 {
		return ""
	}
	return ListArabic.Mark(i + 1)
}

func (Annexes) kind() string { return "annexes" }

func (b Annexes) check(path string) error {
	if len(b.Names) == 0 {
		return badBlock(path+"/names", "附件说明没有附件")
	}
	for i, n := range b.Names {
		if err := checkInline(fmt.Sprintf("%s/names/%d", path, i), n); err != nil {
			return err
		}
	}
	return nil
}

func (b Annexes) write(w *textWriter) {
	for i, n := range b.Names {
		label := ""
		if i == 0 {
			label = w.beside.Opening(AnnexLabel, AnnexLabel)
		}
		w.line(label + b.Mark(i) + n.String())
	}
}

// Imprint ends an official document at the foot of its last page (版记, GB/T 9704-2012,
// 7.4): who else gets it, which organ had it printed, when.
type Imprint struct {
	Copies string   `json:"copies,omitempty"` // 抄送机关, without the stop
	Organ  string   `json:"organ"`            // 印发机关
	On     law.Date `json:"on"`               // 印发日期
}

// Labels of an imprint: before who else gets the document, and behind the day of printing.
const (
	CopiesLabel  = "抄送："
	PrintedLabel = "印发"
)

// CopiesText is the line of who else gets the document, with the label in the second language too; empty for nobody.
func (b Imprint) CopiesText(p *Parallel) string {
	if b.Copies == "" {
		return ""
	}
	return p.Opening(CopiesLabel, CopiesLabel+b.Copies+"。")
}

// PrintedText is the day of printing as it stands at the right, with its label in the second language too.
func (b Imprint) PrintedText(p *Parallel) string {
	return p.Opening(PrintedLabel, DateText(b.On)+PrintedLabel)
}

func (Imprint) kind() string { return "imprint" }

func (b Imprint) check(path string) error {
	if b.Organ == "" || b.On.IsZero() {
		return badBlock(path, "版记应当载明印发机关和印发日期")
	}
	if err := checkText(path+"/copies", "", b.Copies); err != nil {
		return err
	}
	return checkText(path+"/organ", "", b.Organ)
}

func (b Imprint) write(w *textWriter) {
	w.line(b.CopiesText(w.beside))
	w.line(b.Organ + "\t" + b.PrintedText(w.beside))
}
