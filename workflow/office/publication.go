package office

import (
	"slices"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// PublicationState is where a file of law stands on its way into force.
type PublicationState string

// The states of a publication. Superseded and repealed are not stored: they
// follow from later editions.
const (
	PublicationDraft      PublicationState = "draft"      // 草稿
	PublicationProposed   PublicationState = "proposed"   // 待审核
	PublicationPublished  PublicationState = "published"  // 已发布
	PublicationSuperseded PublicationState = "superseded" // 已被取代
	PublicationWithdrawn  PublicationState = "withdrawn"  // 已撤回
	PublicationRepealed   PublicationState = "repealed"   // 已废止: follows from a repeal whose day has come
)

// Publication is a pack, a calendar or a scoring table on its way from draft to
// force (规则文件的起草与发布). Once published it never changes.
type Publication struct {
	ID          string           `json:"id"`
	AuthorityID string           `json:"authority_id"`
	Version     int64            `json:"version"` // of this record, for If-Match
	Kind        string           `json:"kind" enum:"instrument,pack,calendar"`
	State       PublicationState `json:"state" enum:"draft,proposed,published,superseded,withdrawn,repealed"`
	Division    string           `json:"division" doc:"行政区划代码：在该区划及其以下适用"`
	// InForce is the first day on which an assessment may begin under a scoring table;
	// never before the day of publication.
	InForce law.Date `json:"in_force,omitzero"`

	Code        string           `json:"code,omitempty"`         // of the file; empty while it cannot be read
	FileVersion string           `json:"file_version,omitempty"` // as the record of a case names it
	SHA256      string           `json:"sha256"`
	Size        int              `json:"size"`
	Title       string           `json:"title,omitempty"`
	Phase       instrument.Phase `json:"phase,omitempty"`
	Status      law.Status       `json:"status,omitempty"` // of a scoring table
	Faults      []Fault          `json:"faults,omitempty"` // a file with faults may be kept, not proposed
	SavedBy     []Person         `json:"saved_by"`         // everybody who had a hand in the file

	Reason      string        `json:"reason,omitempty"` // of the proposal
	Predecessor *workflow.Ref `json:"predecessor,omitempty"`
	Changes     []Difference  `json:"changes,omitempty"` // against the predecessor, as proposed
	WhatIf      *WhatIf       `json:"what_if,omitempty"`
	NoWhatIf    string        `json:"no_what_if,omitempty"` // why there is none
	// Confirmation is why an illustrative table may be used for real cases (管理员确认理由).
	Confirmation string   `json:"confirmation,omitempty"`
	ConfirmedBy  *Person  `json:"confirmed_by,omitempty"`
	ProposedBy   *Person  `json:"proposed_by,omitempty"`
	ProposedOn   law.Date `json:"proposed_on,omitzero"`
	Returned     string   `json:"returned,omitempty"` // why the last proposal was returned
	ApprovedBy   *Person  `json:"approved_by,omitempty"`
	PublishedOn  law.Date `json:"published_on,omitzero"`
	Edition      int64    `json:"edition,omitempty"` // number of the publication in the installation
	Withdrawn    string   `json:"withdrawn,omitempty"`
	// Repeals says that this is the repeal of what another publication put in force: it carries the same file.
	Repeals *Repeal `json:"repeals,omitempty"`
	// RepealedFrom is the first day without what was published, where a repeal was approved. Derived, never stored.
	RepealedFrom law.Date `json:"repealed_from,omitzero"`

	File string `json:"-"` // the text itself; the record keeps it in the input of the act that brought it
	path string // place among the law, once the file can be read
}

// Path is the place of the file among the law; empty while it cannot be read.
func (p *Publication) Path() string { return p.path }

// Person is who did something, as known then.
type Person struct {
	ID          string        `json:"id"`
	Name        string        `json:"name"`
	Role        workflow.Role `json:"role"`
	AuthorityID string        `json:"authority_id,omitempty"` // empty in publications from before it was noted
}

func personOf(a workflow.Actor) Person {
	return Person{ID: a.ID, Name: a.Name, Role: a.Role, AuthorityID: a.AuthorityID}
}

// is reports whether the actor is the person: by the account, by another account of the
// same person, or by the name among the people of one authority.
func (p Person) is(a workflow.Actor, others []string) bool {
	return p.ID == a.ID || slices.Contains(others, p.ID) || p.Name == a.Name && (p.AuthorityID == "" || p.AuthorityID == a.AuthorityID)
}

// Fault is one thing that is wrong in a file: where it stands, the rule it breaks and
// the remedy.
type Fault struct {
	Code    string `json:"code"`
	Line    int    `json:"line,omitempty"` // of the file; 0 when it is about the whole
	Node    string `json:"node,omitempty"` // code of the item or gate of a scoring table
	Field   string `json:"field,omitempty"`
	Pointer string `json:"pointer,omitempty"` // into the file
	What    string `json:"what"`
	Rule    string `json:"rule,omitempty"`
	Remedy  string `json:"remedy,omitempty"`
	Detail  string `json:"detail,omitempty"` // the fault in English, with its figures, as the programs print it
}

// Difference is one change against the predecessor, in Chinese.
type Difference struct {
	Kind  string `json:"kind" enum:"added,removed,changed,moved"`
	Part  string `json:"part"`          // head, node, option, gate; parameter; day
	Code  string `json:"code"`          // of the item, the parameter or the day
	Score bool   `json:"affects_score"` // points, outcome or a date can differ by it
	Text  string `json:"text"`
}

// WhatIf names a report of what a draft would have changed in closed cases (试算).
type WhatIf struct {
	ID            string `json:"id"`
	AuthorityID   string `json:"authority_id"`
	PublicationID string `json:"publication_id"`
	FileSHA256    string `json:"file_sha256"` // of the draft that was tried
	SHA256        string `json:"sha256"`      // of the report
	Cases         int64  `json:"cases"`       // that were tried
	Changed       int64  `json:"changed"`     // whose outcome, score or due date would be another
}

// WhatIfReport is a report with its text. It names cases: people without a part in
// cases see the WhatIf, not the report.
type WhatIfReport struct {
	WhatIf
	Report []byte // JSON, as it was made
	Text   string // the same, to read
}

// Shelf is the law of the installation at one moment; casework's Shelf is one.
type Shelf interface {
	Laws
	Set() *law.Set
	Library() *instrument.Library
	InForce(phase instrument.Phase, division string, on law.Date) []*instrument.Instrument
	Number() int64
}
