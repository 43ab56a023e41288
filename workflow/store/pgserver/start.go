package pgserver

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// readyWithin bounds the wait for a server that starts; after a crash it has to recover first.
const readyWithin = 2 * time.Minute

// startAttempts bounds how often a start is tried anew when the obstacle goes away by itself.
const startAttempts = 10

// Start finds the binaries, makes the cluster when there is none, takes over what an earlier run left, starts the
// server and returns when it accepts connections. The context bounds the start only: the server runs until Stop, or
// until this process ends. It fails with ErrNoBinaries and ErrInUse, and otherwise with the end of the server's log.
func Start(ctx context.Context, o Options) (_ *Server, err error) {
	s := &Server{}
	var r *reaper
	if s.cluster, s.binaries, r, err = place(ctx, o); err != nil {
		return nil, fmt.Errorf("start PostgreSQL: %w", err)
	}
	s.reaper = r
	defer func() {
		if err != nil {
			err = errors.Join(fmt.Errorf("start PostgreSQL: %w", err), s.release())
		}
	}()
	if s.wanted, err = filepath.Abs(o.Dir); o.Dir == "" || err != nil {
		s.wanted = s.cluster.dir
	}
	if s.lock, err = s.cluster.takeLock(); err != nil {
		return nil, err
	}
	if err = s.cluster.takeOver(ctx); err != nil {
		return nil, err
	}
	if s.password, err = s.cluster.initialise(ctx, s.binaries, o.Durability); err != nil {
		return nil, err
	}
	s.tcp = !s.cluster.temporary || o.Port != 0
	if err = s.launchUntilUp(ctx, o); err != nil {
		return nil, err
	}
	return s, nil
}

// place decides folder, user and binaries. The reaper is nil for a kept cluster.
func place(ctx context.Context, o Options) (cluster, binaries, *reaper, error) {
	if o.Dir == "" {
		b, err := findBinaries(ctx, o.BinDir, 0)
		if err != nil {
			return cluster{}, binaries{}, nil, err
		}
		c, r, err := temporaryCluster(ctx, b, o.Durability)
		return c, b, r, err
	}
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return cluster{}, binaries{}, nil, err
	}
	b, err := findBinaries(ctx, o.BinDir, 0)
	if err != nil {
		return cluster{}, binaries{}, nil, err
	}
	c, err := keptCluster(ctx, dir, b)
	if err != nil {
		return cluster{}, binaries{}, nil, err
	}
	major, err := madeBy(c.data())
	if err != nil {
		return cluster{}, binaries{}, nil, err
	}
	if major != 0 && major != b.major {
		b, err = findBinaries(ctx, o.BinDir, major)
	}
	return c, b, nil, err
}

// errTransient marks an obstacle that is worth another attempt.
var errTransient = errors.New("the obstacle may pass")

func (s *Server) launchUntilUp(ctx context.Context, o Options) error {
	var err error
	for range startAttempts {
		if s.port, err = s.choosePort(o.Port); err != nil {
			return err
		}
		if err = s.launch(ctx, o); err == nil || !errors.Is(err, errTransient) {
			return err
		}
		select {
		case <-ctx.Done():
			return errors.Join(ctx.Err(), err)
		case <-time.After(300 * time.Millisecond):
		}
	}
	return err
}

// choosePort returns the wanted port, or one that is free now (another process may be quicker: launch tries anew).
// Without TCP the number only names the socket.
func (s *Server) choosePort(wanted int) (int, error) {
	if wanted != 0 {
		return wanted, nil
	}
	if !s.tcp {
		return 5432, nil
	}
	l, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // local, and answered at once
	if err != nil {
		return 0, fmt.Errorf("find a free port: %w", err)
	}
	defer func() { _ = l.Close() }()
	addr, ok := l.Addr().(*net.TCPAddr)
	if !ok {
		return 0, fmt.Errorf("find a free port: unexpected address %v", l.Addr())
	}
	return addr.Port, nil
}

// launch starts the server process and waits until it is ready. When it fails, the process has ended.
func (s *Server) launch(ctx context.Context, o Options) error {
	_ = os.Rename(s.cluster.logFile(), s.cluster.logFile()+".1") // there is none at the first start
	log, err := os.OpenFile(s.cluster.logFile(), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { _ = log.Close() }() // the server has its own handle
	s.cmd = s.cluster.command(context.WithoutCancel(ctx), s.binaries, "postgres", s.arguments(o)...)
	s.cmd.Stdout, s.cmd.Stderr = log, log
	dieWithParent(s.cmd.SysProcAttr)
	s.exited = make(chan struct{})
	started := make(chan error)
	go func() {
		// The kernel ties "die with the parent" to the thread that forked: this thread stays until the server ends.
		runtime.LockOSThread()
		err := s.cmd.Start()
		started <- err
		if err == nil {
			s.exitError = s.cmd.Wait()
		}
		close(s.exited)
	}()
	if err := <-started; err != nil {
		return fmt.Errorf("run %s as the user %s: %w", s.cmd.Path, s.cluster.id.name, err)
	}
	if err := s.waitReady(ctx); err != nil {
		_ = s.cmd.Process.Signal(syscall.SIGQUIT) // it may have ended already
		<-s.exited
		return err
	}
	return nil
}

// arguments are the parameters of the server, on its command line so that the folder holds no configuration of ours.
func (s *Server) arguments(o Options) []string {
	set := map[string]string{
		"listen_addresses":        "",
		"unix_socket_directories": "",
		"unix_socket_permissions": "0700",
		"logging_collector":       "off",
		"max_connections":         "200",
	}
	if s.tcp {
		set["listen_addresses"] = "127.0.0.1"
	}
	if fitsSocket(s.cluster.data()) {
		set["unix_socket_directories"] = `"` + strings.ReplaceAll(s.cluster.data(), `"`, `""`) + `"`
	}
	if o.Durability == Fast {
		maps.Copy(set, map[string]string{
			"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "wal_level": "minimal",
			"max_wal_senders": "0", "max_wal_size": "1GB", "checkpoint_timeout": "1h",
		})
	}
	maps.Copy(set, o.Settings)
	args := []string{"-D", s.cluster.data(), "-p", strconv.Itoa(s.port)}
	for _, name := range slices.Sorted(maps.Keys(set)) {
		args = append(args, "-c", name+"="+set[name])
	}
	return args
}

// waitReady waits for the word "ready" in the server's process file: no attempts to connect, no noise in the log.
func (s *Server) waitReady(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, readyWithin)
	defer cancel()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		if pid, ready, _, err := s.cluster.pidFile(); err == nil && ready && pid == s.cmd.Process.Pid {
			return nil
		}
		select {
		case <-s.exited:
			return s.whyEnded()
		case <-ctx.Done():
			return fmt.Errorf("the server is not ready: %w; its log %s ends: %s", ctx.Err(), s.cluster.logFile(), s.logTail())
		case <-tick.C:
		}
	}
}

func (s *Server) whyEnded() error {
	tail := s.logTail()
	err := fmt.Errorf("the server ended at once (%w); its log %s ends: %s", s.exitError, s.cluster.logFile(), tail)
	passing := strings.Contains(tail, "shared memory block") || // processes of a killed server are still ending
		strings.Contains(tail, "could not bind") // the free port is taken by now
	if passing {
		return errors.Join(errTransient, err)
	}
	return err
}

func (s *Server) logTail() string {
	b, err := os.ReadFile(s.cluster.logFile())
	if err != nil {
		return err.Error()
	}
	return strings.TrimSpace(string(b[max(0, len(b)-800):]))
}
