package api

import (
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/workflow"
)

// registerCodes describes every code list by the list that the house validates with.
func registerCodes(r huma.Registry) {
	alias := func(t, as reflect.Type) { r.RegisterTypeAlias(t, as) }
	alias(reflect.TypeFor[workflow.Category](), reflect.TypeFor[codeText[workflow.Category]]())
	alias(reflect.TypeFor[eligibility.Category](), reflect.TypeFor[codeNumber]())
	alias(reflect.TypeFor[eligibility.Mode](), reflect.TypeFor[codeText[eligibility.Mode]]())
	alias(reflect.TypeFor[eligibility.Sex](), reflect.TypeFor[codeText[eligibility.Sex]]())
	alias(reflect.TypeFor[eligibility.IDType](), reflect.TypeFor[codeText[eligibility.IDType]]())
	alias(reflect.TypeFor[eligibility.Identity](), reflect.TypeFor[codeText[eligibility.Identity]]())
	alias(reflect.TypeFor[eligibility.Marital](), reflect.TypeFor[codeText[eligibility.Marital]]())
	alias(reflect.TypeFor[eligibility.SpouseRole](), reflect.TypeFor[codeText[eligibility.SpouseRole]]())
	alias(reflect.TypeFor[eligibility.Attendance](), reflect.TypeFor[codeText[eligibility.Attendance]]())
	alias(reflect.TypeFor[eligibility.ParentStatus](), reflect.TypeFor[codeText[eligibility.ParentStatus]]())
	alias(reflect.TypeFor[workflow.KinRelation](), reflect.TypeFor[codeText[workflow.KinRelation]]())
	alias(reflect.TypeFor[workflow.TieKind](), reflect.TypeFor[codeText[workflow.TieKind]]())
	alias(reflect.TypeFor[workflow.SubjectKind](), reflect.TypeFor[codeText[workflow.SubjectKind]]())
	alias(reflect.TypeFor[eligibility.PlacerType](), reflect.TypeFor[codeText[eligibility.PlacerType]]())
}

// codeText is how a word of a code list stands in JSON.
type codeText[T eligibility.Coded] struct{}

// Schema lists the codes in the document without having them refused at the door: a
// draft with a wrong code is saved with its fault, for nothing that was typed is
// ever lost. The acts refuse it, each place with the list.
func (codeText[T]) Schema(huma.Registry) *huma.Schema {
	var zero T
	codes := zero.Codes()
	values := make([]any, len(codes))
	for i, c := range codes {
		values[i] = c.Value
	}
	return &huma.Schema{
		Type: huma.TypeString, Description: codesDescription(codes), Examples: values[:1], Extensions: map[string]any{"enum": values},
	}
}

// codeNumber is the category of adoption where it is a number: among the facts of a question.
type codeNumber struct{}

// Schema lists the categories.
func (codeNumber) Schema(huma.Registry) *huma.Schema {
	var values []any
	for _, c := range eligibility.Categories() {
		values = append(values, int(c))
	}
	return &huma.Schema{
		Type: huma.TypeInteger, Description: codesDescription(eligibility.Category(0).Codes()), Examples: values[:1],
		Extensions: map[string]any{"enum": values},
	}
}

func codesDescription(codes []eligibility.Code) string {
	return strings.ReplaceAll(eligibility.CodesText(codes), "、", "; ")
}
