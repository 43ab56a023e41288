package main

import (
	"os"
	"runtime/debug"
)

// heapGrowth is by how many percent the heap may grow before it is collected. What is alive is small (the law, the
// tables, the requests that run), what an act leaves behind is not: at Go's own 100 percent the collector took an
// eighth of the server's time (docs/performance.md).
const heapGrowth = 400

// spareCollector lets the heap grow further before it is collected, unless the environment says how far (GOGC).
func spareCollector() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(heapGrowth)
	}
}
