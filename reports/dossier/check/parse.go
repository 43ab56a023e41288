package check

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/anjia-project/anjia/reports/dossier"
	"github.com/anjia-project/anjia/reports/dossier/pdf"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// parsed is a dossier's attachments, by name and as its content.
type parsed struct {
	files   map[string]pdf.Attachment
	shown   map[string][]byte // pictures by their hash
	unseen  error             // why the pages could not be searched for pictures
	content dossier.Content
}

// Content reads what a dossier was made from out of its file, which may be signed. It
// checks nothing but that it can be read; what an update says of the attachments is
// not looked at. It fails when the file is no dossier.
func Content(file []byte) (dossier.Content, error) {
	f, err := pdf.Read(file)
	if err != nil {
		return dossier.Content{}, err
	}
	list, err := attachmentsOf(f)
	if err != nil {
		return dossier.Content{}, err
	}
	p, err := read(f, list)
	if err != nil {
		return dossier.Content{}, err
	}
	return p.content, nil
}

// attachmentError is an attachment that is missing or malformed.
type attachmentError struct {
	name string
	err  error
}

func (e *attachmentError) Error() string { return e.name + ": " + e.err.Error() }
func (e *attachmentError) Unwrap() error { return e.err }

var errMissing = errors.New("it is not attached")

// parse reads the attachments into the content of a dossier. A name that is no
// part of the format, an unknown or repeated member is refused: what nobody reads
// nobody has checked.
func parse(list []pdf.Attachment) (*parsed, error) {
	p := &parsed{files: make(map[string]pdf.Attachment, len(list))}
	for _, a := range list {
		p.files[a.Name] = a
	}
	c := &p.content
	targets := []struct {
		name string
		into any
	}{
		{dossier.ManifestName, &c.Manifest},
		{dossier.EntriesName, &c.Entries},
		{dossier.ExplanationsName, &c.Explanations},
	}
	for _, t := range targets {
		if err := p.decode(t.name, t.into); err != nil {
			return nil, err
		}
	}
	if _, ok := p.files[dossier.LogName]; ok {
		c.Log = &dossier.Log{}
		if err := p.decode(dossier.LogName, c.Log); err != nil {
			return nil, err
		}
	}
	return p, p.documents()
}

// read takes a file apart: its attachments, and the pictures of its pages.
func read(f *pdf.File, list []pdf.Attachment) (*parsed, error) {
	p, err := parse(list)
	if err != nil {
		return nil, err
	}
	p.unseen = p.images(f)
	return p, nil
}

// documents reads the Document of each paper that names one.
func (p *parsed) documents() error {
	p.content.Documents = map[string]dossier.DocumentFile{}
	for _, paper := range p.content.Manifest.Papers {
		if paper.Document == "" {
			continue
		}
		file, ok := p.files[paper.Document]
		switch {
		case !strings.HasPrefix(paper.Document, dossier.DocumentFolder):
			return &attachmentError{dossier.ManifestName, fmt.Errorf("the Document of paper %s stands in %q", paper.ID, paper.Document)}
		case !ok:
			return &attachmentError{paper.Document, errMissing}
		case !p.content.Manifest.Redacted:
			p.content.Documents[paper.ID] = dossier.DocumentFile{Raw: file.Data}
			continue
		}
		shown := &dossier.RedactedDocument{}
		if err := p.decode(paper.Document, shown); err != nil {
			return err
		}
		p.content.Documents[paper.ID] = dossier.DocumentFile{Redacted: shown}
	}
	return nil
}

func (p *parsed) decode(name string, into any) error {
	file, ok := p.files[name]
	if !ok {
		return &attachmentError{name, errMissing}
	}
	if err := decode(file.Data, into); err != nil {
		return &attachmentError{name, err}
	}
	return nil
}

// decode reads one JSON document and nothing after it.
func decode(data []byte, into any) error {
	if _, err := ledger.Canonical(data); err != nil { // refuses names that stand twice
		return err
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("text after the end of the document")
	}
	return nil
}

// sum is the SHA-256 as manifests and entries write it.
func sum(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}
