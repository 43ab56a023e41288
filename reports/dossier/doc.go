// Package dossier is the whole file of a case (案卷) as one PDF: what it holds
// (Content), the Document that pictures it (Compose), and the file with what it
// was made from attached (Render). A reader who has the file alone can take the
// attachments out, compose and set them again, and compare.
//
// The package may import reports, its rooms below and workflow/ledger. It does
// no I/O and knows no clock: what is to stand in a dossier is gathered in
// workflow/casework. The format is written down in docs/dossier.md.
package dossier
