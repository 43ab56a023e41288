package console

import (
	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/assessment/law/statute"
)

// articlesOf is what a list of citations shows: each by its name, with its newest text
// where one is kept.
func articlesOf(f view.Frame, basis []law.Citation) []view.Cited {
	out := make([]view.Cited, 0, len(basis))
	for _, c := range basis {
		out = append(out, articleOf(f, c))
	}
	return out
}

func articleOf(f view.Frame, c law.Citation) view.Cited {
	shown := view.Cited{Name: c.String()}
	lib, err := statute.Shipped()
	if err != nil { // a shipped file is broken: the citation stands without its text
		return shown
	}
	for _, a := range lib.Of(c, law.Date{}) {
		shown.Articles = append(shown.Articles, view.CitedArticle{Number: a.Number, Paragraphs: a.Paragraphs})
		shown.Note = f.T("article.note", f.Words.Date(a.From), statute.Source)
	}
	return shown
}
