package edge

import "github.com/danielgtaylor/huma/v2"

// Translated is what we say instead of a sentence of huma.
func Translated(sentence string) (code, message string) {
	f := translate(&huma.ErrorDetail{Message: sentence, Location: "body"})
	return f.Code, f.Message
}

// Place is where a location of huma points to.
var Place = place
