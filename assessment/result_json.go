package assessment

import (
	"encoding/json"
	"strconv"
	"unicode/utf8"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
)

// AppendLine appends the result as one line of JSON without its end, for those who score many cases: total, conclusion,
// passed, outcome, decided_by, mode, vetoes, gates and tree. Each member has the bytes that it has in the JSON of the
// Result; only total is always there, empty when the table has none. Writing them by hand takes a fifth of the time of
// encoding/json.
func (r *Result) AppendLine(b []byte) []byte {
	b = appendText(append(b, `{"total":`...), r.Total)
	b = appendText(append(b, `,"conclusion":`...), r.Conclusion)
	b = strconv.AppendBool(append(b, `,"passed":`...), r.Passed)
	b = appendText(append(b, `,"outcome":`...), string(r.Outcome))
	b = appendText(append(b, `,"decided_by":`...), r.DecidedBy)
	b = appendText(append(b, `,"mode":`...), string(r.Mode))
	b = append(b, `,"vetoes":[`...)
	for at := range r.Vetoes {
		b = appendVeto(comma(b, at), &r.Vetoes[at])
	}
	b = append(b, `],"gates":[`...)
	for at := range r.Gates {
		b = appendGate(comma(b, at), &r.Gates[at])
	}
	b = appendRows(append(b, `],"tree":`...), r.Tree)
	return append(b, '}')
}

func comma(b []byte, at int) []byte {
	if at > 0 {
		return append(b, ',')
	}
	return b
}

func appendVeto(b []byte, veto *Veto) []byte {
	b = appendText(append(b, `{"code":`...), veto.Code)
	b = appendWords(append(b, `,"title":`...), veto.Title)
	b = appendCitation(append(b, `,"citation":`...), veto.Citation)
	b = appendGiven(append(b, `,"found_by":`...), veto.FoundBy)
	return append(b, '}')
}

func appendGate(b []byte, gate *GateResult) []byte {
	b = appendText(append(b, `{"code":`...), gate.Code)
	b = appendText(append(b, `,"condition":`...), gate.Condition)
	b = appendNumber(b, `,"compared":`, gate.Compared)
	b = appendNumber(b, `,"mark":`, gate.Mark)
	for at, code := range gate.Codes {
		if at == 0 {
			b = append(b, `,"codes":[`...)
		}
		b = appendText(comma(b, at), code)
	}
	if len(gate.Codes) > 0 {
		b = append(b, ']')
	}
	b = strconv.AppendBool(append(b, `,"applies":`...), gate.Applies)
	b = appendText(append(b, `,"outcome":`...), string(gate.Outcome))
	b = appendCitation(append(b, `,"citation":`...), gate.Citation)
	return append(b, '}')
}

func appendRows(b []byte, rows []Row) []byte {
	b = append(b, '[')
	for at := range rows {
		b = appendRow(comma(b, at), &rows[at])
	}
	return append(b, ']')
}

func appendRow(b []byte, row *Row) []byte {
	b = appendText(append(b, `{"code":`...), row.Code)
	b = appendText(append(b, `,"type":`...), string(row.Type))
	b = appendWords(append(b, `,"title":`...), row.Title)
	if row.Citation != nil {
		b = appendCitation(append(b, `,"citation":`...), *row.Citation)
	}
	b = appendNumber(b, `,"points":`, row.Points)
	b = appendFilled(b, `,"printed":`, row.Printed)
	b = appendNumber(b, `,"max":`, row.Max)
	b = appendNumber(b, `,"before_cap":`, row.Uncut)
	b = appendNumber(b, `,"rating":`, row.Rating)
	b = appendNumber(b, `,"weight":`, row.Weight)
	b = appendFilled(b, `,"each_applicant":`, string(row.Each))
	if len(row.Duals) > 0 {
		b = appendAny(append(b, `,"duals":`...), row.Duals)
	}
	if len(row.Answers) > 0 {
		b = appendGiven(append(b, `,"answers":`...), row.Answers)
	}
	if len(row.Rulings) > 0 {
		b = appendAny(append(b, `,"rulings":`...), row.Rulings)
	}
	if len(row.Rows) > 0 {
		b = appendRows(append(b, `,"rows":`...), row.Rows)
	}
	return append(b, '}')
}

func appendGiven(b []byte, list []Given) []byte {
	b = append(b, '[')
	for at := range list {
		b = appendOne(comma(b, at), &list[at])
	}
	return append(b, ']')
}

func appendOne(b []byte, given *Given) []byte {
	b = append(b, '{')
	if given.Sheet != "" {
		b = append(appendText(append(b, `"sheet":`...), given.Sheet), ',')
	}
	b = appendText(append(b, `"evaluator":`...), given.Evaluator)
	b = appendText(append(b, `,"name":`...), given.Name)
	b = appendFilled(b, `,"applicant":`, given.Applicant)
	b = strconv.AppendBool(append(b, `,"counts":`...), given.Counts)
	b = appendFilled(b, `,"option":`, given.Option)
	if !given.OptionTitle.IsZero() {
		b = appendWords(append(b, `,"option_title":`...), given.OptionTitle)
	}
	b = appendNumber(b, `,"points":`, given.Points)
	if given.Value != nil {
		b = strconv.AppendBool(append(b, `,"value":`...), *given.Value)
	}
	b = appendFilled(b, `,"text":`, given.Text)
	if given.Initial != nil {
		b = strconv.AppendInt(append(b, `,"initial":`...), int64(*given.Initial), 10)
	}
	b = appendFilled(b, `,"mitigation":`, given.Mitigation)
	if given.Final != nil {
		b = strconv.AppendInt(append(b, `,"final":`...), int64(*given.Final), 10)
	}
	b = appendFilled(b, `,"comment":`, given.Comment)
	if len(given.Evidence) > 0 {
		b = appendEvidence(append(b, `,"evidence":`...), given.Evidence)
	}
	return append(b, '}')
}

func appendEvidence(b []byte, list []EvidenceRef) []byte {
	b = append(b, '[')
	for at := range list {
		ref := &list[at]
		b = appendText(append(comma(b, at), `{"id":`...), ref.ID)
		b = appendText(append(b, `,"sha256":`...), ref.SHA256)
		b = appendFilled(b, `,"kind":`, ref.Kind)
		if !ref.IssuedOn.IsZero() {
			b = append(ref.IssuedOn.AppendText10(append(b, `,"issued_on":"`...)), '"')
		}
		if !ref.ExpiresOn.IsZero() {
			b = append(ref.ExpiresOn.AppendText10(append(b, `,"expires_on":"`...)), '"')
		}
		b = append(b, '}')
	}
	return append(b, ']')
}

func appendCitation(b []byte, c law.Citation) []byte {
	b = appendText(append(b, `{"instrument":`...), c.Instrument)
	b = appendFilled(b, `,"number":`, c.Number)
	b = appendFilled(b, `,"article":`, c.Article)
	b = appendFilled(b, `,"note":`, c.Note)
	if c.Recalled {
		b = append(b, `,"recalled":true`...)
	}
	return append(b, '}')
}

func appendWords(b []byte, text instrument.Text) []byte {
	b = appendText(append(b, `{"zh":`...), text.ZH)
	b = appendFilled(b, `,"en":`, text.EN)
	return append(b, '}')
}

// appendFilled appends a member unless it is empty.
func appendFilled(b []byte, name, text string) []byte {
	if text == "" {
		return b
	}
	return appendText(append(b, name...), text)
}

func appendNumber(b []byte, name string, x *instrument.Exact) []byte {
	if x == nil {
		return b
	}
	b = append(append(b, name...), '"')
	return append(x.Append(b), '"')
}

// appendAny writes what is rare with the standard encoder. What a result holds always marshals.
func appendAny(b []byte, value any) []byte {
	raw, err := json.Marshal(value)
	if err != nil {
		return append(b, "null"...)
	}
	return append(b, raw...)
}

// appendText writes a string as encoding/json does, which takes over where anything has to be escaped.
func appendText(b []byte, text string) []byte {
	if needsEscape(text) {
		return appendAny(b, text)
	}
	return append(append(append(b, '"'), text...), '"')
}

func needsEscape(text string) bool {
	plain := true // only ASCII
	for at := range len(text) {
		switch c := text[at]; {
		case c < ' ' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&':
			return true
		case c >= utf8.RuneSelf:
			plain = false
			const separator = "\u2028" // and U+2029 after it: no characters of JavaScript
			if c == separator[0] && at+2 < len(text) && text[at+1] == separator[1] && text[at+2]&^1 == separator[2] {
				return true
			}
		}
	}
	return !plain && !utf8.ValidString(text)
}
