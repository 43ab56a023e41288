package law

import (
	"embed"
	"io/fs"
)

//go:embed data
var embedded embed.FS

// Data returns the shipped packs and calendars as the tree that Load reads.
func Data() (fs.FS, error) { return fs.Sub(embedded, "data") }

// DefaultCalendar returns the shipped national calendar, 2004 to 2026.
func DefaultCalendar() (*Calendar, error) {
	data, err := Data()
	if err != nil {
		return nil, err
	}
	return LoadCalendar(data, "cn")
}
