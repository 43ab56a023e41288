package check

import (
	"fmt"
	"strings"
)

// What stands before a line.
var marks = map[Status][2]string{
	Holds:     {"相符", "holds"},
	Fails:     {"不符", "FAILS"},
	Unchecked: {"未核", "unchecked"},
	Note:      {"说明", "note"},
}

// subjects in words.
var subjects = map[Subject][2]string{
	Form:        {"文件格式", "form of the file"},
	Seals:       {"电子签名", "signatures"},
	Stamps:      {"时间戳", "timestamps"},
	Attachments: {"附件", "attachments"},
	Chain:       {"记录链", "chain of entries"},
	Payloads:    {"记录内容", "payloads"},
	AsOf:        {"截至", "as of"},
	LogHead:     {"记录总账", "head of the log"},
	LogProofs:   {"总账证明", "proofs of the log"},
	Papers:      {"文书", "papers"},
	Pages:       {"页面", "pages"},
	Evidence:    {"证据材料", "evidence"},
	Record:      {"案件记录", "record of the case"},
}

// Chinese is the subject in words.
func (s Subject) Chinese() string { return subjects[s][0] }

// English is the subject in words.
func (s Subject) English() string { return subjects[s][1] }

// verdict is the last line, by exit code.
var verdict = map[int][2]string{
	CodeHolds:      {"结论：全部相符。", "result: everything holds."},
	CodePartial:    {"结论：能够核对的均相符，另有未能核对的事项（见上）。", "result: what could be checked holds; something could not be checked, see above."},
	CodeUnreadable: {"结论：不能作为本系统的文件读取。", "result: it cannot be read as a file of ours."},
}

// Lines tells a result line by line, in Chinese or in English; the last line says
// what it comes to, and names the first thing that does not hold.
func Lines(file string, r Result, english bool) string {
	lang := 0
	if english {
		lang = 1
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s", file)
	if r.Title != "" {
		fmt.Fprintf(&b, "  %s", r.Title)
	}
	b.WriteByte('\n')
	for _, f := range r.Findings {
		fmt.Fprintf(&b, "  [%s] %s\n", marks[f.Status][lang], f.line(lang))
	}
	if first := r.First(); first != nil && r.Kind != KindUnread {
		fmt.Fprintf(&b, "  %s%s\n", [2]string{"结论：不相符。首先发现的是——", "result: it does not hold. The first fault: "}[lang], first.line(lang))
		return b.String()
	}
	fmt.Fprintf(&b, "  %s\n", verdict[r.ExitCode()][lang])
	return b.String()
}

// line is a finding in one line: subject, place, what was found.
func (f Finding) line(lang int) string {
	text, place, dash := f.Chinese, f.Place.Chinese(), "，"
	if lang == 1 {
		text, place, dash = f.English, f.Place.English(), ", "
	}
	if place != "" {
		place = dash + place
	}
	return subjects[f.Subject][lang] + place + [2]string{"：", ": "}[lang] + text
}
