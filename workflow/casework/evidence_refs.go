package casework

import (
	"context"
	"maps"
	"slices"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// registeredEvidence refuses evidence that does not belong to the case, has
// another hash, is not (yet) found free of viruses or is said to be of another
// kind or validity than was noted when it was brought; what the sheet leaves open
// is filled in from there.
func registeredEvidence(ctx context.Context, tx Tx, caseID string, answers map[string]assessment.Answer) (map[string]assessment.Answer, error) {
	r := evidenceRegister{tx: tx, caseID: caseID, seen: map[string]*Upload{}}
	out := maps.Clone(answers)
	for code, a := range answers {
		filled, err := r.answer(ctx, "/answers/"+code, a)
		if err != nil {
			return nil, err
		}
		out[code] = filled
	}
	return out, nil
}

// evidenceRegister looks up each file once.
type evidenceRegister struct {
	tx     Tx
	caseID string
	seen   map[string]*Upload // nil: not the case's
}

func (r evidenceRegister) answer(ctx context.Context, at string, a assessment.Answer) (assessment.Answer, error) {
	a.Evidence = slices.Clone(a.Evidence)
	for i := range a.Evidence {
		if err := r.ref(ctx, pointerAt(at+"/evidence", i), &a.Evidence[i]); err != nil {
			return a, err
		}
	}
	a.ByApplicant = maps.Clone(a.ByApplicant)
	for id, one := range a.ByApplicant {
		filled, err := r.answer(ctx, at+"/by_applicant/"+id, one)
		if err != nil {
			return a, err
		}
		a.ByApplicant[id] = filled
	}
	return a, nil
}

func (r evidenceRegister) ref(ctx context.Context, at string, ref *assessment.EvidenceRef) error {
	u, ok := r.seen[ref.ID]
	if !ok {
		found, err := r.tx.Uploaded(ctx, ref.ID)
		if err != nil && !workflow.IsKind(err, workflow.KindNotFound) {
			return err
		}
		if err == nil && found.CaseID == r.caseID {
			u = found
		}
		r.seen[ref.ID] = u
	}
	if u == nil || u.SHA256 != ref.SHA256 {
		return workflow.Invalid(workflow.Field(at, "unknown_upload", "没有这一证明材料，或者其SHA-256不符：请先上传到本案"))
	}
	if err := u.unusable(at); err != nil {
		return err
	}
	kind := instrument.KindCode(u.Kind)
	if ref.Kind = instrument.KindCode(ref.Kind); kind != "" && ref.Kind != "" && kind != ref.Kind {
		return workflow.Invalid(workflow.Field(at+"/kind", "evidence_mismatch", "该材料上传时登记为“"+instrument.Evidence{FileKind: kind}.KindChinese()+"”：请核对材料种类，登记有误的请重新上传"))
	}
	if ref.Kind == "" {
		ref.Kind = kind
	}
	if err := sameDay(at+"/issued_on", &ref.IssuedOn, u.IssuedOn); err != nil {
		return err
	}
	return sameDay(at+"/expires_on", &ref.ExpiresOn, u.ExpiresOn)
}

// sameDay fills a date in, and refuses one that differs from what was noted.
func sameDay(at string, said *law.Date, noted law.Date) error {
	switch {
	case noted.IsZero():
	case said.IsZero():
		*said = noted
	case *said != noted:
		return workflow.Invalid(workflow.Field(at, "evidence_mismatch", "该材料上传时登记的日期为"+noted.Chinese()+"：请核对原件，登记有误的请重新上传"))
	}
	return nil
}
