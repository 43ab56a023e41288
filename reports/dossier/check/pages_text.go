package check

import (
	"strings"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/dossier/pdf"
)

// byText compares a file that another version of the program has set: what the
// pages of each paper say, and what the other pages say, read by our own reader.
// How they look cannot be compared, nor the page numbers in the catalogue.
func (p *pageCheck) byText(set []byte, own string) {
	have, err := open(p.base)
	if err != nil {
		p.fails(Pages, "pages_unreadable", Place{}, say("页面无法读取：%s", "the pages cannot be read: %s", err))
		return
	}
	want, err := open(set)
	if err != nil {
		p.fails(Pages, "pages_not_set", Place{}, say("按附件不能重新排出页面：%s", "the attachments cannot be set as pages: %s", err))
		return
	}
	a, ok := p.read(have)
	if !ok {
		return
	}
	b, ok := p.read(want)
	if !ok {
		return
	}
	if !p.sameText(a, b) || !p.samePictures(have, want) {
		return
	}
	p.unchecked(Pages, Place{}, say("本卷由%s制作，本程序为%s：已核对每页文字，版面外观未能核对", "the dossier was set by %s, this program is %s: the text of the pages was compared, their looks were not",
		p.content.Manifest.Renderer, own))
}

// read is the text of each page without its furniture.
func (p *pageCheck) read(o *opened) ([]string, bool) {
	out := make([]string, len(o.pages))
	for i, pg := range o.pages {
		t, err := o.texts.Page(pg)
		if err != nil {
			p.fails(Pages, "pages_unreadable", page(i+1), say("该页文字无法读取：%s", "its text cannot be read: %s", err))
			return nil, false
		}
		out[i] = t.Body
	}
	return out, true
}

// sameText compares all that the pages say, in order. Digits are left out: the
// catalogue numbers its pages, and another version may break them elsewhere.
// Inside the papers digits count.
func (p *pageCheck) sameText(have, want []string) bool {
	if a, b := digitless(strings.Join(have, "")), digitless(strings.Join(want, "")); a != b {
		n := differingPage(have, a, b)
		x, y := firstDifference(a, b)
		p.fails(Pages, "page_changed", page(n), say("文字与附件不符：页面为“%s”，附件为“%s”", "the text is not that of the attachments: the pages say %q, they say %q", x, y))
		return false
	}
	for _, paper := range p.content.Manifest.Papers {
		first, last := paper.Pages[0], paper.Pages[1]
		if paper.Document == "" {
			continue
		}
		doc, err := p.content.Documents[paper.ID].Document()
		if err != nil || first < 1 || last < first || last > len(have) {
			p.fails(Pages, "catalogue_pages", paperPlace(paper.Title), say("目录所记页号为%d至%d，文件共%d页", "the catalogue has pages %d to %d, the file has %d", first, last, len(have)))
			return false
		}
		body, said := strings.Join(have[first-1:last], ""), pdf.Squeeze(strings.ReplaceAll(doc.Text(), reports.BlankMark, ""))
		if body != said {
			x, y := firstDifference(body, said)
			p.fails(Pages, "page_changed", page(first), say("文书“%[1]s”的文字与其内容不符：页面为“%[2]s”，内容为“%[3]s”", "the text of the paper %[1]s is not its Document: the pages say %[2]q, it says %[3]q", paper.Title, x, y))
			return false
		}
	}
	return true
}

func digitless(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '—' || r == '-' || r == '–' {
			return -1
		}
		return r
	}, s)
}

// differingPage is the page on which the first difference of the joined texts stands.
func differingPage(pages []string, a, b string) int {
	at := 0
	for at < len(a) && at < len(b) && a[at] == b[at] {
		at++
	}
	for i, text := range pages {
		if at -= len(digitless(text)); at < 0 {
			return i + 1
		}
	}
	return len(pages)
}
