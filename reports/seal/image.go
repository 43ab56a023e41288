package seal

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
)

const maxImageSide = 2000 // pixels; a seal of 42 mm at 600 dpi has about 1,000

// show puts the picture on its page.
func (u *update) show(r *revision, i Image) (err error) {
	if i.Page == 0 {
		if u.page, u.rect, err = r.freePlace(); err == nil {
			u.image, err = imageObject(i.PNG)
		}
		return err
	}
	if u.page, err = r.page(i.Page); err != nil {
		return err
	}
	if !(i.Size > 0) || i.Size > 1000 || i.X < 0 || i.Y < 0 || i.X > 2000 || i.Y > 2000 {
		return fmt.Errorf("picture of the seal: no such place %g %g, size %g", i.X, i.Y, i.Size)
	}
	u.image, err = imageObject(i.PNG)
	u.rect = square(i.X, i.Y, i.Size)
	return err
}

// square is a rectangle as a field has it.
func square(x, y, side float64) string {
	return fmt.Sprintf("%.2f %.2f %.2f %.2f", x, y, x+side, y+side)
}

// imageObject packs a picture without transparency, which the first part of
// PDF/A forbids: on white, of which nearly white is masked out, so that the text
// under a seal stays to be read.
func imageObject(b []byte) ([]byte, error) {
	cfg, err := png.DecodeConfig(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("picture of the seal: %w", err)
	}
	if cfg.Width < 1 || cfg.Height < 1 || cfg.Width > maxImageSide || cfg.Height > maxImageSide {
		return nil, fmt.Errorf("picture of the seal: %d × %d pixels, at most %d each way", cfg.Width, cfg.Height, maxImageSide)
	}
	src, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("picture of the seal: %w", err)
	}
	bounds := image.Rect(0, 0, cfg.Width, cfg.Height)
	flat := image.NewRGBA(bounds)
	draw.Draw(flat, bounds, image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(flat, bounds, src, src.Bounds().Min, draw.Over)
	rgb := make([]byte, 0, 3*cfg.Width*cfg.Height)
	for i := 0; i+3 < len(flat.Pix); i += 4 {
		rgb = append(rgb, flat.Pix[i:i+3]...)
	}
	var z bytes.Buffer
	packer := zlib.NewWriter(&z)
	_, _ = packer.Write(rgb) // a bytes.Buffer does not fail
	_ = packer.Close()
	var out bytes.Buffer
	fmt.Fprintf(&out, "<</Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8 /Mask [250 255 250 255 250 255] /Filter /FlateDecode /Length %d>>\nstream\n", cfg.Width, cfg.Height, z.Len())
	out.Write(z.Bytes())
	out.WriteString("\nendstream")
	return out.Bytes(), nil
}
