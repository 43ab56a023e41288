package reports

import "fmt"

func (b Heading) check(path string) error {
	if b.Level < 1 || b.Level > 3 {
		return badBlock(path+"/level", fmt.Sprintf("标题级别 %d 无效（应为 1 至 3）", b.Level))
	}
	return checkInline(path+"/text", b.Text)
}

func (b Paragraph) check(path string) error {
	if err := checkAlign(path, b.Align); err != nil {
		return err
	}
	return checkNoted(path+"/text", b.Text)
}

func checkAlign(path string, a Align) error {
	switch a {
	case AlignDefault, AlignJustify, AlignLeft, AlignCenter, AlignRight:
		return nil
	}
	return badBlock(path+"/align", fmt.Sprintf("对齐方式 %q 无效", a))
}

func (b KeyValue) check(path string) error {
	if b.Columns != 1 && b.Columns != 2 {
		return badBlock(path+"/columns", fmt.Sprintf("表格栏数 %d 无效（应为 1 或 2）", b.Columns))
	}
	if err := checkText(path+"/caption", "", b.Caption); err != nil {
		return err
	}
	for i, it := range b.Items {
		at := fmt.Sprintf("%s/items/%d", path, i)
		if err := checkText(at+"/label", "", it.Label); err != nil {
			return err
		}
		if err := checkCell(at, Cell{Text: it.Value, Foot: it.Foot}, "value"); err != nil {
			return err
		}
		if err := checkHeight(at+"/min_height", it.MinHeight); err != nil {
			return err
		}
	}
	return nil
}

func checkCell(at string, c Cell, name string) error {
	if err := checkAlign(at, c.Align); err != nil {
		return err
	}
	if err := checkNoted(at+"/"+name, c.Text); err != nil {
		return err
	}
	for k, f := range c.Foot {
		if err := checkInline(fmt.Sprintf("%s/foot/%d", at, k), f); err != nil {
			return err
		}
	}
	return nil
}

func (b Table) check(path string) error {
	if len(b.Columns) == 0 {
		return badBlock(path+"/columns", "表格没有列")
	}
	for i, c := range b.Columns {
		if !(c.Width > 0 && c.Width < 1e6) {
			return badBlock(fmt.Sprintf("%s/columns/%d/width", path, i), fmt.Sprintf("列宽 %g 无效", c.Width))
		}
		if err := checkAlign(fmt.Sprintf("%s/columns/%d", path, i), c.Align); err != nil {
			return err
		}
	}
	if err := checkText(path+"/caption", "", b.Caption); err != nil {
		return err
	}
	if err := checkRows(path+"/header", b.Header, len(b.Columns)); err != nil {
		return err
	}
	return checkRows(path+"/rows", b.Rows, len(b.Columns))
}

func checkRows(path string, rows []Row, columns int) error {
	for i, r := range rows {
		if err := checkHeight(fmt.Sprintf("%s/%d/min_height", path, i), r.MinHeight); err != nil {
			return err
		}
		for k, c := range r.Cells {
			if err := checkCell(fmt.Sprintf("%s/%d/cells/%d", path, i, k), c, "text"); err != nil {
				return err
			}
		}
	}
	if _, err := Place(rows, columns); err != nil {
		return badBlock(path, "表格单元格跨行跨列不合："+err.Error())
	}
	return nil
}

// maxListDepth bounds nesting: GB/T 9704 knows four levels.
const maxListDepth = 4

func (b List) check(path string) error { return b.checkDepth(path, 1) }

func (b List) checkDepth(path string, depth int) error {
	if depth > maxListDepth {
		return badBlock(path, fmt.Sprintf("层次过深（最多 %d 层）", maxListDepth))
	}
	switch b.Style {
	case ListChinese, ListChineseParen, ListArabic, ListArabicParen, ListCircled, ListUnnumbered:
	default:
		return badBlock(path+"/style", fmt.Sprintf("编号样式 %q 无效", b.Style))
	}
	for i, it := range b.Items {
		at := fmt.Sprintf("%s/items/%d", path, i)
		if err := checkNoted(at+"/text", it.Text); err != nil {
			return err
		}
		if it.Sub != nil {
			if err := it.Sub.checkDepth(at+"/sub", depth+1); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b CheckList) check(path string) error {
	if b.Columns < 0 || b.Columns > 4 {
		return badBlock(path+"/columns", fmt.Sprintf("栏数 %d 无效（应为 1 至 4）", b.Columns))
	}
	if err := checkText(path+"/caption", "", b.Caption); err != nil {
		return err
	}
	for i, it := range b.Items {
		if err := checkInline(fmt.Sprintf("%s/items/%d/text", path, i), it.Text); err != nil {
			return err
		}
	}
	return nil
}

func (b Signatures) check(path string) error {
	if b.Columns < 0 || b.Columns > 2 {
		return badBlock(path+"/columns", fmt.Sprintf("签署栏数 %d 无效（应为 1 或 2）", b.Columns))
	}
	if err := checkInline(path+"/lead", b.Lead); err != nil {
		return err
	}
	for i, s := range b.Signers {
		at := fmt.Sprintf("%s/signers/%d", path, i)
		if err := checkText(at+"/role", "", s.Role); err != nil {
			return err
		}
		if err := checkText(at+"/name", s.Field, s.Name); err != nil {
			return err
		}
		if s.Seal && s.Fingerprint {
			return badBlock(at, "同一签署处不能既盖章又按指印，请分列")
		}
	}
	return nil
}

func (b Closing) check(path string) error { return checkText(path+"/organ", "", b.Organ) }

func (b Basis) check(path string) error {
	if err := checkText(path+"/title", "", b.Title); err != nil {
		return err
	}
	for i, c := range b.Citations {
		if err := checkText(fmt.Sprintf("%s/citations/%d", path, i), "", c); err != nil {
			return err
		}
	}
	return nil
}

func (b Notice) check(path string) error {
	if err := checkText(path+"/title", "", b.Title); err != nil {
		return err
	}
	for i, p := range b.Paragraphs {
		if err := checkInline(fmt.Sprintf("%s/paragraphs/%d", path, i), p); err != nil {
			return err
		}
	}
	return nil
}

func (b Spacer) check(path string) error { return checkHeight(path+"/height", b.Height) }

func (KeepWithNext) check(string) error { return nil }
func (PageBreak) check(string) error    { return nil }
