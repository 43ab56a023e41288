package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/reports"
)

const wordsUsage = `usage: anjia words check [--pack CODE] [--file PACK.yaml] [--language bo] [--list]

Says how complete the catalogue of a pack is: which titles and labels of papers have a word in the second language
that is confirmed, which only a draft, which none, and which entries no paper has. --pack is the pack of a place
(cn-540100); --file is a pack file that shall be laid over the shipped ones before it is published. --list names each.
Exit status: 0 when every label has a confirmed word, 1 when not or when the file cannot be read, 2 for wrong usage.
`

// runWords is "anjia words …".
func runWords(args []string, out, errOut io.Writer) int {
	if len(args) == 1 && (args[0] == "help" || args[0] == "-h" || args[0] == "--help") {
		_, _ = fmt.Fprint(out, wordsUsage)
		return 0
	}
	flags := flag.NewFlagSet("words", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	code, file := flags.String("pack", "cn-54", ""), flags.String("file", "", "")
	lang, list := flags.String("language", reports.LanguageTibetan, ""), flags.Bool("list", false, "")
	if len(args) == 0 || args[0] != "check" || flags.Parse(args[1:]) != nil || flags.NArg() > 0 {
		_, _ = fmt.Fprint(errOut, wordsUsage)
		return 2
	}
	pack, err := packOfWords(*code, *file)
	var count wordCount
	if err == nil {
		count, err = countWords(pack, *lang)
	}
	if err == nil {
		err = count.tell(out, pack, *lang, *list)
	}
	if err != nil {
		_, _ = fmt.Fprintln(errOut, "anjia words check:", err)
		return 1
	}
	if !count.whole() {
		return 1
	}
	return 0
}

// packOfWords is a shipped pack, with a file laid over the one of its code when there is one.
func packOfWords(code, file string) (*law.Pack, error) {
	set, err := law.Embedded()
	if err != nil {
		return nil, err
	}
	if file != "" {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		raw, err := set.ReadPackFile(law.PlaceOf(law.KindPack, code), text)
		if err != nil {
			return nil, fmt.Errorf("%s as pack %s: %w", file, code, err)
		}
		if set, err = set.With(raw); err != nil {
			return nil, err
		}
	}
	return set.Pack(code, false)
}

// wordCount sorts the labels of papers by what the catalogue has for them.
type wordCount struct{ confirmed, drafts, empty, unlisted, unknown []string }

func countWords(pack *law.Pack, lang string) (c wordCount, err error) {
	gloss, err := reports.EnglishGloss() // it has every label of the papers
	if err != nil {
		return c, err
	}
	for label := range gloss.Labels {
		word, ok := pack.Word(lang, label)
		switch {
		case !ok:
			c.unlisted = append(c.unlisted, label)
		case word.Text == "":
			c.empty = append(c.empty, label)
		case word.Status == law.WordConfirmed:
			c.confirmed = append(c.confirmed, label)
		default:
			c.drafts = append(c.drafts, label)
		}
	}
	for _, key := range pack.WordKeys(lang) {
		if _, ok := gloss.Labels[key]; !ok {
			c.unknown = append(c.unknown, key)
		}
	}
	return c, nil
}

// whole reports whether every label has a confirmed word.
func (c wordCount) whole() bool { return len(c.drafts)+len(c.empty)+len(c.unlisted) == 0 }

func (c wordCount) tell(out io.Writer, pack *law.Pack, lang string, list bool) error {
	_, err := fmt.Fprintf(out, "%s (%s), words in %s: %d labels; %d confirmed, %d drafts (not printed), %d without a word, %d not listed; %d entries that no paper has\n",
		pack.Code, pack.Version, lang, len(c.confirmed)+len(c.drafts)+len(c.empty)+len(c.unlisted), len(c.confirmed), len(c.drafts), len(c.empty), len(c.unlisted), len(c.unknown))
	if !list {
		return err
	}
	for _, group := range []struct {
		name string
		keys []string
	}{{"draft", c.drafts}, {"without a word", c.empty}, {"not listed", c.unlisted}, {"no paper has", c.unknown}} {
		slices.Sort(group.keys)
		if len(group.keys) > 0 {
			_, line := fmt.Fprintf(out, "%s: %s\n", group.name, strings.Join(group.keys, " "))
			err = errors.Join(err, line)
		}
	}
	return err
}
