package instrument

import (
	"embed"
	"io/fs"
	"path"
)

//go:embed data/*.yaml data/offered/*.yaml
var embedded embed.FS

// Embedded gives the tables that a database is seeded with, by file name. They are illustrative and belong to the
// sandbox overlay: an office keys in its own table. It fails only when a shipped table is broken, which a test
// excludes.
func Embedded() ([]*Instrument, error) { return LoadDir(embedded, "data") }

// Offered gives the tables that are shipped and apply nowhere until an office publishes them (待选用): the form of the
// ministry's system, the contents that the national measures name, the frame of the repealed guideline, and a frame of
// dual ratings. It fails like Embedded.
func Offered() ([]*Instrument, error) { return LoadDir(embedded, "data/offered") }

// Shipped gives all tables of the program, those of Embedded first.
func Shipped() ([]*Instrument, error) {
	seeded, err := Embedded()
	if err != nil {
		return nil, err
	}
	offered, err := Offered()
	if err != nil {
		return nil, err
	}
	return append(seeded, offered...), nil
}

// LoadDir loads every .yaml file of one folder, by name. It fails on the first file that cannot be read or loaded.
func LoadDir(files fs.FS, dir string) ([]*Instrument, error) {
	names, err := fs.Glob(files, path.Join(dir, "*.yaml"))
	if err != nil {
		return nil, err
	}
	tables := make([]*Instrument, 0, len(names))
	for _, name := range names {
		raw, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		table, err := Load(name, raw)
		if err != nil {
			return nil, err
		}
		tables = append(tables, table)
	}
	return tables, nil
}
