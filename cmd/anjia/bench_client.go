package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
)

// benchClient speaks HTTP/1.1 over one kept connection, with no more work than a request needs: the generator of the
// load shares the processor with what it measures.
type benchClient struct {
	conn   net.Conn
	reader *bufio.Reader
	buffer []byte
}

func dialBench(address string) (*benchClient, error) {
	conn, err := net.Dial("tcp", address) //nolint:noctx // local
	if err != nil {
		return nil, err
	}
	return &benchClient{conn: conn, reader: bufio.NewReaderSize(conn, 32<<10)}, nil
}

// act sends one act and returns the version of the case after it. Any answer but success is an error with its text.
func (c *benchClient) act(token, caseID, name, key string, version int64, body []byte) (int64, error) {
	b := append(c.buffer[:0], "POST /api/v1/cases/"...)
	b = append(append(append(b, caseID...), "/acts/"...), name...)
	b = append(b, " HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nAuthorization: Bearer "...)
	b = append(append(append(b, token...), "\r\nIdempotency-Key: "...), key...)
	b = append(strconv.AppendInt(append(b, "\r\nIf-Match: \"v"...), version, 10), "\"\r\nContent-Length: "...)
	b = append(strconv.AppendInt(b, int64(len(body)), 10), "\r\n\r\n"...)
	c.buffer = append(b, body...)
	if _, err := c.conn.Write(c.buffer); err != nil {
		return 0, err
	}
	answer, err := http.ReadResponse(c.reader, nil)
	if err != nil {
		return 0, err
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode != http.StatusOK {
		text, err := io.ReadAll(answer.Body)
		return 0, fmt.Errorf("bench: %s: status %d: %s (%w)", name, answer.StatusCode, text, err)
	}
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		return 0, err
	}
	return strconv.ParseInt(strings.Trim(answer.Header.Get("ETag"), `"v`), 10, 64)
}

func (c *benchClient) close() { _ = c.conn.Close() }
