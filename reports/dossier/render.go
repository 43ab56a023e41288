package dossier

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/anjia-project/anjia/reports/finish"
	"github.com/anjia-project/anjia/reports/font"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// Render composes, sets and writes a dossier with what it was made from attached.
// Page numbers and the list of attachments in the manifest are worked out here,
// whatever c says of them; the manifest as it stands in the file is returned.
// Equal contents give the same bytes. nil fonts mean the embedded set.
func Render(c Content, fonts *font.Set) (file []byte, m Manifest, err error) {
	c.Manifest.Renderer = finish.NewRenderer(fonts).Version()
	doc, err := Compose(c)
	if err != nil {
		return nil, m, err
	}
	made, err := time.Parse(time.RFC3339Nano, c.Manifest.Taken.At)
	if err != nil {
		return nil, m, fmt.Errorf("dossier: taken at: %w", err)
	}
	o := finish.Options{Fonts: fonts, Created: made, Images: c.Images}
	draft, err := finish.Draw(doc, o)
	if err != nil {
		return nil, m, err
	}
	c.Manifest.Papers = slices.Clone(c.Manifest.Papers)
	for i, p := range c.Manifest.Papers {
		c.Manifest.Papers[i].Pages = draft.Spans[paperPart(p.ID)]
	}
	var attached []finish.Attachment
	if attached, c.Manifest.Attached, err = c.attachments(); err != nil {
		return nil, m, err
	}
	file, err = draft.File(attached)
	return file, c.Manifest, err
}

// RenderCopy is Render for the copy that is going to be encrypted: its cover says what it is.
func RenderCopy(c Content, fonts *font.Set) ([]byte, error) {
	c.encrypted = true
	file, _, err := Render(c, fonts)
	return file, err
}

// attachments are the files within the dossier: the manifest first, then the
// others by their name.
func (c Content) attachments() (files []finish.Attachment, list []Attachment, err error) {
	add := func(name, what string, v any) error {
		data, err := encode(v)
		if err != nil {
			return fmt.Errorf("dossier: %s: %w", name, err)
		}
		files = append(files, finish.Attachment{Name: name, Type: "application/json", Description: what, Relation: finish.RelationSource, Data: data})
		return nil
	}
	if err := add(EntriesName, "办理记录", c.Entries); err != nil {
		return nil, nil, err
	}
	if err := add(ExplanationsName, "期限与评分结果的说明", c.Explanations); err != nil {
		return nil, nil, err
	}
	if c.Log != nil {
		if err := add(LogName, "记录总账的签名与包含证明", c.Log); err != nil {
			return nil, nil, err
		}
	}
	for _, p := range c.Manifest.Papers {
		if p.Document == "" {
			continue
		}
		if err := add(p.Document, p.Title, c.Documents[p.ID]); err != nil {
			return nil, nil, err
		}
	}
	images, err := c.imageFiles()
	if err != nil {
		return nil, nil, err
	}
	files = append(files, images...)
	slices.SortFunc(files, func(a, b finish.Attachment) int { return strings.Compare(a.Name, b.Name) })
	for _, f := range files {
		sum := sha256.Sum256(f.Data)
		list = append(list, Attachment{Name: f.Name, SHA256: hex.EncodeToString(sum[:]), Size: int64(len(f.Data))})
	}
	c.Manifest.Attached = list
	manifest := files
	files = nil
	if err := add(ManifestName, "案卷清单", c.Manifest); err != nil {
		return nil, nil, err
	}
	return append(files, manifest...), list, nil
}

// encode is the one form of an attachment: canonical JSON, so that parsing and
// encoding again gives the same bytes.
func encode(v any) ([]byte, error) {
	if d, ok := v.(DocumentFile); ok {
		if d.Redacted == nil {
			return d.Raw, nil
		}
		v = d.Redacted
	}
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return ledger.Canonical(raw)
}
