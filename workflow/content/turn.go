package content

import (
	"bufio"
	"encoding/binary"
	"image"
	"io"

	"golang.org/x/image/draw"
)

// Marks of a JPEG file.
const (
	markAPP1       = 0xE1
	markScan       = 0xDA
	exifHead       = "Exif\x00\x00"
	tagOrientation = 0x0112
)

// orientation reads how a camera was held, 1 (upright) to 8, from the EXIF part of a JPEG; 1 for whatever cannot be read.
func orientation(r io.Reader) int {
	in := bufio.NewReader(r)
	if _, err := in.Discard(2); err != nil {
		return 1
	}
	for {
		var head [4]byte
		if _, err := io.ReadFull(in, head[:]); err != nil || head[0] != 0xFF || head[1] == markScan {
			return 1
		}
		n := int(binary.BigEndian.Uint16(head[2:])) - 2
		if n < 0 {
			return 1
		}
		if head[1] != markAPP1 {
			if _, err := in.Discard(n); err != nil {
				return 1
			}
			continue
		}
		part := make([]byte, n)
		if _, err := io.ReadFull(in, part); err != nil {
			return 1
		}
		if len(part) > len(exifHead) && string(part[:len(exifHead)]) == exifHead {
			return exifOrientation(part[len(exifHead):])
		}
	}
}

// exifOrientation looks through the first directory of a TIFF block.
func exifOrientation(b []byte) int {
	const head, entry = 8, 12
	if len(b) < head {
		return 1
	}
	var order binary.ByteOrder
	switch string(b[:2]) {
	case "II":
		order = binary.LittleEndian
	case "MM":
		order = binary.BigEndian
	default:
		return 1
	}
	at := int64(order.Uint32(b[4:]))
	if at+2 > int64(len(b)) {
		return 1
	}
	count := int64(order.Uint16(b[at:]))
	for i := range count {
		e := at + 2 + i*entry
		if e+entry > int64(len(b)) {
			return 1
		}
		if order.Uint16(b[e:]) == tagOrientation {
			if v := int(order.Uint16(b[e+8:])); v >= 1 && v <= 8 {
				return v
			}
			return 1
		}
	}
	return 1
}

// turned applies an EXIF orientation.
func turned(img image.Image, how int) image.Image {
	if how == 1 {
		return img
	}
	b := img.Bounds()
	src := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(src, src.Bounds(), img, b.Min, draw.Src)
	w, h := b.Dx(), b.Dy()
	across := how >= 5 // sides change places
	dw, dh := w, h
	if across {
		dw, dh = h, w
	}
	out := image.NewRGBA(image.Rect(0, 0, dw, dh))
	for y := range dh {
		for x := range dw {
			sx, sy := source(how, x, y, w, h)
			copy(out.Pix[out.PixOffset(x, y):][:4], src.Pix[src.PixOffset(sx, sy):][:4])
		}
	}
	return out
}

// source is the pixel of the stored picture, w by h, that stands at x, y of the upright one.
func source(how, x, y, w, h int) (int, int) {
	switch how {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return y, h - 1 - x
	case 7:
		return w - 1 - y, h - 1 - x
	case 8:
		return w - 1 - y, x
	}
	return x, y
}
