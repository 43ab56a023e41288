package finish_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/finish"
)

// painted is a picture whose every pixel tells its place.
func painted(width, height int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			img.SetNRGBA(x, y, color.NRGBA{uint8(x * 255 / width), uint8(y * 255 / height), uint8((x ^ y) & 0xFF), 0xFF})
		}
	}
	return img
}

func asJPEG(t *testing.T, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, jpeg.Encode(&b, img, nil))
	return b.Bytes()
}

func asPNG(t *testing.T, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, png.Encode(&b, img))
	return b.Bytes()
}

// pictures are a store of images by their hash.
type pictures map[string][]byte

func (p pictures) get(sum string) ([]byte, error) {
	if b, ok := p[sum]; ok {
		return b, nil
	}
	return nil, errors.New("no such image")
}

// block keeps a picture and makes its block.
func (p pictures) block(t *testing.T, data []byte, caption string) reports.Image {
	t.Helper()
	b, err := reports.InspectImage(data)
	require.NoError(t, err)
	b.SHA256, b.Alt, b.Caption = fmt.Sprintf("%x", sha256.Sum256(data)), "图片："+caption, caption
	p[b.SHA256] = data
	return b
}

func album(blocks ...reports.Block) reports.Document {
	return reports.Document{Kind: "D99", Title: "证明材料图片", Moment: reports.MomentRecord, Blocks: blocks}
}

func TestImagesStandOnThePagesAsTheyAre(t *testing.T) {
	t.Parallel()
	store := pictures{}
	half := painted(400, 300)
	for x := range 400 {
		for y := range 300 {
			half.Pix[half.PixOffset(x, y)+3] = uint8(x * 255 / 400)
		}
	}
	gray := image.NewGray(image.Rect(0, 0, 300, 200))
	for i := range gray.Pix {
		gray.Pix[i] = uint8(i)
	}
	few := image.NewPaletted(image.Rect(0, 0, 64, 64), color.Palette{color.NRGBA{255, 0, 0, 255}, color.NRGBA{0, 0, 255, 255}})
	photo := asJPEG(t, painted(1600, 1200))
	doc := album(
		reports.Paragraph{Text: reports.Text("本页附证明材料的图片。")},
		store.block(t, photo, "照片一"),
		store.block(t, asJPEG(t, gray), "灰度照片"),
		store.block(t, asPNG(t, half), "透明的图"),
		store.block(t, asPNG(t, gray), "灰度图"),
		store.block(t, asPNG(t, few), "两色的图"),
		store.block(t, asJPEG(t, painted(300, 6000)), "很高的图"),
		store.block(t, photo, "照片一再现"),
	)
	file, err := finish.Render(doc, finish.Options{Created: created, Images: store.get})
	require.NoError(t, err)
	again, err := finish.Render(doc, finish.Options{Created: created, Images: store.get})
	require.NoError(t, err)
	require.Equal(t, file, again)
	require.Equal(t, 1, bytes.Count(file, photo), "a JPEG goes into the file as it is, once")
	require.NotContains(t, string(file), "Interpolate")
	path := filepath.Join(t.TempDir(), "album.pdf")
	require.NoError(t, os.WriteFile(path, file, 0o600))
	if keep := os.Getenv("IMAGES_OUT"); keep != "" {
		require.NoError(t, os.WriteFile(keep, file, 0o600))
	}
	require.Contains(t, tool(t, "qpdf", "--check", path), "No syntax or stream encoding errors found")

	var kinds []string
	for _, line := range strings.Split(strings.TrimSpace(tool(t, "pdfimages", "-list", path)), "\n")[2:] {
		f := strings.Fields(line)
		kinds = append(kinds, strings.Join([]string{f[2], f[3], f[4], f[5], f[8], f[9]}, " "))
		x, err := strconv.Atoi(f[12])
		require.NoError(t, err)
		require.GreaterOrEqual(t, x, 300-1, "no larger than its own resolution: %s", line)
	}
	require.Equal(t, []string{
		"image 1600 1200 rgb jpeg no", "image 300 200 gray jpeg no", "image 400 300 rgb image no", "smask 400 300 gray image no",
		"image 300 200 gray image no", "image 64 64 rgb image no", "image 300 6000 rgb jpeg no", "image 1600 1200 rgb jpeg no",
	}, kinds)
	out := filepath.Join(t.TempDir(), "i")
	tool(t, "pdfimages", "-png", path, out)
	raw, err := os.Open(out + "-002.png")
	require.NoError(t, err)
	defer func() { require.NoError(t, raw.Close()) }()
	back, err := png.Decode(raw)
	require.NoError(t, err)
	for _, at := range [][2]int{{0, 0}, {399, 299}, {123, 45}} {
		want := half.NRGBAAt(at[0], at[1])
		r, g, b, _ := back.At(at[0], at[1]).RGBA()
		require.Equal(t, [3]uint32{uint32(want.R), uint32(want.G), uint32(want.B)}, [3]uint32{r >> 8, g >> 8, b >> 8})
	}
	for _, caption := range []string{"照片一", "很高的图", "照片一再现"} {
		require.Contains(t, tool(t, "pdftotext", path, "-"), caption)
	}
}

func TestAnImageOfPDFA1HasNoTransparency(t *testing.T) {
	t.Parallel()
	store := pictures{}
	img := painted(20, 20)
	img.Pix[3] = 0
	doc := album(store.block(t, asPNG(t, img), "图"))
	file, err := finish.Render(doc, finish.Options{Created: created, Part: 1, Images: store.get})
	require.NoError(t, err)
	require.NotContains(t, string(file), "SMask")
	file, err = finish.Render(doc, finish.Options{Created: created, Images: store.get})
	require.NoError(t, err)
	require.Contains(t, string(file), "/SMask")
}

func TestImagesThatAreNotWhatTheDocumentSaysAreRefused(t *testing.T) {
	t.Parallel()
	store := pictures{}
	good := store.block(t, asJPEG(t, painted(40, 30)), "图")
	other := store.block(t, asJPEG(t, painted(41, 30)), "图")
	for name, c := range map[string]struct {
		change func(*reports.Image)
		images reports.Images
		want   string
	}{
		"no bytes":      {func(*reports.Image) {}, nil, "not given"},
		"unknown":       {func(b *reports.Image) { b.SHA256 = strings.Repeat("ab", 32) }, store.get, "no such image"},
		"other bytes":   {func(*reports.Image) {}, func(string) ([]byte, error) { return store[other.SHA256], nil }, "the bytes have the SHA-256"},
		"other size":    {func(b *reports.Image) { b.Width++ }, store.get, "the block says"},
		"other type":    {func(b *reports.Image) { b.Type = reports.TypePNG }, store.get, "the block says"},
		"no alt":        {func(b *reports.Image) { b.Alt = "" }, store.get, "替代文字"},
		"no hash":       {func(b *reports.Image) { b.SHA256 = "abc" }, store.get, "校验值"},
		"upper case":    {func(b *reports.Image) { b.SHA256 = strings.Repeat("AB", 32) }, store.get, "校验值"},
		"strange type":  {func(b *reports.Image) { b.Type = "image/gif" }, store.get, "格式"},
		"no height":     {func(b *reports.Image) { b.Height = 0 }, store.get, "尺寸"},
		"control words": {func(b *reports.Image) { b.Caption = "\x01" }, store.get, "控制字符"},
	} {
		b := good
		c.change(&b)
		_, err := finish.Render(album(b), finish.Options{Created: created, Images: c.images})
		require.ErrorContains(t, err, c.want, name)
	}
}
