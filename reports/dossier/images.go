package dossier

import (
	"fmt"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/finish"
)

const imagesTitle = "证明材料图片"

// pictures are the numbers, from 0, of the evidence whose pictures the pages show.
func (m Manifest) pictures() (out []int) {
	for i, e := range m.Evidence {
		if e.Image != nil {
			out = append(out, i)
		}
	}
	return out
}

// images shows the pictures of the evidence, each with its number in the list.
func images(c Content) reports.Document {
	d := part(c, imagesTitle)
	d.Blocks = reports.Blocks{reports.Paragraph{Small: true, Text: reports.Text(
		"以下图片是登记机关制作的证明材料副本，已经去除拍摄时间、地点等元数据；编号与证明材料目录的序号相同。原件的校验值见目录，图下为副本自身的校验值（SHA-256）。")}}
	for _, i := range c.Manifest.pictures() {
		e := c.Manifest.Evidence[i]
		name := fmt.Sprintf("第%d项　%s", i+1, orDash(e.Name))
		if e.Kind != "" {
			name += "（" + e.Kind + "）"
		}
		d.Blocks = append(d.Blocks, reports.Image{
			SHA256: e.Image.SHA256, Type: e.Image.Type, Width: e.Image.Width, Height: e.Image.Height,
			Alt:     fmt.Sprintf("证明材料%s的图片，宽%d像素、高%d像素", name, e.Image.Width, e.Image.Height),
			Caption: name + "\n" + e.Image.SHA256,
		})
	}
	return d
}

// imageFiles are the PNG images to be attached, each once.
func (c Content) imageFiles() (files []finish.Attachment, err error) {
	seen := map[string]bool{}
	for _, i := range c.Manifest.pictures() {
		b := c.Manifest.Evidence[i].Image
		if b.Type != reports.TypePNG || seen[b.SHA256] {
			continue
		}
		seen[b.SHA256] = true
		data, err := c.Images(b.SHA256)
		if err != nil {
			return nil, fmt.Errorf("dossier: image %s: %w", b.SHA256, err)
		}
		files = append(files, finish.Attachment{
			Name: ImageFolder + b.SHA256 + ".png", Type: reports.TypePNG, Description: "证明材料的图片副本", Relation: finish.RelationSource, Data: data,
		})
	}
	return files, nil
}
