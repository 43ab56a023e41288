package reports_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/jpeg"
	"image/png"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/reports"
)

// jpegOf is a head of a JPEG: segments, then a frame.
func jpegOf(segments []byte, marker, bits byte, components int) []byte {
	b := append([]byte{0xFF, 0xD8}, segments...)
	frame := []byte{0xFF, marker, 0, byte(8 + 3*components), bits, 0, 30, 0, 40, byte(components)}
	return append(append(b, frame...), make([]byte, 3*components)...)
}

func TestWhatAPageTakesOfImages(t *testing.T) {
	t.Parallel()
	exif := append([]byte{0xFF, 0xE1, 0, 8}, "Exif\x00\x00"...)
	app0, adobe := []byte{0xFF, 0xE0, 0, 4, 1, 2}, []byte{0xFF, 0xEE, 0, 4, 1, 2}
	for name, c := range map[string]struct {
		file []byte
		why  string
	}{
		"baseline":        {jpegOf(app0, 0xC0, 8, 3), ""},
		"progressive":     {jpegOf(adobe, 0xC2, 8, 1), ""},
		"cmyk":            {jpegOf(adobe, 0xC0, 8, 4), "CMYK"},
		"two components":  {jpegOf(nil, 0xC0, 8, 2), "损坏"},
		"12 bits":         {jpegOf(nil, 0xC1, 12, 3), "应为8位"},
		"lossless":        {jpegOf(nil, 0xC3, 8, 3), "编码方式"},
		"place and time":  {jpegOf(exif, 0xC0, 8, 3), "元数据"},
		"comment":         {jpegOf([]byte{0xFF, 0xFE, 0, 4, 'h', 'i'}, 0xC0, 8, 3), "元数据"},
		"cut off":         {jpegOf(app0, 0xC0, 8, 3)[:7], "损坏"},
		"no frame":        {[]byte{0xFF, 0xD8, 0xFF, 0xD9, 0, 0}, "损坏"},
		"a gif":           {[]byte("GIF89a"), "不是JPEG或者PNG"},
		"a broken png":    {[]byte("\x89PNG\r\n\x1a\nIHDR"), "PNG文件已经损坏"},
		"nothing":         {nil, "不是JPEG或者PNG"},
		"a png of a bomb": {header(60000, 60000), "超过"},
		"a png with text": {described(t), "元数据"},
	} {
		b, err := reports.InspectImage(c.file)
		if c.why == "" {
			require.NoError(t, err, name)
			require.Equal(t, reports.Image{Type: reports.TypeJPEG, Width: 40, Height: 30}, b, name)
			continue
		}
		var refused *reports.ImageError
		require.ErrorAs(t, err, &refused, name)
		require.Contains(t, refused.Why, c.why, name)
	}
}

// chunk is one of a PNG.
func chunk(kind string, data []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	b = append(append(b, kind...), data...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

func header(width, height uint32) []byte {
	size := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, width), height)
	return append([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", append(size, 8, 2, 0, 0, 0))...)
}

func described(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, png.Encode(&b, image.NewGray(image.Rect(0, 0, 3, 2))))
	const after = 8 + 25 // signature and IHDR
	return bytes.Join([][]byte{b.Bytes()[:after], chunk("tEXt", []byte("Author\x00x")), b.Bytes()[after:]}, nil)
}

// TestAnyBytesCanBeInspected: what is taken has a size, whatever the bytes.
func TestAnyBytesCanBeInspected(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	require.NoError(t, jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 9, 7)), nil))
	require.True(t, reports.GrayJPEG(b.Bytes()))
	rapid.Check(t, func(t *rapid.T) {
		file := bytes.Clone(b.Bytes())
		for range rapid.IntRange(0, 4).Draw(t, "changes") {
			file[rapid.IntRange(0, len(file)-1).Draw(t, "at")] = rapid.Byte().Draw(t, "byte")
		}
		file = file[:rapid.IntRange(0, len(file)).Draw(t, "length")]
		if is, err := reports.InspectImage(file); err == nil {
			require.Positive(t, is.Width)
			require.Positive(t, is.Height)
		}
	})
}
