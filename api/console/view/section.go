package view

// Section is a part of a thing that has parts: a person, a visit, a limit. It shows as a card.
type Section struct {
	ID     string // in the page, for links; "" for none
	Title  string
	Badges []Badge
	Facts  []Fact
	Cited  []Cited // articles on which it rests
	Texts  []Passage
	Links  []Link
}

// Passage is a longer text under a name; Folded ones open on demand.
type Passage struct {
	Name   string
	Lines  []string
	Folded bool
}

// Group is sections under a heading, with what is said when there are none.
type Group struct {
	Title    string
	Sections []Section
	Empty    string
}
