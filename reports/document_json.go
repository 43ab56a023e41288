package reports

import (
	"encoding/json"
	"fmt"
)

// tagged is a block in JSON: its kind, and the block itself.
type tagged struct {
	Kind  string          `json:"kind"`
	Block json.RawMessage `json:"block"`
}

// MarshalJSON writes each block with its kind.
func (bs Blocks) MarshalJSON() ([]byte, error) {
	out := make([]tagged, 0, len(bs))
	for i, b := range bs {
		if b == nil {
			return nil, fmt.Errorf("block %d is nil", i)
		}
		raw, err := json.Marshal(b)
		if err != nil {
			return nil, fmt.Errorf("block %d (%s): %w", i, b.kind(), err)
		}
		out = append(out, tagged{b.kind(), raw})
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON wrote and refuses an unknown kind.
func (bs *Blocks) UnmarshalJSON(data []byte) error {
	var in []tagged
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	out := make(Blocks, 0, len(in))
	for i, t := range in {
		decode, ok := decoders[t.Kind]
		if !ok {
			return fmt.Errorf("block %d: unknown kind %q", i, t.Kind)
		}
		b, err := decode(t.Block)
		if err != nil {
			return fmt.Errorf("block %d (%s): %w", i, t.Kind, err)
		}
		out = append(out, b)
	}
	*bs = out
	return nil
}

var decoders = map[string]func([]byte) (Block, error){
	Heading{}.kind():      decodeBlock[Heading],
	Paragraph{}.kind():    decodeBlock[Paragraph],
	KeyValue{}.kind():     decodeBlock[KeyValue],
	Table{}.kind():        decodeBlock[Table],
	List{}.kind():         decodeBlock[List],
	CheckList{}.kind():    decodeBlock[CheckList],
	Signatures{}.kind():   decodeBlock[Signatures],
	Closing{}.kind():      decodeBlock[Closing],
	Basis{}.kind():        decodeBlock[Basis],
	Notice{}.kind():       decodeBlock[Notice],
	Spacer{}.kind():       decodeBlock[Spacer],
	KeepWithNext{}.kind(): decodeBlock[KeepWithNext],
	PageBreak{}.kind():    decodeBlock[PageBreak],
	Figure{}.kind():       decodeBlock[Figure],
	Enclosed{}.kind():     decodeBlock[Enclosed],
	Contents{}.kind():     decodeBlock[Contents],
	Annexes{}.kind():      decodeBlock[Annexes],
	Imprint{}.kind():      decodeBlock[Imprint],
	Image{}.kind():        decodeBlock[Image],
}

func decodeBlock[B Block](data []byte) (Block, error) {
	var b B
	err := json.Unmarshal(data, &b)
	return b, err
}
