package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
)

// Data unpacks a stream. Only Flate without a predictor, and no packing at all,
// are known.
func (f *File) Data(s *Stream) ([]byte, error) {
	filter, err := f.Resolve(s.Dict["Filter"])
	if err != nil {
		return nil, err
	}
	if a, ok := filter.(Array); ok && len(a) == 1 {
		filter = a[0]
	}
	if _, ok := s.Dict["DecodeParms"]; ok {
		return nil, &Error{Kind: ErrForm, Offset: -1, Detail: "a stream has parameters of unpacking"}
	}
	switch filter {
	case nil:
		return s.Raw, nil
	case Name("FlateDecode"):
		return f.inflate(s.Raw)
	}
	return nil, &Error{Kind: ErrForm, Offset: -1, Detail: fmt.Sprintf("a stream is packed in an unknown way: %.40v", filter)}
}

// inflate unpacks within the budget of the file.
func (f *File) inflate(raw []byte) ([]byte, error) {
	z, err := zlib.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, &Error{Kind: ErrForm, Offset: -1, Detail: "a packed stream: " + err.Error()}
	}
	var out bytes.Buffer
	n, err := io.Copy(&out, io.LimitReader(z, int64(f.budget)+1))
	if err != nil {
		return nil, &Error{Kind: ErrForm, Offset: -1, Detail: "a packed stream: " + err.Error()}
	}
	if n > int64(f.budget) {
		return nil, limitError(-1, "the streams unpack to more than %d times the file", unpackFactor)
	}
	f.budget -= int(n)
	return out.Bytes(), nil
}
