package workflow

import "github.com/anjia-project/anjia/assessment/law"

// Child is the child's own record (被收养人): particulars and the notice track,
// shared by every case that competes for the child.
type Child struct {
	ID          string `json:"id"`
	AuthorityID string `json:"authority_id"`
	Version     int64  `json:"version"`
	Person
	Code              string     `json:"code"`   // 儿童代号, public and masked
	Source            string     `json:"source"` // foundling | orphan | birth_parents | kin | step
	InstitutionRaised *bool      `json:"institution_raised,omitempty"`
	Institution       string     `json:"institution,omitempty"`
	AdmittedOn        law.Date   `json:"admitted_on,omitzero"`       // 入院时间
	FoundOn           law.Date   `json:"found_on,omitzero"`          // 捡拾时间
	FoundDivision     string     `json:"found_division,omitempty"`   // 发现地行政区划
	FoundAt           string     `json:"found_at,omitempty"`         // 捡拾地点
	FoundBelongings   string     `json:"found_belongings,omitempty"` // 随身物品及特征
	PoliceReceipt     string     `json:"police_receipt,omitempty"`   // 捡拾弃婴（儿童）报案证明
	Disabled          *bool      `json:"disabled,omitempty"`
	Disability        string     `json:"disability,omitempty"`
	Health            string     `json:"health,omitempty"`
	ParentsDead       *bool      `json:"parents_dead,omitempty"`
	Rescued           *bool      `json:"rescued,omitempty"` // 打拐解救
	Notice            *Notice    `json:"notice,omitempty"`
	AdoptedBy         string     `json:"adopted_by,omitempty"` // case id of the registered adoption
	DiedOn            law.Date   `json:"died_on,omitzero"`
	Papers            []Paper    `json:"papers,omitempty"` // D03a, D03b
	Clock             *law.Clock `json:"clock,omitempty"`  // C2 公告期
}

// Notice is the public notice that seeks the parents (公告, 登记办法 art. 8): a
// track of the child, which may be older than any case.
type Notice struct {
	PublishedOn law.Date `json:"published_on"`
	Medium      string   `json:"medium"`              // 公告报刊或者平台
	Reference   string   `json:"reference,omitempty"` // 版面、网址
	Contact     string   `json:"contact,omitempty"`
	ClearedOn   law.Date `json:"cleared_on,omitzero"` // 公告期满无人认领
	ClearedBy   string   `json:"cleared_by,omitempty"`
	Claimed     bool     `json:"claimed,omitempty"` // an open claim: a hold on every case (comes with the rarer roads)
}
