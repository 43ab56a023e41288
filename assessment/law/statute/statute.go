package statute

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"github.com/anjia-project/anjia/assessment/law"
)

// Source says what the texts are: keyed in from public copies, not compared with the gazette (公报).
const Source = "据公开文本录入，尚未与公报核对；以公布的文本为准"

// Article is the text of one article.
type Article struct {
	Number     string   // 第一千零九十八条
	Paragraphs []string // paragraphs and items, in order
	From       law.Date // the day on which this version of the instrument came into force
}

// Book is one version of an instrument, as far as its articles are kept.
type Book struct {
	Title    string   // without 《》
	Number   string   // 民发〔2020〕144号, as citations write it; empty for most statutes
	From     law.Date // the day on which this version came into force
	articles map[string][]string
}

// Library is all that is kept. It does not change after loading.
type Library struct{ books []Book } // by title, then From

//go:embed data/*.yaml
var embedded embed.FS

// Shipped returns the library that comes with the program. It fails only when a shipped file is broken, which a
// test would have found.
var Shipped = sync.OnceValues(func() (*Library, error) {
	data, err := fs.Sub(embedded, "data")
	if err != nil {
		return nil, fmt.Errorf("statutes: %w", err)
	}
	return Load(data)
})

// bookFile is a file as written.
type bookFile struct {
	Title    string            `yaml:"title"`
	Number   string            `yaml:"number"`
	From     string            `yaml:"from"`
	Articles map[string]string `yaml:"articles"`
}

// Load reads every .yaml file of a folder. It fails with the name of the file on unknown keys, a missing title or
// date, an article that is not numbered as 第…条 or has no text, and two files of the same title and day.
func Load(data fs.FS) (*Library, error) {
	names, err := fs.Glob(data, "*.yaml")
	if err != nil {
		return nil, fmt.Errorf("statutes: %w", err)
	}
	var lib Library
	for _, name := range names {
		b, err := read(data, name)
		if err != nil {
			return nil, fmt.Errorf("statutes: %s: %w", path.Base(name), err)
		}
		for _, have := range lib.books {
			if have.Title == b.Title && have.Number == b.Number && have.From.Equal(b.From) {
				return nil, fmt.Errorf("statutes: %s: %s of %s is kept in another file already", name, b.Title, b.From)
			}
		}
		lib.books = append(lib.books, b)
	}
	slices.SortFunc(lib.books, func(a, b Book) int {
		if c := strings.Compare(a.Title, b.Title); c != 0 {
			return c
		}
		return a.From.Compare(b.From)
	})
	return &lib, nil
}

func read(data fs.FS, name string) (Book, error) {
	raw, err := fs.ReadFile(data, name)
	if err != nil {
		return Book{}, err
	}
	dec := yaml.NewDecoder(strings.NewReader(string(raw)))
	dec.KnownFields(true)
	var f bookFile
	if err := dec.Decode(&f); err != nil {
		return Book{}, err
	}
	from, err := law.ParseDate(f.From)
	if err != nil {
		return Book{}, fmt.Errorf("from: %w", err)
	}
	if f.Title == "" {
		return Book{}, fmt.Errorf("title is missing")
	}
	b := Book{Title: f.Title, Number: f.Number, From: from, articles: make(map[string][]string, len(f.Articles))}
	for number, text := range f.Articles {
		paragraphs := strings.Split(strings.TrimSpace(text), "\n")
		if !wholeNumber.MatchString(number) || paragraphs[0] == "" {
			return Book{}, fmt.Errorf("%q: an article is numbered as 第…条 and has a text", number)
		}
		b.articles[number] = paragraphs
	}
	return b, nil
}

var (
	wholeNumber = regexp.MustCompile(`^第[一二三四五六七八九十百千零]+条$`)
	anyNumber   = regexp.MustCompile(`第[一二三四五六七八九十百千零]+条`)
)

// Of returns the articles that a citation names, in its order and as in force on a day, the newest version kept when no
// day is given: of 第七条第（四）项 the whole
// of 第七条, of 第二十条、第二十四条 both. Articles that are not kept are left out; nil when none is. A range
// (第五条至第七条) yields its two ends.
func (l *Library) Of(c law.Citation, on law.Date) []Article {
	b, ok := l.book(c, on)
	if !ok {
		return nil
	}
	var out []Article
	for _, number := range anyNumber.FindAllString(c.Article, -1) {
		if text, kept := b.articles[number]; kept && !slices.ContainsFunc(out, func(a Article) bool { return a.Number == number }) {
			out = append(out, Article{Number: number, Paragraphs: text, From: b.From})
		}
	}
	return out
}

// book is the version of the cited instrument in force on a day. A citation with a number means that one alone.
func (l *Library) book(c law.Citation, on law.Date) (Book, bool) {
	for _, b := range slices.Backward(l.books) {
		if b.Title == c.Instrument && b.Number == c.Number && (on.IsZero() || !b.From.After(on)) {
			return b, true
		}
	}
	return Book{}, false
}
