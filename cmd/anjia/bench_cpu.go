package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// clockTick is the unit of processor time in /proc: USER_HZ is 100 on every Linux that Go runs on.
const clockTick = 10 * time.Millisecond

// process is what /proc tells of one process.
type process struct {
	pid, parent int
	own, ended  time.Duration // processor time of itself, and of its children that have ended
}

// readProcess reads /proc/PID/stat; ok is false when there is no such process any more.
func readProcess(path string) (p process, ok bool) {
	b, err := os.ReadFile(path)
	if err != nil {
		return p, false
	}
	end := bytes.LastIndexByte(b, ')') // the name before it may hold anything
	if end < 0 {
		return p, false
	}
	name := bytes.Fields(b[:end])
	fields := bytes.Fields(b[end+1:])
	if len(name) == 0 || len(fields) < 15 {
		return p, false
	}
	number := func(field []byte) int {
		n, err := strconv.Atoi(string(field))
		if err != nil {
			return 0
		}
		return n
	}
	p.pid, p.parent = number(name[0]), number(fields[1])
	p.own = time.Duration(number(fields[11])+number(fields[12])) * clockTick
	p.ended = time.Duration(number(fields[13])+number(fields[14])) * clockTick
	return p, true
}

// treeCPU is the processor time of a process and its children, those that have ended among them.
func treeCPU(root int) (time.Duration, error) {
	main, ok := readProcess(fmt.Sprintf("/proc/%d/stat", root))
	if !ok {
		return 0, fmt.Errorf("bench: there is no process %d to measure", root)
	}
	total := main.own + main.ended
	all, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		return 0, err
	}
	for _, path := range all {
		if p, ok := readProcess(path); ok && p.parent == root {
			total += p.own + p.ended
		}
	}
	return total, nil
}

// ownCPU is the processor time of this process: of the load generator.
func ownCPU() (time.Duration, error) {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0, err
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()), nil
}

// postmasterPID reads the process id of a private PostgreSQL.
func postmasterPID(dir string) (int, error) {
	b, err := os.ReadFile(filepath.Join(dir, "data", "postmaster.pid"))
	if err != nil {
		return 0, err
	}
	line, _, _ := bytes.Cut(b, []byte("\n"))
	return strconv.Atoi(string(bytes.TrimSpace(line)))
}
