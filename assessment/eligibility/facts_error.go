package eligibility

import "strings"

// FactsError lists what makes a set of facts unusable: words outside the vocabulary and contradictions. It is about
// the input, not about the family.
type FactsError struct{ Faults []FactFault }

// FactFault is one place that is wrong.
type FactFault struct {
	Pointer string `json:"pointer"` // JSON pointer into Facts
	Code    string `json:"code"`
	Message string `json:"message"` // Chinese: what and why
	Remedy  string `json:"remedy"`  // Chinese
}

// Codes of FactFault.
const (
	FaultVocabulary = "not_in_vocabulary" // a word or number outside its list
	FaultRange      = "out_of_range"      // a negative number
	FaultOrder      = "date_order"        // a day before one that it presupposes
	FaultMode       = "mode_mismatch"     // applicants that don't fit the mode
	FaultDivision   = "division_format"   // not six digits
)

// Error joins the faults, each with its pointer.
func (e *FactsError) Error() string {
	parts := make([]string, len(e.Faults))
	for i, f := range e.Faults {
		parts[i] = f.Pointer + "：" + f.Message + "，" + f.Remedy
	}
	return strings.Join(parts, "；")
}

// faultList collects faults.
type faultList []FactFault

func (l *faultList) add(pointer, code, message, remedy string) {
	*l = append(*l, FactFault{Pointer: pointer, Code: code, Message: message, Remedy: remedy})
}

// word refuses a value that is neither empty nor on its code list.
func word[T interface {
	~string
	Coded
}](l *faultList, pointer string, value T,
) {
	if codes := value.Codes(); value != "" && !InCodes(codes, string(value)) {
		l.add(pointer, FaultVocabulary, "取值不在代码表中", "应当为下列之一："+CodesText(codes))
	}
}

// division refuses a division that is neither empty nor six digits.
func (l *faultList) division(pointer, value string) {
	if value != "" && !validDivision(value) {
		l.add(pointer, FaultDivision, "行政区划代码格式不正确", "应当为6位数字，例如540102")
	}
}
