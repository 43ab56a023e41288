package check

import (
	"errors"

	"github.com/anjia-project/anjia/reports/dossier"
	"github.com/anjia-project/anjia/reports/dossier/pdf"
	"github.com/anjia-project/anjia/reports/seal"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// Options are what a verification depends on besides the file.
type Options struct {
	// Trust is whom the reader trusts; the zero value trusts nobody.
	Trust seal.Trust
	// Evidence are the files of evidence at hand; nil when none were given.
	Evidence *Evidences
	// Published is the log as it was published, read and found whole; nil when none
	// was given.
	Published *ledger.PublishedLog
	// Record is the record of the case that a single paper is held against: a
	// dossier, or its entries.json; nil for none.
	Record []byte
}

// File verifies one file. It never fails: what cannot be read is a finding.
func File(b []byte, o Options) Result {
	v := &verdicts{}
	f, err := pdf.Read(b)
	if err != nil {
		v.unreadable(err)
		return Result{Kind: kindOf(err), Findings: v.findings}
	}
	list, err := attachmentsOf(f)
	if err != nil {
		v.unreadable(err)
		return Result{Kind: kindOf(err), Findings: v.findings}
	}
	v.holds(Form, say("文件格式正确：%d字节，%d次写入，附件%d个", "the file is well-formed: %d bytes, written %d times, %d attachments", len(b), len(f.Revisions()), len(list)))
	for _, a := range list {
		if a.Name == dossier.ManifestName {
			return dossierFile(v, f, list, o)
		}
	}
	return paperFile(v, f, list, o)
}

// attachmentsOf are the attachments of the file as it was first written: what a
// later update says of them is never looked at.
func attachmentsOf(f *pdf.File) ([]pdf.Attachment, error) {
	first, err := f.At(0)
	if err != nil {
		return nil, err
	}
	return first.Attachments()
}

// unreadable tells why a file cannot be taken apart.
func (v *verdicts) unreadable(err error) {
	var e *pdf.Error
	at := Place{}
	if errors.As(err, &e) && e.Offset >= 0 && e.Object == 0 {
		at = atByte(e.Offset)
	}
	switch {
	case errors.Is(err, pdf.ErrNotPDF):
		v.fails(Form, "not_pdf", Place{}, say("不是PDF文件", "this is no PDF file"))
	case errors.Is(err, pdf.ErrEncrypted):
		v.fails(Form, "encrypted", Place{}, say("这是加密副本，不是存档形式，无法核对；请核对加密之前的文件", "this is an encrypted copy, no archival form: verify the file it was made of"))
	case errors.Is(err, pdf.ErrTrailing):
		v.fails(Form, "trailing_bytes", at, say("文件结尾之后还有内容：%s", "there are bytes after the end of the file: %s", err))
	case errors.Is(err, pdf.ErrLimit):
		v.fails(Form, "limit", at, say("文件超出本程序的限度：%s", "the file is over a limit of this program: %s", err))
	default:
		v.fails(Form, "form", at, say("文件不是本系统制作的格式，或者已经损坏：%s", "the file is not of the form that anjia writes, or it is damaged: %s", err))
	}
}

// kindOf: a file that begins as one of ours and was added to is a file that does
// not hold; what is nothing of ours is unreadable.
func kindOf(err error) Kind {
	if errors.Is(err, pdf.ErrNotPDF) || errors.Is(err, pdf.ErrEncrypted) {
		return KindUnread
	}
	return KindPaper
}

// dossierCheck goes through one dossier.
type dossierCheck struct {
	*verdicts
	*parsed

	file    *pdf.File // newest revision
	options Options
	sealing seal.Report
	links   []link
}

// dossierFile verifies a dossier, layer by layer. The pages are set again beside
// the rest: that is most of the work.
func dossierFile(v *verdicts, f *pdf.File, list []pdf.Attachment, o Options) Result {
	p, err := read(f, list)
	if err != nil {
		var bad *attachmentError
		at := Place{}
		if errors.As(err, &bad) {
			at, err = attachment(bad.name), bad.err
		}
		v.fails(Attachments, "attachment_malformed", at, say("附件缺失或者格式有误：%s", "an attachment is missing or malformed: %s", err))
		return Result{Kind: KindDossier, Findings: v.findings}
	}
	d := &dossierCheck{verdicts: v, parsed: p, file: f, options: o}
	pages := d.pagesBeside()
	d.sealing = d.signatures(f, o)
	d.sealOfAuthority()
	d.attachments()
	d.pictures()
	d.chain()
	d.asOf()
	d.log()
	d.papers()
	d.sealed()
	v.findings = append(v.findings, (<-pages).findings...)
	d.evidence()
	return Result{Kind: KindDossier, Title: p.content.Manifest.Case.Number, Findings: v.findings}
}
