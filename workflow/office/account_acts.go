package office

import (
	"context"
	"regexp"
	"slices"

	"github.com/anjia-project/anjia/workflow"
)

// loginForm is what a login name looks like: it is dictated over the telephone.
var loginForm = regexp.MustCompile(`^[a-z][a-z0-9._-]{2,31}$`)

// CreateAccount opens an account with role and scope (开立账户). The administrator
// sets the first password; outside a sandbox its owner must change it before
// anything else, so that nobody can act under another's name.
type CreateAccount struct {
	Dated
	AuthorityID string        `json:"authority_id" format:"uuid" doc:"The authority that administers the account; the scope of its own people"`
	AgencyID    string        `json:"agency_id,omitempty" format:"uuid" doc:"Scope of an agency's manager or evaluator"`
	Login       string        `json:"login" pattern:"^[a-z][a-z0-9._-]{2,31}$" doc:"登录名"`
	Name        string        `json:"name" minLength:"1" maxLength:"50" doc:"姓名，载入案卷记录"`
	Role        workflow.Role `json:"role" enum:"officer,supervisor,agency_manager,evaluator,auditor,administrator"`
	Password    string        `json:"password,omitempty" minLength:"10" maxLength:"128" doc:"初始口令"`
}

// Act names the act.
func (CreateAccount) Act() ActName { return ActCreateAccount }

// Place returns the authority.
func (in CreateAccount) Place(context.Context, Tx, workflow.Actor) (string, error) {
	return in.AuthorityID, nil
}

// Bare is the command without the password.
func (in CreateAccount) Bare() Command {
	in.Password = ""
	return in
}

// Secret is the password.
func (in CreateAccount) Secret() string { return in.Password }

// Decide opens the account. The login name must be free in the whole installation.
func (in CreateAccount) Decide(ctx context.Context, d *Decision) error {
	var f fields
	if !loginForm.MatchString(in.Login) {
		f.add("/login", "pattern", "登录名应当为3至32位，以小写字母开头，由小写字母、数字和“.”“_”“-”组成")
	}
	f.need("/name", in.Name, "姓名")
	if err := place(ctx, d, in.Role, in.AgencyID, &f); err != nil {
		return err
	}
	if err := f.err(); err != nil {
		return err
	}
	d.Account = &Account{
		ID: d.NewID(), AuthorityID: in.AuthorityID, AgencyID: in.AgencyID, Login: in.Login, Name: in.Name, Role: in.Role,
		MustChange: !d.House.Sandbox, CreatedOn: d.On,
	}
	return d.setPassword(ctx, "/password", in.Password)
}

// place checks that the role fits the place: managers belong to an agency,
// evaluators to an agency or to the authority's own group, all others to the authority.
func place(ctx context.Context, d *Decision, role workflow.Role, agencyID string, f *fields) error {
	switch {
	case !slices.Contains(workflow.Roles(), role):
		f.add("/role", "enum", "没有这一角色")
		return nil
	case role == workflow.RoleManager && agencyID == "":
		f.add("/agency_id", "required", "评估机构负责人账户应当属于一家评估机构；评估小组由审批人负责")
		return nil
	case agencyID != "" && role != workflow.RoleManager && role != workflow.RoleEvaluator:
		f.add("/agency_id", "not_for_role", role.Chinese()+"账户不属于评估机构")
		return nil
	case agencyID == "":
		return nil
	}
	a, err := d.Tx.Agency(ctx, agencyID)
	if workflow.IsKind(err, workflow.KindNotFound) || err == nil && a.AuthorityID != d.Authority.ID {
		f.add("/agency_id", "not_found", "该登记机关没有这一评估机构")
		return nil
	}
	return err
}

// ChangeAccount changes name, role or agency (变更账户). An account never moves to
// another authority: the old one is disabled and a new one opened there. Its
// tokens end, so that the new role holds at once.
type ChangeAccount struct {
	Dated
	Name     string        `json:"name" minLength:"1" maxLength:"50"`
	Role     workflow.Role `json:"role" enum:"officer,supervisor,agency_manager,evaluator,auditor,administrator"`
	AgencyID string        `json:"agency_id,omitempty" format:"uuid"`
	Reason   string        `json:"reason" minLength:"1" maxLength:"500"`
}

// Act names the act.
func (ChangeAccount) Act() ActName { return ActChangeAccount }

// Decide changes the account. Nobody changes the own role, and the last
// administrator stays one.
func (in ChangeAccount) Decide(ctx context.Context, d *Decision) error {
	a := d.Account
	if a.ID == d.Actor.ID {
		return workflow.Refuse(workflow.KindForbidden, "own_account", "不得变更本人的账户，请由另一名管理员办理")
	}
	var f fields
	f.need("/name", in.Name, "姓名")
	f.need("/reason", in.Reason, "变更理由")
	if err := place(ctx, d, in.Role, in.AgencyID, &f); err != nil {
		return err
	}
	if err := f.err(); err != nil {
		return err
	}
	if a.Role == workflow.RoleAdmin && in.Role != workflow.RoleAdmin {
		if err := notLastAdministrator(ctx, d); err != nil {
			return err
		}
	}
	if a.Role != in.Role || a.AgencyID != in.AgencyID {
		d.endTokens = a.ID
	}
	a.Name, a.Role, a.AgencyID = in.Name, in.Role, in.AgencyID
	return nil
}

// DisableAccount closes an account's access (停用账户); what was done with it stays.
type DisableAccount struct {
	Dated
	Reason string `json:"reason" minLength:"1" maxLength:"500"`
}

// Act names the act.
func (DisableAccount) Act() ActName { return ActDisableAccount }

// Decide disables the account and ends its tokens.
func (in DisableAccount) Decide(ctx context.Context, d *Decision) error {
	a := d.Account
	if a.ID == d.Actor.ID {
		return workflow.Refuse(workflow.KindForbidden, "own_account", "不得停用本人的账户，请由另一名管理员办理")
	}
	if a.Disabled {
		return workflow.Refuse(workflow.KindConflict, "disabled", "该账户已停用")
	}
	var f fields
	f.need("/reason", in.Reason, "停用理由")
	if err := f.err(); err != nil {
		return err
	}
	if a.Role == workflow.RoleAdmin {
		if err := notLastAdministrator(ctx, d); err != nil {
			return err
		}
	}
	a.Disabled, d.endTokens = true, a.ID
	return nil
}

// EnableAccount opens a disabled account again (恢复账户).
type EnableAccount struct {
	Dated
	Reason string `json:"reason" minLength:"1" maxLength:"500"`
}

// Act names the act.
func (EnableAccount) Act() ActName { return ActEnableAccount }

// Decide enables the account; the password is the one from before.
func (in EnableAccount) Decide(_ context.Context, d *Decision) error {
	if !d.Account.Disabled {
		return workflow.Refuse(workflow.KindConflict, "not_disabled", "该账户没有停用")
	}
	var f fields
	f.need("/reason", in.Reason, "恢复理由")
	d.Account.Disabled = false
	return f.err()
}

// notLastAdministrator keeps an installation from losing its last administrator.
func notLastAdministrator(ctx context.Context, d *Decision) error {
	n, err := d.Tx.OtherAdministrators(ctx, d.Account.ID)
	if err != nil {
		return err
	}
	if n == 0 {
		return workflow.Refuse(workflow.KindConflict, "last_administrator", "这是最后一名管理员，不能停用或者改任；请先开立另一管理员账户")
	}
	return nil
}
