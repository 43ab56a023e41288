package reports

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"image/png"
)

// Image is a picture on the page (图片): a photo or a scan, by the hash of its file,
// whose bytes are handed over beside the Document when it is set. It is as wide as
// the text where its own resolution allows that, never larger than at 300 dots per
// inch, and at most one page high; it is never parted.
type Image struct {
	// SHA256 is the lower-case hexadecimal hash of the file.
	SHA256 string `json:"sha256"`
	// Type is TypeJPEG or TypePNG.
	Type string `json:"type"`
	// Width and Height are those of the file in pixels.
	Width  int `json:"width"`
	Height int `json:"height"`
	// Alt is the text that stands for the picture for those who cannot see it; an
	// image without is refused.
	Alt string `json:"alt"`
	// Caption stands under it.
	Caption string `json:"caption,omitempty"`
}

// The types of pictures that a page takes.
const (
	TypeJPEG = "image/jpeg"
	TypePNG  = "image/png"
)

// Bounds of pictures: the side is what JPEG can say; a PNG is unpacked to be set.
const (
	mostImageSide = 65535
	mostPNGPixels = 24_000_000
)

// Images gives the bytes of pictures by their hash. It fails when it has none with
// that hash; whoever asks checks the hash.
type Images func(sha256 string) ([]byte, error)

func (Image) kind() string { return "image" }

func (b Image) check(path string) error {
	switch sum, err := hex.DecodeString(b.SHA256); {
	case err != nil || len(sum) != 32 || hex.EncodeToString(sum) != b.SHA256:
		return badBlock(path+"/sha256", "图片的校验值无效")
	case b.Type != TypeJPEG && b.Type != TypePNG:
		return badBlock(path+"/type", fmt.Sprintf("图片格式 %q 无效（应为 JPEG 或 PNG）", b.Type))
	case b.Width < 1 || b.Height < 1 || b.Width > mostImageSide || b.Height > mostImageSide:
		return badBlock(path, fmt.Sprintf("图片尺寸 %d×%d 无效", b.Width, b.Height))
	case b.Alt == "":
		return badBlock(path+"/alt", "图片应当有替代文字")
	}
	if err := checkText(path+"/alt", "", b.Alt); err != nil {
		return err
	}
	return checkText(path+"/caption", "", b.Caption)
}

func (b Image) write(w *textWriter) { w.line(b.Caption) }

// ImageError says why a picture cannot stand on a page; Why is Chinese, to stand in
// a list in its place.
type ImageError struct{ Why string }

func (e *ImageError) Error() string { return "图片不能附入：" + e.Why }

// InspectImage looks at the bytes of a picture and gives its Type, Width and Height.
// It fails with an *ImageError for what a page for an archive does not take: other
// types, CMYK colours, samples of more than 8 bits as JPEG, metadata of cameras, a
// PNG that takes too much memory.
func InspectImage(file []byte) (Image, error) {
	if bytes.HasPrefix(file, []byte("\x89PNG\r\n\x1a\n")) {
		return inspectPNG(file)
	}
	if !bytes.HasPrefix(file, []byte{0xFF, 0xD8}) {
		return Image{}, &ImageError{"格式不是JPEG或者PNG"}
	}
	h, err := readJPEG(file)
	if err != nil {
		return Image{}, err
	}
	return Image{Type: TypeJPEG, Width: h.width, Height: h.height}, nil
}

func inspectPNG(file []byte) (Image, error) {
	c, err := png.DecodeConfig(bytes.NewReader(file))
	switch {
	case err != nil:
		return Image{}, &ImageError{"PNG文件已经损坏"}
	case describedPNG(file):
		return Image{}, &ImageError{metadataWhy}
	case c.Width < 1 || c.Height < 1 || c.Width > mostImageSide || c.Height > mostImageSide || c.Width*c.Height > mostPNGPixels:
		return Image{}, &ImageError{fmt.Sprintf("PNG图片为%d×%d像素，超过%d万像素", c.Width, c.Height, mostPNGPixels/10000)}
	}
	return Image{Type: TypePNG, Width: c.Width, Height: c.Height}, nil
}

// metadataWhy refuses what a camera or a program says of a picture: where, when, by whom.
const metadataWhy = "文件含有拍摄元数据，应当使用去除元数据的副本"

// describedPNG reports whether a PNG has chunks that say something about the picture.
func describedPNG(file []byte) bool {
	const signature, frame = 8, 12 // length, type and checksum of a chunk
	for at := signature; at+frame <= len(file); {
		switch string(file[at+4 : at+8]) {
		case "eXIf", "tEXt", "iTXt", "zTXt", "tIME":
			return true
		}
		at += frame + int(binary.BigEndian.Uint32(file[at:]))
	}
	return false
}

// GrayJPEG reports whether a JPEG that InspectImage took has one component.
func GrayJPEG(file []byte) bool {
	h, err := readJPEG(file)
	return err == nil && h.components == 1
}

// jpegHead is what the frame of a JPEG says (ITU-T T.81, B.2.2).
type jpegHead struct{ width, height, components int }

// readJPEG walks the segments before the picture itself.
func readJPEG(file []byte) (jpegHead, error) {
	broken := &ImageError{"JPEG文件已经损坏"}
	for at := 2; at+4 <= len(file); {
		if file[at] != 0xFF {
			return jpegHead{}, broken
		}
		marker := file[at+1]
		if marker == 0xFF { // a filling byte
			at++
			continue
		}
		length := int(file[at+2])<<8 | int(file[at+3])
		if length < 2 || at+2+length > len(file) {
			return jpegHead{}, broken
		}
		segment := file[at+4 : at+2+length]
		switch {
		case frame(marker):
			return frameOf(marker, segment)
		case marker == 0xDA || marker == 0xD9: // the picture, or the end, before any frame
			return jpegHead{}, broken
		case marker >= 0xE1 && marker <= 0xEF && marker != 0xEE, marker == 0xFE: // APP1 to APP15, a comment
			return jpegHead{}, &ImageError{metadataWhy}
		}
		at += 2 + length
	}
	return jpegHead{}, broken
}

// frame reports whether a marker begins a frame: C0 to CF without tables.
func frame(marker byte) bool {
	return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC
}

func frameOf(marker byte, s []byte) (jpegHead, error) {
	if len(s) < 6 {
		return jpegHead{}, &ImageError{"JPEG文件已经损坏"}
	}
	h := jpegHead{height: int(s[1])<<8 | int(s[2]), width: int(s[3])<<8 | int(s[4]), components: int(s[5])}
	const baseline, extended, progressive = 0xC0, 0xC1, 0xC2
	switch {
	case marker != baseline && marker != extended && marker != progressive:
		return h, &ImageError{"JPEG的编码方式不适于存档"}
	case s[0] != 8:
		return h, &ImageError{fmt.Sprintf("JPEG每个分量为%d位，应为8位", s[0])}
	case h.components == 4:
		return h, &ImageError{"颜色为CMYK，应当转换为RGB后重新提交"}
	case h.components != 1 && h.components != 3, h.width == 0, h.height == 0:
		return h, &ImageError{"JPEG文件已经损坏"}
	}
	return h, nil
}
