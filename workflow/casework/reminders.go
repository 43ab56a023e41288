package casework

import (
	"context"
	"errors"
	"time"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// RemindDeadlines looks for dates that come near or have passed and tells who works on the
// cases (期限提醒). The leader orders it.
type RemindDeadlines struct{}

// Kind names the job in the queue.
func (RemindDeadlines) Kind() string { return "remind_deadlines" }

// Reminders tells people of dates and keeps what they were told. It is safe for concurrent use.
type Reminders struct {
	Book NoticeBook
	Laws Laws
	Now  func() time.Time
}

// NoticeBook keeps notices and how far the sweep has come.
type NoticeBook interface {
	// Marked returns what holds for the whole installation.
	Marked(ctx context.Context) (House, error)
	// LastReminders returns the last sweep; found is false before the first.
	LastReminders(ctx context.Context) (sweep ReminderSweep, found bool, err error)
	// SaveReminders keeps a sweep as the last one.
	SaveReminders(ctx context.Context, sweep ReminderSweep) error
	// DuesToRemind lists cases with running clocks whose dates lie in the days given, by id
	// behind the one given, up to so many.
	DuesToRemind(ctx context.Context, from, to law.Date, after string, most int) ([]DueCase, error)
	// Tell keeps a notice for each active account that has one of the roles and a part in the
	// case, unless it was told before. It returns how many are new.
	Tell(ctx context.Context, c DueCase, n NewNotice) (int, error)
}

// ReminderSweep is how a sweep ended.
type ReminderSweep struct {
	Through law.Date  `json:"through,omitzero" doc:"Last legal day that was swept whole"`
	At      time.Time `json:"at" doc:"When, in real time"`
	Told    int       `json:"told" doc:"New notices of that sweep"`
	Failure string    `json:"failure,omitempty" doc:"Why it did not come to the end"`
}

// DueCase is a case with clocks whose dates are near.
type DueCase struct {
	AuthorityID, CaseID, OfficerID, AgencyID string
	EvaluatorIDs                             []string // accounts
	Pack, Calendar                           workflow.Ref
	Dues                                     []DueDate
}

// NewNotice is one telling of one date.
type NewNotice struct {
	Clock       law.ClockName
	DueOn       law.Date
	Days        int // from the date
	Roles       []string
	Provisional bool
	At          time.Time
}

// remindBatch is how many cases are read at once.
const remindBatch = 500

// Sweep tells of every date for which a reminder stands between the last day that was
// swept and today, so that a night that was missed is made up; of several reminders of one
// date that fall into that time only the last is told. It returns how many notices are
// new. What fails is kept with the sweep, and the next one begins at the same day.
func (r *Reminders) Sweep(ctx context.Context) (int, error) {
	house, err := r.Book.Marked(ctx)
	if err != nil {
		return 0, err
	}
	last, found, err := r.Book.LastReminders(ctx)
	if err != nil {
		return 0, err
	}
	at := r.Now().Add(house.Offset)
	today := law.DateOf(at)
	since := today.AddDays(-1)
	if found && !last.Through.IsZero() && last.Through.Before(today) {
		since = last.Through
	}
	told, err := r.sweep(ctx, since, today, at, house.Sandbox)
	done := ReminderSweep{Through: today, At: r.Now(), Told: told}
	if err != nil {
		done.Through, done.Failure = last.Through, err.Error()
	}
	return told, errors.Join(err, r.Book.SaveReminders(ctx, done))
}

func (r *Reminders) sweep(ctx context.Context, since, today law.Date, at time.Time, sandbox bool) (told int, err error) {
	from, to := since.AddDays(1-law.ReminderReach), today.AddDays(law.ReminderReach)
	after := ""
	for {
		cases, err := r.Book.DuesToRemind(ctx, from, to, after, remindBatch)
		if err != nil {
			return told, err
		}
		for _, c := range cases {
			n, err := r.tell(ctx, c, since, today, at, sandbox)
			told += n
			if err != nil {
				return told, err
			}
		}
		if len(cases) < remindBatch {
			return told, nil
		}
		after = cases[len(cases)-1].CaseID
	}
}

// tell tells of the dates of one case.
func (r *Reminders) tell(ctx context.Context, c DueCase, since, today law.Date, at time.Time, sandbox bool) (told int, err error) {
	pack, _, err := r.Laws.Judged(c.Pack, c.Calendar, sandbox)
	if err != nil {
		return 0, err
	}
	for _, d := range c.Dues {
		reminders, err := law.Reminders(pack, d.Clock, today)
		if err != nil {
			return told, err
		}
		for i := len(reminders) - 1; i >= 0; i-- { // the latest that is due is the one that is told
			on := d.DueOn.AddDays(reminders[i].Days)
			if !on.After(since) || on.After(today) {
				continue
			}
			n, err := r.Book.Tell(ctx, c, NewNotice{d.Clock, d.DueOn, reminders[i].Days, reminders[i].Roles, d.Provisional, at})
			told += n
			if err != nil {
				return told, err
			}
			break
		}
	}
	return told, nil
}
