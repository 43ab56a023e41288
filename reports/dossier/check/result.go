package check

import "fmt"

// Status is what became of one check.
type Status string

// The answers. A note is neither: it tells what the reader should know.
const (
	Holds     Status = "holds"
	Fails     Status = "fails"
	Unchecked Status = "unchecked"
	Note      Status = "note"
)

// Subject is what a finding is about.
type Subject string

// The subjects, in the order in which they are checked.
const (
	Form        Subject = "form"        // 文件格式
	Seals       Subject = "signatures"  // 电子签名
	Stamps      Subject = "timestamps"  // 时间戳
	Attachments Subject = "attachments" // 附件
	Chain       Subject = "chain"       // 记录链
	Payloads    Subject = "payloads"    // 记录内容
	AsOf        Subject = "as_of"       // 截至
	LogHead     Subject = "log_head"    // 日志
	LogProofs   Subject = "log_proofs"
	Papers      Subject = "papers" // 文书
	Pages       Subject = "pages"  // 页面
	Evidence    Subject = "evidence"
	Record      Subject = "record" // a single paper against the record of a case
)

// PlaceKind says what the place of a finding is counted in.
type PlaceKind string

// The kinds of places.
const (
	Nowhere      PlaceKind = ""
	AtPage       PlaceKind = "page"
	AtEntry      PlaceKind = "entry"
	AtAttachment PlaceKind = "attachment"
	AtPaper      PlaceKind = "paper"
	AtSignature  PlaceKind = "signature"
	AtFile       PlaceKind = "file"
	AtByte       PlaceKind = "byte"
)

// Place is where in the file something was found.
type Place struct {
	Kind   PlaceKind `json:"kind,omitempty"`
	Number int64     `json:"number,omitempty"` // page, entry, signature from 1; byte from 0
	Name   string    `json:"name,omitempty"`   // attachment, paper, file
}

// page, entry and the others make places.
func page(n int) Place               { return Place{Kind: AtPage, Number: int64(n)} }
func entry(n int64) Place            { return Place{Kind: AtEntry, Number: n} }
func attachment(name string) Place   { return Place{Kind: AtAttachment, Name: name} }
func paperPlace(name string) Place   { return Place{Kind: AtPaper, Name: name} }
func signature(n int) Place          { return Place{Kind: AtSignature, Number: int64(n)} }
func evidenceFile(name string) Place { return Place{Kind: AtFile, Name: name} }
func atByte(n int) Place             { return Place{Kind: AtByte, Number: int64(n)} }

// Chinese is the place in words; empty for Nowhere.
func (p Place) Chinese() string {
	switch p.Kind {
	case AtPage:
		return fmt.Sprintf("第%d页", p.Number)
	case AtEntry:
		return fmt.Sprintf("第%d条记录", p.Number)
	case AtSignature:
		return fmt.Sprintf("第%d个签名", p.Number)
	case AtByte:
		return fmt.Sprintf("第%d字节", p.Number)
	case AtAttachment:
		return "附件" + p.Name
	case AtPaper:
		return "文书“" + p.Name + "”"
	case AtFile:
		return "证据材料“" + p.Name + "”"
	case Nowhere:
	}
	return ""
}

// English is the place in words; empty for Nowhere.
func (p Place) English() string {
	switch p.Kind {
	case Nowhere:
		return ""
	case AtPage, AtEntry, AtSignature, AtByte:
		return fmt.Sprintf("%s %d", p.Kind, p.Number)
	case AtAttachment, AtPaper, AtFile:
	}
	return fmt.Sprintf("%s %s", p.Kind, p.Name)
}

// Finding is one thing that was checked, or could not be.
type Finding struct {
	Subject Subject `json:"subject"`
	Status  Status  `json:"status"`
	// Code names what does not hold, for programs; empty otherwise.
	Code    string `json:"code,omitempty"`
	Place   Place  `json:"place,omitzero"`
	Chinese string `json:"zh"`
	English string `json:"en"`
}

// Kind is what was verified.
type Kind string

// A file is a dossier when it has a manifest attached, a paper otherwise.
const (
	KindUnread  Kind = "unreadable"
	KindDossier Kind = "dossier"
	KindPaper   Kind = "paper"
)

// Result is all that was found about one file.
type Result struct {
	Kind     Kind      `json:"kind"`
	Title    string    `json:"title,omitempty"` // number of the case, or the title of the paper
	Findings []Finding `json:"findings"`
}

// First is the first finding that does not hold, nil when there is none.
func (r Result) First() *Finding {
	for i := range r.Findings {
		if r.Findings[i].Status == Fails {
			return &r.Findings[i]
		}
	}
	return nil
}

// The exit codes of a verification.
const (
	CodeHolds      = 0 // everything holds
	CodeFails      = 1 // something does not
	CodeUnreadable = 2 // the file is not readable as one of ours
	CodePartial    = 3 // what could be checked holds, something could not be checked
)

// ExitCode is what the command answers with.
func (r Result) ExitCode() int {
	if r.Kind == KindUnread {
		return CodeUnreadable
	}
	code := CodeHolds
	for _, f := range r.Findings {
		switch f.Status {
		case Fails:
			return CodeFails
		case Unchecked:
			code = CodePartial
		case Holds, Note:
		}
	}
	return code
}

// verdicts collects findings.
type verdicts struct{ findings []Finding }

// words say the same in both languages.
type words struct{ zh, en string }

// say makes both from formats that take the same arguments.
func say(zh, en string, args ...any) words {
	return words{fmt.Sprintf(zh, args...), fmt.Sprintf(en, args...)}
}

func (v *verdicts) add(s Subject, status Status, code string, at Place, w words) {
	v.findings = append(v.findings, Finding{Subject: s, Status: status, Code: code, Place: at, Chinese: w.zh, English: w.en})
}

func (v *verdicts) holds(s Subject, w words) { v.add(s, Holds, "", Place{}, w) }
func (v *verdicts) note(s Subject, w words)  { v.add(s, Note, "", Place{}, w) }

func (v *verdicts) unchecked(s Subject, at Place, w words) { v.add(s, Unchecked, "", at, w) }

func (v *verdicts) fails(s Subject, code string, at Place, w words) { v.add(s, Fails, code, at, w) }

// failed reports whether a subject has a finding that does not hold.
func (v *verdicts) failed(s Subject) bool {
	for _, f := range v.findings {
		if f.Subject == s && f.Status == Fails {
			return true
		}
	}
	return false
}
