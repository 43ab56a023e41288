package finish

import (
	"bytes"
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
	d := literal("D:" + m.created.UTC().Format("20060102150405") + "Z")
	return dictionary(
		"/Title "+text(m.doc.FullTitle()), "/Author "+text(m.doc.Authority), "/Subject "+text(m.subject()),
		"/Producer "+literal(producer), "/CreationDate "+d, "/ModDate "+d)
}

func (m metadata) xmp() []byte {
	d := m.created.UTC().Format("2006-01-02T15:04:05Z")
	var b bytes.Buffer
	b.WriteString("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n")
	fmt.Fprintf(&b, "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:format>application/pdf</dc:format>"+
		"<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:title>"+
		"<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>"+
		"<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:description>"+
		"<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language></rdf:Description>\n",
		escape(m.doc.FullTitle()), escape(m.doc.Authority), escape(m.subject()), escape(m.doc.Lang()))
	fmt.Fprintf(&b, "<rdf:Description rdf:about=\"\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"><xmp:CreateDate>%s</xmp:CreateDate><xmp:ModifyDate>%s</xmp:ModifyDate></rdf:Description>\n", d, d)
	fmt.Fprintf(&b, "<rdf:Description rdf:about=\"\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"><pdf:Producer>%s</pdf:Producer></rdf:Description>\n", producer)
	b.WriteString("</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return b.Bytes()
}

func escape(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a bytes.Buffer does not fail
	return b.String()
}
