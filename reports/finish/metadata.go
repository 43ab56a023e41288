package finish

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"strings"
	"time"

	"github.com/anjia-project/anjia/reports"
)

// metadata is what the file says about itself, twice and alike: in the
// information dictionary and as XMP.
type metadata struct {
	doc     reports.Document
	created time.Time
	part    int // of ISO 19005
	note    string
}

const producer = "anjia"

// subject tells papers of one title apart.
func (m metadata) subject() string {
	parts := []string{m.doc.Kind}
	for _, s := range []string{m.doc.Number, m.doc.CaseNumber} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " ")
}

func (m metadata) info() []byte {
	author := ""
	if m.doc.Authority != "" {
		author = "/Author " + text(m.doc.Authority)
	}
	d := date(m.created)
	keywords := ""
	if k := m.keywords(); k != "" {
		keywords = "/Keywords " + text(k)
	}
	return dictionary("/Title "+text(m.doc.FullTitle()), author, "/Subject "+text(m.subject()), keywords,
		"/Producer "+literal(producer), "/CreationDate "+d, "/ModDate "+d)
}

// keywords say what a copy is that is not the paper itself.
func (m metadata) keywords() string { return cmp.Or(m.note, m.doc.Derivative) }

// date is an instant as PDF writes it.
func date(t time.Time) string { return literal("D:" + t.UTC().Format("20060102150405") + "Z") }

// xmp says what info says, and after which standards the file is built. The
// dictionary and the stream must agree (ISO 19005-1, 6.7.3).
func (m metadata) xmp() []byte {
	d := m.created.UTC().Format("2006-01-02T15:04:05Z")
	author := ""
	if m.doc.Authority != "" {
		author = "<dc:creator><rdf:Seq><rdf:li>" + escape(m.doc.Authority) + "</rdf:li></rdf:Seq></dc:creator>"
	}
	var b bytes.Buffer
	b.WriteString("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n")
	describe(&b, "dc", "http://purl.org/dc/elements/1.1/", fmt.Sprintf("<dc:format>application/pdf</dc:format>"+
		"<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:title>%s"+
		"<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:description>"+
		"<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>",
		escape(m.doc.FullTitle()), author, escape(m.subject()), escape(m.doc.Lang())))
	describe(&b, "xmp", "http://ns.adobe.com/xap/1.0/", fmt.Sprintf("<xmp:CreateDate>%s</xmp:CreateDate><xmp:ModifyDate>%s</xmp:ModifyDate>", d, d))
	keywords := ""
	if k := m.keywords(); k != "" {
		keywords = "<pdf:Keywords>" + escape(k) + "</pdf:Keywords>"
	}
	describe(&b, "pdf", "http://ns.adobe.com/pdf/1.3/", keywords+"<pdf:Producer>"+producer+"</pdf:Producer>")
	if m.doc.Derivative == "" { // a copy for information claims no place in an archive
		describe(&b, "pdfaid", "http://www.aiim.org/pdfa/ns/id/", fmt.Sprintf("<pdfaid:part>%d</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>", m.part))
	}
	describe(&b, "pdfuaid", accessible, "<pdfuaid:part>1</pdfuaid:part>")
	b.WriteString(extension)
	b.WriteString("</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return b.Bytes()
}

func describe(b *bytes.Buffer, prefix, space, properties string) {
	fmt.Fprintf(b, "<rdf:Description rdf:about=\"\" xmlns:%s=\"%s\">%s</rdf:Description>\n", prefix, space, properties)
}

// accessible is the name space in which a file says that it is built to PDF/UA
// (ISO 14289-1, 5). PDF/A wants such a space described within the file.
const accessible = "http://www.aiim.org/pdfua/ns/id/"

const extension = `<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" ` +
	`xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">` +
	`<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">` +
	`<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>` +
	`<pdfaSchema:namespaceURI>` + accessible + `</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>` +
	`<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">` +
	`<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>` +
	`<pdfaProperty:category>internal</pdfaProperty:category>` +
	`<pdfaProperty:description>Part of ISO 14289 to which the file is built</pdfaProperty:description>` +
	`</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>` + "\n"

func escape(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a bytes.Buffer does not fail
	return b.String()
}
