package console

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// entryData is the page of one entry of the record.
type entryData struct {
	Frame         view.Frame
	Case          *casework.CaseView
	Entry         *casework.Entry
	Entered       []change
	Changes       []change
	Hidden        int // leaves whose hash alone is shown
	Before, After int64
}

// change is a place of the record with what stood there before and what stands there now.
type change struct{ Path, Name, Was, Is string }

func entryPage(v *visit) error {
	ctx, id := v.Request().Context(), v.Param("id")
	seq, err := strconv.ParseInt(v.Param("seq"), 10, 64)
	if err != nil || seq < 1 {
		return echo.NewHTTPError(http.StatusNotFound)
	}
	c, err := v.console.cases.ReadCase(ctx, v.actor(), id)
	if err != nil {
		return err
	}
	entry, err := v.console.cases.ReadEntry(ctx, v.actor(), id, seq)
	if err != nil {
		return err
	}
	d := entryData{Case: c, Entry: entry, Before: seq - 1}
	was := map[string]string{}
	if seq > 1 {
		before, err := v.console.cases.ReadEntry(ctx, v.actor(), id, seq-1)
		if err != nil {
			return err
		}
		was, _ = shown(before.Payload)
	}
	next, err := v.console.cases.ReadHistory(ctx, v.actor(), id, seq)
	if err != nil {
		return err
	}
	if len(next) > 0 {
		d.After = next[0].Seq
	}
	var is map[string]string
	is, d.Hidden = shown(entry.Payload)
	d.Frame = v.frame("")
	d.Frame.Title = v.t("entry.title", seq, historyName(d.Frame, entry.HistoryLine))
	d.Entered = enteredIn(d.Frame, is)
	d.Changes = changed(d.Frame, was, is)
	return v.render(http.StatusOK, view.Page(d.Frame, entryBody(d)))
}

func (d entryData) to(seq int64) string {
	return Prefix + "/cases/" + d.Case.Case.ID + "/history/" + strconv.FormatInt(seq, 10)
}

// shown are the leaves of a payload that the reader may see, by their place, and how many he may not.
func shown(p ledger.Redacted) (leaves map[string]string, hidden int) {
	leaves = map[string]string{}
	for _, l := range p.Leaves {
		if l.Hidden() {
			hidden++
			continue
		}
		leaves[l.Path] = leafText(l.Value)
	}
	return leaves, hidden
}

// leafText writes a single value as it stands; empty objects and lists say nothing.
func leafText(raw json.RawMessage) string {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return text
	}
	switch s := string(raw); s {
	case "{}", "[]", "null":
		return ""
	default:
		return s
	}
}

const (
	inputPlace = "/input"
	casePlace  = "/after/case"
	afterPlace = "/after"
)

// enteredIn are the values that the act was given.
func enteredIn(f view.Frame, is map[string]string) []change {
	var out []change
	for path, value := range is {
		if rest, ok := strings.CutPrefix(path, inputPlace+"/"); ok && value != "" {
			out = append(out, change{Path: "/" + rest, Name: placeName(f, path), Is: valueText(f, path, value)})
		}
	}
	return sorted(out)
}

// changed are the places of the case, and of the child, that differ; what only moves with every act is left out.
func changed(f view.Frame, was, is map[string]string) []change {
	var out []change
	add := func(path string) {
		rest, ok := strings.CutPrefix(path, afterPlace+"/")
		if !ok || was[path] == is[path] || path == casePlace+"/version" || slices.ContainsFunc(out, func(c change) bool { return c.Path == "/"+rest }) {
			return
		}
		out = append(out, change{Path: "/" + rest, Name: placeName(f, path), Was: valueText(f, path, was[path]), Is: valueText(f, path, is[path])})
	}
	for path := range is {
		add(path)
	}
	for path := range was {
		add(path)
	}
	return sorted(out)
}

func sorted(all []change) []change {
	slices.SortFunc(all, func(a, b change) int { return strings.Compare(a.Path, b.Path) })
	return all
}

// placeName names a place as the forms do: the nearest member above it that has words, numbers of items added.
func placeName(f view.Frame, path string) string {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	var names []string
	for _, p := range parts[1:] {
		if n, err := strconv.Atoi(p); err == nil {
			if len(names) > 0 {
				names[len(names)-1] += " " + strconv.Itoa(n+1)
			}
			continue
		}
		if text := f.Words.First("record.place."+p, "field."+p); text != "" {
			names = append(names, text)
		}
	}
	const deepest = 3
	if len(names) > deepest {
		names = names[len(names)-deepest:]
	}
	return strings.Join(names, " › ")
}

// valueText words what it can: states, dates, yes and no, values of enumerations.
func valueText(f view.Frame, path, value string) string {
	name := path[strings.LastIndexByte(path, '/')+1:]
	switch value {
	case "":
		return ""
	case "true":
		return f.T("form.yes")
	case "false":
		return f.T("form.no")
	}
	if day, err := law.ParseDate(value); err == nil {
		return f.Words.Date(day)
	}
	if name == "state" || name == "came_from" {
		if text := f.Words.First("state." + value); text != "" {
			return text
		}
	}
	return optionText(f, name, value)
}

// historyName is the name of an entry; a system entry and one that is blind keep the words of the record.
func historyName(f view.Frame, h casework.HistoryLine) string {
	if text := f.Words.First("act." + string(h.Act)); text != "" && h.Act != "" {
		return text
	}
	return h.Name
}

// historyNote says when it was, who did it, and which entry it is.
func historyNote(f view.Frame, h casework.HistoryLine) string {
	var parts []string
	if day, err := law.ParseDate(h.On); err == nil {
		parts = append(parts, f.Words.Date(day))
	}
	if h.Actor.Name != "" {
		parts = append(parts, f.T("entry.by", h.Actor.Name, f.Words.First("role."+h.Actor.Role)))
	}
	return strings.Join(append(parts, f.T("case.entry", h.Seq)), " · ")
}

// entryFacts tell of an entry in short.
func entryFacts(d entryData) []view.Fact {
	f, h := d.Frame, d.Entry.HistoryLine
	var out []view.Fact
	out = appendFact(out, f.T("entry.what"), historyName(f, h))
	if day, err := law.ParseDate(h.On); err == nil {
		out = appendFact(out, f.T("entry.on"), f.Words.Date(day))
	}
	out = appendFact(out, f.T("entry.at"), momentText(f, h.At))
	if h.Actor.Name != "" {
		out = appendFact(out, f.T("entry.who"), f.T("entry.by", h.Actor.Name, f.Words.First("role."+h.Actor.Role)))
	}
	out = appendFact(out, f.T("entry.organisation"), h.Actor.Organisation.Name)
	if h.To != "" && h.From != h.To {
		out = appendFact(out, f.T("entry.state"), f.T("entry.moved", stateText(f, h.From), stateText(f, h.To)))
	}
	return appendFact(out, f.T("entry.version"), strconv.FormatInt(h.Version, 10))
}

func stateText(f view.Frame, s workflow.State) string {
	if s == "" {
		return "—"
	}
	return f.T("state." + string(s))
}

// sealFacts are the hashes by which an entry can be checked.
func sealFacts(d entryData) []view.Fact {
	f, h := d.Frame, d.Entry.HistoryLine
	var out []view.Fact
	out = appendFact(out, f.T("entry.hash"), h.Hash)
	out = appendFact(out, f.T("entry.prev"), h.Prev)
	out = appendFact(out, f.T("entry.root"), h.Root)
	return appendFact(out, f.T("entry.leaves"), strconv.FormatInt(h.Leaves, 10))
}

// momentText writes an instant of the record in the civil time of the house.
func momentText(f view.Frame, at string) string {
	t, err := time.Parse(time.RFC3339, at)
	if err != nil {
		return ""
	}
	return f.Words.Moment(t)
}
