package office

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// ResetPassword sets a new first password for somebody who forgot it (重置口令).
type ResetPassword struct {
	Dated
	Password string `json:"password,omitempty" minLength:"10" maxLength:"128" doc:"新的初始口令"`
	Reason   string `json:"reason" minLength:"1" maxLength:"500"`
}

// Act names the act.
func (ResetPassword) Act() ActName { return ActResetPassword }

// Bare is the command without the password.
func (in ResetPassword) Bare() Command {
	in.Password = ""
	return in
}

// Secret is the password.
func (in ResetPassword) Secret() string { return in.Password }

// Decide sets the password and ends every token of the account. Outside a sandbox
// its owner must change it at the next login.
func (in ResetPassword) Decide(ctx context.Context, d *Decision) error {
	if d.Account.ID == d.Actor.ID {
		return workflow.Refuse(workflow.KindForbidden, "own_account", "本人的口令请通过“修改本人口令”办理")
	}
	var f fields
	f.need("/reason", in.Reason, "重置理由")
	if err := f.err(); err != nil {
		return err
	}
	d.Account.MustChange = !d.House.Sandbox
	return d.setPassword(ctx, "/password", in.Password)
}

// ChangeOwnPassword replaces the own password (修改本人口令). Every token ends, also
// the one with which it was done: log in anew.
type ChangeOwnPassword struct {
	Dated
	Old string `json:"old_password,omitempty" maxLength:"128" doc:"原口令"`
	New string `json:"new_password,omitempty" minLength:"10" maxLength:"128" doc:"新口令"`
}

// Act names the act.
func (ChangeOwnPassword) Act() ActName { return ActChangeOwnPassword }

// Bare is the command without the passwords.
func (in ChangeOwnPassword) Bare() Command {
	in.Old, in.New = "", ""
	return in
}

// Secret is both passwords.
func (in ChangeOwnPassword) Secret() string { return in.Old + "\x00" + in.New }

// Decide checks the old password and sets the new one.
func (in ChangeOwnPassword) Decide(ctx context.Context, d *Decision) error {
	if _, err := d.service.confirmPassword(ctx, d.Account.Login, d.Account.ID, in.Old, "/old_password", "原口令不正确"); err != nil {
		return err
	}
	if in.New == in.Old {
		return workflow.Invalid(workflow.Field("/new_password", "unchanged", "新口令不得与原口令相同"))
	}
	d.Account.MustChange = false
	return d.setPassword(ctx, "/new_password", in.New)
}
