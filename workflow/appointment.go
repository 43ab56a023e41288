package workflow

import "github.com/anjia-project/anjia/assessment/law"

// Appointment is a visit or interview of the home study that was agreed with a family (约定走访). It is a plan, no
// record: what was seen and said stands in a Visit.
type Appointment struct {
	ID         string   `json:"id"`
	Kind       string   `json:"kind"` // home | interview | inquiry | integration
	Day        law.Date `json:"day"`
	From       string   `json:"from"` // HH:MM
	Place      string   `json:"place"`
	With       string   `json:"with,omitempty"` // who was spoken to, or is to be met
	Evaluators []string `json:"evaluators"`     // account ids of those who will come
	Names      []string `json:"names"`          // their names
	MadeOn     law.Date `json:"made_on"`
	By         string   `json:"by"`

	KeptBy      string   `json:"kept_by,omitempty"`      // id of the visit that was recorded on the day
	CancelledOn law.Date `json:"cancelled_on,omitzero"`  // 取消
	Reason      string   `json:"reason,omitempty"`       // why it was cancelled
	CancelledBy string   `json:"cancelled_by,omitempty"` // name
}

// Open reports whether the appointment still stands: neither kept nor cancelled.
func (a Appointment) Open() bool { return a.KeptBy == "" && a.CancelledOn.IsZero() }

// OpenAppointments are those that still stand, in the order in which they were made.
func (c *Case) OpenAppointments() []Appointment {
	var out []Appointment
	for _, a := range c.Appointments {
		if a.Open() {
			out = append(out, a)
		}
	}
	return out
}

// KeepAppointment marks the open appointment that a recorded visit keeps: of its kind, on its day, the one whose hour
// lies nearest. It does nothing when there is none: a visit needs no appointment.
func (c *Case) KeepAppointment(v Visit) {
	best := -1
	for i, a := range c.Appointments {
		if a.Open() && a.Kind == v.Kind && a.Day == v.On && (best < 0 || apart(a.From, v.From) < apart(c.Appointments[best].From, v.From)) {
			best = i
		}
	}
	if best >= 0 {
		c.Appointments[best].KeptBy = v.ID
	}
}

// apart is how many minutes lie between two hours of a day, HH:MM each.
func apart(a, b string) int {
	d := minutesOf(a) - minutesOf(b)
	return max(d, -d)
}

func minutesOf(hour string) int {
	if len(hour) != len("15:04") {
		return 0
	}
	n := func(i int) int { return int(hour[i]-'0')*10 + int(hour[i+1]-'0') }
	return n(0)*60 + n(3)
}
