package law

import (
	"errors"
	"slices"
	"strconv"
	"strings"
)

// Reminder says who is told of a date, and how far from it (期限提醒).
type Reminder struct {
	// Days from the date: -7 is seven days before it, 0 the day itself, 3 three days after.
	Days int
	// Roles of those who are told: officer (in charge), supervisor, agency_manager, evaluator.
	Roles []string
}

// ReminderReach is how many days before or after a date a reminder can stand.
const ReminderReach = 60

// RemindersPrefix begins the names of the parameters that hold reminders: reminders.assessment.
const RemindersPrefix = "reminders."

// reminderRoles are those who work on cases.
func reminderRoles() []string {
	return []string{"officer", "supervisor", "agency_manager", "evaluator"}
}

// Reminders reads who is told of the dates of a clock, and when, as the pack has it in force on a date; the farthest
// before the date first. A pack that says nothing has nobody told. The loader has refused lines that are no reminders.
func Reminders(p *Pack, clock ClockName, on Date) ([]Reminder, error) {
	key := RemindersPrefix + string(clock)
	lines, err := p.Strings(key, on)
	var missing *MissingParamError
	if errors.As(err, &missing) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	out := make([]Reminder, 0, len(lines))
	for _, line := range lines {
		if r, ok := readReminder(line); ok {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b Reminder) int { return a.Days - b.Days })
	return out, nil
}

// readReminder reads "-7 officer supervisor".
func readReminder(line string) (Reminder, bool) {
	words := strings.Fields(line)
	if len(words) < 2 { //nolint:mnd // a number and a role
		return Reminder{}, false
	}
	days, err := strconv.Atoi(words[0])
	if err != nil || days < -ReminderReach || days > ReminderReach {
		return Reminder{}, false
	}
	for _, role := range words[1:] {
		if !slices.Contains(reminderRoles(), role) {
			return Reminder{}, false
		}
	}
	return Reminder{Days: days, Roles: words[1:]}, true
}
