package dossier

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// Redact makes the redacted variant (遮蔽本) of a whole dossier: nothing in it tells
// who the family and the child are. Hidden are all leaves that contain one of the
// secrets, all leaves of payloads about persons and all free text in payloads, and in
// records and reports everything but the labels. seeds are those of the Documents by
// paper. What is hidden keeps its hash, so that commitments still verify. c is not changed.
func Redact(c Content, secrets []string, seeds map[string]ledger.Seed) (Content, error) {
	veil := newVeil(secrets)
	c.Manifest.Redacted = true
	c.Manifest.Papers = slices.Clone(c.Manifest.Papers)
	for i, p := range c.Manifest.Papers {
		p.Responsible, p.Void, p.Scans = veil.text(p.Responsible), veil.text(p.Void), slices.Clone(p.Scans)
		for k := range p.Scans {
			p.Scans[k].Name = ""
		}
		c.Manifest.Papers[i] = p
	}
	c.Manifest.Evidence = slices.Clone(c.Manifest.Evidence)
	for i := range c.Manifest.Evidence {
		c.Manifest.Evidence[i].Name, c.Manifest.Evidence[i].Image, c.Manifest.Evidence[i].NotShown = Hidden, nil, ""
	}
	c.Manifest.Images, c.Images = false, nil // what stands in a picture cannot be hidden
	c.Manifest.Taken.Purpose = veil.text(c.Manifest.Taken.Purpose)
	c.Explanations = veil.explanations(c.Explanations)
	entries := c.Entries
	entries.Entries = slices.Clone(entries.Entries)
	for i, e := range entries.Entries {
		var err error
		if e.Payload, err = veil.payload(e.Payload); err != nil {
			return Content{}, fmt.Errorf("dossier: entry %d: %w", i+1, err)
		}
		entries.Entries[i] = e
	}
	c.Entries = entries
	documents := make(map[string]DocumentFile, len(c.Documents))
	for id, f := range c.Documents {
		r, err := veil.document(f.Raw, seeds[id])
		if err != nil {
			return Content{}, fmt.Errorf("dossier: document of paper %s: %w", id, err)
		}
		documents[id] = DocumentFile{Redacted: r}
	}
	c.Documents = documents
	return c, nil
}

// veil hides secrets.
type veil struct{ secrets []string }

func newVeil(secrets []string) veil {
	out := slices.DeleteFunc(slices.Clone(secrets), func(s string) bool { return s == "" })
	// the longest first: what contains another is replaced whole
	slices.SortFunc(out, func(a, b string) int { return len(b) - len(a) })
	return veil{out}
}

func (v veil) tells(s string) bool {
	return slices.ContainsFunc(v.secrets, func(secret string) bool { return strings.Contains(s, secret) })
}

// text is s, or Hidden when it tells a secret.
func (v veil) text(s string) string {
	if v.tells(s) {
		return Hidden
	}
	return s
}

func (v veil) texts(all []string) []string {
	out := slices.Clone(all)
	for i := range out {
		out[i] = v.text(out[i])
	}
	return out
}

func (v veil) explanations(x Explanations) Explanations {
	x.Clocks, x.Results, x.History = slices.Clone(x.Clocks), slices.Clone(x.Results), slices.Clone(x.History)
	for i, k := range x.Clocks {
		k.FromFact, k.Status, k.Steps, k.Pauses = v.text(k.FromFact), v.text(k.Status), v.texts(k.Steps), slices.Clone(k.Pauses)
		for n := range k.Pauses {
			k.Pauses[n].Ground = v.text(k.Pauses[n].Ground)
		}
		x.Clocks[i] = k
	}
	for i := range x.Results {
		x.Results[i].Lines = v.texts(x.Results[i].Lines)
	}
	for i := range x.History {
		x.History[i].Note = v.text(x.History[i].Note)
	}
	return x
}

// payload hides leaves of an entry's payload.
func (v veil) payload(p Payload) (Payload, error) {
	if p.Withheld || p.Leaves != nil {
		return p, nil
	}
	raw, err := hex.DecodeString(p.Seed)
	if err != nil {
		return p, err
	}
	seed, err := ledger.SeedFromBytes(raw)
	if err != nil {
		return p, err
	}
	values := map[string]any{}
	for root, document := range map[string][]byte{"/input": p.Input, "/after": p.After} {
		var tree any
		if err := json.Unmarshal(document, &tree); err != nil {
			return p, err
		}
		leaves(root, tree, values)
	}
	r, err := ledger.Redact(ledger.Payload{Seed: seed, Input: p.Input, After: p.After}, func(path string) bool {
		return v.hides(path, values[path])
	})
	return Payload{Leaves: r.Leaves}, err
}

// hides says whether a leaf of a payload is hidden. Names of members may tell
// something too (answers by a person's id do not, but a table keyed by names would).
func (v veil) hides(path string, value any) bool {
	if personal(path) || v.tells(path) {
		return true
	}
	s, isText := value.(string)
	return isText && (v.tells(s) || freeText(s) && !official(path))
}

// personal reports whether a pointer leads into what is said of persons.
func personal(path string) bool {
	for _, part := range []string{
		"/after/case/application/", "/after/child/", "/input/application/", "/input/child/",
		"/applicants/", "/household/", "/placer/", "/birth_father/", "/birth_mother/",
	} {
		if strings.Contains(path, part) {
			return true
		}
	}
	last := path[strings.LastIndexByte(path, '/')+1:]
	return last == "id_number" || last == "phone" || last == "bank_account" || last == "address" || last == "birth_date"
}

// freeText reports whether s may have been typed by a person: it has Chinese or other
// characters beyond ASCII. Codes, ids, dates and hashes have none.
func freeText(s string) bool {
	for _, r := range s {
		if r >= utf8.RuneSelf {
			return true
		}
	}
	return false
}

// official reports whether a pointer leads to words of the office itself: names of
// authorities, titles and numbers of papers, reasons of the law.
func official(path string) bool {
	for _, part := range []string{"/after/case/authority/", "/after/case/pack/", "/after/case/calendar/", "/after/case/clocks/"} {
		if strings.HasPrefix(path, part) {
			return true
		}
	}
	last := path[strings.LastIndexByte(path, '/')+1:]
	return strings.Contains(path, "/papers/") && (last == "title" || last == "number") ||
		path == "/after/case/number" || path == "/input/number" || path == "/input/code"
}

// leaves lists scalars by their pointer.
func leaves(path string, v any, into map[string]any) {
	switch v := v.(type) {
	case map[string]any:
		for name, e := range v {
			leaves(path+"/"+token(name), e, into)
		}
	case []any:
		for i, e := range v {
			leaves(path+"/"+strconv.Itoa(i), e, into)
		}
	default:
		into[path] = v
	}
}

func token(name string) string {
	return strings.ReplaceAll(strings.ReplaceAll(name, "~", "~0"), "/", "~1")
}

// document hides leaves of a Document and makes the view that the pages show.
func (v veil) document(raw []byte, seed ledger.Seed) (*RedactedDocument, error) {
	var tree map[string]any
	if err := json.Unmarshal(raw, &tree); err != nil {
		return nil, err
	}
	hidden := map[string]bool{}
	moment, _ := tree["moment"].(string)
	layout, _ := tree["layout"].(string)
	w := walker{veil: v, hidden: hidden, told: moment == string(reports.MomentRecord) || layout == string(reports.LayoutReport)}
	view, err := json.Marshal(w.walk("/input", "", tree, false))
	if err != nil {
		return nil, err
	}
	if view, err = ledger.Canonical(view); err != nil {
		return nil, err
	}
	r, err := ledger.Redact(ledger.Payload{Seed: seed, Input: raw, After: []byte("{}")}, func(path string) bool { return hidden[path] })
	return &RedactedDocument{View: view, Leaves: r.Leaves}, err
}

// walker copies a Document with Hidden for what is hidden.
type walker struct {
	veil
	hidden map[string]bool
	told   bool // the paper tells of persons in free words: only labels stay
}

// walk copies v, which stands at path under name. words says that v is content
// rather than a label.
func (w walker) walk(path, name string, v any, words bool) any {
	switch v := v.(type) {
	case map[string]any:
		if field, _ := v["field"].(string); strings.Contains(field, "/applicants") || strings.Contains(field, "/child") {
			words = true
		}
		if head, _ := v["head"].(bool); head {
			words = false
		}
		if kind, _ := v["kind"].(string); w.told && (kind == "paragraph" || kind == "list") {
			words = true
		}
		out := make(map[string]any, len(v))
		for member, e := range v {
			out[member] = w.walk(path+"/"+token(member), member, e, words || w.told && content(member))
		}
		return out
	case []any:
		out := make([]any, len(v))
		apart := w.apart(v)
		for i, e := range v {
			out[i] = w.walk(path+"/"+strconv.Itoa(i), name, e, words || apart)
		}
		return out
	case string:
		if !dated(name, v) && w.tells(v) || words && name == "text" && v != "" {
			w.hidden[path] = true
			return Hidden
		}
		return v
	}
	return v
}

// dated reports whether a value is a date of the paper itself, in a member of its own: when it was
// issued, from when to when something ran. It stays where a person has the same day among his, such
// as a child that was found on the day of the report: the pages could not be set without it, and it
// says nothing of the person. A day of birth stands in texts alone.
func dated(name, v string) bool {
	if name == "text" {
		return false
	}
	_, err := law.ParseDate(v)
	return err == nil
}

// content reports whether a member of a block holds what was found rather than a label.
func content(member string) bool {
	return member == "value" || member == "cells" || member == "foot"
}

// apart reports whether a secret is spread over the runs of a text.
func (w walker) apart(runs []any) bool {
	var joined strings.Builder
	for _, r := range runs {
		m, _ := r.(map[string]any)
		s, _ := m["text"].(string)
		joined.WriteString(s)
	}
	return joined.Len() > 0 && w.tells(joined.String())
}
