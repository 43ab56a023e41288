package instrument

import "fmt"

// specName stands in messages for the file that a Spec has none of.
const specName = "spec"

// Compile checks and compiles an editable table by the same rules as a file; its bytes, and so its hash, are the
// canonical YAML. It fails with Problems; the Pointer of each leads into the Spec, Node and Field name the place, and
// Line counts in the canonical YAML.
func Compile(spec Spec) (*Instrument, error) {
	if spec.Format == "" {
		spec.Format = formatName
	}
	raw, err := encodeYAML(spec)
	if err != nil {
		return nil, fmt.Errorf("encode the table %q: %w", spec.Code, err)
	}
	return Load(specName, raw)
}

// Encode gives the canonical YAML of a table (规范文本): Load of it gives the same table, and Encode of that the same
// bytes. Comments and layout of the file that was loaded are not kept; Raw has them.
func Encode(table *Instrument) ([]byte, error) {
	raw, err := encodeYAML(table.Spec())
	if err != nil {
		return nil, fmt.Errorf("encode the table %s: %w", table.Ref().Name(), err)
	}
	return raw, nil
}
