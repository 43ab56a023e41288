package check

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"

	"github.com/anjia-project/anjia/reports/dossier"
	"github.com/anjia-project/anjia/reports/dossier/pdf"
	"github.com/anjia-project/anjia/reports/seal"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// paperFile verifies a single paper: its signatures, and with the record of its
// case the hash that the record holds of it.
func paperFile(v *verdicts, f *pdf.File, list []pdf.Attachment, o Options) Result {
	r := Result{Kind: KindPaper, Title: title(f)}
	report := v.signatures(f, o)
	if len(list) > 0 {
		v.note(Attachments, say("附件%d个，随签名一并核对", "%d attachments, covered by the signatures only", len(list)))
	}
	if o.Record == nil {
		v.unchecked(Record, Place{}, say("没有提供案件记录（--record），未核对记录中的SHA-256：%s", "no record of the case was given (--record): the SHA-256 %s was not looked up", sum(unsigned(f, report))))
	} else {
		v.inRecord(unsigned(f, report), f.Bytes(), o.Record)
	}
	r.Findings = v.findings
	return r
}

// unsigned is the paper as it was first set.
func unsigned(f *pdf.File, report seal.Report) []byte {
	if len(report.Signatures) == 0 {
		return f.Bytes()
	}
	return f.Base()
}

func title(f *pdf.File) string {
	info, err := f.Info()
	if err != nil {
		return ""
	}
	s, err := f.Text(info["Title"])
	if err != nil {
		return ""
	}
	return s
}

// inRecord looks for the entry that names the paper.
func (v *verdicts) inRecord(base, file, record []byte) {
	entries, err := readRecord(record)
	if err != nil {
		v.fails(Record, "record_unreadable", Place{}, say("案件记录无法读取：%s", "the record of the case cannot be read: %s", err))
		return
	}
	chain, _ := ledger.ParseChain(entries.Chain)
	rs, malformed := records(entries)
	_, err = ledger.VerifyChain(ledger.Genesis(entries.Authority, chain), rs)
	if err == nil && malformed != nil {
		err = malformed
	}
	if err != nil {
		v.fails(Record, "record_broken", Place{}, say("案件记录的链不完整：%s", "the chain of the record does not hold: %s", err))
		return
	}
	for i, e := range entries.Entries {
		fs := fieldsOf(e.Payload)
		got, _ := fs.text("/sha256")
		if act := rs[i].Entry.Act; act == actRendered && got == sum(base) || act == actSealed && got == sum(file) {
			number, _ := fs.text("/number")
			v.holds(Record, say("第%d条记录载有本文书的SHA-256%s", "entry %d names the SHA-256 of this paper%s", i+1, numbered(number)))
			if act == actRendered && len(base) == len(file) || act == actSealed {
				return
			}
		}
	}
	for _, f := range v.findings {
		if f.Subject == Record && f.Status == Holds {
			return
		}
	}
	v.fails(Record, "paper_unknown", Place{}, say("%s条记录中没有一条载有本文书的SHA-256：%s", "none of %s entries names the SHA-256 of this paper: %s", strconv.Itoa(len(entries.Entries)), sum(base)))
}

func numbered(number string) string {
	if number == "" {
		return ""
	}
	return "（" + number + "）"
}

// readRecord takes the entries from a dossier, or from its entries.json.
func readRecord(b []byte) (out dossier.Entries, err error) {
	if !bytes.HasPrefix(b, []byte("%PDF-")) {
		return out, json.Unmarshal(b, &out)
	}
	f, err := pdf.Read(b)
	if err != nil {
		return out, err
	}
	list, err := f.Attachments()
	if err != nil {
		return out, err
	}
	for _, a := range list {
		if a.Name == dossier.EntriesName {
			return out, decode(a.Data, &out)
		}
	}
	return out, errors.New("the file is no dossier: it has no " + dossier.EntriesName)
}
