package check

import (
	"slices"
	"strings"

	"github.com/anjia-project/anjia/reports/dossier/pdf"
	"github.com/anjia-project/anjia/reports/seal"
)

// sealFaults tells in Chinese what is wrong with a signature.
var sealFaults = map[seal.Code]string{
	seal.CodeForm:          "签名的格式有误",
	seal.CodeLaterChange:   "签名之后文件被改动",
	seal.CodeMalformed:     "签名无法读取",
	seal.CodeDigest:        "签名之后内容被改动",
	seal.CodeSignature:     "签名不是由该证书的密钥作出",
	seal.CodeCertificate:   "签名所指的证书不符",
	seal.CodeUntrusted:     "证书不能追溯到信任文件所列的根证书",
	seal.CodeNotInForce:    "签名时证书不在有效期内",
	seal.CodeRevoked:       "签名时证书已被吊销",
	seal.CodeTimestamp:     "时间戳无效",
	seal.CodeUnknownSigner: "签名人不在信任文件之列",
}

// signatures checks the signatures on the file. Each update of the file must be
// one of them.
func (v *verdicts) signatures(f *pdf.File, o Options) seal.Report {
	updates := len(f.Revisions()) - 1
	report, err := seal.Check(f.Bytes(), o.Trust)
	if err != nil {
		v.fails(Seals, "signature_form", Place{}, say("电子签名无法读取：%s", "the signatures cannot be read: %s", err))
		return report
	}
	for _, f := range report.Findings {
		subject, at := Seals, Place{}
		if f.Code == seal.CodeTimestamp {
			subject = Stamps
		}
		if f.Signature > 0 {
			at = signature(f.Signature)
		}
		v.fails(subject, "signature_"+string(f.Code), at, words{zh: sealFaults[f.Code] + "（" + f.Text + "）", en: f.Text})
	}
	for _, u := range report.Unchecked {
		v.unchecked(Seals, Place{}, say("电子签名有一项未能核对：%s", "about the signatures: %s", u))
	}
	if updates > len(report.Signatures) {
		v.fails(Seals, "later_update", atByte(f.Revisions()[len(report.Signatures)].End), say("文件制作之后追加了%d次内容，其中只有%d次是签名", "the file was added to %d times, only %d of these are signatures", updates, len(report.Signatures)))
	}
	if len(report.Signatures) == 0 {
		v.unchecked(Seals, Place{}, say("文件没有电子签名，不能证明由谁制作", "the file is not signed: nothing proves who made it"))
	}
	v.listSignatures(report)
	return report
}

// listSignatures says who signed, when, and how the time is known.
func (v *verdicts) listSignatures(report seal.Report) {
	for i, s := range report.Signatures {
		if slices.ContainsFunc(report.Findings, func(f seal.Finding) bool { return f.Signature == i+1 }) {
			continue
		}
		name := s.KnownName
		if name == "" {
			name = s.Subject
		}
		at := s.At.UTC().Format("2006-01-02T15:04:05Z")
		v.holds(Seals, say("第%d个签名有效：%s，%s", "signature %d holds: %s, %s", i+1, name, at))
		if s.Timestamped {
			v.holds(Stamps, say("第%d个签名的时间由时间戳证明：%s", "the time of signature %d is proven by a timestamp of %s", i+1, s.StampedBy))
			continue
		}
		v.note(Stamps, say("第%d个签名没有时间戳，时间由签名人自述", "signature %d has no timestamp: its time is the signer's own word", i+1))
	}
}

// sealOfAuthority asks whether the authority whose dossier it is has sealed it,
// when the trust file says which certificates it has.
func (d *dossierCheck) sealOfAuthority() {
	a := d.content.Manifest.Authority
	var known []string
	for _, s := range d.options.Trust.Signers {
		if s.SubjectID == a.ID {
			known = append(known, strings.ToLower(s.SHA256))
		}
	}
	switch {
	case len(known) == 0 || d.failed(Seals):
		return
	case len(d.sealing.Signatures) == 0:
		d.fails(Seals, "signature_missing", Place{}, say("信任文件列有%s的证书，而本卷没有签章：签章可能被去除", "the trust file names a certificate of %s, the dossier is not sealed: its seal may have been stripped", a.Name))
		return
	}
	for _, s := range d.sealing.Signatures {
		if slices.Contains(known, s.CertificateSHA256) {
			return
		}
	}
	d.fails(Seals, "foreign_seal", Place{}, say("没有%s的签章：签名人是%s", "no signature is of %s, whose dossier it is: it was signed by %s", a.Name, d.sealing.Signatures[0].Subject))
}
