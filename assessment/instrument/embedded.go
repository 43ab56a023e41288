package instrument

import (
	"embed"
	"io/fs"
	"path"
)

//go:embed data/*.yaml
var embedded embed.FS

// Embedded gives the tables that are shipped, by file name. They are illustrative and belong to the sandbox
// overlay: an office keys in its own table. Raw and Ref of each are what a database is seeded with. It fails only
// when a shipped table is broken, which a test excludes.
func Embedded() ([]*Instrument, error) { return LoadDir(embedded, "data") }

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
