package reports

import "github.com/anjia-project/anjia/workflow"

// template is how one paper of the catalogue is written.
type template struct {
	code workflow.PaperCode
	// childOnly papers belong to the child's notice track and need no case.
	childOnly bool
	write     func(*paper)
}

// templates lists one template per paper, in the order of the catalogue. A test
// compares it with workflow.PaperSpecs.
func templates() []template {
	return []template{
		{code: "D01", write: application},
		{code: "D02a", write: receipt},
		{code: "D02b", write: acceptance},
		{code: "D02c", write: supplementRequest},
		{code: "D02d", write: nonAcceptance},
		{code: "D03a", write: publicNotice, childOnly: true},
		{code: "D03b", write: noticeCleared, childOnly: true},
		{code: "D04", write: reviewNotice},
		{code: "D05", write: assessmentNotice},
		{code: "D06a", write: assessmentConsent},
		{code: "D06b", write: inquiryAuthority},
		{code: "D06c", write: familyDeclaration},
		{code: "D07", write: privacyConsent},
		{code: "D08", write: commissionLetter},
		{code: "D09", write: recusalDeclaration},
		{code: "D10a", write: homeVisit},
		{code: "D10b", write: interview},
		{code: "D10c", write: inquiry},
		{code: "D11", write: scoreSheet},
		{code: "D12a", write: circumstanceReport},
		{code: "D12b", write: policeReport},
		{code: "D13", write: assessmentReport},
		{code: "D14", write: conclusionNotice},
		{code: "D14b", write: integrationNotice},
		{code: "D15a", write: integrationAgreement},
		{code: "D15b", write: handOver},
		{code: "D15c", write: returnOfChild},
		{code: "D16a", write: integrationVisit},
		{code: "D16b", write: integrationResult},
		{code: "D16c", write: integrationReport},
		{code: "D17a", write: questioning},
		{code: "D17b", write: investigation},
		{code: "D17c", write: childOpinion},
		{code: "D18", write: handlingForm},
		{code: "D19", write: certificate},
		{code: "D20", write: refusal},
		{code: "D21a", write: followUpPlan},
		{code: "D21b", write: followUpVisit},
		{code: "D21c", write: followUpEnd},
		{code: "D22a", write: withdrawal},
		{code: "D22b", write: terminationNotice},
		{code: "D22c", write: assessmentTerminated},
		{code: "D26a", write: choiceForm},
		{code: "D26b", write: choiceNotice},
		{code: "D26c", write: notSelected},
		{code: "D27", write: rulingRecord},
		{code: "R01", write: serviceReceipt},
		{code: "R02", write: preliminaryReview},
	}
}

// templateOf finds the template of a paper; ok is false for an unknown code.
func templateOf(code workflow.PaperCode) (t template, ok bool) {
	for _, t := range templates() {
		if t.code == code {
			return t, true
		}
	}
	return template{}, false
}
