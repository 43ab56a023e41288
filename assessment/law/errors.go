package law

import (
	"fmt"
	"strings"
)

// MissingParamError says that no law is known for a key on a date. It is never papered over by a default: the
// officer is asked to decide, or the administrator to key the value in.
type MissingParamError struct {
	Key    string
	On     Date
	Pack   string // code of the pack that was asked
	Remedy string // Chinese
}

// Error names key, date, pack and remedy.
func (e *MissingParamError) Error() string {
	return fmt.Sprintf("no value is known for %s on %s in pack %s; %s", e.Key, e.On, e.Pack, e.Remedy)
}

// ParamTypeError says that a parameter was read as another type than it is declared with: a fault of the program.
type ParamTypeError struct{ Key, Have, Want string }

// Error names key and both types.
func (e *ParamTypeError) Error() string {
	return fmt.Sprintf("parameter %s is a %s, read as %s", e.Key, e.Have, e.Want)
}

// LoadError says what is wrong in a data file, where, and what to do.
type LoadError struct {
	Code    string // never changes its meaning; Chinese words it
	File    string
	Line    int    // 0 when the fault is the file as a whole
	Pointer string // JSON pointer of the value in a YAML file; empty for the file as a whole and for calendars
	What    string
	Rule    string // the article or rule that is broken, when there is one
	Remedy  string
}

// Error is file:line: what; rule; remedy.
func (e *LoadError) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
	}
	b.WriteString(": " + e.What)
	if e.Rule != "" {
		b.WriteString("; rule: " + e.Rule)
	}
	if e.Remedy != "" {
		b.WriteString("; remedy: " + e.Remedy)
	}
	return b.String()
}
