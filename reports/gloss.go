package reports

import (
	"bytes"
	_ "embed" // the catalogue of the gloss
	"encoding/csv"
	"fmt"
	"sync"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

//go:embed data/gloss_en.csv
var glossFile []byte

// Gloss is the catalogue of the English gloss (英文对照词条): our own wording of the
// labels and code lists of papers, by LabelKey and by value. It is no translation that
// anybody has certified.
type Gloss struct {
	Labels map[string]string
	Values map[string]string
}

// EnglishGloss is the shipped catalogue. It fails when the file that it is made from is
// broken; a test sees to that.
func EnglishGloss() (Gloss, error) { return englishGloss() }

var englishGloss = sync.OnceValues(func() (Gloss, error) {
	g := Gloss{Labels: map[string]string{}, Values: map[string]string{}}
	r := csv.NewReader(bytes.NewReader(glossFile))
	r.FieldsPerRecord = len(glossColumns)
	rows, err := r.ReadAll()
	if err != nil {
		return g, fmt.Errorf("gloss: %w: correct data/gloss_en.csv", err)
	}
	for i, row := range rows[1:] {
		list := map[string]map[string]string{"label": g.Labels, "value": g.Values}[row[0]]
		switch {
		case list == nil || row[1] == "" || row[2] == "":
			return g, fmt.Errorf("gloss: row %d of data/gloss_en.csv: write label or value, the Chinese and the English", i+2)
		case list[row[1]] != "":
			return g, fmt.Errorf("gloss: row %d of data/gloss_en.csv: %s stands twice: keep one", i+2, row[1])
		}
		list[row[1]] = row[2]
	}
	return g, nil
})

var glossColumns = [...]string{"kind", "zh", "en"}

// What a copy that is made for somebody's information says of itself.
const (
	glossFoot   = "English gloss for information; the Chinese text is authoritative."
	glossNote   = glossFoot + " This is an unsigned derivative and not for the archive."
	glossZhNote = "英文对照仅供参考，以中文为准；本件是未经签章的衍生件，不作归档。"
	trialFoot   = "双语词条试印件，未经签章，不作归档，不得送达"
	trialNote   = "双语词条试印件，仅供核对词条；本件是未经签章的衍生件，不作归档，不得送达。标（草）的词条尚未核定。"
)

// Glossed is the paper with an English gloss of its labels and code lists (英文对照件),
// for intercountry use: a copy for information that says so at its head and at the foot
// of each page. What the record holds stays as it is. A paper that has a second language
// already loses it to the gloss.
func (d Document) Glossed() (Document, error) {
	g, err := EnglishGloss()
	if err != nil {
		return d, err
	}
	d.Parallel = nil
	d = d.Beside(LanguageEnglish, false, func(key string) string { return g.Labels[key] }, func(key string) string { return g.Values[key] })
	return d.derived(glossFoot, glossNote, glossZhNote), nil
}

// Trial is the paper with every word that the catalogue of the pack has in the second
// language, drafts among them and marked (双语词条试印), for those who are to confirm them.
// It fails with no_law where the pack asks for no second language, and where it has no
// word for this paper.
func (d Document) Trial(pack *law.Pack, on law.Date) (Document, error) {
	d.Parallel = nil
	d = d.InPack(pack, on, true)
	if d.Parallel == nil {
		return d, workflow.Refuse(workflow.KindNoLaw, "no_second_language", "本案适用的规则包没有规定文书的第二种文字，或者其词条表没有本文书的词条：请在规则包的 papers.second_language 和 words 中录入")
	}
	return d.derived(trialFoot, trialNote), nil
}

// derived marks a copy that is not the paper: a notice before its text, and a word at
// the foot of each page. It leads nobody to the record: the code for checking is that of
// the paper, not of its copies.
func (d Document) derived(foot string, notes ...string) Document {
	n := Notice{}
	for _, text := range notes {
		n.Paragraphs = append(n.Paragraphs, Text(text))
	}
	d.Blocks = append(Blocks{n}, d.Blocks...)
	d.RendererNote, d.Derivative = foot, foot
	return d
}
