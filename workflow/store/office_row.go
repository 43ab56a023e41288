package store

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// agencyRow is a row of agencies.
type agencyRow struct {
	AuthorityID string `gorm:"column:authority_id"`
	ID          string `gorm:"column:id"`
	Version     int64  `gorm:"column:version"`
	Name        string `gorm:"column:name"`
	CreditCode  string `gorm:"column:credit_code"`
	Closed      bool   `gorm:"column:closed"`
	Document    string `gorm:"column:document"`
}

// TableName tells GORM the table.
func (agencyRow) TableName() string { return "agencies" }

func fromAgency(a workflow.Agency) (agencyRow, error) {
	document, err := json.Marshal(a)
	if err != nil {
		return agencyRow{}, fmt.Errorf("store: write agency %s: %w", a.ID, err)
	}
	return agencyRow{
		AuthorityID: a.AuthorityID, ID: a.ID, Version: a.Version, Name: a.Name, CreditCode: a.CreditCode, Closed: a.Closed, Document: string(document),
	}, nil
}

func (r agencyRow) toAgency() (workflow.Agency, error) {
	var a workflow.Agency
	if err := json.Unmarshal([]byte(r.Document), &a); err != nil {
		return a, fmt.Errorf("store: read agency %s: %w", r.ID, err)
	}
	return a, nil
}

// evaluatorRow is a row of evaluators.
type evaluatorRow struct {
	AuthorityID string  `gorm:"column:authority_id"`
	ID          string  `gorm:"column:id"`
	AgencyID    *string `gorm:"column:agency_id"`
	AccountID   *string `gorm:"column:account_id"`
	Version     int64   `gorm:"column:version"`
	Name        string  `gorm:"column:name"`
	Suspended   bool    `gorm:"column:suspended"`
	Document    string  `gorm:"column:document"`
}

// TableName tells GORM the table.
func (evaluatorRow) TableName() string { return "evaluators" }

func fromEvaluator(e workflow.EvaluatorCard) (evaluatorRow, error) {
	document, err := json.Marshal(e)
	if err != nil {
		return evaluatorRow{}, fmt.Errorf("store: write evaluator %s: %w", e.ID, err)
	}
	return evaluatorRow{
		AuthorityID: e.AuthorityID, ID: e.ID, AgencyID: nullable(e.AgencyID), AccountID: nullable(e.AccountID), Version: e.Version,
		Name: e.Name, Suspended: e.Suspended, Document: string(document),
	}, nil
}

func (r evaluatorRow) toEvaluator() (workflow.EvaluatorCard, error) {
	var e workflow.EvaluatorCard
	if err := json.Unmarshal([]byte(r.Document), &e); err != nil {
		return e, fmt.Errorf("store: read evaluator %s: %w", r.ID, err)
	}
	return e, nil
}

// accountRow is a row of accounts. AuthorityID is the office that keeps the account, also for an agency's people.
type accountRow struct {
	AuthorityID  string    `gorm:"column:authority_id"`
	ID           string    `gorm:"column:id"`
	AgencyID     *string   `gorm:"column:agency_id"`
	Version      int64     `gorm:"column:version"`
	Login        string    `gorm:"column:login"`
	Name         string    `gorm:"column:name"`
	Role         string    `gorm:"column:role"`
	Organisation string    `gorm:"column:organisation"`
	Active       bool      `gorm:"column:active"`
	CreatedAt    time.Time `gorm:"column:created_at;autoCreateTime:false;default:now()"`
}

// TableName tells GORM the table.
func (accountRow) TableName() string { return "accounts" }

// toActor: an agency's people act for their agency, everybody else for the office.
func (r accountRow) toActor() workflow.Actor {
	return actorOf(r.ID, r.AuthorityID, r.AgencyID, r.Name, r.Role, r.Organisation)
}

func actorOf(id, authority string, agency *string, name, role, organisation string) workflow.Actor {
	a := workflow.Actor{ID: id, Name: name, Role: workflow.Role(role), AgencyID: text(agency), Organisation: organisation}
	if agency == nil {
		a.AuthorityID = authority
	}
	return a
}

// authorityRow is a row of authorities, without the head of its chain, which only acts move.
type authorityRow struct {
	ID        string      `gorm:"column:id"`
	ParentID  *string     `gorm:"column:parent_id"`
	Version   int64       `gorm:"column:version;default:1"`
	Name      string      `gorm:"column:name"`
	ShortName string      `gorm:"column:short_name"`
	Mark      string      `gorm:"column:certificate_mark"`
	Division  string      `gorm:"column:division"`
	Address   string      `gorm:"column:address"`
	Phone     string      `gorm:"column:phone"`
	Superior  string      `gorm:"column:superior"`
	Court     string      `gorm:"column:court"`
	Pack      string      `gorm:"column:pack"`
	ValidFrom pgtype.Date `gorm:"column:valid_from"`
	ValidTo   pgtype.Date `gorm:"column:valid_to"`
}

// TableName tells GORM the table.
func (authorityRow) TableName() string { return "authorities" }

func (r authorityRow) toAuthority() casework.Authority {
	return casework.Authority{ID: r.ID, Pack: r.Pack, Ref: workflow.AuthorityRef{
		Name: r.Name, ShortName: r.ShortName, CertificateMark: r.Mark, Division: r.Division, Address: r.Address, Phone: r.Phone, Superior: r.Superior, Court: r.Court,
	}}
}
