package pgserver

import (
	"context"
	"errors"
	"fmt"
	"syscall"
	"time"
)

// stopWithin bounds an orderly stop; after that the server is told to drop everything (it recovers at the next start).
const stopWithin = 20 * time.Second

// Stop ends the server: open transactions are rolled back, the data are written out, a temporary cluster is removed.
// When the context ends first, or the server takes too long, it is stopped at once and recovers at the next start;
// Stop then says so. It returns when the process has ended. A second call returns the result of the first.
func (s *Server) Stop(ctx context.Context) error {
	s.stopOnce.Do(func() {
		if err := errors.Join(s.stopProcess(ctx), s.release()); err != nil {
			s.stopError = fmt.Errorf("stop PostgreSQL: %w", err)
		}
	})
	return s.stopError
}

func (s *Server) stopProcess(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, stopWithin)
	defer cancel()
	_ = s.cmd.Process.Signal(syscall.SIGINT) // "fast": fails only when the process has ended
	select {
	case <-s.exited:
		if s.exitError != nil {
			return fmt.Errorf("the server had failed (%w); its log %s ends: %s", s.exitError, s.cluster.logFile(), s.logTail())
		}
		return nil
	case <-ctx.Done():
	}
	_ = s.cmd.Process.Signal(syscall.SIGQUIT) // "immediate"
	select {
	case <-s.exited:
	case <-time.After(stopWithin):
		_ = s.cmd.Process.Kill()
		<-s.exited
	}
	return fmt.Errorf("the server did not stop in time (%w) and was cut off: it recovers at the next start", ctx.Err())
}

// release gives back the lock and removes a temporary folder.
func (s *Server) release() error {
	var err error
	if s.lock != nil {
		err = s.lock.Close()
	}
	return errors.Join(err, s.reaper.reap())
}
