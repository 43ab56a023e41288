package reports

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"

	"github.com/anjia-project/anjia/workflow"
)

// TemplateVersion names the set of templates. It changes whenever a template
// would say something else of the same job.
const TemplateVersion = "3"

// sandboxMark is drawn across every page of a paper made in the training mode.
const sandboxMark = "演练"

// previewMark is drawn across every page of a paper whose act is not done.
const previewMark = "预览"

// Build makes the Document that pictures a job: what the paper says, from the
// case as it stood at the entry. The same job gives the same Document.
//
// It fails with a *workflow.Error of kind paper_not_set that names each missing
// particular by its JSON pointer (/case/…, /child/…, /paper/…, /pack/…), and
// never prints an empty place where a fact belongs that the paper must state.
func Build(job workflow.PaperJob) (Document, error) {
	spec, known := job.Paper.Code.Spec()
	t, ok := templateOf(job.Paper.Code)
	if !known || !ok {
		return Document{}, &workflow.Error{
			Kind: workflow.KindUnset, Code: "unknown_paper",
			Message: "没有代码为“" + string(job.Paper.Code) + "”的文书模板：请核对文书代码",
		}
	}
	p := newPaper(job, spec)
	p.parts(t)
	t.write(p)
	p.formMark()
	p.doc = p.doc.InPack(p.job.Pack, p.lawDay(), false)
	if err := p.unset(); err != nil {
		return Document{}, err
	}
	if err := p.doc.Check(); err != nil {
		return Document{}, Unset(err)
	}
	return p.doc, nil
}

// newPaper opens a paper with the particulars that every paper carries: number,
// date, case number, hash of the entry or of the draft input, watermark.
func newPaper(job workflow.PaperJob, spec workflow.PaperSpec) *paper {
	p := &paper{job: job, spec: spec}
	p.doc = Document{
		Kind: string(spec.Code), Title: job.Paper.Title, Number: job.Paper.Number, Date: job.Paper.On,
		EntryHash: p.hash(), CheckAddress: job.CheckAddress, RendererNote: string(spec.Code) + "/" + job.Paper.Template,
		Moment: Moment(spec.Moment), Layout: layoutOf(spec), Language: LanguageChinese,
	}
	if job.Paper.Template == "" {
		p.doc.RendererNote = string(spec.Code)
	}
	if job.Sandbox {
		p.doc.Watermark = sandboxMark
	}
	if job.Preview {
		p.doc.Watermark = previewMark
	}
	if job.Paper.Title == "" {
		p.lack("/paper/title", "文书名称")
	}
	if spec.Numbered && job.Paper.Number == "" {
		p.lack("/paper/number", "发文字号")
	}
	if spec.Moment == workflow.MomentIssued && job.Paper.On.IsZero() {
		p.lack("/paper/on", "成文日期")
	}
	if p.doc.EntryHash == "" {
		p.lack("/entry_hash", "记录校验码（或者填报内容）")
	}
	return p
}

// hash is the hash of the entry that the paper pictures; for a form that of the
// draft input, where there is one.
func (p *paper) hash() string {
	switch {
	case p.spec.Moment != workflow.MomentForm:
		return p.job.EntryHash
	case p.job.Paper.FormHash != "":
		return p.job.Paper.FormHash
	case len(p.job.Draft) > 0:
		sum := sha256.Sum256(p.job.Draft)
		return hex.EncodeToString(sum[:])
	}
	return p.job.EntryHash
}

// parts makes sure that templates never meet a nil case or child: what is absent
// is noted as missing and stands in as an empty record.
func (p *paper) parts(t template) {
	if p.job.Case == nil {
		if !t.childOnly {
			p.lack("/case", "案件")
		}
		p.job.Case = &workflow.Case{Authority: p.job.Authority}
	}
	if p.job.Child == nil {
		p.lack("/child", "被收养人")
		p.job.Child = &workflow.Child{}
	}
	p.c, p.k = p.job.Case, p.job.Child
	p.doc.CaseNumber = p.c.Number
	if !t.childOnly && p.c.Number == "" && p.spec.Moment != workflow.MomentForm {
		p.lack("/case/number", "案件编号")
	}
}

// formMark prints the whole hash of the draft input over the signatures, so
// that the act can name the very text that was signed.
func (p *paper) formMark() {
	if p.spec.Moment != workflow.MomentForm || p.doc.EntryHash == "" {
		return
	}
	p.beforeSigning(Paragraph{Small: true, Flush: true, Align: AlignLeft, Text: Text("填报内容校验码：" + p.doc.EntryHash)})
}

// unset is the refusal that lists what is missing, nil when nothing is.
func (p *paper) unset() error {
	if len(p.missing) == 0 {
		return nil
	}
	var what []string
	for _, f := range p.missing {
		what = append(what, strings.TrimSuffix(strings.TrimPrefix(f.Message, lackPrefix), lackSuffix))
	}
	return &workflow.Error{
		Kind: workflow.KindUnset, Code: "field_missing", Fields: p.missing,
		Message: "文书“" + p.doc.Title + "”（" + p.doc.Kind + "）尚不能制作，缺少应当载明的事项：" + strings.Join(what, "、") + "。请补录后重新制作",
	}
}

// Unset turns the reason why a Document cannot be set into the refusal that
// officers see, kind paper_not_set; any other error comes back unchanged.
func Unset(err error) error {
	var se *SettingError
	if !errors.As(err, &se) {
		return err
	}
	pointer := se.Field
	if pointer == "" {
		pointer = se.Path
	}
	return &workflow.Error{
		Kind: workflow.KindUnset, Code: se.Code, Message: se.Error(), Cause: err,
		Fields: []workflow.FieldError{workflow.Field(pointer, se.Code, se.Detail)},
	}
}
