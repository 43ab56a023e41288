package pdf

// Object is a value of PDF: nil, bool, int, float64, String, Name, Array, Dict,
// Ref, or *Stream for an object of its own.
type Object any

// String is a string as its bytes, decoded from either notation.
type String string

// Name is a name without its slash.
type Name string

// Array is an array.
type Array []Object

// Dict is a dictionary. A key that stands twice is refused when it is read.
type Dict map[Name]Object

// Ref refers to an object by its number; generations other than 0 are refused.
type Ref int

// Stream is a dictionary with data, still packed.
type Stream struct {
	Dict Dict
	Raw  []byte
}

// name is the entry as a name, empty when it is none.
func (d Dict) name(key Name) Name {
	n, _ := d[key].(Name)
	return n
}
