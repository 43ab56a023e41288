package reports

import "strings"

// CheckAlt begins the text that stands for the QR code of a paper.
const CheckAlt = "核验二维码："

// checkHash is how many characters of the entry hash the QR code says; the foot
// shows the same.
const checkHash = 16

// CheckText is what the QR code of the paper says: the address for checking with
// number and hash in its fragment, which a browser does not send on; without an
// address number and hash alone, parted by a space. No name and no fact of a
// person is in it. A derivative, and a paper without a hash, have no code: CheckText is empty.
func (d Document) CheckText() string { return d.checkText(d.Number) }

// ShortCheckText is CheckText without the number, for a number that is too long.
func (d Document) ShortCheckText() string { return d.checkText("") }

func (d Document) checkText(number string) string {
	if d.EntryHash == "" || d.Derivative != "" {
		return ""
	}
	mark := strings.ReplaceAll(number, " ", "")
	if mark != "" {
		mark += " "
	}
	mark += d.EntryHash[:min(checkHash, len(d.EntryHash))]
	if d.CheckAddress == "" {
		return mark
	}
	return d.CheckAddress + "#" + strings.ReplaceAll(mark, " ", "~")
}
