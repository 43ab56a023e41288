// Package words holds what the console says, in the languages of its readers: one
// folder of JSON files for each, flat keys, an area of the console per file. A key
// that one language has and another has not fails a test, and so does a key that a
// page names and no language has.
package words

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
)

// Language is a language of the console, by its tag of BCP 47.
type Language string

// The languages.
const (
	Chinese Language = "zh-CN"
	English Language = "en"
)

// Languages lists the languages, the one of the house first.
func Languages() []Language { return []Language{Chinese, English} }

// Name is the name of the language in itself.
func (l Language) Name() string {
	if l == English {
		return "English"
	}
	return "中文"
}

//go:embed zh-CN/*.json en/*.json
var files embed.FS

// Books are all languages.
type Books struct{ books map[Language]*Words }

// Words are one language.
type Words struct {
	Language Language
	texts    map[string]string
}

// Load reads what is embedded. It fails when a file is no flat object of texts, or
// when two files of a language have the same key.
func Load() (*Books, error) {
	out := &Books{books: map[Language]*Words{}}
	for _, l := range Languages() {
		w := &Words{Language: l, texts: map[string]string{}}
		names, err := fs.Glob(files, string(l)+"/*.json")
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			if err := w.read(name); err != nil {
				return nil, fmt.Errorf("words: %s: %w", name, err)
			}
		}
		out.books[l] = w
	}
	return out, nil
}

func (w *Words) read(name string) error {
	raw, err := files.ReadFile(name)
	if err != nil {
		return err
	}
	var texts map[string]string
	if err := json.Unmarshal(raw, &texts); err != nil {
		return err
	}
	for k, v := range texts {
		if _, twice := w.texts[k]; twice {
			return fmt.Errorf("the key %q stands in another file already", k)
		}
		w.texts[k] = v
	}
	return nil
}

// In is a language; that of the house for one that is not known.
func (b *Books) In(l Language) *Words {
	if w := b.books[l]; w != nil {
		return w
	}
	return b.books[Chinese]
}

// T is the text of a key with {0}, {1} … replaced by the arguments. A key that is
// not there shows as itself in brackets, so that it is seen.
func (w *Words) T(key string, args ...any) string {
	text, ok := w.texts[key]
	if !ok {
		return "⟦" + key + "⟧"
	}
	for i, a := range args {
		text = strings.ReplaceAll(text, "{"+strconv.Itoa(i)+"}", fmt.Sprint(a))
	}
	return text
}

// Has reports whether the language has the key.
func (w *Words) Has(key string) bool {
	_, ok := w.texts[key]
	return ok
}

// First is the text of the first key that is there, "" when none is.
func (w *Words) First(keys ...string) string {
	for _, k := range keys {
		if t, ok := w.texts[k]; ok {
			return t
		}
	}
	return ""
}

// Keys lists every key of the language, in order.
func (w *Words) Keys() []string {
	out := make([]string, 0, len(w.texts))
	for k := range w.texts {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
