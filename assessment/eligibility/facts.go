package eligibility

import "github.com/anjia-project/anjia/assessment/law"

// Facts is all that the rules look at. A nil pointer, an empty string, a zero date or an empty list is a fact that
// is not known. Only the frame below is different: it says for whom and for which day the question is asked.
type Facts struct {
	Category   Category    `json:"category,omitzero"`
	Mode       Mode        `json:"mode,omitempty"`
	Applicants []Applicant `json:"applicants,omitempty"` // 收养人: one, or the two spouses

	Child       Child       `json:"child,omitzero"`
	BirthFather BirthParent `json:"birth_father,omitzero"`
	BirthMother BirthParent `json:"birth_mother,omitzero"`
	Placer      Placer      `json:"placer,omitzero"`

	Kinship    Kinship    `json:"kinship,omitzero"`
	StepParent StepParent `json:"step_parent,omitzero"`
	Foundling  Foundling  `json:"foundling,omitzero"`
	Notice     Notice     `json:"notice,omitzero"`
	Assessment Assessment `json:"assessment,omitzero"`

	// The frame: who asks and for which day. AuthorityDivision is the six-digit division of the registration
	// authority; without it jurisdiction is not examined. ReceivedOn is the day the complete file was received.
	// RegisteredOn (else DecidedOn) is the day on which the conditions must be met; without both it is the day
	// that Run is given, and nothing is final yet.
	AuthorityDivision string   `json:"authority_division,omitempty"`
	ReceivedOn        law.Date `json:"received_on,omitzero"`
	DecidedOn         law.Date `json:"decided_on,omitzero"`
	RegisteredOn      law.Date `json:"registered_on,omitzero"`
}

// Applicant is one adopter (收养人).
type Applicant struct {
	Name      string   `json:"name,omitempty"`
	Sex       Sex      `json:"sex,omitempty"`
	BirthDate law.Date `json:"birth_date,omitzero"`
	IDType    IDType   `json:"id_type,omitempty"`
	IDNumber  string   `json:"id_number,omitempty"`
	Identity  Identity `json:"identity,omitempty"` // 身份类别

	Marital  Marital    `json:"marital,omitempty"`   // GB/T 2261.2
	SpouseIs SpouseRole `json:"spouse_is,omitempty"` // whom the applicant is married to

	// Children counts the living children now, own and adopted (art. 1098 (1)); Adoptions the adoptions so far
	// that count towards art. 1100, those of a linked group registered earlier on the same day included.
	Children  *int `json:"children,omitempty"`
	Adoptions *int `json:"adoptions,omitempty"`

	CanRaise      *bool `json:"can_raise,omitempty"`      // 有抚养、教育和保护被收养人的能力
	UnfitDisease  *bool `json:"unfit_disease,omitempty"`  // 患有在医学上认为不应当收养子女的疾病
	AdverseRecord *bool `json:"adverse_record,omitempty"` // 有不利于被收养人健康成长的违法犯罪记录
	Consents      *bool `json:"consents,omitempty"`       // 自愿收养

	Attendance    Attendance `json:"attendance,omitempty"`
	ProxyAttested *bool      `json:"proxy_attested,omitempty"` // 委托书经村（居）民委员会证明或者公证
}

// Child is the child to be adopted (被收养人).
type Child struct {
	Name      string   `json:"name,omitempty"`
	Sex       Sex      `json:"sex,omitempty"`
	BirthDate law.Date `json:"birth_date,omitzero"`
	IDNumber  string   `json:"id_number,omitempty"`
	// NoIDReason says why there is no identity number yet, e.g. 弃婴尚未落户.
	NoIDReason string `json:"no_id_reason,omitempty"`

	Disabled          *bool    `json:"disabled,omitempty"`           // 残疾未成年人
	InstitutionRaised *bool    `json:"institution_raised,omitempty"` // 由儿童福利机构抚养
	SpecialDifficulty *bool    `json:"special_difficulty,omitempty"` // 生父母有特殊困难无力抚养
	Rescued           *bool    `json:"rescued,omitempty"`            // 打拐解救
	FoundOn           law.Date `json:"found_on,omitzero"`            // 捡拾日期
	FoundDivision     string   `json:"found_division,omitempty"`     // 发现地行政区划
	Consents          *bool    `json:"consents,omitempty"`           // 同意被收养
}

// BirthParent is the birth father or the birth mother (生父、生母).
type BirthParent struct {
	Status    ParentStatus `json:"status,omitempty"`
	Incapable *bool        `json:"incapable,omitempty"` // 不具备完全民事行为能力
	Endangers *bool        `json:"endangers,omitempty"` // 可能严重危害该未成年人
	Consents  *bool        `json:"consents,omitempty"`  // 同意送养
	Division  string       `json:"division,omitempty"`  // 常住户口所在地行政区划
}

// Placer is who places the child (送养人). A foundling outside an institution has none.
type Placer struct {
	Type       PlacerType `json:"type,omitempty"`
	CreditCode string     `json:"credit_code,omitempty"` // of an organisation
	Division   string     `json:"division,omitempty"`    // 机构所在地或者监护人常住户口所在地
	Consents   *bool      `json:"consents,omitempty"`    // of an institution or a guardian

	DutyHolders        *bool `json:"duty_holders,omitempty"`         // 另有有抚养义务的人
	DutyHoldersConsent *bool `json:"duty_holders_consent,omitempty"` // 其同意送养

	// SingleEvidence: death, disappearance or being unknown of the parent who does not place is proven (art. 1097).
	SingleEvidence *bool `json:"single_evidence,omitempty"`
	// PriorRightHolders: parents of the dead spouse are alive (art. 1108); PriorRightWaived: they don't exercise
	// their prior right to raise the child (不行使优先抚养权).
	PriorRightHolders *bool `json:"prior_right_holders,omitempty"`
	PriorRightWaived  *bool `json:"prior_right_waived,omitempty"`
}

// Kinship is the relation of category 6.
type Kinship struct {
	// Collateral: a birth parent and an adopter are collateral relatives by blood of the same generation within
	// three generations (三代以内旁系同辈血亲). Proven: by the police or a notary.
	Collateral *bool `json:"collateral,omitempty"`
	Proven     *bool `json:"proven,omitempty"`
}

// StepParent is the relation of category 4.
type StepParent struct {
	Married *bool `json:"married,omitempty"` // 与被收养人的生父或者生母存续婚姻关系
}

// Foundling holds what only matters for a child whose parents cannot be found.
type Foundling struct {
	PoliceReceipt *bool `json:"police_receipt,omitempty"` // 公安机关出具的捡拾报案证明
	// SupervisorReason is the written reason for which a supervisor lets a non-institution foundling go on to
	// registration although refusal is proposed; empty when there is none.
	SupervisorReason string `json:"supervisor_reason,omitempty"`
}

// Notice is the public notice for the birth parents (寻找弃婴（儿）生父母公告).
type Notice struct {
	PublishedOn law.Date `json:"published_on,omitzero"`
	// EarliestOn is the first day on which registration is possible, as the working calendar gives it. Without it
	// the days are counted from PublishedOn and the end does not roll over rest days.
	EarliestOn law.Date `json:"earliest_on,omitzero"`
	Cleared    *bool    `json:"cleared,omitempty"`    // 公告期满无人认领，已作记录
	OpenClaim  *bool    `json:"open_claim,omitempty"` // 有人认领，尚未核实或者已经核实
}

// Assessment tells how far the home study (收养评估) is.
type Assessment struct {
	Completed *bool `json:"completed,omitempty"` // 评估报告已签章出具
}
