package view

// Cited is a citation with the articles it names, as far as their text is kept.
type Cited struct {
	Name     string // 《…》（…号）第八条
	Articles []CitedArticle
	Note     string // what the texts are and since when they are in force; "" without texts
}

// CitedArticle is the text of one article.
type CitedArticle struct {
	Number     string
	Paragraphs []string
}
