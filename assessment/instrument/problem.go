package instrument

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Problem is one thing that is wrong in a table: where it stands, what it is, the rule that it breaks and what to
// do. Code is for machines and stays the same between versions.
type Problem struct {
	Code    string `json:"code"`
	File    string `json:"file"`
	Line    int    `json:"line"`              // 0 when the fault is the file as a whole
	Pointer string `json:"pointer,omitempty"` // RFC 6901, into the document or the Spec; empty for the whole
	Node    string `json:"node,omitempty"`    // code of the node or gate that the fault is in; empty for the head of the table
	Field   string `json:"field,omitempty"`   // from there, such as max, evidence.valid or options.1.points
	What    string `json:"what"`
	Rule    string `json:"rule"`
	Remedy  string `json:"remedy"`
}

// Error is file:line: what; rule; remedy.
func (p *Problem) Error() string {
	place := p.File
	if p.Line > 0 {
		place = fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return place + ": " + p.What + "; rule: " + p.Rule + "; remedy: " + p.Remedy
}

// Problems is the error of a table that cannot be used: everything that is wrong with it, by line. errors.As finds
// a *Problem in it.
type Problems []*Problem

// Error lists every problem on a line of its own.
func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i, problem := range p {
		lines[i] = problem.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap lets errors.As reach each problem.
func (p Problems) Unwrap() []error {
	errs := make([]error, len(p))
	for i, problem := range p {
		errs[i] = problem
	}
	return errs
}

// orNil is the error of a load: nil when nothing is wrong, otherwise the problems by line.
func (p Problems) orNil() error {
	if len(p) == 0 {
		return nil
	}
	slices.SortStableFunc(p, func(a, b *Problem) int { return cmp.Compare(a.Line, b.Line) })
	return p
}
