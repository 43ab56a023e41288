package check

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/dossier"
	"github.com/anjia-project/anjia/reports/dossier/pdf"
)

var errNoImage = errors.New("the file has no image with this hash")

// images finds the bytes of the pictures: a PNG is attached, a JPEG is what its page
// shows. Whatever the manifest says, a picture is known by the hash of its bytes.
func (p *parsed) images(f *pdf.File) error {
	p.shown = map[string][]byte{}
	if !slices.ContainsFunc(p.content.Manifest.Evidence, func(e dossier.Evidence) bool { return e.Image != nil }) {
		return nil
	}
	for name, a := range p.files {
		if strings.HasPrefix(name, dossier.ImageFolder) {
			p.shown[sum(a.Data)] = a.Data
		}
	}
	first, err := f.At(0)
	if err != nil {
		return err
	}
	pages, err := first.Pages()
	if err != nil {
		return err
	}
	all, err := first.Images(pages)
	if err != nil {
		return err
	}
	hashed := map[*pdf.Stream]bool{}
	for _, ofPage := range all {
		for _, i := range ofPage {
			if i.JPEG() && !hashed[i.Stream] {
				hashed[i.Stream], p.shown[sum(i.Stream.Raw)] = true, i.Stream.Raw
			}
		}
	}
	p.content.Images = func(sum string) ([]byte, error) {
		if b, ok := p.shown[sum]; ok {
			return b, nil
		}
		return nil, errNoImage
	}
	return nil
}

// pictures holds the pictures that the evidence names against those of the file.
func (d *dossierCheck) pictures() {
	if d.unseen != nil {
		d.fails(Pages, "pages_unreadable", Place{}, say("页面的图片无法读取：%s", "the pictures of the pages cannot be read: %s", d.unseen))
		return
	}
	known := 0
	for _, e := range d.content.Manifest.Evidence {
		if e.Image == nil {
			continue
		}
		b, ok := d.shown[e.Image.SHA256]
		is, err := reports.InspectImage(b)
		switch {
		case !ok:
			d.fails(Attachments, "image_changed", evidenceFile(e.Name), say("页面所附图片不是清单所记SHA-256为%s的图片", "the picture on the page is not the one with the SHA-256 %s", e.Image.SHA256))
		case err != nil || is.Type != e.Image.Type || is.Width != e.Image.Width || is.Height != e.Image.Height || int64(len(b)) != e.Image.Size:
			d.fails(Attachments, "image_described", evidenceFile(e.Name), say("清单所记图片的格式、尺寸或者字节数与图片不符", "type, size or bytes of the picture are not those that the manifest says"))
		default:
			known++
		}
	}
	if known > 0 && !d.failed(Attachments) {
		d.holds(Attachments, say("页面所附证明材料图片%d幅，与清单的SHA-256一致（图片是登记机关制作的副本，原件另凭其SHA-256核对）",
			"%d pictures of evidence on the pages have the SHA-256 of the manifest (they are copies made by the authority; the originals have hashes of their own)", known))
	}
}

// samePictures compares what the pages show of pictures, in order, by the pixels: how
// they are packed may differ between versions of the program.
func (p *pageCheck) samePictures(have, want *opened) bool {
	a, errA := have.pictures()
	b, errB := want.pictures()
	if err := errors.Join(errA, errB); err != nil {
		p.fails(Pages, "pages_unreadable", Place{}, say("页面的图片无法读取：%s", "the pictures of the pages cannot be read: %s", err))
		return false
	}
	for i := range max(len(a), len(b)) {
		if i < len(a) && i < len(b) && a[i].what == b[i].what {
			continue
		}
		at := Place{}
		if i < len(a) {
			at = page(a[i].page)
		} else if i < len(b) {
			at = page(b[i].page)
		}
		p.fails(Pages, "image_moved", at, say("该页的图片与附件不符", "the picture on the page is not that of the attachments"))
		return false
	}
	return true
}

// placed is a picture on a page, known by a hash over all that makes its looks.
type placed struct {
	page int
	what string
}

// pictures lists the pictures in the order in which the pages show them.
func (o *opened) pictures() (out []placed, err error) {
	all, err := o.Images(o.pages)
	if err != nil {
		return nil, err
	}
	looks := map[*pdf.Stream]string{}
	for n, pg := range o.pages {
		t, err := o.texts.Page(pg)
		if err != nil {
			return nil, err
		}
		for _, name := range t.Images {
			i, ok := all[n][name]
			if !ok {
				return nil, fmt.Errorf("page %d shows a picture %.40q that it does not have", n+1, string(name))
			}
			if looks[i.Stream] == "" {
				if looks[i.Stream], err = o.looks(i); err != nil {
					return nil, err
				}
			}
			out = append(out, placed{n + 1, looks[i.Stream]})
		}
	}
	return out, nil
}

func (o *opened) looks(i pdf.Image) (string, error) {
	h := sha256.New()
	for _, s := range []*pdf.Stream{i.Stream, i.Mask} {
		if s == nil {
			continue
		}
		data, dict := s.Raw, maps.Clone(s.Dict)
		for _, packing := range []pdf.Name{"Length", "SMask"} {
			delete(dict, packing)
		}
		if s != i.Stream || !i.JPEG() {
			var err error
			if data, err = o.Data(s); err != nil {
				return "", err
			}
		}
		_, _ = fmt.Fprintf(h, "%v %d\n", dict, len(data)) // a hash takes everything
		h.Write(data)
	}
	return string(h.Sum(nil)), nil
}
