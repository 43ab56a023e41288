package main

import (
	"fmt"
	"io"

	"github.com/anjia-project/anjia/workflow"
)

// runGraph is "anjia graph": it prints docs/lifecycle.md.
func runGraph(args []string, out, errOut io.Writer) int {
	if len(args) > 0 {
		_, _ = fmt.Fprintln(errOut, "usage: anjia graph")
		return 2
	}
	l, err := workflow.Compile(workflow.Table(), workflow.Guards())
	if err != nil {
		_, _ = fmt.Fprintln(errOut, "anjia graph:", err)
		return 1
	}
	if _, err := io.WriteString(out, l.Graph()); err != nil {
		_, _ = fmt.Fprintln(errOut, "anjia graph:", err)
		return 1
	}
	return 0
}
