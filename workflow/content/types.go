package content

import (
	"path"
	"slices"
	"strings"
)

// Type is a media type that this package can tell from the bytes.
type Type string

// The types that are known. Default lists those that an office takes unless it says otherwise.
const (
	JPEG      Type = "image/jpeg"
	PNG       Type = "image/png"
	PDF       Type = "application/pdf"
	DOC       Type = "application/msword"
	DOCX      Type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	MP3       Type = "audio/mpeg"
	M4A       Type = "audio/mp4"
	WAV       Type = "audio/wav"
	OGG       Type = "audio/ogg"
	MP4       Type = "video/mp4"
	QuickTime Type = "video/quicktime"
	WebM      Type = "video/webm"
)

// Default are the types that are taken unless an office names others: pictures, papers, and sound or film of an interview,
// those among them that browsers record themselves.
func Default() []Type { return []Type{JPEG, PNG, PDF, DOC, DOCX, MP3, M4A, OGG, MP4, WebM} }

// Known are all types that can be told from the bytes.
func Known() []Type {
	return []Type{JPEG, PNG, PDF, DOC, DOCX, MP3, M4A, WAV, OGG, MP4, QuickTime, WebM}
}

// Picture reports whether the type is a photo or a scan, of which small and stripped copies are made.
func (t Type) Picture() bool { return t == JPEG || t == PNG }

// extensions of a type, the usual one first.
func (t Type) extensions() []string {
	return map[Type][]string{
		JPEG: {"jpg", "jpeg", "jpe", "jfif"}, PNG: {"png"}, PDF: {"pdf"}, DOC: {"doc", "dot"}, DOCX: {"docx"},
		MP3: {"mp3"}, M4A: {"m4a", "mp4"}, WAV: {"wav"}, OGG: {"ogg", "oga", "opus"}, MP4: {"mp4", "m4v"},
		QuickTime: {"mov", "qt"}, WebM: {"webm", "weba"},
	}[t]
}

// Extension is the usual ending of a file of the type, without the dot; "" for an unknown one.
func (t Type) Extension() string {
	if all := t.extensions(); len(all) > 0 {
		return all[0]
	}
	return ""
}

// Names reports whether a media type is another name of this one, or says nothing.
func (t Type) Names(declared string) bool {
	switch declared {
	case "", "application/octet-stream", string(t):
		return true
	}
	other := map[Type][]string{
		JPEG: {"image/jpg", "image/pjpeg"}, PNG: {"image/x-png"}, MP3: {"audio/mp3", "audio/x-mp3"},
		M4A: {"audio/x-m4a", "audio/m4a", "audio/aac", "video/mp4"}, WAV: {"audio/x-wav", "audio/wave", "audio/vnd.wave"},
		OGG: {"audio/opus", "application/ogg"}, MP4: {"video/x-m4v", "audio/mp4"}, WebM: {"audio/webm"},
	}
	return slices.Contains(other[t], declared)
}

// Fits reports whether a file name's ending is one of the type; a name without an ending fits any.
func (t Type) Fits(name string) bool {
	extension := strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
	return extension == "" || slices.Contains(t.extensions(), extension)
}

// Words lists types as people call them, by their usual endings.
func Words(types []Type) string {
	words := make([]string, len(types))
	for i, t := range types {
		words[i] = t.Extension()
	}
	return strings.Join(words, "、")
}
