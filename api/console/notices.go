package console

import (
	"net/http"
	"net/url"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/workflow/casework"
)

// pathNotices is the page of the reader's own reminders.
const pathNotices = Prefix + "/notices"

// noticesData are reminders of dates, the newest first.
type noticesData struct {
	Frame  view.Frame
	Lines  []casework.Notice
	Unread bool   // only those that were not read
	Waits  bool   // some line is unread
	Older  string // where older ones are; "" when there are none
	Sweep  *casework.ReminderSweep
}

// noticeCounts is what the API tells of waiting reminders.
type noticeCounts struct {
	Unread int                     `json:"unread"`
	Sweep  *casework.ReminderSweep `json:"sweep"`
}

func noticesPage(v *visit) error {
	d := noticesData{Unread: v.QueryParam("show") == "unread"}
	query := url.Values{"limit": {"50"}}
	if d.Unread {
		query.Set("unread", "true")
	}
	if c := v.QueryParam("cursor"); c != "" {
		query.Set("cursor", c)
	}
	var page struct {
		Items []casework.Notice `json:"items"`
		Next  string            `json:"next"`
	}
	if _, err := v.call(request{Method: http.MethodGet, Path: "/notices?" + query.Encode()}, &page); err != nil {
		return err
	}
	var counts noticeCounts
	if _, err := v.call(request{Method: http.MethodGet, Path: "/notices/count"}, &counts); err != nil {
		return err
	}
	d.Lines, d.Sweep, d.Waits = page.Items, counts.Sweep, counts.Unread > 0
	if page.Next != "" {
		older := url.Values{"cursor": {page.Next}}
		if d.Unread {
			older.Set("show", "unread")
		}
		d.Older = pathNotices + "?" + older.Encode()
	}
	title := v.t("notices.title")
	d.Frame = v.frame(title)
	return v.show(http.StatusOK, title, noticesBody(d))
}

// readNotices marks one as read and leads to its case, or all of them.
func readNotices(v *visit) error {
	id, caseID := v.FormValue("id"), v.FormValue("case")
	if id == "" {
		if _, err := v.call(request{Method: http.MethodPost, Path: "/notices/read"}, nil); err != nil {
			return err
		}
		v.flash(v.t("notices.all_read"))
		return v.redirect(pathNotices)
	}
	if _, err := v.call(request{Method: http.MethodPost, Path: "/notices/" + url.PathEscape(id) + "/read"}, nil); err != nil {
		return err
	}
	return v.redirect(within(Prefix + "/cases/" + caseID))
}

// waiting counts the unread reminders for the menu; what cannot be counted shows no number.
func (v *visit) waiting() int {
	var counts noticeCounts
	if _, err := v.call(request{Method: http.MethodGet, Path: "/notices/count"}, &counts); err != nil {
		return 0
	}
	return counts.Unread
}

// reminderBadge says how far the date was when the reminder was made.
func reminderBadge(f view.Frame, n casework.Notice) view.Badge {
	switch {
	case n.Days > 0:
		return view.Badge{Text: f.T("notices.after", n.Days), Tone: view.Danger}
	case n.Days == 0:
		return view.Badge{Text: f.T("notices.on"), Tone: view.Warn}
	}
	return view.Badge{Text: f.T("notices.before", -n.Days), Tone: view.Info}
}
