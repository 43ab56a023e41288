package assessment

import "strings"

// Problem is one thing that keeps a sheet from being submitted, or sheets from being consolidated. Code is for
// machines; Pointer is a JSON pointer (RFC 6901) into the sheet, or into {"sheets": […]} for consolidation; the
// wording is for evaluators.
type Problem struct {
	Code    string `json:"code"`
	Pointer string `json:"pointer"`
	Message string `json:"message"` // what is wrong
	Rule    string `json:"rule"`    // what the table or the law demands
	Remedy  string `json:"remedy"`  // what to do
	Gap     bool   `json:"gap"`     // something is still missing, as drafts may; otherwise what is there is wrong
}

// String is the problem on one line.
func (p Problem) String() string {
	return p.Pointer + "：" + p.Message + "。" + p.Rule + "。" + p.Remedy + "。"
}

// InvalidError lists everything that is wrong with a sheet or a set of sheets.
type InvalidError struct{ Problems []Problem }

// Error lists every problem on a line of its own.
func (e *InvalidError) Error() string {
	lines := make([]string, len(e.Problems))
	for i, problem := range e.Problems {
		lines[i] = problem.String()
	}
	return strings.Join(lines, "\n")
}

func refuse(problems ...Problem) error { return &InvalidError{Problems: problems} }

var pointerEscapes = strings.NewReplacer("~", "~0", "/", "~1") //nolint:gochecknoglobals // immutable

// pointer joins reference tokens into a JSON pointer.
func pointer(tokens ...string) string {
	var b strings.Builder
	for _, token := range tokens {
		b.WriteByte('/')
		b.WriteString(pointerEscapes.Replace(token))
	}
	return b.String()
}
