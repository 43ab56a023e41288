// Package pgserver runs a private PostgreSQL as a child process: for `make run`, for the demo and for the tests.
//
// It finds the server binaries of the machine, makes a cluster in a folder of ours (locale C.UTF-8), starts it,
// and stops it again. It works for an ordinary user and for root, who is not allowed to run PostgreSQL: the server
// then runs as the user postgres, else nobody. The server dies with the process that started it, even when that
// process is killed; what a crashed run leaves behind is taken over by the next start.
//
// An office's own database is not the business of this package, and it opens no database connection: it must not
// import a driver. It is an adapter; of our packages it may import workflow/casework only (and does not need to).
package pgserver

import (
	"errors"
	"net"
	"net/url"
	"os"
	"os/exec"
	"strconv"
	"sync"
)

// Superuser is the name of the role that owns a private cluster.
const Superuser = "postgres"

// OldestVersion is the oldest major version of PostgreSQL that anjia works with.
const OldestVersion = 15

var (
	// ErrNoBinaries says that no usable PostgreSQL server is installed. The message names the remedy.
	ErrNoBinaries = errors.New("no PostgreSQL server found")
	// ErrInUse says that another living process runs the cluster in this folder.
	ErrInUse = errors.New("the database folder is in use")
)

// Durability says what a cluster promises about a commit.
type Durability int

const (
	// Durable keeps every acknowledged commit through a crash, and checks pages by checksum.
	Durable Durability = iota
	// Fast keeps nothing through a crash of the machine (fsync off). For tests only.
	Fast
)

// Options say which cluster to start. The zero value is a durable temporary cluster.
type Options struct {
	// Dir is the folder of a kept cluster; it is made when missing. Empty: a temporary cluster, removed by Stop,
	// or by itself when this process ends without calling Stop.
	Dir string
	// BinDir holds the binaries postgres and initdb. Empty: they are searched for ($PGBIN, then the usual places).
	BinDir string
	// Port is the TCP port on 127.0.0.1. Zero: any free one for a kept cluster, no TCP for a temporary one.
	Port int
	// Durability is Durable unless set.
	Durability Durability
	// Settings are further parameters of postgresql.conf; they win over those of this package.
	Settings map[string]string
}

// Server is a running private PostgreSQL. Its methods are safe for concurrent use.
type Server struct {
	cluster   cluster
	wanted    string
	binaries  binaries
	port      int
	tcp       bool
	password  string
	cmd       *exec.Cmd
	lock      *os.File
	reaper    *reaper // nil for a kept cluster
	exited    chan struct{}
	exitError error
	stopOnce  sync.Once
	stopError error
}

// Dir is the folder of the cluster.
func (s *Server) Dir() string { return s.cluster.dir }

// MovedFrom is the folder that was asked for when the server's user could not reach it and Dir is another one;
// empty otherwise. Whoever started the server tells the user.
func (s *Server) MovedFrom() string {
	if s.wanted == s.cluster.dir {
		return ""
	}
	return s.wanted
}

// User is the name of the operating system's user that the server runs as.
func (s *Server) User() string { return s.cluster.id.name }

// Version is the version of the server, such as "15.18".
func (s *Server) Version() string { return s.binaries.version }

// BinDir is the folder of the server's binaries (pg_dump and pgbench stand beside postgres on Debian).
func (s *Server) BinDir() string { return s.binaries.dir }

// LogFile is the path of the server's log.
func (s *Server) LogFile() string { return s.cluster.logFile() }

// Port is the server's TCP port on 127.0.0.1, or zero when it listens on its Unix socket only.
func (s *Server) Port() int {
	if !s.tcp {
		return 0
	}
	return s.port
}

// AdminDSN is the connection string of the cluster's superuser to its maintenance database.
func (s *Server) AdminDSN() string { return s.DSN(Superuser, s.password, "postgres") }

// DSN is the connection string for a role and a database of this cluster. A kept cluster asks every role for its
// password (SCRAM) and is reached over TCP. A temporary one is reached through its Unix socket, which only root and
// the server's own user can enter, and asks for none.
func (s *Server) DSN(role, password, database string) string {
	u := url.URL{Scheme: "postgres", User: url.UserPassword(role, password), Path: "/" + database}
	q := url.Values{"sslmode": {"disable"}}
	if s.tcp {
		u.Host = net.JoinHostPort("127.0.0.1", strconv.Itoa(s.port))
	} else {
		u.User = url.User(role)
		q.Set("host", s.cluster.data())
		q.Set("port", strconv.Itoa(s.port))
	}
	u.RawQuery = q.Encode()
	return u.String()
}

// Exited is closed when the server process has ended, by Stop or by itself.
func (s *Server) Exited() <-chan struct{} { return s.exited }
