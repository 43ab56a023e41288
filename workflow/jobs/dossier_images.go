package jobs

import (
	"context"
	"errors"
	"fmt"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/dossier"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/content"
)

// What a dossier takes of pictures: with more it could be neither sent nor held in memory.
const (
	imageMost  = 16 << 20 // bytes of one
	imagesMost = 64 << 20 // of all
)

// images chooses the pictures of the evidence that the pages show, in the order of the
// list, and notes of each other one why it is not shown. Their bytes are read again when
// the pages need them, one after another.
func (m *dossierMaker) images(ctx context.Context, evidence []*casework.Upload, c *dossier.Content) error {
	c.Manifest.Images = true
	copies, total := map[string]casework.Copy{}, int64(0)
	for i, u := range evidence {
		if !content.Type(u.MediaType).Picture() {
			continue
		}
		line, made := &c.Manifest.Evidence[i], u.Stripped()
		_, again := copies[sumOfCopy(made)]
		if line.NotShown = notShown(made, total, again); line.NotShown != "" {
			continue
		}
		is, err := m.inspect(ctx, *made)
		var refused *reports.ImageError
		if errors.As(err, &refused) {
			line.NotShown = refused.Why
			continue
		}
		if err != nil {
			return err
		}
		if !again {
			total += made.Size
		}
		copies[made.SHA256] = *made
		line.Image = &dossier.Image{SHA256: made.SHA256, Type: is.Type, Size: made.Size, Width: is.Width, Height: is.Height}
	}
	c.Images = func(sum string) ([]byte, error) { return m.cases.DossierImage(ctx, copies[sum]) }
	return nil
}

func sumOfCopy(c *casework.Copy) string {
	if c == nil {
		return ""
	}
	return c.SHA256
}

// notShown is why a copy is not shown, "" for one that may be.
func notShown(c *casework.Copy, total int64, again bool) string {
	switch {
	case c == nil:
		return "没有去除元数据的副本"
	case c.Failure != "":
		return c.Failure
	case c.Size > imageMost:
		return fmt.Sprintf("副本超过%d兆字节", imageMost>>20)
	case !again && total+c.Size > imagesMost:
		return fmt.Sprintf("图片合计超过%d兆字节", imagesMost>>20)
	}
	return ""
}

// inspect looks at a copy; one that is lost or damaged is refused like one that cannot
// be shown, so that it holds nothing else up.
func (m *dossierMaker) inspect(ctx context.Context, c casework.Copy) (reports.Image, error) {
	b, err := m.cases.DossierImage(ctx, c)
	if errors.Is(err, casework.ErrDamaged) || errors.Is(err, casework.ErrNoFile) {
		return reports.Image{}, &reports.ImageError{Why: "存储的副本缺失或者已经损坏"}
	}
	if err != nil {
		return reports.Image{}, err
	}
	return reports.InspectImage(b)
}
