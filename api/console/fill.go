package console

import (
	"bytes"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// fillIn puts values into the form of a page that is sent to an address: whatever page
// it is, without its help. It returns the page, the fields that have no place in it and
// something to say, and false when the page has no such form.
func fillIn(page []byte, path string, values url.Values) (filled []byte, left []string, found bool) {
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return nil, nil, false
	}
	f := bestForm(doc, path, values)
	if f == nil {
		return nil, nil, false
	}
	placed := map[string]int{}
	for n := range f.Descendants() {
		if n.Type == html.ElementNode {
			fillControl(n, values, placed)
		}
	}
	for name, all := range values {
		if _, ok := placed[name]; !ok && !strings.HasPrefix(name, "_") && strings.TrimSpace(strings.Join(all, "")) != "" {
			left = append(left, name)
		}
	}
	slices.Sort(left)
	var out bytes.Buffer
	if err := html.Render(&out, doc); err != nil {
		return nil, nil, false
	}
	return out.Bytes(), left, true
}

// bestForm is the form that goes to the address and has most of the fields.
func bestForm(doc *html.Node, path string, values url.Values) *html.Node {
	var best *html.Node
	most := 0
	for n := range doc.Descendants() {
		if n.DataAtom != atom.Form || !strings.EqualFold(attribute(n, "method"), "post") {
			continue
		}
		to, err := url.Parse(attribute(n, "action"))
		if err != nil || to.Path != "" && to.Path != path {
			continue
		}
		has := map[string]bool{}
		for c := range n.Descendants() {
			if name := attribute(c, "name"); name != "" && values.Has(name) {
				has[name] = true
			}
		}
		if len(has) > most {
			best, most = n, len(has)
		}
	}
	return best
}

// fillControl puts the value of one control; what the page itself sets (hidden fields,
// buttons) and what nobody may keep (passwords, files) stays as it is.
func fillControl(n *html.Node, values url.Values, placed map[string]int) {
	name := attribute(n, "name")
	if name == "" {
		return
	}
	given, typed := values[name]
	switch n.DataAtom { //nolint:exhaustive // of all elements, these take values
	case atom.Input:
		switch strings.ToLower(attribute(n, "type")) {
		case "hidden":
			if typed {
				placed[name]++
			}
		case "submit", "button", "image", "reset", "file", "password":
		case "checkbox", "radio":
			value := attribute(n, "value")
			if value == "" {
				value = "on"
			}
			set(n, "checked", slices.Contains(given, value))
			placed[name]++
		default:
			if i := placed[name]; i < len(given) {
				setAttribute(n, "value", given[i])
			}
			placed[name]++
		}
	case atom.Textarea:
		if i := placed[name]; i < len(given) {
			for n.FirstChild != nil {
				n.RemoveChild(n.FirstChild)
			}
			n.AppendChild(&html.Node{Type: html.TextNode, Data: given[i]})
		}
		placed[name]++
	case atom.Select:
		for o := range n.Descendants() {
			if o.DataAtom == atom.Option && typed {
				set(o, "selected", slices.Contains(given, optionValue(o)))
			}
		}
		placed[name]++
	}
}

func optionValue(o *html.Node) string {
	for _, a := range o.Attr {
		if a.Key == "value" {
			return a.Val
		}
	}
	if o.FirstChild != nil {
		return strings.TrimSpace(o.FirstChild.Data)
	}
	return ""
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func setAttribute(n *html.Node, key, value string) {
	set(n, key, true)
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			n.Attr[i].Val = value
		}
	}
}

// set gives a node an attribute without a value, or takes it away.
func set(n *html.Node, key string, on bool) {
	i := slices.IndexFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
	switch {
	case on && i < 0:
		n.Attr = append(n.Attr, html.Attribute{Key: key})
	case !on && i >= 0:
		n.Attr = slices.Delete(n.Attr, i, i+1)
	}
}

// addLeft puts what has no place in the form before it, so that it can be copied.
func addLeft(page []byte, title string, left []string, values url.Values) ([]byte, error) {
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return nil, err
	}
	box := element(atom.Div, "notice warn")
	inner := element(atom.Div, "")
	p := element(atom.P, "notice-title")
	p.AppendChild(&html.Node{Type: html.TextNode, Data: title})
	list := element(atom.Ul, "")
	for _, name := range left {
		for _, value := range values[name] {
			li := element(atom.Li, "")
			li.AppendChild(&html.Node{Type: html.TextNode, Data: value})
			list.AppendChild(li)
		}
	}
	inner.AppendChild(p)
	inner.AppendChild(list)
	box.AppendChild(inner)
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Main {
			n.InsertBefore(box, n.FirstChild)
			break
		}
	}
	var out bytes.Buffer
	err = html.Render(&out, doc)
	return out.Bytes(), err
}

func element(a atom.Atom, class string) *html.Node {
	n := &html.Node{Type: html.ElementNode, DataAtom: a, Data: a.String()}
	if class != "" {
		n.Attr = []html.Attribute{{Key: "class", Val: class}}
	}
	return n
}
