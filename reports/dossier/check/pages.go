package check

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/anjia-project/anjia/reports/dossier"
	"github.com/anjia-project/anjia/reports/dossier/pdf"
	"github.com/anjia-project/anjia/reports/finish"
)

// pagesBeside sets the dossier again from its attachments, beside the other
// checks, and hands over what it found when they are through.
func (d *dossierCheck) pagesBeside() <-chan *verdicts {
	out := make(chan *verdicts, 1)
	content, base := d.content, d.file.Base()
	go func() {
		p := &pageCheck{verdicts: &verdicts{}, content: content, base: base}
		p.run()
		out <- p.verdicts
	}()
	return out
}

// pageCheck holds the pages of a file against its attachments.
type pageCheck struct {
	*verdicts

	content dossier.Content
	base    []byte // the file before any signature
}

func (p *pageCheck) run() {
	defer func() {
		if r := recover(); r != nil { // a Document made by somebody else must not end the program
			p.fails(Pages, "pages_not_set", Place{}, say("按附件不能重新排出页面：%v", "the attachments cannot be set as pages: %v", r))
		}
	}()
	own := finish.NewRenderer(nil).Version()
	file, manifest, err := dossier.Render(p.content, nil)
	if err != nil {
		p.fails(Pages, "pages_not_set", Place{}, say("按附件不能重新排出页面：%s", "the attachments cannot be set as pages: %s", err))
		return
	}
	if p.content.Manifest.Renderer != own {
		p.byText(file, own)
		return
	}
	if bytes.Equal(file, p.base) {
		p.holds(Pages, say("按附件重新排版，所得文件与本文件逐字节相同", "set again from the attachments, the file is the same byte by byte"))
		return
	}
	p.catalogue(manifest)
	p.difference(file)
}

// catalogue holds the page numbers in the manifest against those that come of the
// setting.
func (p *pageCheck) catalogue(set dossier.Manifest) {
	for i, paper := range p.content.Manifest.Papers {
		if paper.Pages != set.Papers[i].Pages {
			p.fails(Pages, "catalogue_pages", paperPlace(paper.Title),
				say("目录所记页号为%d至%d，实际为%d至%d", "the catalogue has pages %d to %d, they are %d to %d", paper.Pages[0], paper.Pages[1], set.Papers[i].Pages[0], set.Papers[i].Pages[1]))
		}
	}
}

// opened is a file with its pages.
type opened struct {
	*pdf.File

	pages []pdf.Page
	texts *pdf.Texts
}

func open(b []byte) (*opened, error) {
	f, err := pdf.Read(b)
	if err != nil {
		return nil, err
	}
	pages, err := f.Pages()
	return &opened{File: f, pages: pages, texts: f.Texts()}, err
}

// difference names the first place in which the file is not what its attachments
// give.
func (p *pageCheck) difference(want []byte) {
	have, err := open(p.base)
	if err != nil {
		p.fails(Pages, "pages_unreadable", Place{}, say("页面无法读取：%s", "the pages cannot be read: %s", err))
		return
	}
	set, err := open(want)
	if err != nil {
		p.fails(Pages, "pages_not_set", Place{}, say("按附件不能重新排出页面：%s", "the attachments cannot be set as pages: %s", err))
		return
	}
	for i := range min(len(have.pages), len(set.pages)) {
		if !p.samePage(have, set, i) {
			p.numberOfPages(len(have.pages), len(set.pages))
			return
		}
	}
	if p.numberOfPages(len(have.pages), len(set.pages)) {
		return
	}
	p.rest(have, set)
}

// numberOfPages reports whether the number is wrong.
func (p *pageCheck) numberOfPages(have, want int) bool {
	if have == want {
		return false
	}
	p.fails(Pages, "page_count", page(min(have, want)+1), say("文件有%d页，按附件应为%d页", "the file has %d pages, the attachments give %d", have, want))
	return true
}

// samePage compares one page by its operators, and says what it reads when they
// differ.
func (p *pageCheck) samePage(have, want *opened, i int) bool {
	a, errA := have.Content(have.pages[i])
	b, errB := want.Content(want.pages[i])
	if errA != nil || errB != nil {
		p.fails(Pages, "pages_unreadable", page(i+1), say("该页无法读取：%s", "the page cannot be read: %s", errors.Join(errA, errB)))
		return false
	}
	if bytes.Equal(a, b) {
		return true
	}
	textA, errA := have.texts.Page(have.pages[i])
	textB, errB := want.texts.Page(want.pages[i])
	switch {
	case errA != nil || errB != nil:
		p.fails(Pages, "page_changed", page(i+1), words{zh: "该页与附件不符，文字无法读取", en: "the page is not what the attachments give, and its text cannot be read"})
	case textA.Body != textB.Body:
		x, y := firstDifference(textA.Body, textB.Body)
		p.fails(Pages, "page_changed", page(i+1), say("该页文字与附件不符：页面为“%s”，附件为“%s”", "the text is not that of the attachments: the page says %q, they say %q", x, y))
	case textA.Furniture != textB.Furniture:
		x, y := firstDifference(textA.Furniture, textB.Furniture)
		p.fails(Pages, "page_changed", page(i+1), say("该页的页眉页脚与附件不符：页面为“%s”，附件为“%s”", "head or foot are not those of the attachments: the page says %q, they say %q", x, y))
	default:
		p.fails(Pages, "page_changed", page(i+1), say("该页的图形或位置与附件不符", "lines or places on the page are not those of the attachments"))
	}
	return false
}

// firstDifference shows what stands around the first place where two texts differ.
func firstDifference(a, b string) (string, string) {
	const before, shown = 4, 16
	x, y := []rune(a), []rune(b)
	i := 0
	for i < len(x) && i < len(y) && x[i] == y[i] {
		i++
	}
	from := max(0, i-before)
	return string(x[from:min(len(x), from+shown)]), string(y[from:min(len(y), from+shown)])
}

// rest looks for the difference outside of the pages' operators.
func (p *pageCheck) rest(have, want *opened) {
	a, errA := have.Attachments()
	b, errB := want.Attachments()
	if errA == nil && errB == nil {
		for i := range min(len(a), len(b)) {
			if a[i].Name != b[i].Name || !bytes.Equal(a[i].Data, b[i].Data) {
				p.fails(Pages, "attachment_form", attachment(a[i].Name), say("附件的写法与其内容重新写出的不同", "it is not written as its content is written anew"))
				return
			}
		}
	}
	if !p.samePictures(have, want) {
		return
	}
	x, errA := have.Info()
	y, errB := want.Info()
	if errA == nil && errB == nil && fmt.Sprint(x) != fmt.Sprint(y) {
		p.fails(Pages, "metadata_changed", Place{}, say("文件属性（标题、作者、时间等）与附件不符", "the properties of the file (title, author, times) are not those of the attachments"))
		return
	}
	at := 0
	for at < len(p.base) && at < len(want.Bytes()) && p.base[at] == want.Bytes()[at] {
		at++
	}
	p.fails(Pages, "file_changed", atByte(at), say("文件从此处起与附件重新排出的不同（字体、结构、元数据或者页面顺序）", "from here on the file is not what the attachments give (fonts, structure, metadata or order of pages)"))
}
