package edge

import (
	"bytes"
	"strconv"
)

// object reads an object; its names must differ after their escapes are resolved.
func (g *jsonGuard) object(depth int) *Fault {
	g.pos++
	own := names{from: len(g.names)}
	defer func() { g.names = g.names[:own.from] }()
	length := len(g.path)
	for first := true; ; first = false {
		g.space()
		if first && g.take('}') {
			return nil
		}
		if f := g.name(&own, length); f != nil {
			return f
		}
		if f := g.value(depth + 1); f != nil {
			return f
		}
		g.path = g.path[:length]
		g.space()
		if g.take('}') {
			return nil
		}
		if !g.take(',') {
			return g.malformed("字段之间应当以逗号分隔")
		}
	}
}

// name reads a name of an object and the colon after it.
func (g *jsonGuard) name(own *names, length int) *Fault {
	if g.next() != '"' {
		return g.malformed("此处应当是带双引号的字段名")
	}
	start := g.pos
	name, f := g.str(true)
	if f != nil {
		return f
	}
	g.path = appendPointer(g.path[:length], name)
	if own.twice(g, name) {
		g.pos = start
		return g.fault("duplicate_key", "同一对象中字段重复，请只保留一个")
	}
	g.space()
	if !g.take(':') {
		return g.malformed("字段名之后应当是冒号")
	}
	g.space()
	return nil
}

// fewNames are compared one by one; for more there is a map, so that a body full of
// names costs no more than its length.
const fewNames = 24

// names are those of one object: a part of the guard's stack.
type names struct {
	from int
	many map[string]struct{}
}

// twice notes a name and reports whether it was there before.
func (n *names) twice(g *jsonGuard, name []byte) bool {
	had := g.names[n.from:]
	if len(had) < fewNames {
		for _, one := range had {
			if bytes.Equal(one, name) {
				return true
			}
		}
		g.names = append(g.names, name)
		return false
	}
	if n.many == nil {
		n.many = make(map[string]struct{}, 2*fewNames)
		for _, one := range had {
			n.many[string(one)] = struct{}{}
		}
	}
	_, twice := n.many[string(name)]
	n.many[string(name)] = struct{}{}
	return twice
}

func (g *jsonGuard) array(depth int) *Fault {
	g.pos++
	length := len(g.path)
	for i := 0; ; i++ {
		g.space()
		if i == 0 && g.take(']') {
			return nil
		}
		g.path = strconv.AppendInt(append(g.path[:length], '/'), int64(i), 10)
		if f := g.value(depth + 1); f != nil {
			return f
		}
		g.path = g.path[:length]
		g.space()
		if g.take(']') {
			return nil
		}
		if !g.take(',') {
			return g.malformed("元素之间应当以逗号分隔")
		}
	}
}

func appendPointer(path, name []byte) []byte {
	path = append(path, '/')
	for _, c := range name {
		switch c {
		case '~':
			path = append(path, '~', '0')
		case '/':
			path = append(path, '~', '1')
		default:
			path = append(path, c)
		}
	}
	return path
}
