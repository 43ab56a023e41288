package office

import (
	"context"
	"encoding/json"
	"time"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// Founding is what an empty installation begins with: its mode, the first
// authority and its first administrator.
type Founding struct {
	Sandbox bool `json:"sandbox"`
	// StartOn is the date at which a sandbox's clock starts; today when zero. A
	// database that was marked before keeps its clock.
	StartOn   law.Date             `json:"start_on,omitzero"`
	Authority AuthorityParticulars `json:"authority"`
	Login     string               `json:"login"`
	Name      string               `json:"name"`
	Password  string               `json:"-"`
}

// Founded is the first authority and its administrator.
type Founded struct {
	Authority Authority
	Account   Account
}

// Foundation is all that founding writes, in one transaction.
type Foundation struct {
	House      House
	Authority  Authority
	Account    Account
	Credential Credential
	Records    []ledger.Record // of the authority's chain, from the first
	At         time.Time
}

// installer is who acts before there is anybody.
func installer() workflow.Actor {
	return workflow.Actor{ID: "installer", Name: "安装程序", Role: "installer"}
}

// Found sets up an empty installation (启用系统): the first authority, which has no
// parent, and its administrator. It fails with conflict when the installation is
// not empty, and with invalid_input when a particular is wrong.
func (s *Service) Found(ctx context.Context, in Founding) (*Founded, error) {
	f, err := s.foundation(ctx, in)
	if err != nil {
		return nil, err
	}
	if err := s.Store.Found(ctx, f); err != nil {
		return nil, err
	}
	return &Founded{Authority: f.Authority, Account: f.Account}, nil
}

func (s *Service) foundation(ctx context.Context, in Founding) (*Foundation, error) {
	now := s.Now().UTC().Truncate(time.Microsecond)
	house, err := s.foundingHouse(ctx, in, now)
	if err != nil {
		return nil, err
	}
	today := law.DateOf(now.Add(house.Offset))
	a := Authority{ID: s.NewID(), Version: 1}
	if err := in.Authority.write(s, in.Sandbox, &a); err != nil {
		return nil, err
	}
	if !loginForm.MatchString(in.Login) || in.Name == "" {
		return nil, workflow.Invalid(workflow.Field("/login", "pattern", "登录名应当为3至32位小写字母、数字，并填写姓名"))
	}
	if err := CheckPassword("/password", in.Password, in.Login, in.Name); err != nil {
		return nil, err
	}
	hash, err := s.hashPassword(ctx, in.Password)
	if err != nil {
		return nil, err
	}
	// The installer chooses the own password: nobody else knows it.
	account := Account{ID: s.NewID(), AuthorityID: a.ID, Version: 1, Login: in.Login, Name: in.Name, Role: workflow.RoleAdmin, CreatedOn: today}
	f := &Foundation{
		House: house, Authority: a, Account: account, At: now,
		Credential: Credential{AuthorityID: a.ID, AccountID: account.ID, Hash: hash, SetAt: now},
	}
	return f, s.foundingRecords(f, in, today)
}

// foundingHouse is the mode and the clock of what is founded: those of the mark that
// the database carries, else those that are asked for.
func (s *Service) foundingHouse(ctx context.Context, in Founding, now time.Time) (House, error) {
	if !in.StartOn.IsZero() && !in.Sandbox {
		return House{}, workflow.Invalid(workflow.Field("/start_on", "not_sandbox", "只有演练环境可以设定起始日期"))
	}
	marked, is, err := s.Store.Installation(ctx)
	if err != nil || is && marked.Sandbox == in.Sandbox {
		return marked.House, err
	}
	if is {
		return House{}, workflow.Refuse(workflow.KindConflict, "other_mark", "数据库已标记为另一种环境（演练或者正式），不能改变；请使用新的数据库")
	}
	house := House{Sandbox: in.Sandbox}
	if !in.StartOn.IsZero() {
		house.Offset = opening(in.StartOn).Sub(now)
	}
	return house, nil
}

// foundingRecords begins the authority's chain with two entries.
func (s *Service) foundingRecords(f *Foundation, in Founding, today law.Date) error {
	input, err := json.Marshal(in)
	if err != nil {
		return err
	}
	head := ledger.Genesis(f.Authority.ID, ledger.AuthorityChain(f.Authority.ID))
	for _, step := range []struct {
		act   ActName
		state after
	}{
		{ActFoundInstallation, after{Authority: &f.Authority}},
		{ActCreateAccount, after{Account: &f.Account}},
	} {
		e := ledger.Entry{
			Kind: ledger.KindAct, Act: string(step.act), Actor: ledgerActor(installer()),
			At: head.NotBefore(f.At.Add(f.House.Offset)), On: today.String(),
		}
		var record ledger.Record
		if record, head, err = s.record(head, e, input, step.state); err != nil {
			return err
		}
		f.Records = append(f.Records, record)
	}
	return nil
}

// Installation returns mode, clock and cursor secret; false when nothing was founded yet.
func (s *Service) Installation(ctx context.Context) (Installation, bool, error) {
	return s.Store.Installation(ctx)
}
