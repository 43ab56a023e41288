package api

import "github.com/danielgtaylor/huma/v2"

// answerWords say what the members of an answer hold. The type stands in a room
// that knows nothing of HTTP, and one item takes one or two of them.
var answerWords = map[string]string{
	"option":       "Code of the option that was chosen (分档选择); with points where the option is a band",
	"points":       "Points as text, never a float (区间评分), for instance 7.5",
	"rating":       "Whole number that is multiplied by the weight (加权评定)",
	"value":        "Yes or no (是否判断); for a veto (否决项) true when it was found",
	"text":         "Words (文字记录); the digits of a whole number (整数填写), the day as YYYY-MM-DD (日期填写)",
	"initial":      "Initial rating of a dual item (初评)",
	"final":        "Final rating of a dual item (终评)",
	"mitigation":   "What mitigates a concern, between both ratings of a dual item (缓解措施)",
	"comment":      "The evaluator's note (说明), where the item demands one",
	"evidence":     "Files of the case that bear the answer (佐证): id and SHA-256 as the upload gave them",
	"by_applicant": "One answer for each applicant, by its id, where each is judged",
}

// describeAnswers words the schema of an answer and gives it an example.
func describeAnswers(r huma.Registry) {
	s := r.Map()["AssessmentAnswer"]
	if s == nil {
		return
	}
	s.Description = "An answer to one item of the scoring table: what its type takes (GET /instruments/{name} tells the types), and what supports it."
	s.Examples = []any{map[string]any{"option": "b", "comment": "分别谈话，表述一致"}}
	for name, words := range answerWords {
		if p := s.Properties[name]; p != nil {
			p.Description = words
		}
	}
}
