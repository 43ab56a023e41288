package api

import (
	"encoding/json"
	"fmt"
	"net/url"

	"github.com/danielgtaylor/huma/v2"

	"github.com/anjia-project/anjia/assessment/law"
)

// Paging is what every list takes.
type Paging struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"100" default:"50" doc:"Lines of a page"`
	Cursor string `query:"cursor" maxLength:"600" doc:"Where the page begins: next of the page before, unchanged, with the same filters"`

	address url.URL // of the page, for the link to the next
}

// Resolve keeps the address under which the page was asked for; huma calls it.
func (p *Paging) Resolve(c huma.Context) []error {
	p.address = c.URL()
	return nil
}

// next is the link to the page that begins at a cursor.
func (p *Paging) next(cursor string) string {
	query := p.address.Query()
	query.Set("cursor", cursor)
	return "<" + p.address.EscapedPath() + "?" + query.Encode() + `>; rel="next"`
}

// page is one page of a list. There is no total: it would have to be counted anew each time.
type page[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty" doc:"Cursor of the next page; absent on the last"`
}

// list is a page. Where there is a next one, the answer also has its address in
// the header Link (RFC 8288).
type list[T any] struct {
	Link string `header:"Link" doc:"Address of the next page, rel=next"`
	Body page[T]
}

// position is the last line of a page in the order of its list.
type position struct {
	DueOn law.Date `json:"d,omitzero"`
	ID    string   `json:"i"`
}

// selection names a list with all that selects its lines, for its cursors.
func selection(name string, filter any) (string, error) {
	raw, err := json.Marshal(filter)
	if err != nil {
		return "", fmt.Errorf("api: filter of %s: %w", name, err)
	}
	return name + " " + string(raw), nil
}

// begin opens the cursor of a page; the zero position at the beginning of the list.
func (s *server) begin(p Paging, name string, filter any) (at position, err error) {
	if p.Cursor == "" {
		return at, nil
	}
	which, err := selection(name, filter)
	if err != nil {
		return at, err
	}
	err = s.cursors.Decode(which, p.Cursor, &at)
	return at, cursorRefused(err)
}

// listed makes the answer of a list from lines of which one more was asked for than the page holds.
func listed[T any](s *server, p Paging, name string, filter any, lines []T, at func(T) position) (*list[T], error) {
	out := &list[T]{Body: page[T]{Items: lines}}
	if out.Body.Items == nil {
		out.Body.Items = []T{}
	}
	if len(lines) <= p.Limit {
		return out, nil
	}
	out.Body.Items = lines[:p.Limit]
	which, err := selection(name, filter)
	if err != nil {
		return nil, err
	}
	if out.Body.Next, err = s.cursors.Encode(which, at(lines[p.Limit-1])); err != nil {
		return nil, err
	}
	out.Link = p.next(out.Body.Next)
	return out, nil
}
