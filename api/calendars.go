package api

import (
	"context"
	"strconv"
	"time"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// calendarView names a working calendar.
type calendarView struct {
	Region    string        `json:"region" example:"cn"`
	Version   string        `json:"version"`
	SHA256    string        `json:"sha256"`
	FirstYear int           `json:"first_year" doc:"Dates of other years are provisional"`
	LastYear  int           `json:"last_year"`
	Chain     []law.PackRef `json:"chain"`
	Days      []calendarDay `json:"days,omitempty" doc:"Of the year that was asked for"`
}

type calendarList struct {
	Calendars []calendarView `json:"calendars"`
}

func calendarViewOf(c *law.Calendar) calendarView {
	first, last := c.Years()
	return calendarView{Region: c.Region(), Version: c.Version(), SHA256: c.SHA256(), FirstYear: first, LastYear: last, Chain: c.Chain()}
}

func (s *server) calendars(context.Context, *struct{}) (*body[calendarList], error) {
	out := calendarList{Calendars: []calendarView{}}
	for _, region := range s.law.Set().Regions() {
		c, err := s.law.Set().Calendar(region)
		if err != nil {
			return nil, err
		}
		out.Calendars = append(out.Calendars, calendarViewOf(c))
	}
	return &body[calendarList]{out}, nil
}

type readCalendar struct {
	Year   int    `query:"year" minimum:"1900" maximum:"2200" doc:"List the holidays and make-up workdays of this year"`
	Region string `path:"region" pattern:"^cn(-[0-9]{2,6}){0,2}$" maxLength:"40" example:"cn"`
}

func (s *server) calendar(_ context.Context, in *readCalendar) (*body[calendarView], error) {
	c, err := s.law.Set().Calendar(in.Region)
	if err != nil {
		return nil, notThere("没有地区“" + in.Region + "”的工作日历")
	}
	out := calendarViewOf(c)
	if in.Year != 0 && !c.Covers(in.Year) {
		return nil, notThere("地区“" + in.Region + "”的工作日历没有载入" + strconv.Itoa(in.Year) + "年")
	}
	if in.Year != 0 {
		out.Days = specialDays(c, in.Year)
	}
	return &body[calendarView]{out}, nil
}

// calendarDay is a day that is not what its day of the week says.
type calendarDay struct {
	On      law.Date `json:"on"`
	Workday bool     `json:"workday" doc:"A make-up workday (调休上班日); else a holiday"`
	Text    string   `json:"text"`
}

// specialDays lists the holidays and make-up workdays of a year.
func specialDays(c *law.Calendar, year int) []calendarDay {
	out := []calendarDay{}
	first, err := law.NewDate(year, time.January, 1)
	if err != nil {
		return out
	}
	for d := first; d.Year() == year; d = d.AddDays(1) {
		weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
		if workday, known := c.IsWorkday(d); known && workday == weekend {
			out = append(out, calendarDay{On: d, Workday: workday, Text: c.Describe(d)})
		}
	}
	return out
}

// countDue is a limit to be counted. Start is the day that is not counted.
type countDue struct {
	Body struct {
		Start  law.Date `json:"start" doc:"The day that is not counted"`
		Length int      `json:"length" minimum:"1" maximum:"36500" example:"30"`
		Unit   law.Unit `json:"unit" enum:"day,working_day,month,year"`
		Region string   `json:"region,omitempty" pattern:"^cn(-[0-9]{2,6}){0,2}$" maxLength:"40" doc:"cn when left out"`
	}
}

// dueView is a counted limit with its explanation.
type dueView struct {
	Due         law.Date   `json:"due"`
	Provisional bool       `json:"provisional" doc:"A day that counts lies in a year whose holidays are not loaded"`
	Explanation []law.Step `json:"explanation"`
}

// due counts a limit, as anjia calendar due does.
func (s *server) due(_ context.Context, in *countDue) (*body[dueView], error) {
	region := in.Body.Region
	if region == "" {
		region = "cn"
	}
	cal, err := s.law.Set().Calendar(region)
	if err != nil {
		return nil, workflow.Invalid(workflow.Field("/region", "unknown_region", "没有该地区的工作日历：请使用 GET /api/v1/calendars 所列代码，或者省略 region"))
	}
	d, err := cal.Due(in.Body.Start, law.Term{Length: in.Body.Length, Unit: in.Body.Unit, Kind: law.Limit, Rolls: true}, nil)
	if err != nil {
		return nil, workflow.Invalid(workflow.Field("/length", "not_countable", "该期限不能计算：结果应当在 1900-01-01 至 2200-12-31 之间"))
	}
	return &body[dueView]{dueView{Due: d.On, Provisional: d.Provisional, Explanation: d.Steps}}, nil
}
