package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// serverProcess is "anjia serve --sandbox" as a process of its own: the real binary.
type serverProcess struct {
	cmd     *exec.Cmd
	address string // host:port
	ended   chan struct{}
	failure error // why it ended
	log     *os.File
}

// serverWithin bounds the wait for a server that starts.
const serverWithin = time.Minute

// startServer runs a binary of anjia on a database and waits until it answers. Its log goes to a file of the folder.
func startServer(ctx context.Context, binary, address, database, folder string) (_ *serverProcess, err error) {
	s := &serverProcess{ended: make(chan struct{})}
	if s.log, err = os.OpenFile(filepath.Join(folder, "server.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600); err != nil {
		return nil, err
	}
	s.cmd = exec.CommandContext(context.WithoutCancel(ctx), binary, "serve", "--sandbox", "--no-worker", "--addr", address) //nolint:gosec // G204: a binary of anjia
	s.cmd.Env = append(os.Environ(), "DATABASE_URL="+database, "MIGRATE_URL=", "ANJIA_DATA="+folder)
	s.cmd.Stderr = s.log
	says, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, errors.Join(err, s.log.Close())
	}
	if err := s.cmd.Start(); err != nil {
		return nil, errors.Join(err, s.log.Close())
	}
	first := make(chan string, 1)
	go s.watch(says, first)
	return s, s.waitReady(ctx, first)
}

// watch reads what the server says until it ends.
func (s *serverProcess) watch(says io.Reader, first chan<- string) {
	lines := bufio.NewScanner(says)
	var once sync.Once
	for lines.Scan() {
		once.Do(func() { first <- lines.Text() })
	}
	s.failure = errors.Join(s.cmd.Wait(), s.log.Close())
	close(s.ended)
}

// waitReady waits for the line with the address.
func (s *serverProcess) waitReady(ctx context.Context, first <-chan string) error {
	ctx, cancel := context.WithTimeout(ctx, serverWithin)
	defer cancel()
	select {
	case line := <-first:
		for _, word := range strings.Fields(line) {
			if u, err := url.Parse(word); err == nil && u.Scheme == "http" {
				s.address = u.Host
				return nil
			}
		}
		return errors.Join(fmt.Errorf("the server says %q and no address", line), s.kill())
	case <-s.ended:
		return fmt.Errorf("the server ended at once: %w; see %s", s.failure, s.log.Name())
	case <-ctx.Done():
		return errors.Join(ctx.Err(), s.kill())
	}
}

// kill ends the process as a power cut does (SIGKILL) and waits until it is gone. That it had ended is no error.
func (s *serverProcess) kill() error {
	if err := s.cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	<-s.ended
	return nil
}

// stop ends the process in good order.
func (s *serverProcess) stop() error {
	if err := s.cmd.Process.Signal(os.Interrupt); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	<-s.ended
	return s.failure
}
