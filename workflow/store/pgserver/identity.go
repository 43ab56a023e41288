package pgserver

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"strconv"
	"syscall"
)

// identity is the operating system's user that the server runs as.
type identity struct {
	name       string
	uid, gid   int
	credential *syscall.Credential // nil: the user of this process
}

// chooseIdentity returns the user for the server whose data lie in data (which need not exist yet). An ordinary user
// runs it as himself. Root may not: then it is the owner of the data, else postgres, else nobody.
func chooseIdentity(data string) (identity, error) {
	owner, exists := ownerOf(data)
	if uid := os.Geteuid(); uid != 0 {
		if exists && owner.uid != uid {
			return identity{}, fmt.Errorf("the database in %s belongs to the user %s: run as that user or as root, or choose another folder", data, owner.name)
		}
		return identity{name: userName(uid), uid: uid, gid: os.Getegid()}, nil
	}
	if exists {
		if owner.uid == 0 {
			return identity{}, fmt.Errorf("the database in %s belongs to root, who may not run PostgreSQL: give it to another user (chown -R postgres %s)", data, data)
		}
		return owner.assumed(), nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, errUID := strconv.Atoi(u.Uid)
		gid, errGID := strconv.Atoi(u.Gid)
		if err := errors.Join(errUID, errGID); err != nil {
			return identity{}, fmt.Errorf("look up the user %s: %w", name, err)
		}
		return identity{name: name, uid: uid, gid: gid}.assumed(), nil
	}
	return identity{}, errors.New("root may not run PostgreSQL, and there is neither a user postgres nor a user nobody to run it: create one (adduser --system postgres)")
}

// assumed is the identity as one that root takes on for a child process.
func (id identity) assumed() identity {
	//nolint:gosec // G115: user and group numbers of the operating system are 32 bits wide
	id.credential = &syscall.Credential{Uid: uint32(id.uid), Gid: uint32(id.gid)}
	return id
}

func ownerOf(path string) (identity, bool) {
	info, err := os.Stat(path)
	if err != nil {
		return identity{}, false
	}
	st, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return identity{}, false
	}
	return identity{name: userName(int(st.Uid)), uid: int(st.Uid), gid: int(st.Gid)}, true
}

func userName(uid int) string {
	if u, err := user.LookupId(strconv.Itoa(uid)); err == nil {
		return u.Username
	}
	return "uid " + strconv.Itoa(uid)
}

// give makes path the property of the identity. Only root can give away, and only root needs to.
func (id identity) give(path string) error {
	if id.credential == nil {
		return nil
	}
	return os.Chown(path, id.uid, id.gid)
}

// tryEnter starts a program of the server in dir, as the server would be: whether every folder above lets the
// server's user pass is seen best by passing.
func (id identity) tryEnter(ctx context.Context, dir string, b binaries) error {
	cmd := exec.CommandContext(ctx, b.path("postgres"), "--version")
	cmd.Dir = dir
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: id.credential}
	return cmd.Run()
}
