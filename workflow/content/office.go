package content

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"
	"strings"
	"unicode/utf16"
)

// Limits of an office file, which is an archive: what one needs for a paper with pictures, many times over.
const (
	docxEntries  = 4000
	docxInflated = 256 << 20
	docxRatio    = 200     // inflated to packed, of an entry over docxSmall
	docxSmall    = 1 << 20 // a small entry may be as dense as it likes
	typesMost    = 1 << 20
)

const (
	docxTypes = "[Content_Types].xml"
	docxMain  = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
)

// sniffZip tells a text document from any other archive: by its list of parts, not by a name that occurs in it.
func (f file) sniffZip() Type {
	archive, err := zip.NewReader(f, f.size)
	if err != nil || len(archive.File) > docxEntries {
		return ""
	}
	types, err := archive.Open(docxTypes)
	if err != nil {
		return ""
	}
	defer func() { _ = types.Close() }()
	list, err := io.ReadAll(io.LimitReader(types, typesMost))
	if err != nil || !bytes.Contains(list, []byte(docxMain)) && !macros(list) {
		return ""
	}
	return DOCX
}

// macros reports whether a list of parts names programs.
func macros(list []byte) bool {
	return bytes.Contains(list, []byte("macroEnabled")) || bytes.Contains(list, []byte("vbaProject"))
}

// checkDocx refuses macros, and archives that burst: it inflates every entry and counts, whatever the entries say.
func (f file) checkDocx() error {
	archive, err := zip.NewReader(f, f.size)
	if err != nil {
		return refuse("broken", "文档已经损坏：请重新保存后上传")
	}
	var total int64
	for _, entry := range archive.File {
		name := strings.ToLower(entry.Name)
		switch base := path.Base(name); {
		case entry.Flags&1 != 0:
			return refuse("encrypted", "文档已加密：请取消密码后上传")
		case path.IsAbs(name) || strings.Contains(name, "..") || strings.Contains(name, `\`):
			return refuse("broken", "文档内的文件名不正常：请重新保存后上传")
		case strings.HasPrefix(base, "vbaproject") || strings.HasPrefix(base, "vbadata"):
			return refuse("macros", "文档含有宏，不予接受：请另存为不含宏的docx文件")
		case name == strings.ToLower(docxTypes):
			if err := noMacros(entry); err != nil {
				return err
			}
		}
		inflated, err := inflate(entry, docxInflated-total)
		if err != nil {
			return err
		}
		total += inflated
	}
	return nil
}

func noMacros(entry *zip.File) error {
	r, err := entry.Open()
	if err != nil {
		return refuse("broken", "文档已经损坏：请重新保存后上传")
	}
	defer func() { _ = r.Close() }()
	list, err := io.ReadAll(io.LimitReader(r, typesMost))
	if err == nil && macros(list) {
		return refuse("macros", "文档含有宏，不予接受：请另存为不含宏的docx文件")
	}
	return nil
}

// inflate counts what an entry yields, up to a bound; over it, or far denser than text is, it is refused.
func inflate(entry *zip.File, most int64) (int64, error) {
	r, err := entry.Open()
	if err != nil {
		return 0, refuse("broken", "文档已经损坏：请重新保存后上传")
	}
	defer func() { _ = r.Close() }()
	if packed := int64(entry.CompressedSize64); packed >= 0 { //nolint:gosec // a size over int64 is negative here, and bounded below
		most = min(most, max(packed*docxRatio, docxSmall))
	}
	n, err := io.Copy(io.Discard, io.LimitReader(r, most+1))
	switch {
	case n > most:
		return 0, refuse("bomb", "文档解压后异常庞大，不予接受：请压缩其中的图片或者另存后上传")
	case errors.Is(err, zip.ErrAlgorithm), err != nil:
		return 0, refuse("broken", "文档已经损坏：请重新保存后上传")
	}
	return n, nil
}

// checkDoc looks into a file of the old format for the stream of a text document, and for programs.
func (f file) checkDoc() error {
	const window = 1 << 20
	word, vba := utf16le("WordDocument"), utf16le("_VBA_PROJECT")
	var found bool
	for at := int64(0); at < f.size; at += window {
		b, err := section(f, at, min(window+int64(len(vba)), f.size-at))
		if err != nil {
			return err
		}
		if bytes.Contains(b, vba) {
			return refuse("macros", "文档含有宏，不予接受：请另存为不含宏的docx文件")
		}
		found = found || bytes.Contains(b, word)
	}
	if !found {
		return refuse("unknown_type", "文件不是doc文档：请另存为docx或者pdf后上传")
	}
	return nil
}

func utf16le(s string) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u&0xFF), byte(u>>8))
	}
	return out
}
