package law

// valueType is the declared type of a parameter.
type valueType string

const (
	typeInt      valueType = "int"
	typeBool     valueType = "bool"
	typeText     valueType = "text"
	typeStrings  valueType = "strings"
	typeTerm     valueType = "term"
	typeSchedule valueType = "schedule"
)

// value is one typed value; only the field of its kind is set.
type value struct {
	kind   valueType
	number int
	truth  bool
	text   string
	list   []string
	term   Term
	visits []Visit
}

// Visit is one planned follow-up visit (回访) of a schedule, reckoned from the day of registration.
type Visit struct {
	Offset       int    `json:"offset"`
	Unit         Unit   `json:"unit"`          // of Offset: day, month or year
	WindowBefore int    `json:"window_before"` // days before the planned day from which the visit counts
	WindowAfter  int    `json:"window_after"`  // days after it until which the visit counts
	Mode         string `json:"mode"`          // home, office, phone, video
	Assignee     string `json:"assignee"`      // authority or agency
	Form         string `json:"form"`          // code of the paper that records it
}

// Window returns the planned day of the visit and the first and last day on which it counts; zero dates outside
// the supported range. Planned days do not roll: a window is no limit.
func (v Visit) Window(registered Date) (planned, from, to Date) {
	switch v.Unit {
	case Month:
		planned = registered.AddMonths(v.Offset)
	case Year:
		planned = registered.AddYears(v.Offset)
	default:
		planned = registered.AddDays(v.Offset)
	}
	return planned, planned.AddDays(-v.WindowBefore), planned.AddDays(v.WindowAfter)
}
