package api

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/anjia-project/anjia/workflow/casework"
)

// uploadMost bounds the body of an upload: one byte more than the largest file,
// because huma refuses a body that fills its bound.
const uploadMost = casework.MaxUpload + 1

// binary is the schema of a file.
func binary() *huma.Schema { return &huma.Schema{Type: huma.TypeString, Format: "binary"} }

// pdf documents an operation that answers with a PDF, or that the reader has it already.
func pdf() option {
	return func(o *operation) {
		o.Responses = map[string]*huma.Response{
			"200": {Description: "The paper", Content: map[string]*huma.MediaType{"application/pdf": {Schema: binary()}}},
		}
		if o.Method == http.MethodGet {
			o.Responses["304"] = &huma.Response{Description: "The reader has this file already"}
		}
	}
}

// anyFile documents an operation that gives back what somebody uploaded.
func anyFile() option {
	return func(o *operation) {
		o.Responses = map[string]*huma.Response{
			"200": {Description: "The file", Content: map[string]*huma.MediaType{"application/octet-stream": {Schema: binary()}}},
			"206": {Description: "The part that was asked for", Content: map[string]*huma.MediaType{"application/octet-stream": {Schema: binary()}}},
			"304": {Description: "The reader has this file already"},
		}
		o.Errors = append(o.Errors, http.StatusConflict, http.StatusRequestedRangeNotSatisfiable)
	}
}

// pieceMost bounds the body of a piece, as uploadMost does that of a file.
const pieceMost = casework.MaxPiece + 1

// rawPiece documents a body that is a part of a file.
func rawPiece() option {
	return func(o *operation) {
		o.RequestBody = &huma.RequestBody{
			Required: true, Description: "The next bytes of the file, at most 8 MiB",
			Content: map[string]*huma.MediaType{pieceType: {Schema: binary()}},
		}
	}
}

// rawFile documents a body that is a file.
func rawFile() option {
	return func(o *operation) {
		o.RequestBody = &huma.RequestBody{
			Required: true, Description: "The file itself: jpg, png, pdf, doc, docx, mp3, m4a or mp4, or what the office takes besides; at most 10 MB, larger files come in pieces",
			Content: map[string]*huma.MediaType{"application/octet-stream": {Schema: binary()}},
		}
	}
}
