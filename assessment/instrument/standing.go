package instrument

import (
	"fmt"
	"slices"
	"strings"

	"github.com/anjia-project/anjia/assessment/law"
)

// weaker is the less firm of two statuses.
func weaker(a, b law.Status) law.Status {
	firmness := []law.Status{law.Illustrative, law.Practice, law.Official}
	if slices.Index(firmness, a) < slices.Index(firmness, b) {
		return a
	}
	return b
}

// standing makes the table as firm as its weakest node: one invented value makes an example of the score. Such a node
// stands in an overlay like a table that is illustrative from its head on.
func (r *reader) standing(table *Instrument) {
	table.standing = table.status
	for _, node := range table.all {
		if node.status == law.Illustrative && table.status != law.Illustrative && table.standing != law.Illustrative && !strings.HasPrefix(table.pack, "sandbox/") {
			r.report(r.at(node, "status"), "sandbox_status", fmt.Sprintf("node %q is illustrative in a table of pack %s", node.code, table.pack),
				"illustrative values belong to a table whose head says so, in a sandbox/ overlay", "key the value in from the official text, or call the table illustrative and move it to the overlay")
		}
		table.standing = weaker(table.standing, node.status)
	}
}

// officialSource refuses what is called official and names no text that sets it.
func (r *reader) officialSource(o object, from source) {
	if from.status == law.Official && !from.citation.IsZero() && (from.citation.Instrument == "" || from.citation.Article == "") {
		r.report(o.at("citation"), "official_without_source", o.what+" is official, but its citation names no article of an instrument",
			"what is official is set by an article of a published text", "add instrument and article (such as 附件1), or write status: practice")
	}
}
