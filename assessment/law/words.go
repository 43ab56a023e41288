package law

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// WordStatus says how far a word of a catalogue may be relied on (词条状态).
type WordStatus string

// The statuses of a word. A draft is not printed, but for a trial print that marks it.
const (
	WordDraft     WordStatus = "draft"     // 草稿
	WordConfirmed WordStatus = "confirmed" // 已核定: by whom, Source says
)

// Word is what a title or label of a paper is called in a second language: an entry of
// the office's catalogue (双语词条), which is part of its pack.
type Word struct {
	Text     string // empty while nobody has given one
	Status   WordStatus
	Source   string // who confirmed it, or where the draft is from
	PackCode string // of the pack that has it
}

// Word returns what a pack calls a Chinese word in a language: the entry of the most
// local pack that has a text. ok is false when no pack lists the word; a word that is
// listed without a text comes back empty.
func (p *Pack) Word(lang, zh string) (w Word, ok bool) {
	for _, l := range p.layers {
		if found, listed := l.words[lang][zh]; listed {
			if found.Text != "" {
				return found, true
			}
			w, ok = found, true
		}
	}
	return w, ok
}

// WordKeys lists, sorted, the Chinese words that any pack of the chain has in its
// catalogue of a language.
func (p *Pack) WordKeys(lang string) []string {
	var keys []string
	for _, l := range p.layers {
		keys = slices.AppendSeq(keys, maps.Keys(l.words[lang]))
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// wordLanguages are the languages that a pack may have a catalogue of, each with the
// characters in which it is written besides spaces, digits and brackets.
var wordLanguages = map[string]*regexp.Regexp{
	"bo": regexp.MustCompile(`^[\x{0F00}-\x{0FFF} 0-9()/]*$`),
}

// readWords reads the catalogues of second languages: words, language, Chinese word.
func (p *packReader) readWords(f fields) error {
	n, ok := f.values["words"]
	if !ok {
		return nil
	}
	langs, err := p.fields(n, "words")
	if err != nil {
		return err
	}
	for _, lang := range langs.keys {
		script, known := wordLanguages[lang]
		if !known {
			return p.fail(langs.values[lang], "unknown_language", "words in language "+clip(lang), "use one of "+strings.Join(slices.Sorted(maps.Keys(wordLanguages)), ", "))
		}
		list, err := p.fields(langs.values[lang], "words."+lang)
		if err != nil {
			return err
		}
		p.out.words[lang] = map[string]Word{}
		for _, zh := range list.keys {
			if p.out.words[lang][zh], err = p.word(list.values[zh], "words."+lang+"."+zh, script); err != nil {
				return err
			}
		}
	}
	return nil
}

// word reads one entry. A confirmed one has a text and says who confirmed it.
func (p *packReader) word(n *yaml.Node, where string, script *regexp.Regexp) (w Word, err error) {
	f, err := p.fields(n, where, "text", "status", "source")
	if err != nil {
		return w, err
	}
	w.PackCode = p.out.Code
	if w.Text, err = p.optional(f, "text"); err != nil {
		return w, err
	}
	if w.Source, err = p.optional(f, "source"); err != nil {
		return w, err
	}
	status, err := p.text(f, "status")
	if err != nil {
		return w, err
	}
	w.Status = WordStatus(status)
	switch {
	case w.Status != WordDraft && w.Status != WordConfirmed:
		return w, p.fail(f.values["status"], "unknown_status", "status "+clip(status)+" of "+where, "write draft or confirmed")
	case !script.MatchString(w.Text) || strings.TrimSpace(w.Text) != w.Text:
		return w, p.fail(f.values["text"], "word_script", where+" holds characters of another script, or spaces round it", "write the word in its own script alone")
	case w.Status == WordConfirmed && (w.Text == "" || w.Source == ""):
		return w, p.fail(n, "word_unconfirmed", where+" is confirmed without a text or without a source", "give the text and who confirmed it, or write draft")
	}
	return w, nil
}

// words is an entry as one reads it in a list of changes.
func (w Word) words() string {
	status := "草稿"
	if w.Status == WordConfirmed {
		status = "已核定"
	}
	return fmt.Sprintf("“%s”（%s，%s）", w.Text, status, w.Source)
}
