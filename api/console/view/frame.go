package view

import "github.com/anjia-project/anjia/api/console/words"

// Frame is what stands around every page.
type Frame struct {
	Words        *words.Words
	Title        string
	Path         string // of the page, for the menu and to come back to
	Style, Icon  string // addresses of files
	Scripts      []string
	Theme        string // "light", "dark" or "" for what the machine prefers
	Person       string // "" when nobody is signed in
	Role         string
	Organisation string
	Menu         []Link
	Flash        string // said once, after something was done
	Refresh      int    // seconds after which a page without script asks again; 0 for never
	Sandbox      bool
	Version      string
}

// T is a text in the reader's words.
func (f Frame) T(key string, args ...any) string { return f.Words.T(key, args...) }

// Link leads to another page.
type Link struct {
	To, Text string
	Here     bool
	Count    string // beside the text; "" for none
}

// Tone is what a badge or a notice means; colour never says it alone.
type Tone string

// The tones.
const (
	Plain  Tone = "plain"
	Info   Tone = "info"
	Good   Tone = "good"
	Warn   Tone = "warn"
	Danger Tone = "danger"
	Paused Tone = "paused"
)

// icon is the sign that goes with a tone.
func (t Tone) icon() string {
	switch t {
	case Good:
		return "check"
	case Warn:
		return "clock"
	case Danger:
		return "alert"
	case Paused:
		return "pause"
	case Plain, Info:
	}
	return "dot"
}

// Badge is a short word with a tone.
type Badge struct {
	Text string
	Tone Tone
}

// Fact is one line of a summary: what, and its value; To leads to where it is changed.
type Fact struct {
	Name, Value string
	Note        string
	To, Change  string
}

// Step is one place of the road that a case goes.
type Step struct {
	Name  string
	State string // "done", "here", "ahead"
	Note  string
}

// Trouble is one thing that is wrong, for the summary of errors: At is the id of its field.
type Trouble struct{ Text, At, Basis string }
