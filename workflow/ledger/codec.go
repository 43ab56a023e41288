package ledger

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"
)

// codec writes and reads the header of one schema version. One that has been used is
// never changed or removed.
type codec struct {
	appendHeader func(dst []byte, e Entry) []byte
	decode       func(header []byte) (Entry, error)
}

// codecOf is the registry of schema versions.
func codecOf(schema int) (codec, error) {
	switch schema {
	case 1:
		return codec{appendHeader: appendHeaderV1, decode: decodeV1}, nil
	}
	return codec{}, fmt.Errorf("ledger: schema version %d is unknown (this program knows 1 to %d)", schema, CurrentSchema)
}

// Decode reads a canonical header of any schema version there has been. It refuses an
// unknown version, and a text that is not byte for byte the canonical form: what is
// hashed and what is read can then not differ.
func Decode(header []byte) (Entry, error) {
	var probe struct {
		Schema int `json:"schema"`
	}
	if err := json.Unmarshal(header, &probe); err != nil {
		return Entry{}, fmt.Errorf("ledger: header: %w", err)
	}
	c, err := codecOf(probe.Schema)
	if err != nil {
		return Entry{}, err
	}
	e, err := c.decode(header)
	if err != nil {
		return Entry{}, fmt.Errorf("ledger: header of schema version %d: %w", probe.Schema, err)
	}
	again, err := e.Header()
	if err != nil {
		return Entry{}, err
	}
	if !bytes.Equal(again, header) {
		return Entry{}, errors.New("ledger: the header is not in canonical form")
	}
	return e, nil
}

const timeV1 = "2006-01-02T15:04:05.000000Z"

// appendHeaderV1 writes schema version 1. The names are in the order that RFC 8785
// sorts them in, so that nothing has to be sorted.
func appendHeaderV1(b []byte, e Entry) []byte {
	b = appendString(append(b, `{"act":`...), e.Act)
	b = appendString(append(b, `,"actor":{"id":`...), e.Actor.ID)
	b = appendString(append(b, `,"name":`...), e.Actor.Name)
	b = appendString(append(b, `,"organisation":{"id":`...), e.Actor.Organisation.ID)
	b = appendString(append(b, `,"name":`...), e.Actor.Organisation.Name)
	b = appendString(append(b, `},"role":`...), e.Actor.Role)
	b = e.At.UTC().AppendFormat(append(b, `},"at":"`...), timeV1)
	b = appendString(append(b, `","authority":`...), e.Authority)
	b = strconv.AppendInt(append(b, `,"case_version":`...), e.CaseVersion, 10)
	b = appendString(append(b, `,"chain":`...), e.Chain.String())
	b = appendString(append(b, `,"from":`...), e.From)
	b = appendString(append(b, `,"kind":`...), string(e.Kind))
	b = appendString(append(b, `,"on":`...), e.On)
	b = strconv.AppendInt(append(b, `,"payload":{"leaves":`...), e.Payload.Leaves, 10)
	b = hex.AppendEncode(append(b, `,"root":"`...), e.Payload.Root[:])
	b = hex.AppendEncode(append(b, `"},"prev":"`...), e.Prev[:])
	b = append(b, `","schema":1,"sequence":`...)
	b = strconv.AppendInt(b, e.Sequence, 10)
	b = appendString(append(b, `,"to":`...), e.To)
	return append(b, '}')
}

type headerV1 struct {
	Act         string     `json:"act"`
	Actor       Actor      `json:"actor"`
	At          string     `json:"at"`
	Authority   string     `json:"authority"`
	CaseVersion int64      `json:"case_version"`
	Chain       string     `json:"chain"`
	From        string     `json:"from"`
	Kind        EntryKind  `json:"kind"`
	On          string     `json:"on"`
	Payload     Commitment `json:"payload"`
	Prev        Hash       `json:"prev"`
	Schema      int        `json:"schema"`
	Sequence    int64      `json:"sequence"`
	To          string     `json:"to"`
}

func decodeV1(header []byte) (Entry, error) {
	var h headerV1
	if err := json.Unmarshal(header, &h); err != nil {
		return Entry{}, err
	}
	at, err := time.Parse(timeV1, h.At)
	if err != nil {
		return Entry{}, fmt.Errorf("at: %q is not an instant of the form %s", h.At, timeV1)
	}
	chain, err := ParseChain(h.Chain)
	if err != nil {
		return Entry{}, err
	}
	return Entry{
		Schema: h.Schema, Authority: h.Authority, Chain: chain, Sequence: h.Sequence,
		Kind: h.Kind, Act: h.Act, From: h.From, To: h.To, Actor: h.Actor, At: at, On: h.On,
		CaseVersion: h.CaseVersion, Prev: h.Prev, Payload: h.Payload,
	}, nil
}
