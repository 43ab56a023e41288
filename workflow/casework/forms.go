package casework

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/anjia-project/anjia/workflow"
)

// former is a command whose form shows less, or other things, than its input:
// what is only known when the form comes back signed is left out.
type former interface {
	FormInput(c *workflow.Case) any
}

// formInput is the canonical text (RFC 8785 for what inputs hold) of what a form
// of the act shows, without the head of the act.
func formInput(cmd Command, c *workflow.Case) ([]byte, error) {
	var shown any = cmd
	if f, ok := cmd.(former); ok {
		shown = f.FormInput(c)
	}
	raw, err := json.Marshal(shown)
	if err != nil {
		return nil, err
	}
	var fields map[string]any
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	if err := dec.Decode(&fields); err != nil {
		return nil, err
	}
	for _, head := range []string{"on", "backdating_reason", "form_hash"} {
		delete(fields, head)
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(fields); err != nil {
		return nil, err
	}
	return bytes.TrimSpace(out.Bytes()), nil
}

// formHash binds a printed form to act, case and content.
func formHash(cmd Command, c *workflow.Case) (hash string, input []byte, err error) {
	if input, err = formInput(cmd, c); err != nil {
		return "", nil, fmt.Errorf("casework: form of %s: %w", cmd.Act(), err)
	}
	return hashHex(fmt.Appendf(nil, "%s\n%s\n%s", cmd.Act(), c.ID, input)), input, nil
}

// checkForm refuses an act whose signed form shows something else than its input.
func checkForm(cmd Command, c *workflow.Case) error {
	given := cmd.When().FormHash
	if given == "" {
		return nil
	}
	hash, _, err := formHash(cmd, c)
	if err != nil {
		return err
	}
	if hash != given {
		return workflow.Invalid(workflow.Field("/form_hash", "form_changed", "表单打印后内容已有改动：请核对，或者重新打印、重新签名"))
	}
	return nil
}

// Form sets a form before its act, to be signed by hand: from the case as it
// stands, plus the draft of the act's input, whose hash stands on the page and
// is given again with the act (form_hash). It changes nothing but notes the
// reading. It fails with invalid_input for a paper that the act does not order
// as a form, or a draft that does not fit the act's input.
func (s *Service) Form(ctx context.Context, actor workflow.Actor, caseID string, act workflow.ActName, code workflow.PaperCode, draft []byte) (*PaperFile, error) {
	cmd, spec, err := s.formOf(act, code, draft)
	if err != nil {
		return nil, err
	}
	var job *PaperJob
	err = s.reading(ctx, actor, caseID, "form:"+string(code), func(_ Tx, opened *OpenedCase, v *workflow.View) error {
		if access(opened.Case, actor) < accessMasked {
			return notFoundCase()
		}
		hash, input, err := formHash(cmd, opened.Case)
		if err != nil {
			return err
		}
		d := &Decision{View: *v}
		job = &PaperJob{
			Paper: workflow.Paper{Code: code, Title: d.title(spec), Moment: workflow.MomentForm, FormHash: hash, Template: templateVersion},
			Case:  opened.Case, Child: opened.Child, Draft: input, Actor: actor, Sandbox: opened.House.Sandbox,
			Pack: v.Pack, Calendar: v.Calendar,
		}
		job.Case, job.Child = Redact(job.Case, job.Child, actor)
		return nil
	})
	if err != nil {
		return nil, err
	}
	content, err := s.Renderer.Render(*job)
	if err != nil {
		return nil, err
	}
	return &PaperFile{Paper: job.Paper, Content: content, SHA256: hashHex(content), Renderer: s.Renderer.Version(), FormHash: job.Paper.FormHash}, nil
}

// formOf decodes the draft strictly into the act's input.
func (s *Service) formOf(act workflow.ActName, code workflow.PaperCode, draft []byte) (Command, workflow.PaperSpec, error) {
	orders := func(r workflow.Row) bool { return slices.Contains(r.Papers, code) }
	spec, known := code.Spec()
	if !known || spec.Moment != workflow.MomentForm || !anyRow(s.Lifecycle.Act(act), orders) {
		return nil, spec, workflow.Invalid(workflow.Field("/code", "no_form", "该办理事项没有代码为“"+string(code)+"”的待签表单"))
	}
	cmd, err := commandOf(act, draft)
	return cmd, spec, err
}

// commandOf decodes the input of an act strictly. It fails with not_found for an act that there is not, and with
// invalid_input for an input that does not fit it.
func commandOf(act workflow.ActName, draft []byte) (Command, error) {
	i := slices.IndexFunc(Acts(), func(d Definition) bool { return d.Name == act })
	if i < 0 {
		return nil, workflow.Refuse(workflow.KindNotFound, "unknown_act", "没有这一办理事项")
	}
	cmd := Acts()[i].New()
	dec := json.NewDecoder(bytes.NewReader(draft))
	dec.DisallowUnknownFields()
	if err := dec.Decode(cmd); err != nil {
		return nil, &workflow.Error{
			Kind: workflow.KindInvalid, Code: "invalid_input", Message: "草稿与办理事项的输入不符", Cause: err,
			Fields: []workflow.FieldError{workflow.Field("", "draft", "请按该办理事项的输入格式填写："+err.Error())},
		}
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, workflow.Invalid(workflow.Field("", "draft", "草稿之后还有其他内容"))
	}
	return cmd, nil
}
