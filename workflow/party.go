package workflow

import (
	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
)

// Person is a natural person as the papers name them. Names are kept exactly as entered.
type Person struct {
	Name         string             `json:"name,omitempty"`
	Sex          eligibility.Sex    `json:"sex,omitempty"`
	Born         law.Date           `json:"born,omitzero"`
	IDType       eligibility.IDType `json:"id_type,omitempty"`
	IDNumber     string             `json:"id_number,omitempty"`
	NoIDReason   string             `json:"no_id_reason,omitempty"`
	Ethnicity    string             `json:"ethnicity,omitempty"`   // 民族, GB/T 3304 name
	Nationality  string             `json:"nationality,omitempty"` // 国籍
	Occupation   string             `json:"occupation,omitempty"`
	Employer     string             `json:"employer,omitempty"`
	Education    string             `json:"education,omitempty"`
	Phone        string             `json:"phone,omitempty"`
	Registration string             `json:"registration,omitempty"` // 户籍地址
	Address      string             `json:"address,omitempty"`      // 现住址
	BankAccount  string             `json:"bank_account,omitempty"` // 银行账号, for the recusal check
}

// Applicant is one adopter (收养申请人). Pointers are facts that may be unknown: unknown is never no.
type Applicant struct {
	Person
	ID              string                 `json:"id,omitempty" maxLength:"64" doc:"Given by the server when left out"`
	Identity        eligibility.Identity   `json:"identity,omitempty"`  // 身份类别
	Marital         eligibility.Marital    `json:"marital,omitempty"`   // GB/T 2261.2
	SpouseIs        eligibility.SpouseRole `json:"spouse_is,omitempty"` // whom a married applicant is married to
	MarriedOn       law.Date               `json:"married_on,omitzero"`
	Children        *int                   `json:"children,omitempty"`        // 现有子女数
	Adopted         *int                   `json:"adopted,omitempty"`         // 已收养子女数
	MedicallyUnfit  *bool                  `json:"medically_unfit,omitempty"` // 患有医学上认为不应当收养子女的疾病
	OffenceRecord   *bool                  `json:"offence_record,omitempty"`  // 有不利于被收养人健康成长的违法犯罪记录
	Capable         *bool                  `json:"capable,omitempty"`         // 有抚养、教育和保护被收养人的能力 (preliminary view; assessed later)
	Health          string                 `json:"health,omitempty"`          // 健康状况
	Income          string                 `json:"income,omitempty"`          // 年收入（元）, decimal text
	RelationToChild string                 `json:"relation_to_child,omitempty"`
	Attendance      eligibility.Attendance `json:"attendance,omitempty"`
	ProxyAttestedBy string                 `json:"proxy_attested_by,omitempty"` // 委托书证明（公证）单位
	ProxyAttestedOn law.Date               `json:"proxy_attested_on,omitzero"`
	Kin             []Kin                  `json:"kin,omitempty" maxItems:"40" doc:"亲属, for the recusal check"`
}

// HouseholdMember lives together with the applicants (共同生活的家庭成员).
type HouseholdMember struct {
	Person
	Relation string `json:"relation,omitempty" doc:"与收养申请人的关系, in words"`
	Opinion  string `json:"opinion,omitempty"` // 对收养的意见
	Kin      []Kin  `json:"kin,omitempty" maxItems:"40" doc:"亲属, for the recusal check"`
}

// Placer is who places the child (送养人).
type Placer struct {
	Type              eligibility.PlacerType `json:"type,omitempty"` // empty: non-institution foundling, nobody places
	Organisation      string                 `json:"organisation,omitempty"`
	CreditCode        string                 `json:"credit_code,omitempty"`    // 统一社会信用代码
	Representative    string                 `json:"representative,omitempty"` // 法定代表人
	RepresentativeID  string                 `json:"representative_id,omitempty"`
	Agent             string                 `json:"agent,omitempty"` // 经办人
	Division          string                 `json:"division,omitempty"`
	Address           string                 `json:"address,omitempty"`
	Phone             string                 `json:"phone,omitempty"`
	Persons           []Person               `json:"persons,omitempty"` // guardian, or the placing parents
	Kin               []Kin                  `json:"kin,omitempty" maxItems:"40" doc:"亲属 of the persons who place, for the recusal check; those of birth parents stand with them"`
	SingleEvidence    *bool                  `json:"single_evidence,omitempty"`     // art. 1097: why one parent places alone is proven
	SpecialDifficulty *bool                  `json:"special_difficulty,omitempty"`  // 有特殊困难无力抚养
	HasDutyHolders    *bool                  `json:"has_duty_holders,omitempty"`    // art. 1096
	DutyHolders       []string               `json:"duty_holders,omitempty"`        // their names
	PriorRightHolders *bool                  `json:"prior_right_holders,omitempty"` // art. 1108
	PriorRightWaived  *bool                  `json:"prior_right_waived,omitempty"`
	Reason            string                 `json:"reason,omitempty"` // 送养原因
}

// BirthParent is what is known of the birth father or mother (生父、生母).
type BirthParent struct {
	Person
	Status    eligibility.ParentStatus `json:"status,omitempty"`
	Incapable *bool                    `json:"incapable,omitempty"` // 不具备完全民事行为能力
	Endangers *bool                    `json:"endangers,omitempty"` // 可能严重危害该未成年人
	Division  string                   `json:"division,omitempty"`  // 常住户口所在地
	Kin       []Kin                    `json:"kin,omitempty" maxItems:"40" doc:"亲属, for the recusal check"`
}

// Application is what the counter enters and the family signs (收养登记申请书).
type Application struct {
	Mode         eligibility.Mode  `json:"mode,omitempty"` // 收养方式
	Applicants   []Applicant       `json:"applicants" required:"false"`
	Household    []HouseholdMember `json:"household,omitempty"`
	Placer       Placer            `json:"placer,omitzero"`
	Reason       string            `json:"reason,omitempty"`     // 收养原因
	NameAfter    string            `json:"name_after,omitempty"` // 收养后姓名
	Motive       string            `json:"motive,omitempty"`
	Housing      string            `json:"housing,omitempty"`      // 住房情况
	HousingArea  string            `json:"housing_area,omitempty"` // m², two decimals
	PrivateRoom  *bool             `json:"private_room,omitempty"`
	BirthFather  *BirthParent      `json:"birth_father,omitempty"`
	BirthMother  *BirthParent      `json:"birth_mother,omitempty"`
	StepMarried  *bool             `json:"step_married,omitempty"` // category 4: married to the birth parent
	Collateral   *bool             `json:"collateral,omitempty"`   // category 6
	KinProven    *bool             `json:"kin_proven,omitempty"`
	Agreement    bool              `json:"agreement" required:"false"` // 双方要求签订收养协议
	Undertaking  string            `json:"undertaking,omitempty"`      // 保证不遗弃、不虐待…
	Jurisdiction string            `json:"jurisdiction,omitempty"`     // ground of jurisdiction, 登记办法 art. 4
}
