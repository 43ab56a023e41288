package console

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// materialsData is the checklist of papers of a case, made to be filled in at the
// counter or with a phone in the hand: all lines in one go.
type materialsData struct {
	Frame    view.Frame
	Case     *workflow.Case
	Action   actionOf // record_material as it stands
	Groups   []materialGroup
	Troubles []view.Trouble
	Open     int // lines that lack something
	Of       int // lines that the rules demand
	Version  int64
	Key      string
}

// materialGroup are the papers of one side.
type materialGroup struct {
	Title string
	Lines []materialLine
}

// materialLine is one paper: what is demanded, what is recorded, what the page holds of it.
type materialLine struct {
	At       string // pointer of its place in the form
	Code     string
	Title    string
	Demanded bool
	Basis    string
	State    view.Badge
	Gap      string
	Recorded []view.Fact
	Scans    []view.Link
	Original bool
	Missing  bool
	Copies   string
	Until    string
	Seen     string
	Note     string
	Kept     []string // files that came with the page
	Error    string
	Other    bool // a paper that no list names
	Side     string
	Own      string // its name
	Expanded bool
}

// paperSides are whose papers there are, in the order of the page.
func paperSides() []string { return []string{"applicant", "placer", "child"} }

func materialsPath(id string) string { return Prefix + "/cases/" + url.PathEscape(id) + "/materials" }

func materialsPage(v *visit) error {
	d, lines, err := v.openMaterials()
	if err != nil {
		return err
	}
	for i := range lines {
		lines[i].Expanded = v.QueryParam("code") == lines[i].Code
	}
	return v.showMaterials(http.StatusOK, d, lines)
}

// openMaterials reads the checklist with what is recorded.
func (v *visit) openMaterials() (materialsData, []materialLine, error) {
	ctx, id := v.Request().Context(), v.Param("id")
	c, err := v.console.cases.ReadCase(ctx, v.actor(), id)
	if err != nil {
		return materialsData{}, nil, err
	}
	list, err := v.console.cases.Checklist(ctx, v.actor(), id)
	if err != nil {
		return materialsData{}, nil, err
	}
	actions, _, err := v.console.cases.Actions(ctx, v.actor(), id)
	if err != nil {
		return materialsData{}, nil, err
	}
	d := materialsData{Frame: v.frame(v.t("materials.title")), Case: c.Case, Version: c.Case.Version, Key: newKey()}
	for _, a := range actions {
		if a.Act == workflow.ActRecordMaterial {
			d.Action = a
		}
	}
	lines := make([]materialLine, 0, len(list)+1)
	for i, l := range list {
		line := materialLineOf(d.Frame, id, l)
		line.At = "/lines/" + strconv.Itoa(i)
		if line.Demanded {
			d.Of++
			if line.Gap != "" {
				d.Open++
			}
		}
		lines = append(lines, line)
	}
	other := materialLine{At: "/lines/" + strconv.Itoa(len(list)), Code: casework.MaterialOther, Title: d.Frame.T("materials.other"), Other: true}
	other.State = view.Badge{Text: d.Frame.T("materials.state.may"), Tone: view.Plain}
	return d, append(lines, other), nil
}

func (v *visit) showMaterials(status int, d materialsData, lines []materialLine) error {
	for _, side := range paperSides() {
		g := materialGroup{Title: d.Frame.T("materials.side." + side)}
		for _, l := range lines {
			if l.Side == side && !l.Other {
				g.Lines = append(g.Lines, l)
			}
		}
		if len(g.Lines) > 0 {
			d.Groups = append(d.Groups, g)
		}
	}
	d.Groups = append(d.Groups, materialGroup{Title: d.Frame.T("materials.others"), Lines: lines[len(lines)-1:]})
	return v.render(status, view.Page(d.Frame, materialsBody(d)))
}

// recordMaterials records every line that the page has changed, in one act.
func recordMaterials(v *visit) error {
	values, err := v.formValues()
	if err != nil {
		return err
	}
	if err := v.keepMore(values); err != nil {
		return err
	}
	d, lines, err := v.openMaterials()
	if err != nil {
		return err
	}
	if had := formVersion(values.Get("_version")); had > 0 {
		d.Version = had
	}
	if key := values.Get("_key"); key != "" {
		d.Key = key
	}
	var changed []map[string]any
	var places []int
	for i := range lines {
		if lines[i].take(values) {
			changed, places = append(changed, lines[i].input()), append(places, i)
		}
	}
	if len(changed) == 0 {
		d.Troubles = []view.Trouble{{Text: v.t("materials.nothing")}}
		return v.showMaterials(http.StatusUnprocessableEntity, d, lines)
	}
	_, err = v.call(request{
		Method: http.MethodPost, Path: "/cases/" + url.PathEscape(d.Case.ID) + "/acts/" + string(workflow.ActRecordMaterial),
		Body: map[string]any{"lines": changed}, Version: d.Version, Key: d.Key,
	}, nil)
	var refused *edge.Problem
	switch {
	case errors.As(err, &refused):
		return v.materialsRefused(d, lines, places, refused)
	case err != nil:
		return err
	}
	v.flash(v.t("materials.recorded", len(changed)))
	return v.redirect(materialsPath(d.Case.ID))
}

// materialsRefused shows the page again with all that was entered, each refusal at its line.
func (v *visit) materialsRefused(d materialsData, lines []materialLine, places []int, p *edge.Problem) error {
	d.Key = newKey()
	if p.Status == http.StatusPreconditionFailed {
		d.Version = d.Case.Version
		d.Troubles = append(d.Troubles, view.Trouble{Text: v.t("materials.changed")})
	}
	for _, e := range p.Errors {
		text := e.Message
		if n, ok := lineNumber(e.Pointer); ok && n < len(places) {
			l := &lines[places[n]]
			l.Error, l.Expanded = e.Message, true
			d.Troubles = append(d.Troubles, view.Trouble{Text: l.Title + v.t("form.colon") + text, At: l.id()})
			continue
		}
		d.Troubles = append(d.Troubles, view.Trouble{Text: text})
	}
	for _, u := range p.Unmet {
		d.Troubles = append(d.Troubles, view.Trouble{Text: u.Message, Basis: cited(u.Basis)})
	}
	if len(d.Troubles) == 0 {
		d.Troubles = []view.Trouble{{Text: p.Detail}}
	}
	return v.showMaterials(p.Status, d, lines)
}

// lineNumber is the number of the line that a refusal is about.
func lineNumber(pointer string) (int, bool) {
	rest, ok := strings.CutPrefix(pointer, "/lines/")
	if !ok {
		return 0, false
	}
	text, _, _ := strings.Cut(rest, "/")
	n, err := strconv.Atoi(text)
	return n, err == nil && n >= 0
}

// take reads what the page holds of a line; true when that says something else than what is recorded.
func (l *materialLine) take(values url.Values) bool {
	get := func(name string) string { return strings.TrimSpace(values.Get(l.At + "/" + name)) }
	was := *l
	l.Original, l.Missing = get("original") == "true", get("missing") == "true"
	l.Copies, l.Until, l.Seen, l.Note, l.Own = get("copies"), get("valid_until"), get("seen_on"), get("note"), get("title")
	if l.Other {
		l.Side = get("side")
	}
	l.Kept = slices.DeleteFunc(slices.Clone(values[l.At+"/upload_ids"]), func(id string) bool { return id == "" })
	changed := l.Original != was.Original || l.Missing != was.Missing || l.Copies != was.Copies || l.Until != was.Until ||
		l.Seen != was.Seen || l.Note != was.Note || l.Own != was.Own || len(l.Kept) > 0
	l.Expanded = l.Expanded || changed
	return changed
}

// input is the line as the act takes it.
func (l *materialLine) input() map[string]any {
	out := map[string]any{"code": l.Code}
	set := func(name, value string) {
		if value != "" {
			out[name] = value
		}
	}
	if l.Original {
		out["original"] = true
		set("seen_on", l.Seen)
	}
	if l.Missing {
		out["missing"] = true
	}
	if n, err := strconv.Atoi(l.Copies); err == nil {
		out["copies"] = n
	} else {
		set("copies", l.Copies) // the API says what is wrong with it
	}
	set("valid_until", l.Until)
	set("note", l.Note)
	if l.Other {
		set("title", l.Own)
		set("side", l.Side)
	}
	if len(l.Kept) > 0 {
		out["upload_ids"] = l.Kept
	}
	return out
}

// dateText is a date as its control has it.
func dateText(d law.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}
