// Package pdf reads back the files that this house writes: one classic table of
// cross references, further ones for later updates (signatures), streams packed
// with Flate or not at all, embedded files, and the text that stands behind the
// glyphs of each page.
//
// It is strict and no general reader: what the renderer never writes (streams of
// cross references, object streams, encryption, bytes before the header or after
// the end) is an error that says so, never guessed at. It is made for hostile
// input: it does not panic, loops nowhere, and unpacks no more than a budget
// that follows the size of the file.
//
// The package imports nothing of the house and does no I/O, so that what it reads
// does not depend on what wrote it.
package pdf

import (
	"errors"
	"fmt"
)

// The kinds of refusal, for errors.Is.
var (
	// ErrNotPDF: the bytes do not begin as a PDF does.
	ErrNotPDF = errors.New("not a PDF")
	// ErrEncrypted: the file is an encrypted copy, which is no archival form and
	// cannot be verified.
	ErrEncrypted = errors.New("encrypted")
	// ErrTrailing: there are bytes after the end of the file.
	ErrTrailing = errors.New("bytes after the end of the file")
	// ErrLimit: the file wants more memory, depth or objects than any of ours.
	ErrLimit = errors.New("over a limit of the reader")
	// ErrForm: the file is not of the form that this house writes.
	ErrForm = errors.New("not of the form that anjia writes")
)

// Error says where in the file something is not as it must be.
type Error struct {
	Kind   error  // one of the Err values
	Offset int    // byte in the file, -1 when none can be named
	Object int    // number of the object, 0 when none
	Detail string // what was found there
}

func (e *Error) Error() string {
	place := ""
	switch {
	case e.Object > 0:
		place = fmt.Sprintf(" in object %d", e.Object)
	case e.Offset >= 0:
		place = fmt.Sprintf(" at byte %d", e.Offset)
	}
	return "pdf: " + e.Kind.Error() + place + ": " + e.Detail
}

// Unwrap gives the kind.
func (e *Error) Unwrap() error { return e.Kind }

func formError(offset int, format string, args ...any) error {
	return &Error{Kind: ErrForm, Offset: offset, Detail: fmt.Sprintf(format, args...)}
}

func limitError(offset int, format string, args ...any) error {
	return &Error{Kind: ErrLimit, Offset: offset, Detail: fmt.Sprintf(format, args...)}
}
