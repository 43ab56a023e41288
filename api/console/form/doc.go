// Package form makes forms of the schemas of the API and inputs of what people
// typed. It knows no act by name: what an act takes stands in its Go type, the
// document of the API describes it, and the form follows. Names of fields are
// JSON pointers into the input, so that every refusal of the API finds its place.
//
// It imports nothing of ours: words, choices and values come as arguments.
package form
