package content_test

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow/content"
)

// withEXIF puts an orientation and a place into a JPEG, in either byte order.
func withEXIF(jpg []byte, order binary.AppendByteOrder, mark string, orientation uint16) []byte {
	tiff := append([]byte(mark), order.AppendUint16(nil, 42)...)
	tiff = order.AppendUint32(tiff, 8)
	tiff = order.AppendUint16(tiff, 2)
	entry := func(tag, kind uint16, count, value uint32) {
		tiff = order.AppendUint16(tiff, tag)
		tiff = order.AppendUint16(tiff, kind)
		tiff = order.AppendUint32(tiff, count)
		tiff = order.AppendUint32(tiff, value)
	}
	tiff = order.AppendUint16(tiff, 0x0112)
	tiff = order.AppendUint16(tiff, 3)
	tiff = order.AppendUint32(tiff, 1)
	tiff = order.AppendUint16(tiff, orientation)
	tiff = append(tiff, 0, 0)
	entry(0x8825, 4, 1, 38)
	tiff = append(tiff, "GPS 29.6500N 91.1000E"...)
	part := append([]byte("Exif\x00\x00"), tiff...)
	head := binary.BigEndian.AppendUint16([]byte{0xFF, 0xE1}, uint16(len(part)+2))
	out := append([]byte{0xFF, 0xD8}, head...)
	return append(append(out, part...), jpg[2:]...)
}

func TestCopiesAreUprightAndSayNothing(t *testing.T) {
	t.Parallel()
	// Where the red corner of the stored picture stands when it is looked at as the camera was held.
	corners := map[uint16][2]int{1: {0, 0}, 2: {1, 0}, 3: {1, 1}, 4: {0, 1}, 5: {0, 0}, 6: {1, 0}, 7: {1, 1}, 8: {0, 1}}
	plain := asJPEG(t, shot(64, 32))
	for how, corner := range corners {
		for mark, order := range map[string]binary.AppendByteOrder{"II": binary.LittleEndian, "MM": binary.BigEndian} {
			original := withEXIF(plain, order, mark, how)
			p, err := content.Open(bytes.NewReader(original), content.JPEG)
			require.NoError(t, err)
			b, is, err := p.Copy()
			require.NoError(t, err)
			require.Equal(t, content.JPEG, is)
			require.NotContains(t, string(b), "GPS")
			require.NotContains(t, string(b), "Exif")
			img, err := jpeg.Decode(bytes.NewReader(b))
			require.NoError(t, err)
			want := content.Size{Width: 64, Height: 32}
			if how >= 5 {
				want = content.Size{Width: 32, Height: 64}
			}
			require.Equal(t, want, p.Size(), "orientation %d", how)
			require.Equal(t, corner, redCorner(img), "orientation %d", how)
		}
	}
}

// redCorner says in which quarter the red is: x and y, 0 or 1.
func redCorner(img image.Image) [2]int {
	b := img.Bounds()
	for x := range 2 {
		for y := range 2 {
			r, _, blue, _ := img.At(b.Dx()/4+x*b.Dx()/2, b.Dy()/4+y*b.Dy()/2).RGBA()
			if r > blue {
				return [2]int{x, y}
			}
		}
	}
	return [2]int{-1, -1}
}

func TestThumbnails(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ w, h, tw, th int }{{640, 320, 320, 160}, {100, 3200, 10, 320}, {50, 20, 50, 20}, {5000, 1, 320, 1}} {
		p, err := content.Open(bytes.NewReader(asPNG(t, image.NewNRGBA(image.Rect(0, 0, c.w, c.h)))), content.PNG)
		require.NoError(t, err)
		b, size, err := p.Thumbnail()
		require.NoError(t, err)
		require.Equal(t, content.Size{Width: c.tw, Height: c.th}, size)
		img, err := jpeg.Decode(bytes.NewReader(b))
		require.NoError(t, err)
		require.Equal(t, image.Pt(c.tw, c.th), img.Bounds().Size())
		r, _, _, _ := img.At(0, 0).RGBA()
		require.Equal(t, uint32(0xFFFF), r, "what is transparent is white")
	}
}

func TestNoCopiesOfBombs(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	require.NoError(t, (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, &flat{image.Rect(0, 0, 8001, 8000)}))
	_, err := content.Open(bytes.NewReader(b.Bytes()), content.PNG)
	r, ok := content.Refused(err)
	require.True(t, ok, "%v", err)
	require.Equal(t, "bomb", r.Code)
	is, err := content.Inspect(bytes.NewReader(b.Bytes()), int64(b.Len()), content.Claim{}, content.Default())
	require.NoError(t, err, "it is kept as it is")
	require.Equal(t, content.PNG, is)
}

// flat is a picture of one colour that needs no memory.
type flat struct{ r image.Rectangle }

func (f *flat) ColorModel() color.Model { return color.GrayModel }
func (f *flat) Bounds() image.Rectangle { return f.r }
func (f *flat) At(int, int) color.Color { return color.Gray{} }

func TestBrokenPictures(t *testing.T) {
	t.Parallel()
	whole := asJPEG(t, shot(64, 64))
	_, err := content.Open(bytes.NewReader(whole[:len(whole)/3]), content.JPEG)
	r, ok := content.Refused(err)
	require.True(t, ok, "%v", err)
	require.Equal(t, "broken", r.Code)
}
