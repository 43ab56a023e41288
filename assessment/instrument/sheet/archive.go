package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
)

const (
	maxFileBytes = 8 << 20
	maxUnpacked  = 32 << 20 // of all parts that are read together
	maxXMLDepth  = 32       // a worksheet nests about six levels
)

// Faults of a file that is no workbook this program reads.
var (
	errTooLarge  = errors.New("too large")
	errOldFormat = errors.New("old format")
	errNotZIP    = errors.New("no zip archive")
	errDamaged   = errors.New("damaged")
)

// archive is an XLSX file in memory, with what is left of the bytes that it may unpack to.
type archive struct {
	parts map[string]*zip.File
	left  int64
}

func openArchive(r io.Reader) (*archive, error) {
	raw, err := io.ReadAll(io.LimitReader(r, maxFileBytes+1))
	switch {
	case err != nil:
		return nil, err
	case len(raw) > maxFileBytes:
		return nil, errTooLarge
	case bytes.HasPrefix(raw, []byte{0xD0, 0xCF, 0x11, 0xE0}): // OLE: .xls, or an encrypted .xlsx
		return nil, errOldFormat
	}
	files, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, errNotZIP
	}
	a := &archive{parts: map[string]*zip.File{}, left: maxUnpacked}
	for _, f := range files.File {
		name := strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(f.Name, `\`, "/")), "/")
		if a.parts[name] != nil {
			return nil, errDamaged // which of two parts counts, programs do not agree on
		}
		a.parts[name] = f
	}
	if !a.has("[Content_Types].xml") { // such as .ods, or any other archive
		return nil, errNotZIP
	}
	return a, nil
}

// has reports whether there is a part of that name.
func (a *archive) has(name string) bool { return a.parts[name] != nil }

// part opens one part by name.
func (a *archive) part(name string) (*xmlPart, error) {
	if !a.has(name) {
		return nil, errDamaged
	}
	body, err := a.parts[name].Open()
	if err != nil {
		return nil, errDamaged
	}
	p := &xmlPart{archive: a, body: body}
	p.decoder = xml.NewDecoder(p)
	return p, nil
}

// elements hands every start of an element of a part to a function.
func (a *archive) elements(name string, do func(xml.StartElement) error) error {
	p, err := a.part(name)
	if err != nil {
		return err
	}
	defer p.close()
	return p.each(do)
}

// xmlPart reads the XML of a part and counts what comes out of it, whatever the archive claims it to be.
type xmlPart struct {
	archive *archive
	body    io.ReadCloser
	decoder *xml.Decoder
	depth   int
	tooBig  bool
}

// Read implements io.Reader for the decoder; it fails when the archive has unpacked to more than it may.
func (p *xmlPart) Read(buf []byte) (int, error) {
	n, err := p.body.Read(buf)
	if p.archive.left -= int64(n); p.archive.left < 0 {
		p.tooBig = true
		return 0, errTooLarge
	}
	return n, err
}

func (p *xmlPart) close() { _ = p.body.Close() } // a reader of bytes in memory has nothing to fail at

// next gives the next start or end of an element, or characters; io.EOF at the end.
func (p *xmlPart) next() (xml.Token, error) {
	token, err := p.decoder.Token()
	switch {
	case p.tooBig:
		return nil, errTooLarge
	case errors.Is(err, io.EOF):
		return nil, io.EOF
	case err != nil:
		return nil, errDamaged
	}
	switch token.(type) {
	case xml.StartElement:
		if p.depth++; p.depth > maxXMLDepth {
			return nil, errDamaged
		}
	case xml.EndElement:
		p.depth--
	}
	return token, nil
}

// each hands every start of an element to a function, until the end of the part or the first error.
func (p *xmlPart) each(do func(xml.StartElement) error) error {
	for {
		token, err := p.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if start, ok := token.(xml.StartElement); ok {
			if err := do(start); err != nil {
				return err
			}
		}
	}
}

// attr gives an attribute by its local name; empty when there is none.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func isTrue(text string) bool { return text == "1" || text == "true" }
