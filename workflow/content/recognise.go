package content

import (
	"bytes"
	"errors"
	"io"
	"strings"
)

// Refusal is why a file is not taken. Code is stable; Message is Chinese and names the remedy.
type Refusal struct{ Code, Message string }

func (r *Refusal) Error() string { return "content: " + r.Code + ": " + r.Message }

func refuse(code, message string) error { return &Refusal{Code: code, Message: message} }

// Refused finds the refusal in an error.
func Refused(err error) (*Refusal, bool) {
	var r *Refusal
	return r, errors.As(err, &r)
}

// Claim is what a sender says of a file.
type Claim struct {
	Name      string // of the file, with its ending
	MediaType string // "" when nothing is said
}

const (
	headBytes = 4 << 10
	tailBytes = 64<<10 + 22 // the end record of a ZIP with the longest comment
)

// file is what the checks look at.
type file struct {
	io.ReaderAt
	size       int64
	head, tail []byte
}

// Inspect tells what a file is and refuses, with a *Refusal: what is empty or unknown, types that are not among those
// taken, what is not what its sender says, and content that is dangerous to open. Other errors are those of reading.
func Inspect(r io.ReaderAt, size int64, claim Claim, takes []Type) (Type, error) {
	if size <= 0 {
		return "", refuse("empty", "文件是空的：请重新选择文件")
	}
	f := file{ReaderAt: r, size: size}
	var err error
	if f.head, err = section(r, 0, min(size, headBytes)); err != nil {
		return "", err
	}
	from := max(size-tailBytes, 0)
	if f.tail, err = section(r, from, size-from); err != nil {
		return "", err
	}
	is := f.sniff()
	switch {
	case is == "" && runs(f.head):
		return "", refuse("unknown_type", "文件是网页、脚本或者可执行程序，不予接受：只接受"+Words(takes))
	case is == "" || !contains(takes, is):
		return "", refuse("unknown_type", "不能识别文件类型，或者不属于可以接受的类型：只接受"+Words(takes))
	case !is.Names(mediaType(claim.MediaType)):
		return "", refuse("type_mismatch", "文件内容是"+is.Extension()+"（"+string(is)+"），与所声明的类型不符：请核对是否选错文件")
	case !is.Fits(claim.Name):
		return "", refuse("extension_mismatch", "文件内容是"+is.Extension()+"，与文件名的扩展名不符：请核对是否选错文件，或者改用正确的扩展名")
	}
	return is, f.check(is)
}

// check looks at what a file of a type must not be.
func (f file) check(is Type) error {
	switch is {
	case DOCX:
		return f.checkDocx()
	case DOC:
		return f.checkDoc()
	case JPEG, PNG:
		if err := f.checkPicture(is); err != nil {
			return err
		}
	case PDF, MP3, M4A, WAV, OGG, MP4, QuickTime, WebM: // nothing but what holds for all
	}
	return f.checkDouble(is)
}

// mediaType strips the parameters of a media type.
func mediaType(s string) string {
	s, _, _ = strings.Cut(s, ";")
	return strings.ToLower(strings.TrimSpace(s))
}

func contains(types []Type, t Type) bool {
	for _, one := range types {
		if one == t {
			return true
		}
	}
	return false
}

// section reads n bytes; a file that ends before is an error of reading.
func section(r io.ReaderAt, at, n int64) ([]byte, error) {
	b := make([]byte, n)
	if _, err := io.ReadFull(io.NewSectionReader(r, at, n), b); err != nil {
		return nil, err
	}
	return b, nil
}

// sniff names the type by magic bytes at the very beginning; "" for what is not known.
//
// It is not left to gabriel-vasile/mimetype (1.4.16 was tried): that library says what a file most likely is, and takes
// a program with "%PDF-" behind its first bytes for a PDF, every ISO file of an unknown brand for an MP4, and every
// archive with an entry under word/ for a text document, macros or not. Here a doubt is a refusal.
func (f file) sniff() Type {
	b := f.head
	switch {
	case bytes.HasPrefix(b, []byte("\xFF\xD8\xFF")):
		return JPEG
	case bytes.HasPrefix(b, []byte("\x89PNG\r\n\x1A\n")):
		return PNG
	case bytes.HasPrefix(b, []byte("%PDF-")):
		return PDF
	case bytes.HasPrefix(b, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		return DOC
	case bytes.HasPrefix(b, []byte("PK\x03\x04")):
		return f.sniffZip()
	case len(b) > 11 && bytes.HasPrefix(b, []byte("RIFF")) && string(b[8:12]) == "WAVE":
		return WAV
	case bytes.HasPrefix(b, []byte("OggS")):
		return OGG
	case bytes.HasPrefix(b, []byte("\x1A\x45\xDF\xA3")) && bytes.Contains(b[:min(len(b), 64)], []byte("webm")):
		return WebM
	case bytes.HasPrefix(b, []byte("ID3")), len(b) > 1 && b[0] == 0xFF && b[1]&0xE6 == 0xE2: // MPEG audio, layer III
		return MP3
	case len(b) > 11 && string(b[4:8]) == "ftyp":
		return brand(string(b[8:12]))
	}
	return ""
}

// brand tells the kinds of ISO media files apart; pictures (heic, avif) are of the same family and not taken.
func brand(b string) Type {
	switch b {
	case "M4A ", "M4B ":
		return M4A
	case "qt  ":
		return QuickTime
	case "isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "MSNV", "dash", "3gp4", "3gp5", "3gp6":
		return MP4
	}
	return ""
}

// runs reports whether a file is a page, a script or a program, for a plain answer: nothing of that is taken anyway.
func runs(head []byte) bool {
	for _, magic := range []string{"MZ", "\x7fELF", "#!", "\xCA\xFE\xBA\xBE", "\xCF\xFA\xED\xFE", "\xCE\xFA\xED\xFE"} {
		if bytes.HasPrefix(head, []byte(magic)) {
			return true
		}
	}
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")), " \t\r\n")
	return len(text) > 0 && text[0] == '<' || hasMarkup(head)
}
