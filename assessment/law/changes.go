package law

import (
	"cmp"
	"encoding/json"
	"slices"
	"time"
)

// Change is one difference between two versions of a pack or of a calendar (修订内容). Of a pack, Key is the
// parameter and From the day of the value; of a calendar, Key is empty and From the day that is another.
type Change struct {
	Kind   string `json:"kind"` // added, removed, changed
	Key    string `json:"key,omitempty"`
	From   Date   `json:"from"`
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`
	Text   string `json:"text"` // in Chinese, for the report that is signed before publication
}

// Kinds of a Change.
const (
	changeAdded   = "added"
	changeRemoved = "removed"
	changeChanged = "changed"
)

// PackChanges lists what the file of one pack says otherwise in another set, by key and day: values, their status
// and their basis. A pack that the first set lacks has only additions.
func PackChanges(before, after *Set, code string) []Change {
	was, is := before.statements(code), after.statements(code)
	changes := compare(was, is)
	if one, other := before.orderOf(code), after.orderOf(code); one != other {
		changes = append([]Change{said(Change{Kind: changeChanged, Key: "order", Before: one, After: other}, "评估次序")}, changes...)
	}
	return changes
}

func (s *Set) orderOf(code string) string {
	if l, ok := s.layers[code]; ok {
		return l.order
	}
	return ""
}

// statement is one dated thing that a file says, in words.
type statement struct {
	key  string
	from Date
	text string
}

func (s *Set) statements(code string) []statement {
	l, ok := s.layers[code]
	if !ok {
		return nil
	}
	var out []statement
	for key, list := range l.entries {
		for _, e := range list {
			out = append(out, statement{key: key, from: e.from, text: e.words()})
		}
	}
	for lang, list := range l.words {
		for zh, w := range list {
			out = append(out, statement{key: "words." + lang + "." + zh, text: w.words()})
		}
	}
	slices.SortFunc(out, func(a, b statement) int {
		return cmp.Or(cmp.Compare(a.key, b.key), a.from.Compare(b.from))
	})
	return out
}

// words is a value with its status and basis, as one reads it.
func (e entry) words() string {
	text := "废止"
	if e.val != nil {
		text = e.val.whole()
	}
	text += "（" + statusWord(e.status)
	if basis := e.basis.String(); basis != "" {
		text += "，" + basis
	}
	return text + "）"
}

// whole is a value with nothing left out: texts as they are, all else as JSON.
func (v value) whole() string {
	if v.kind == typeText {
		return v.text
	}
	b, err := json.Marshal(Param{value: v}.Value())
	if err != nil {
		return v.show()
	}
	return string(b)
}

func statusWord(s Status) string {
	switch s {
	case Official:
		return "正式规定"
	case Practice:
		return "实务做法"
	case Illustrative:
		return "演练示例"
	}
	return string(s)
}

// compare matches statements by key and day.
func compare(was, is []statement) []Change {
	type place struct {
		key  string
		from Date
	}
	old := map[place]string{}
	for _, s := range was {
		old[place{s.key, s.from}] = s.text
	}
	changes := []Change{}
	for _, s := range is {
		before, known := old[place{s.key, s.from}]
		delete(old, place{s.key, s.from})
		switch {
		case !known:
			changes = append(changes, said(Change{Kind: changeAdded, Key: s.key, From: s.from, After: s.text}, s.key))
		case before != s.text:
			changes = append(changes, said(Change{Kind: changeChanged, Key: s.key, From: s.from, Before: before, After: s.text}, s.key))
		}
	}
	for _, s := range was {
		if text, gone := old[place{s.key, s.from}]; gone {
			changes = append(changes, said(Change{Kind: changeRemoved, Key: s.key, From: s.from, Before: text}, s.key))
		}
	}
	return changes
}

// said puts a change into words.
func said(c Change, what string) Change {
	since := ""
	if !c.From.IsZero() && c.Key != "" {
		since = "自" + c.From.Chinese() + "起"
	}
	switch c.Kind {
	case changeAdded:
		c.Text = "新增：" + what + since + "为" + c.After
	case changeRemoved:
		c.Text = "删除：" + what + since + "的" + c.Before
	default:
		c.Text = "修改：" + what + since + "由" + c.Before + "改为" + c.After
	}
	return c
}

// CalendarChanges lists the days on which a region's calendar says otherwise in another set, over the years that
// either covers. A region that only one of the sets has gives no days.
func CalendarChanges(before, after *Set, region string) []Change {
	is, err := after.Calendar(region)
	if err != nil {
		return []Change{}
	}
	was, err := before.Calendar(region)
	if err != nil {
		if was, err = before.Calendar(rootCode); err != nil {
			return []Change{}
		}
	}
	from, to := min(was.from, is.from), max(was.to, is.to)
	changes := []Change{}
	for n := civilToNumber(from, int(time.January), 1); n <= civilToNumber(to, int(time.December), daysOfDecember); n++ {
		d := Date{n}
		one, other := was.dayWords(d), is.dayWords(d)
		if one != other {
			changes = append(changes, Change{Kind: changeChanged, From: d, Before: one, After: other, Text: d.Chinese() + "由“" + one + "”改为“" + other + "”"})
		}
	}
	return changes
}

// daysOfDecember ends a year.
const daysOfDecember = 31

// dayWords is what a calendar says of a day; a year that it does not cover is said so.
func (c *Calendar) dayWords(d Date) string {
	if !c.Covers(d.Year()) {
		return "未载入该年"
	}
	return c.Describe(d)
}
