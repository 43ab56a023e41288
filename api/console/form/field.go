package form

import (
	"strconv"
	"strings"
)

// Kind is how a field is shown and read.
type Kind string

// The kinds.
const (
	Text    Kind = "text"     // one line
	Long    Kind = "long"     // several lines
	Date    Kind = "date"     // a civil date
	Instant Kind = "instant"  // a date with a time in Asia/Shanghai
	Time    Kind = "time"     // a time of day
	Whole   Kind = "whole"    // a whole number
	Number  Kind = "number"   // any number
	YesNo   Kind = "yesno"    // 是 or 否, neither chosen at first
	Choice  Kind = "choice"   // one of few: radio buttons
	Select  Kind = "select"   // one of many
	Several Kind = "several"  // any of a list: checkboxes
	Upload  Kind = "upload"   // a file, kept by its id
	Secret  Kind = "password" // a password
	Group   Kind = "group"    // an object
	List    Kind = "list"     // objects or values, one after the other
	Fixed   Kind = "fixed"    // given by the page, not to be changed
)

// Field is one field of a form, ready to be shown.
type Field struct {
	Name     string // JSON pointer into the input
	Kind     Kind
	Label    string
	Help     string
	Required bool
	Value    string
	Values   []string // of Several
	Options  []Option
	Most     int    // most characters, or items of a List; 0: no bound is told
	Least    string // smallest number or earliest date
	Greatest string // largest number or latest date
	Error    string // what is wrong with it, and the remedy
	Basis    string // article on which that rests
	Fields   []Field
	Items    [][]Field // of a List
	Numeric  bool      // of a choice: its values are numbers
	Files    bool      // of Several: its values are files, and new ones can be brought
	Aside    bool      // seldom needed: shown folded
	Present  bool      // of a Group that may be left out: something is typed in it
}

// Option is one possible value of a field.
type Option struct {
	Value, Label, Hint string
	Chosen             bool
}

// ID is the id of the field's control in the page.
func (f Field) ID() string {
	return "f" + strings.NewReplacer("/", "-", "~", "-", "*", "x").Replace(f.Name)
}

// Wrong reports whether the field or something in it has an error.
func (f Field) Wrong() bool {
	if f.Error != "" {
		return true
	}
	for _, child := range f.Fields {
		if child.Wrong() {
			return true
		}
	}
	for _, item := range f.Items {
		for _, child := range item {
			if child.Wrong() {
				return true
			}
		}
	}
	return false
}

// Describes names the elements that describe the control, for aria-describedby.
func (f Field) Describes() string {
	var ids []string
	if f.Help != "" {
		ids = append(ids, f.ID()+"-help")
	}
	if f.Error != "" {
		ids = append(ids, f.ID()+"-error")
	}
	return strings.Join(ids, " ")
}

// Walk calls visit with each field and those within it, from the outside in.
func Walk(fields []Field, visit func(*Field)) {
	for i := range fields {
		visit(&fields[i])
		Walk(fields[i].Fields, visit)
		for _, item := range fields[i].Items {
			Walk(item, visit)
		}
	}
}

func join(pointer, name string) string {
	return pointer + "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
}

func at(pointer string, i int) string { return pointer + "/" + strconv.Itoa(i) }
