package finish

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/page"
)

// putImages writes the images that the pages drawn so far show and that are not yet
// in the file, one after another: no more than one is held besides it.
func (d *Draft) putImages() error {
	for _, b := range d.pen.Images()[len(d.images):] {
		n, err := d.putImage(b)
		if err != nil {
			return fmt.Errorf("image %s: %w", b.SHA256, err)
		}
		d.images = append(d.images, n)
	}
	return nil
}

// putImage writes one and returns its number. A JPEG goes into the file as it is; a
// PNG as samples of 8 bits, with those of its transparency beside. Colours are those
// of the output intent; nothing asks readers to smooth (ISO 19005-2, 6.2.8).
func (d *Draft) putImage(b reports.Image) (int, error) {
	if d.o.Images == nil {
		return 0, errors.New("its bytes were not given")
	}
	data, err := d.o.Images(b.SHA256)
	if err != nil {
		return 0, err
	}
	if sum := sha256.Sum256(data); fmt.Sprintf("%x", sum) != b.SHA256 {
		return 0, fmt.Errorf("the bytes have the SHA-256 %x", sum)
	}
	is, err := reports.InspectImage(data)
	if err != nil {
		return 0, err
	}
	if is.Type != b.Type || is.Width != b.Width || is.Height != b.Height {
		return 0, fmt.Errorf("it is %s of %d by %d pixels, the block says %s of %d by %d", is.Type, is.Width, is.Height, b.Type, b.Width, b.Height)
	}
	if is.Type == reports.TypePNG {
		return d.putPNG(data)
	}
	n := d.file.number()
	d.file.offsets[n] = d.file.length
	d.file.write(fmt.Appendf(nil, "%d 0 obj\n<<%s /Filter /DCTDecode /Length %d>>\nstream\n", n, imageEntries(is.Width, is.Height, reports.GrayJPEG(data)), len(data)))
	d.file.lend(data)
	d.file.write([]byte("\nendstream\nendobj\n"))
	return n, nil
}

// imageEntries are the entries of an image of 8 bits a sample.
func imageEntries(width, height int, gray bool) string {
	space := "DeviceRGB"
	if gray {
		space = "DeviceGray"
	}
	return fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /%s /BitsPerComponent 8", width, height, space)
}

func (d *Draft) putPNG(data []byte) (int, error) {
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return 0, err
	}
	at, size := sampler(img), img.Bounds().Size()
	_, gray := img.(*image.Gray)
	entries := imageEntries(size.X, size.Y, gray)
	// PDF/A-1 knows no transparency: such a picture is set on white there
	onWhite := d.o.Part == 1
	if !onWhite && !opaque(img) {
		mask := d.file.samples(imageEntries(size.X, size.Y, true), size, 1, func(x, y int, out []byte) { out[0] = at(x, y).A })
		entries += fmt.Sprintf(" /SMask %d 0 R", mask)
	}
	channels := 3
	if gray {
		channels = 1
	}
	return d.file.samples(entries, size, channels, func(x, y int, out []byte) {
		c := at(x, y)
		if onWhite {
			c = whitened(c)
		}
		out[0] = c.R
		if !gray {
			out[1], out[2] = c.G, c.B
		}
	}), nil
}

// samples writes an image as packed samples, row by row.
func (f *file) samples(dict string, size image.Point, channels int, at func(x, y int, out []byte)) int {
	f.packing.Reset()
	f.packer.Reset(&f.packing)
	row := make([]byte, size.X*channels)
	for y := range size.Y {
		for x := range size.X {
			at(x, y, row[x*channels:])
		}
		_, _ = f.packer.Write(row) // a bytes.Buffer does not fail
	}
	_ = f.packer.Close()
	packed := f.packing.Bytes()
	n := f.add(fmt.Appendf(nil, "<<%s /Filter /FlateDecode /Length %d>>\nstream\n", dict, len(packed)), packed, []byte("\nendstream"))
	f.packing = bytes.Buffer{} // the next needs far less
	return n
}

// sampler gives the pixels of what the decoder of PNG makes, counted from 0.
func sampler(img image.Image) func(x, y int) color.NRGBA {
	switch img := img.(type) {
	case *image.NRGBA:
		return img.NRGBAAt
	case *image.RGBA: // what has no transparency
		return func(x, y int) color.NRGBA { return color.NRGBA(img.RGBAAt(x, y)) }
	case *image.Gray:
		return func(x, y int) color.NRGBA {
			v := img.GrayAt(x, y).Y
			return color.NRGBA{v, v, v, 0xFF}
		}
	}
	return func(x, y int) color.NRGBA {
		c, _ := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
		return c
	}
}

// opaque reports whether nothing of a picture is transparent.
func opaque(img image.Image) bool {
	o, ok := img.(interface{ Opaque() bool })
	return ok && o.Opaque()
}

func whitened(c color.NRGBA) color.NRGBA {
	on := func(v uint8) uint8 { return uint8((int(v)*int(c.A) + 0xFF*(0xFF-int(c.A))) / 0xFF) } //nolint:gosec // a mean of two bytes
	return color.NRGBA{on(c.R), on(c.G), on(c.B), 0xFF}
}

// imageResources names the images in the resources that all pages share; empty
// without any.
func (d *Draft) imageResources() string {
	if len(d.images) == 0 {
		return ""
	}
	b := []byte(" /XObject <<")
	for i, n := range d.images {
		b = append(refer(fmt.Appendf(b, "/%s ", page.ImageKey(i)), n), ' ')
	}
	return string(append(b, ">>"...))
}
