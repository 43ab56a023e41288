package content

import (
	"bytes"
	"encoding/binary"
)

// checkDouble refuses files that are something else as well: a picture that is also an archive, a page or a program.
func (f file) checkDouble(is Type) error {
	switch {
	case f.endsAsZip():
		return refuse("double_content", "文件同时是压缩包，不予接受：请重新扫描或者另存后上传")
	case is != PDF && (hasMarkup(f.head) || hasMarkup(f.tail)):
		return refuse("double_content", "文件中夹有网页脚本，不予接受：请重新扫描或者另存后上传")
	case is != PDF && bytes.Contains(f.head[:min(len(f.head), 1024)], []byte("%PDF-")):
		return refuse("double_content", "文件同时是PDF，不予接受：请重新扫描或者另存后上传")
	}
	return nil
}

// hasMarkup finds what a browser would take for the beginning of a page: a whole tag, because four letters alone do
// occur in sound and film.
func hasMarkup(b []byte) bool {
	lower := bytes.ToLower(b)
	for _, mark := range []string{"<script", "<html", "<!doctype html", "<svg", "<iframe", "<body"} {
		for rest := lower; ; {
			at := bytes.Index(rest, []byte(mark))
			if at < 0 {
				break
			}
			rest = rest[at+len(mark):]
			if len(rest) > 0 && bytes.IndexByte([]byte(" >/\t\r\n"), rest[0]) >= 0 {
				return true
			}
		}
	}
	return false
}

const endRecord = 22 // bytes of the end record of a ZIP without its comment

// endsAsZip finds the end record of an archive: signature, a comment that reaches exactly to the end, and a directory
// that lies within the file and has an entry.
func (f file) endsAsZip() bool {
	for at := len(f.tail) - endRecord; at >= 0; at-- {
		b := f.tail[at:]
		if string(b[:4]) != "PK\x05\x06" || endRecord+int(binary.LittleEndian.Uint16(b[20:])) > len(b) {
			continue
		}
		size, offset := int64(binary.LittleEndian.Uint32(b[12:])), int64(binary.LittleEndian.Uint32(b[16:]))
		if binary.LittleEndian.Uint16(b[10:]) > 0 && size+offset <= f.size {
			return true
		}
	}
	return false
}
