package whatif

import (
	"fmt"
	"strings"
)

// outcomeOf cuts total and wording off, so that like cases are counted together.
func outcomeOf(text string) string {
	for _, mark := range []string{"，", "（"} {
		text, _, _ = strings.Cut(text, mark)
	}
	return text
}

// kindText names the kind of a file.
func (d Draft) kindText() string {
	switch d.Kind {
	case "pack":
		return "规则包"
	case "calendar":
		return "工作日历"
	}
	return "评分表"
}

// name is code@version; the version of a pack or a calendar begins with its code already.
func (d Draft) name() string {
	if strings.HasPrefix(d.Version, d.Code+"@") || strings.HasPrefix(d.Version, d.Code+"-") {
		return d.Version
	}
	return d.Code + "@" + d.Version
}

// Text is the report for people, in plain Chinese, one case after the other.
func (r *Report) Text() string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("试算报告：%s %s", r.Draft.kindText(), r.Draft.name())
	line("文件 SHA-256：%s", r.Draft.SHA256)
	scope := "本机关及下级机关"
	if r.Division != "" {
		scope += "，行政区划" + r.Division
	}
	line("范围：%s已办结的案件；截至%s", scope, r.AsOf.Chinese())
	line("已办结%d件，其中本文件涉及%d件，有不同的%d件。", r.Examined, r.Concerned, r.Changed)
	if r.Unreadable > 0 {
		line("%d件办案时适用的版本未载入，未能试算。", r.Unreadable)
	}
	for _, kind := range Kinds() {
		if n := r.Counts[kind]; n > 0 {
			line("%s：%d件", kind.Chinese(), n)
		}
	}
	for _, m := range r.Moves {
		line("%s由“%s”变为“%s”：%d件", m.Title, m.Before, m.After, m.Cases)
	}
	for i := range r.Cases {
		r.Cases[i].write(line)
	}
	line("说明：")
	for i, note := range r.Notes {
		line("%d. %s", i+1, note)
	}
	return b.String()
}

func (c *CaseLine) write(line func(format string, args ...any)) {
	name := c.Number
	if name == "" {
		name = "（无权查看案号）"
	}
	line("")
	line("%s（%s）", name, c.State.Chinese())
	for _, d := range c.Differences {
		line("  %s：%s → %s", d.Title, d.Before, d.After)
		for _, why := range d.Why {
			title := why.Title
			if title != "" && title != why.Code {
				title = " " + title
			} else {
				title = ""
			}
			if why.Before == "" {
				line("    %s%s：%s", why.Code, title, why.After)
			} else {
				line("    %s%s：%s → %s", why.Code, title, why.Before, why.After)
			}
		}
		if d.More > 0 {
			line("    另有%d处", d.More)
		}
	}
}
