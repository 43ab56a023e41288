package clamd_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow/content/clamd"
)

var errAway = errors.New("away")

// fake speaks the protocol of clamd: it answers what it is told to, after it has read the whole file.
type fake struct {
	answer string
	limit  int // of bytes, after which it breaks off as clamd does
	got    chan []byte
}

func (f *fake) listen(t *testing.T, network, address string) *clamd.Client {
	t.Helper()
	l, err := net.Listen(network, address)
	require.NoError(t, err)
	t.Cleanup(func() { _ = l.Close() })
	f.got = make(chan []byte, 8)
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go f.serve(conn)
		}
	}()
	c, err := clamd.New(network+":"+l.Addr().String(), errAway)
	require.NoError(t, err)
	return c
}

func (f *fake) serve(conn net.Conn) {
	defer func() { _ = conn.Close() }()
	in := bufio.NewReader(conn)
	command, err := in.ReadString(0)
	if err != nil {
		return
	}
	if command == "zVERSION\x00" {
		_, _ = io.WriteString(conn, "ClamAV 1.4.6/27800/Mon Nov 23 08:00:00 2026\x00")
		return
	}
	var file []byte
	for command == "zINSTREAM\x00" {
		var n uint32
		if binary.Read(in, binary.BigEndian, &n) != nil {
			return
		}
		if n == 0 {
			break
		}
		part := make([]byte, n)
		if _, err := io.ReadFull(in, part); err != nil {
			return
		}
		file = append(file, part...)
		if f.limit > 0 && len(file) > f.limit {
			_, _ = io.WriteString(conn, "INSTREAM size limit exceeded. ERROR\x00")
			return
		}
	}
	f.got <- file
	_, _ = io.WriteString(conn, f.answer)
}

func TestProtocol(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]string{"stream: OK\x00": "", "stream: Eicar-Test-Signature FOUND\x00": "Eicar-Test-Signature"} {
		f := &fake{answer: answer}
		c := f.listen(t, "tcp", "127.0.0.1:0")
		file := bytes.Repeat([]byte("0123456789abcdef"), 20_000) // several chunks, the last not whole
		found, err := c.Scan(t.Context(), bytes.NewReader(file))
		require.NoError(t, err)
		require.Equal(t, want, found)
		require.True(t, bytes.Equal(file, <-f.got))
		name, err := c.Name(t.Context())
		require.NoError(t, err)
		require.Equal(t, "ClamAV 1.4.6/27800/Mon Nov 23 08:00:00 2026", name)
	}
}

func TestUnixSocket(t *testing.T) {
	t.Parallel()
	f := &fake{answer: "stream: OK\x00"}
	c := f.listen(t, "unix", t.TempDir()+"/clamd.ctl")
	found, err := c.Scan(t.Context(), strings.NewReader("x"))
	require.NoError(t, err)
	require.Empty(t, found)
}

func TestNothingButOKIsClean(t *testing.T) {
	t.Parallel()
	for _, answer := range []string{"", "\x00", "stream: \x00", "stream:  FOUND\x00", "stream: Heuristics ERROR\x00", "UNKNOWN COMMAND\x00", "stream: OK"} {
		f := &fake{answer: answer}
		_, err := f.listen(t, "tcp", "127.0.0.1:0").Scan(t.Context(), strings.NewReader("x"))
		require.Error(t, err, "%q", answer)
	}
}

func TestTooLargeForTheDaemon(t *testing.T) {
	t.Parallel()
	f := &fake{limit: 100_000}
	_, err := f.listen(t, "tcp", "127.0.0.1:0").Scan(t.Context(), bytes.NewReader(make([]byte, 200_000)))
	require.Error(t, err)
	if !errors.Is(err, errAway) { // its answer may be lost when the connection is reset
		require.ErrorIs(t, err, clamd.ErrTooLarge)
	}
}

func TestADaemonThatIsAway(t *testing.T) {
	t.Parallel()
	c, err := clamd.New("unix:"+t.TempDir()+"/none", errAway)
	require.NoError(t, err)
	_, err = c.Scan(t.Context(), strings.NewReader("x"))
	require.ErrorIs(t, err, errAway)
	_, err = c.Name(t.Context())
	require.ErrorIs(t, err, errAway)
	f := &fake{answer: ""} // goes away without a word
	_, err = f.listen(t, "tcp", "127.0.0.1:0").Scan(t.Context(), strings.NewReader("x"))
	require.ErrorIs(t, err, errAway)
}

func TestAFileThatCannotBeRead(t *testing.T) {
	t.Parallel()
	f := &fake{answer: "stream: OK\x00"}
	broken := errors.New("disk")
	_, err := f.listen(t, "tcp", "127.0.0.1:0").Scan(t.Context(), io.MultiReader(strings.NewReader("x"), iotest.ErrReader(broken)))
	require.ErrorIs(t, err, broken)
	require.NotErrorIs(t, err, errAway)
	require.Empty(t, f.got, "half a file is not judged")
}

func TestTheContextEndsAScan(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0") // takes the connection and says nothing
	require.NoError(t, err)
	t.Cleanup(func() { _ = l.Close() })
	c, err := clamd.New("tcp:"+l.Addr().String(), errAway)
	require.NoError(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err = c.Scan(ctx, strings.NewReader("x"))
	require.ErrorIs(t, err, context.DeadlineExceeded)
}

func TestAddresses(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"", "tcp:", "tcp:host", "unix:", "clamd.ctl", "http://x"} {
		_, err := clamd.New(bad, errAway)
		require.Error(t, err, bad)
	}
	for _, good := range []string{"/run/clamav/clamd.ctl", "unix:x.sock", "tcp:[::1]:3310"} {
		_, err := clamd.New(good, errAway)
		require.NoError(t, err, good)
	}
}
