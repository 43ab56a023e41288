package law

// Status says how firm a value is.
type Status string

// The three standings a value can have.
const (
	Official     Status = "official"     // 法定: set by a statute or an official rule
	Practice     Status = "practice"     // 惯例: usual in the offices or a reading of the text, set by no article
	Illustrative Status = "illustrative" // 示例: an example, refused in production
)

// Citation names where a rule stands. Instrument is the full Chinese title without the brackets 《》; an empty
// Instrument means that no text sets the value, and Note says so.
type Citation struct {
	Instrument string `json:"instrument"`         // 中华人民共和国民法典
	Number     string `json:"number,omitempty"`   // 民发〔2020〕144号
	Article    string `json:"article,omitempty"`  // 第一千零九十八条第（五）项
	Note       string `json:"note,omitempty"`     // how the text is read, or where it is thin
	Recalled   bool   `json:"recalled,omitempty"` // known from memory, not yet checked against the text
}

// String returns the citation as papers write it, 《收养评估办法（试行）》（民发〔2020〕144号）第十条; the note alone when no
// instrument is named.
func (c Citation) String() string {
	if c.Instrument == "" {
		return c.Note
	}
	s := "《" + c.Instrument + "》"
	if c.Number != "" {
		s += "（" + c.Number + "）"
	}
	return s + c.Article
}

// IsZero reports whether nothing is cited.
func (c Citation) IsZero() bool { return c == Citation{} }
