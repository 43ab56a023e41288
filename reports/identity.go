package reports

import (
	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/workflow"
)

// idNumber is a person's identity number, or why there is none.
func idNumber(pointer string, x workflow.Person) Inline {
	if noID(x) {
		return say("无（", Fact(pointer+"/no_id_reason", x.NoIDReason), "）")
	}
	return stated(pointer+"/id_number", x.IDNumber)
}

// noID reports whether the record says why a person has no identity paper.
func noID(x workflow.Person) bool { return x.IDNumber == "" && x.NoIDReason != "" }

// idType is the kind of a person's identity paper.
func idType(x workflow.Person) Inline {
	if noID(x) && x.IDType == "" {
		return Text(noneWord)
	}
	return statedWord(idTypeWord(x.IDType))
}

// nationality is what the record says of it. A person with a 居民身份证 is a
// Chinese citizen: nobody else is given one (居民身份证法 art. 2).
func nationality(pointer string, x workflow.Person, open string) Inline {
	if x.Nationality == "" && x.IDNumber != "" && x.IDType == eligibility.ResidentCard {
		return Text(chineseWord)
	}
	return orWord(pointer+"/nationality", x.Nationality, open)
}

// applicantNationality is the same of an applicant, whose category (身份类别) says
// it as well: all but the foreigner are Chinese citizens.
func applicantNationality(pointer string, a workflow.Applicant) Inline {
	if a.Nationality == "" && a.Identity != "" && a.Identity != eligibility.Foreigner {
		return Text(chineseWord)
	}
	return nationality(pointer, a.Person, unstatedWord)
}

const chineseWord = "中国"
