package office

import (
	"errors"
	"strconv"
	"strings"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// fields gathers what is wrong with an input, so that the user hears it all at once.
type fields []workflow.FieldError

func (f *fields) add(pointer, code, message string, basis ...law.Citation) {
	*f = append(*f, workflow.Field(pointer, code, message, basis...))
}

// need refuses an empty or blank text.
func (f *fields) need(pointer, value, what string) {
	if strings.TrimSpace(value) == "" {
		f.add(pointer, "required", "请填写"+what)
	}
}

// numbered takes over what is wrong with an identity number or a credit code.
func (f *fields) numbered(pointer string, err error) {
	var n *eligibility.NumberError
	if errors.As(err, &n) {
		f.add(pointer, n.Code, n.Error())
	} else if err != nil {
		f.add(pointer, "number", err.Error())
	}
}

// err is the refusal, nil when nothing is wrong.
func (f fields) err() error { return workflow.Invalid(f...) }

func at(list string, i int, field string) string {
	return list + "/" + strconv.Itoa(i) + "/" + field
}
