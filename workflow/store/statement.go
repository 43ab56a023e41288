package store

import (
	"strconv"
	"strings"
)

// statement collects a statement and its arguments. The same calls give the same text, so that pgx prepares it once
// for a connection.
type statement struct {
	sql  strings.Builder
	args []any
}

// arg adds an argument and returns its placeholder.
func (s *statement) arg(v any) string {
	s.args = append(s.args, v)
	return "$" + strconv.Itoa(len(s.args))
}

// list adds arguments and returns their placeholders, with commas between.
func (s *statement) list(values ...any) string {
	marks := make([]string, len(values))
	for i, v := range values {
		marks[i] = s.arg(v)
	}
	return strings.Join(marks, ", ")
}

func (s *statement) add(parts ...string) {
	for _, p := range parts {
		s.sql.WriteString(p)
	}
}

// column is one column of a row with its value.
type column struct {
	name  string
	value any
}

// set writes "name = $1, …" for the columns.
func (s *statement) set(columns []column) string {
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = c.name + " = " + s.arg(c.value)
	}
	return strings.Join(out, ", ")
}

// insert writes "(name, …) select $1, …" for the columns, for a source that decides whether there is anything to insert.
func (s *statement) insert(columns []column) string {
	names, values := make([]string, len(columns)), make([]any, len(columns))
	for i, c := range columns {
		names[i], values[i] = c.name, c.value
	}
	return "(" + strings.Join(names, ", ") + ") select " + s.list(values...)
}
