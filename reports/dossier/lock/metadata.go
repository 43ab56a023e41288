package lock

import (
	"bytes"
	"encoding/xml"
	"fmt"

	"github.com/anjia-project/anjia/reports/dossier"
)

// metadata is the XMP of a copy: what it is, and of what. It claims no archival form.
func metadata(c dossier.Content) []byte {
	var b bytes.Buffer
	escape := func(s string) string {
		var out bytes.Buffer
		_ = xml.EscapeText(&out, []byte(s)) // a buffer takes everything
		return out.String()
	}
	m := c.Manifest
	fmt.Fprintf(&b, "<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"+
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">`+
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:format>application/pdf</dc:format>`+
		`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>`+
		`<dc:description><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:description></rdf:Description>`+
		`</rdf:RDF></x:xmpmeta>`+"\n<?xpacket end=\"r\"?>",
		escape(c.CopyTitle()), escape(m.Case.Number+"。"+dossier.CopyNotice))
	return b.Bytes()
}
