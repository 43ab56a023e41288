package content

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/draw"
)

// Limits of pictures: what a camera makes is taken; what is larger than its bytes can honestly be is not opened.
const (
	pictureSide   = 30000
	pictureMost   = 200_000_000 // pixels of a file that is kept
	copyMost      = 64_000_000  // pixels of a file of which copies are made: some 260 MB at work
	thumbnailSide = 320
	copyQuality   = 92
	thumbQuality  = 80
)

// Size is that of a picture in pixels, as it is to be looked at.
type Size struct{ Width, Height int }

func configOf(r io.Reader, is Type) (image.Config, error) {
	if is == PNG {
		return png.DecodeConfig(r)
	}
	return jpeg.DecodeConfig(r)
}

// checkPicture refuses what has no readable head, and pictures of absurd size.
func (f file) checkPicture(is Type) error {
	config, err := configOf(io.NewSectionReader(f, 0, f.size), is)
	switch {
	case err != nil:
		if _, broken := Refused(undecodable(err)); !broken {
			return err
		}
		return refuse("broken", "图片已经损坏或者不是有效的"+is.Extension()+"文件：请重新拍摄或者扫描")
	case config.Width > pictureSide || config.Height > pictureSide || config.Width*config.Height > pictureMost:
		return refuse("bomb", "图片尺寸过大：请缩小后上传")
	}
	return nil
}

// Picture is a photo or scan turned upright, without anything that is not picture: no place, no time, no device.
type Picture struct {
	img image.Image
	is  Type
}

// Open decodes a picture and turns it as its camera was held (EXIF orientation). It fails with a *Refusal for what
// cannot be decoded and for more pixels than copies are made of.
func Open(r io.ReadSeeker, is Type) (*Picture, error) {
	config, err := configOf(r, is)
	if err != nil {
		return nil, undecodable(err)
	}
	if int64(config.Width)*int64(config.Height) > copyMost {
		return nil, refuse("bomb", "图片超过6400万像素，不生成副本")
	}
	turn := 1
	if is == JPEG {
		if _, err := r.Seek(0, io.SeekStart); err != nil {
			return nil, err
		}
		turn = orientation(r)
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	var img image.Image
	if is == PNG {
		img, err = png.Decode(r)
	} else {
		img, err = jpeg.Decode(r)
	}
	if err != nil {
		return nil, undecodable(err)
	}
	return &Picture{img: turned(img, turn), is: is}, nil
}

// undecodable tells a broken picture from a fault of reading.
func undecodable(err error) error {
	var jpegForm jpeg.FormatError
	var jpegKind jpeg.UnsupportedError
	var pngForm png.FormatError
	var pngKind png.UnsupportedError
	if errors.As(err, &jpegForm) || errors.As(err, &jpegKind) || errors.As(err, &pngForm) || errors.As(err, &pngKind) ||
		errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) || errors.Is(err, zlib.ErrChecksum) || errors.Is(err, zlib.ErrHeader) {
		return refuse("broken", "图片已经损坏，不能生成副本")
	}
	var corrupt flate.CorruptInputError
	if errors.As(err, &corrupt) {
		return refuse("broken", "图片已经损坏，不能生成副本")
	}
	return err
}

// OpenPage takes a page that was drawn from a paper for a picture.
func OpenPage(pngPage []byte) (*Picture, error) { return Open(bytes.NewReader(pngPage), PNG) }

// Size of the picture, upright.
func (p *Picture) Size() Size { return Size{p.img.Bounds().Dx(), p.img.Bounds().Dy()} }

// Copy is the whole picture in its own format without metadata (去除元数据的副本).
func (p *Picture) Copy() ([]byte, Type, error) {
	var b bytes.Buffer
	if p.is == PNG {
		err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, p.img)
		return b.Bytes(), PNG, err
	}
	err := jpeg.Encode(&b, p.img, &jpeg.Options{Quality: copyQuality})
	return b.Bytes(), JPEG, err
}

// Thumbnail is the picture within 320 by 320 pixels as JPEG, on white where it was transparent (缩略图).
func (p *Picture) Thumbnail() ([]byte, Size, error) {
	size := within(p.Size(), thumbnailSide)
	small := image.NewRGBA(image.Rect(0, 0, size.Width, size.Height))
	draw.Draw(small, small.Bounds(), image.White, image.Point{}, draw.Src)
	draw.BiLinear.Scale(small, small.Bounds(), p.img, p.img.Bounds(), draw.Over, nil)
	var b bytes.Buffer
	err := jpeg.Encode(&b, small, &jpeg.Options{Quality: thumbQuality})
	return b.Bytes(), size, err
}

// within shrinks a size to a square, and never enlarges it.
func within(s Size, side int) Size {
	longest := max(s.Width, s.Height)
	if longest <= side {
		return s
	}
	return Size{max(s.Width*side/longest, 1), max(s.Height*side/longest, 1)}
}
