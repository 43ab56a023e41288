package store

import (
	"context"
	"strings"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
)

// keptAuthorityRow is a row of authorities as the office keeps it.
type keptAuthorityRow struct {
	ID              string      `gorm:"column:id"`
	ParentID        *string     `gorm:"column:parent_id"`
	Version         int64       `gorm:"column:version"`
	Name            string      `gorm:"column:name"`
	ShortName       string      `gorm:"column:short_name"`
	CertificateMark string      `gorm:"column:certificate_mark"`
	Division        string      `gorm:"column:division"`
	Address         string      `gorm:"column:address"`
	Phone           string      `gorm:"column:phone"`
	Superior        string      `gorm:"column:superior"`
	Court           string      `gorm:"column:court"`
	Pack            string      `gorm:"column:pack"`
	SecondFactorFor string      `gorm:"column:second_factor_for"`
	ValidTo         pgtype.Date `gorm:"column:valid_to"`
}

// TableName tells GORM the table.
func (keptAuthorityRow) TableName() string { return "authorities" }

func (r keptAuthorityRow) toKept() office.Authority {
	return office.Authority{
		ID: r.ID, ParentID: text(r.ParentID), Version: r.Version, Pack: r.Pack, Closed: r.ValidTo.Valid,
		SecondFactorFor: rolesOf(r.SecondFactorFor),
		AuthorityRef: workflow.AuthorityRef{
			Name: r.Name, ShortName: r.ShortName, CertificateMark: r.CertificateMark, Division: r.Division,
			Address: r.Address, Phone: r.Phone, Superior: r.Superior, Court: r.Court,
		},
	}
}

// keptColumns are the columns of an authority that acts write; the first is its key.
func keptColumns(a office.Authority) []column {
	return []column{
		{"id", a.ID},
		{"version", a.Version},
		{"name", a.Name},
		{"short_name", a.ShortName},
		{"certificate_mark", a.CertificateMark},
		{"division", a.Division},
		{"address", a.Address},
		{"phone", a.Phone},
		{"superior", a.Superior},
		{"court", a.Court},
		{"pack", a.Pack},
		{"second_factor_for", roleList(a.SecondFactorFor)},
	}
}

// roleList is a list of roles in one column.
func roleList(roles []workflow.Role) string {
	names := make([]string, len(roles))
	for i, r := range roles {
		names[i] = string(r)
	}
	return strings.Join(names, ",")
}

// rolesOf is nil for an empty column.
func rolesOf(list string) []workflow.Role {
	var out []workflow.Role
	for name := range strings.SplitSeq(list, ",") {
		if name != "" {
			out = append(out, workflow.Role(name))
		}
	}
	return out
}

// keptAccountRow is a row of accounts as the office keeps it.
type keptAccountRow struct {
	AuthorityID string      `gorm:"column:authority_id"`
	ID          string      `gorm:"column:id"`
	AgencyID    *string     `gorm:"column:agency_id"`
	Version     int64       `gorm:"column:version"`
	Login       string      `gorm:"column:login"`
	Name        string      `gorm:"column:name"`
	Role        string      `gorm:"column:role"`
	Active      bool        `gorm:"column:active"`
	MustChange  bool        `gorm:"column:must_change"`
	CreatedOn   pgtype.Date `gorm:"column:created_on"`
}

// TableName tells GORM the table.
func (keptAccountRow) TableName() string { return "accounts" }

func (r keptAccountRow) toKept() (office.Account, error) {
	created, err := fromDate(r.CreatedOn)
	return office.Account{
		ID: r.ID, AuthorityID: r.AuthorityID, AgencyID: text(r.AgencyID), Version: r.Version, Login: r.Login, Name: r.Name,
		Role: workflow.Role(r.Role), Disabled: !r.Active, MustChange: r.MustChange, CreatedOn: created,
	}, err
}

// accountColumns are the columns of an account; the first two are its key.
func accountColumns(a office.Account) []column {
	return []column{
		{"authority_id", a.AuthorityID},
		{"id", a.ID},
		{"agency_id", nullable(a.AgencyID)},
		{"version", a.Version},
		{"login", a.Login},
		{"name", a.Name},
		{"role", string(a.Role)},
		{"active", !a.Disabled},
		{"must_change", a.MustChange},
		{"created_on", toDate(a.CreatedOn)},
	}
}

func (r agencyRow) columns() []column {
	return []column{
		{"authority_id", r.AuthorityID},
		{"id", r.ID},
		{"version", r.Version},
		{"name", r.Name},
		{"credit_code", r.CreditCode},
		{"closed", r.Closed},
		{"document", r.Document},
	}
}

func (r evaluatorRow) columns() []column {
	return []column{
		{"authority_id", r.AuthorityID},
		{"id", r.ID},
		{"agency_id", r.AgencyID},
		{"account_id", r.AccountID},
		{"version", r.Version},
		{"name", r.Name},
		{"suspended", r.Suspended},
		{"document", r.Document},
	}
}

// Authority implements office.Tx.
func (o officeTx) Authority(ctx context.Context, id string) (office.Authority, error) {
	row, err := byID[keptAuthorityRow](ctx, o.t, id, noAuthority())
	return row.toKept(), err
}

// Agency implements office.Tx.
func (o officeTx) Agency(ctx context.Context, id string) (workflow.Agency, error) {
	return o.t.Agency(ctx, id)
}

// Evaluator implements office.Tx.
func (o officeTx) Evaluator(ctx context.Context, id string) (workflow.EvaluatorCard, error) {
	return o.t.Evaluator(ctx, id)
}

// Account implements office.Tx; a disabled one too.
func (o officeTx) Account(ctx context.Context, id string) (office.Account, error) {
	row, err := byID[keptAccountRow](ctx, o.t, id, notFound("account_not_found", "没有这一账户，或者不在您的权限范围内"))
	if err != nil {
		return office.Account{}, err
	}
	return row.toKept()
}
