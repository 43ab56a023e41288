package law

// Unit is the unit a term is counted in.
type Unit string

// Units of a term.
const (
	Day        Unit = "day"         // 日: calendar days
	WorkingDay Unit = "working_day" // 工作日: without rest days, with make-up workdays (调休上班日)
	Month      Unit = "month"       // 月: to the corresponding day, else the last of the month
	Year       Unit = "year"        // 年
)

// TermKind says whether a term is the latest or the earliest moment.
type TermKind string

// Kinds of a term.
const (
	Limit TermKind = "limit" // 期限: must be done by its last day; a last day that is a rest day rolls
	Floor TermKind = "floor" // 最低期间: must have run before something else may be done
)

// Term is a length of time as a rule sets it.
type Term struct {
	Length int      `json:"length"`
	Unit   Unit     `json:"unit"`
	Kind   TermKind `json:"kind"`
	// Rolls says whether a floor whose last day is a rest day runs on to the next working day; a limit always does.
	Rolls bool `json:"rolls,omitempty"`
	// Full says that a floor (满) must have run out, at 24:00 of its last day, before what waits for it; without it
	// that may be done on the last day itself (不少于).
	Full bool `json:"full,omitempty"`
}

// Pause is a stretch in which a clock stands still: From is the first day that is not counted (the day of the
// pausing act), To the first day that is counted again (the day of the resuming act, which counts). A zero To
// means that the pause still runs. So two pauses that touch leave no gap and share no day.
type Pause struct {
	From   Date     `json:"from"`
	To     Date     `json:"to,omitzero"`
	Ground string   `json:"ground"` // Chinese, why the clock stands still
	Basis  Citation `json:"basis,omitzero"`
}

// Step kinds, in the order in which an explanation lists them.
const (
	StepStart   = "start"   // the day that is not counted
	StepPause   = "pause"   // days not counted, with ground
	StepRest    = "rest"    // rest days skipped by a working-day term
	StepMakeUp  = "make_up" // make-up workdays counted by a working-day term
	StepRawEnd  = "raw_end" // the last counted day
	StepRoll    = "roll"    // rest days after which the term ends, or that it need not roll
	StepNote    = "note"    // a reading or an inference
	StepRunning = "running" // an open pause: no date now
)

// Step is one line of the explanation of a date. From and To are the first and last day it speaks of.
type Step struct {
	Kind string `json:"kind"`
	From Date   `json:"from,omitzero"`
	To   Date   `json:"to,omitzero"`
	Text string `json:"text"` // Chinese
}

// Due is a derived date with its explanation.
type Due struct {
	// On is the last day of the term after rolling; zero while Running.
	On Date `json:"on,omitzero"`
	// RawEnd is the last counted day before rolling; zero while Running.
	RawEnd Date `json:"raw_end,omitzero"`
	// Earliest is, for a floor, the first day on which what waits for it may be done; zero for a limit.
	Earliest Date `json:"earliest,omitzero"`
	// Provisional says that the date rests on a year whose holidays are not loaded.
	Provisional bool `json:"provisional"`
	// Running says that a pause is open, so that there is no date now.
	Running bool   `json:"running,omitempty"`
	Steps   []Step `json:"steps"`
}

// Texts returns the explanation as plain lines.
func (d Due) Texts() []string {
	lines := make([]string, len(d.Steps))
	for i, s := range d.Steps {
		lines[i] = s.Text
	}
	return lines
}
