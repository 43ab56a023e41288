package reports

import "fmt"

// Contents is the table of contents of a long paper (目录): headings of the first two
// levels with their pages, on pages of its own behind the title. It is the first
// block of its document. A paper of Above pages or less has none.
type Contents struct {
	Above int `json:"above"`
	// Lines are worked out when the pages are known; a template leaves them empty.
	Lines []ContentsLine `json:"lines,omitempty"`
}

// ContentsLine is one heading with the page on which it stands, counted from 1.
type ContentsLine struct {
	Level int    `json:"level"`
	Title string `json:"title"`
	Page  int    `json:"page"`
}

// ContentsTitle stands over a table of contents.
const ContentsTitle = "目　录"

func (Contents) kind() string { return "contents" }

func (b Contents) check(path string) error {
	if b.Above < 1 || b.Above > 1000 {
		return badBlock(path+"/above", fmt.Sprintf("目录的起始页数 %d 无效（应为 1 至 1000）", b.Above))
	}
	for i, l := range b.Lines {
		at := fmt.Sprintf("%s/lines/%d", path, i)
		if l.Level < 1 || l.Level > 2 || l.Page < 1 {
			return badBlock(at, "目录行的级别或者页码无效")
		}
		if err := checkText(at+"/title", "", l.Title); err != nil {
			return err
		}
	}
	return nil
}

func (b Contents) write(w *textWriter) {
	if len(b.Lines) == 0 {
		return
	}
	w.line(w.beside.Labelled(ContentsTitle))
	for _, l := range b.Lines {
		w.line(fmt.Sprintf("%s\t%d", l.Title, l.Page))
	}
}

// Contents is the document's table of contents, if it asks for one.
func (d Document) Contents() (Contents, bool) {
	if len(d.Blocks) == 0 {
		return Contents{}, false
	}
	c, ok := d.Blocks[0].(Contents)
	return c, ok
}

// WithContents is the document with the lines of its table of contents.
func (d Document) WithContents(lines []ContentsLine) Document {
	c, ok := d.Contents()
	if !ok {
		return d
	}
	c.Lines = lines
	d.Blocks = append(Blocks{c}, d.Blocks[1:]...)
	return d
}
