// Package clamd asks ClamAV's daemon about a file over its socket (INSTREAM), and nothing else: whether a file may be
// used is casework's to say. It imports nothing of ours.
package clamd

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"
)

// Client asks a clamd. It is safe for concurrent use; each question has a connection of its own.
type Client struct {
	network, address string
	away             error
	silence          time.Duration
}

// Errors of a scan besides that of a scanner that is away.
var (
	// ErrTooLarge says that the file is over the limit of the daemon (StreamMaxLength in clamd.conf).
	ErrTooLarge = errors.New("clamd: the file is over the daemon's StreamMaxLength")
	// ErrAnswer is an answer that is none.
	ErrAnswer = errors.New("clamd: the daemon's answer cannot be understood")
)

const (
	chunk       = 64 << 10
	answerMost  = 4 << 10
	dialWithin  = 5 * time.Second
	defaultWait = 2 * time.Minute // of a daemon that says and takes nothing
)

// New makes a client of a daemon at an address: /run/clamav/clamd.ctl or unix:…, or tcp:host:3310. What fails because
// the daemon cannot be reached, or goes away in the middle, wraps away.
func New(address string, away error) (*Client, error) {
	c := &Client{away: away, silence: defaultWait}
	switch {
	case strings.HasPrefix(address, "unix:"):
		c.network, c.address = "unix", strings.TrimPrefix(address, "unix:")
	case strings.HasPrefix(address, "tcp:"):
		c.network, c.address = "tcp", strings.TrimPrefix(address, "tcp:")
	case strings.HasPrefix(address, "/"):
		c.network, c.address = "unix", address
	}
	if c.address == "" {
		return nil, fmt.Errorf("clamd: %q is no address: give the socket's path (/run/clamav/clamd.ctl) or tcp:HOST:3310", address)
	}
	if _, _, err := net.SplitHostPort(c.address); c.network == "tcp" && err != nil {
		return nil, fmt.Errorf("clamd: %q is no address: %w", address, err)
	}
	return c, nil
}

// Scan sends a file and returns the name of what was found in it, "" for nothing.
func (c *Client) Scan(ctx context.Context, content io.Reader) (string, error) {
	conn, err := c.dial(ctx, "zINSTREAM\x00")
	if err != nil {
		return "", err
	}
	defer func() { _ = conn.Close() }()
	stop := context.AfterFunc(ctx, func() { _ = conn.SetDeadline(time.Unix(1, 0)) })
	defer stop()
	sent, err := c.send(conn, content)
	if err != nil && !sent {
		return "", err // the file could not be read
	}
	// A daemon that breaks off has said why: what it said counts more than that sending failed.
	answer, errRead := c.answer(conn)
	if errRead != nil {
		return "", errors.Join(ctx.Err(), errRead, err)
	}
	return verdict(answer)
}

// send writes the file as chunks with their lengths before them. sent tells a broken connection from a file that could
// not be read.
func (c *Client) send(conn net.Conn, content io.Reader) (sent bool, err error) {
	buffer := make([]byte, 4+chunk)
	for {
		n, errRead := io.ReadFull(content, buffer[4:])
		if errRead != nil && !errors.Is(errRead, io.EOF) && !errors.Is(errRead, io.ErrUnexpectedEOF) {
			return false, fmt.Errorf("clamd: read the file: %w", errRead)
		}
		binary.BigEndian.PutUint32(buffer, uint32(n)) //nolint:gosec // at most chunk
		_ = conn.SetDeadline(time.Now().Add(c.silence))
		if _, err := conn.Write(buffer[:4+n]); err != nil { // of no bytes: the end
			return true, c.gone(err)
		}
		if n == 0 {
			return true, nil
		}
	}
}

// Name is the version of the daemon with that of its signatures.
func (c *Client) Name(ctx context.Context) (string, error) {
	conn, err := c.dial(ctx, "zVERSION\x00")
	if err != nil {
		return "", err
	}
	defer func() { _ = conn.Close() }()
	return c.answer(conn)
}

// dial connects and gives a command.
func (c *Client) dial(ctx context.Context, command string) (net.Conn, error) {
	conn, err := (&net.Dialer{Timeout: dialWithin}).DialContext(ctx, c.network, c.address)
	if err != nil {
		return nil, c.gone(err)
	}
	_ = conn.SetDeadline(time.Now().Add(c.silence))
	if _, err := io.WriteString(conn, command); err != nil {
		return nil, errors.Join(c.gone(err), conn.Close())
	}
	return conn, nil
}

func (c *Client) gone(err error) error {
	return fmt.Errorf("clamd: %s: %w: %w", c.address, c.away, err)
}

// answer reads one answer, which ends with a zero byte.
func (c *Client) answer(conn net.Conn) (string, error) {
	_ = conn.SetReadDeadline(time.Now().Add(c.silence))
	line, err := bufio.NewReader(io.LimitReader(conn, answerMost)).ReadString(0)
	if err != nil {
		return "", c.gone(err)
	}
	return strings.TrimSpace(strings.TrimSuffix(line, "\x00")), nil
}

// verdict reads "stream: OK", "stream: NAME FOUND" and "… ERROR".
func verdict(answer string) (string, error) {
	said := strings.TrimPrefix(answer, "stream: ")
	found, isFound := strings.CutSuffix(said, " FOUND")
	switch {
	case said == "OK":
		return "", nil
	case isFound && found != "":
		return found, nil
	case strings.Contains(answer, "size limit exceeded"):
		return "", fmt.Errorf("%w: %s", ErrTooLarge, answer)
	}
	return "", fmt.Errorf("%w: %q", ErrAnswer, answer)
}
