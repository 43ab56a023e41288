package api

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// PackLine names a pack of law; exported because it stands inside another body.
type PackLine struct {
	Code    string `json:"code" example:"cn-54"`
	Name    string `json:"name"`
	Version string `json:"version"`
	SHA256  string `json:"sha256"`
	Order   string `json:"order" doc:"A: integration inside the assessment; B: capacity first"`
	Sandbox bool   `json:"sandbox" doc:"Illustrative values stand in where no law is known"`
}

type packList struct {
	Packs []PackLine `json:"packs"`
}

func packLineOf(p *law.Pack) PackLine {
	return PackLine{Code: p.Code, Name: p.Name, Version: p.Version, SHA256: p.SHA256, Order: p.Order, Sandbox: p.Sandbox}
}

func (s *server) packs(ctx context.Context, _ *struct{}) (*body[packList], error) {
	clock, err := s.office.Clock(ctx)
	if err != nil {
		return nil, err
	}
	out := packList{Packs: []PackLine{}}
	for _, code := range s.law.Codes() {
		p, err := s.law.Pack(code, clock.Sandbox)
		if err != nil {
			return nil, err
		}
		out.Packs = append(out.Packs, packLineOf(p))
	}
	return &body[packList]{out}, nil
}

// readPack asks for the values of a pack on a day.
type readPack struct {
	Code string    `path:"code" pattern:"^cn(-[0-9]{2,6}){0,2}$" maxLength:"40" example:"cn-54"`
	On   dateParam `query:"on" doc:"Values in force on this day; today when left out"`
}

// packView is a pack with its values in force on a day.
type packView struct {
	PackLine
	On      law.Date      `json:"on"`
	Chain   []law.PackRef `json:"chain" doc:"The packs laid over each other, nation first"`
	Values  []packValue   `json:"values"`
	Missing []string      `json:"missing" doc:"Parameters without a value on that day: an office decides"`
}

// packValue is one value with the article that sets it.
type packValue struct {
	Key         string       `json:"key"`
	Type        string       `json:"type"`
	Value       any          `json:"value"`
	Basis       law.Citation `json:"basis"`
	Status      law.Status   `json:"status" enum:"official,practice,illustrative"`
	Promulgated law.Date     `json:"promulgated,omitzero"`
	InForce     law.Date     `json:"in_force,omitzero"`
	Pack        string       `json:"pack" doc:"The pack of the chain that sets it"`
}

func (s *server) pack(ctx context.Context, in *readPack) (*body[packView], error) {
	clock, err := s.office.Clock(ctx)
	if err != nil {
		return nil, err
	}
	p, err := s.law.Pack(in.Code, clock.Sandbox)
	if err != nil {
		return nil, notThere("没有代码为“" + in.Code + "”的规则包")
	}
	on := in.On.date()
	if on.IsZero() {
		on = clock.Today
	}
	out := packView{PackLine: packLineOf(p), On: on, Chain: p.Chain, Values: []packValue{}, Missing: append([]string{}, p.Missing(on)...)}
	for _, v := range p.InForce(on) {
		out.Values = append(out.Values, packValue{
			Key: v.Key, Type: v.Type(), Value: v.Value(), Basis: v.Basis, Status: v.Status, Promulgated: v.Promulgated, InForce: v.InForce, Pack: v.PackCode,
		})
	}
	return &body[packView]{out}, nil
}

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
	for _, region := range s.law.Regions() {
		c, err := s.law.Calendar(region)
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
	c, err := s.law.Calendar(in.Region)
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
	cal, err := s.law.Calendar(region)
	if err != nil {
		return nil, workflow.Invalid(workflow.Field("/region", "unknown_region", "没有该地区的工作日历：请使用 GET /api/v1/calendars 所列代码，或者省略 region"))
	}
	d, err := cal.Due(in.Body.Start, law.Term{Length: in.Body.Length, Unit: in.Body.Unit, Kind: law.Limit, Rolls: true}, nil)
	if err != nil {
		return nil, workflow.Invalid(workflow.Field("/length", "not_countable", "该期限不能计算：结果应当在 1900-01-01 至 2200-12-31 之间"))
	}
	return &body[dueView]{dueView{Due: d.On, Provisional: d.Provisional, Explanation: d.Steps}}, nil
}

// instrumentLine names a scoring table.
type instrumentLine struct {
	Name     string           `json:"name" doc:"code@version" example:"s1@2026.1"`
	Code     string           `json:"code"`
	Version  string           `json:"version"`
	SHA256   string           `json:"sha256"`
	Phase    instrument.Phase `json:"phase"`
	Title    instrument.Text  `json:"title"`
	Status   law.Status       `json:"status" enum:"official,practice,illustrative"`
	Citation law.Citation     `json:"citation"`
	Division string           `json:"division,omitempty"`
	From     law.Date         `json:"valid_from,omitzero"`
	To       law.Date         `json:"valid_to,omitzero"`
}

type instrumentList struct {
	Instruments []instrumentLine `json:"instruments"`
}

func (s *server) instruments(context.Context, *struct{}) (*body[instrumentList], error) {
	out := instrumentList{Instruments: []instrumentLine{}}
	for _, t := range s.tables.All() {
		from, to := t.Validity()
		out.Instruments = append(out.Instruments, instrumentLine{
			Name: t.Ref().Name(), Code: t.Ref().Code, Version: t.Ref().Version, SHA256: t.Ref().SHA256, Phase: t.Phase(), Title: t.Title(),
			Status: t.Status(), Citation: t.Citation(), Division: t.Division(), From: from, To: to,
		})
	}
	return &body[instrumentList]{out}, nil
}

type readInstrument struct {
	Name string `path:"name" maxLength:"120" doc:"code@version" example:"s1@2026.1"`
}

// instrument gives a scoring table as data: nodes, options, evidence and gates, each with its citation.
func (s *server) instrument(_ context.Context, in *readInstrument) (*body[instrument.View], error) {
	for _, t := range s.tables.All() {
		if strings.EqualFold(t.Ref().Name(), in.Name) {
			return &body[instrument.View]{t.View()}, nil
		}
	}
	return nil, notThere("没有评分表“" + in.Name + "”")
}

func notThere(message string) error {
	return workflow.Refuse(workflow.KindNotFound, "not_found", message)
}
