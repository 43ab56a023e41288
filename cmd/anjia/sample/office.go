package sample

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"net/http"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
)

// Account is a sample account, printed at the start of a sandbox.
type Account struct {
	Login, Password, Name string
	Role                  workflow.Role
}

// Password of every sample account: a sandbox holds no real data.
const Password = "anjia-sandbox-2024" //nolint:gosec // printed at every start, and a sandbox holds no real data

// Place is where an office works, as the records of its cases name it.
type Place struct {
	Institution, Agent  string // 儿童福利院 and who acts for it
	Committee, Director string // 居民委员会
	Recorder            string // officer who keeps the minutes
}

// Office is a registration authority with its people and a contracted agency.
type Office struct {
	Place                                                                                    Place
	Name                                                                                     string
	AuthorityID                                                                              string
	AgencyID                                                                                 string
	Agency                                                                                   string
	Admin, Officer, Officer2, Supervisor, Supervisor2, Manager, Eval1, Eval2, Eval3, Auditor *Client
	EvaluatorIDs                                                                             []string // cards of Eval1, Eval2, Eval3
	AccountIDs                                                                               map[string]string
	Accounts                                                                                 []Account
}

// OpenOffice sets up the people and the agency of an authority that the
// administrator already belongs to, and logs every account in.
func OpenOffice(ctx context.Context, h *http.Client, base string, admin *Client, authorityID, name string, contractFrom law.Date) (*Office, error) {
	o := &Office{Name: name, AuthorityID: authorityID, Admin: admin, AccountIDs: map[string]string{}, Agency: "拉萨市雪莲花社会工作服务中心"}
	o.Place = Place{"拉萨市儿童福利院", "央金", "城关区吉日街道居民委员会", "格桑", "扎西次仁"}
	if err := o.contractAgency(ctx, contractFrom); err != nil {
		return nil, err
	}
	if err := o.open(ctx, h, base, lhasa(o)); err != nil {
		return nil, err
	}
	if err := o.registerEvaluators(ctx, contractFrom); err != nil {
		return nil, err
	}
	return o, o.receiveBlanks(ctx, office.ReceiveBlanks{
		BlankRun: office.BlankRun{First: "54240001", Last: "54240050"}, DeliveryNote: "拉民证发〔2024〕1号", From: "拉萨市民政局",
	}, "54240010")
}

// member is one person of an office: base is the name of the part, the same in every office.
type member struct {
	base string
	Account
	agency bool
	client **Client
}

// lhasa are the people of the first office.
func lhasa(o *Office) []member {
	return []member{
		{"dengji1", Account{"dengji1", Password, "周敏", workflow.RoleOfficer}, false, &o.Officer},
		{"dengji2", Account{"dengji2", Password, "扎西次仁", workflow.RoleOfficer}, false, &o.Officer2},
		{"shenpi1", Account{"shenpi1", Password, "李国华", workflow.RoleSupervisor}, false, &o.Supervisor},
		{"shenpi2", Account{"shenpi2", Password, "卓玛", workflow.RoleSupervisor}, false, &o.Supervisor2},
		{"shenji1", Account{"shenji1", Password, "何静", workflow.RoleAuditor}, false, &o.Auditor},
		{"jigou1", Account{"jigou1", Password, "陈志远", workflow.RoleManager}, true, &o.Manager},
		{"pinggu1", Account{"pinggu1", Password, "王雅琴", workflow.RoleEvaluator}, true, &o.Eval1},
		{"pinggu2", Account{"pinggu2", Password, "白玛央宗", workflow.RoleEvaluator}, true, &o.Eval2},
		{"pinggu3", Account{"pinggu3", Password, "刘𠮷祥", workflow.RoleEvaluator}, true, &o.Eval3},
	}
}

// open gives every person an account, logs it in, and enters the evaluators.
func (o *Office) open(ctx context.Context, h *http.Client, base string, people []member) error {
	for _, p := range people {
		in := office.CreateAccount{AuthorityID: o.AuthorityID, Login: p.Login, Name: p.Name, Role: p.Role, Password: p.Password}
		if p.agency {
			in.AgencyID = o.AgencyID
		}
		id, err := o.create(ctx, "/accounts", in)
		if err != nil {
			return fmt.Errorf("sample: account %s: %w", p.Login, err)
		}
		o.AccountIDs[p.base] = id
		if p.Role == workflow.RoleOfficer || p.Role == workflow.RoleSupervisor || p.Role == workflow.RoleManager {
			if err := o.fileCard(ctx, id, p.Login); err != nil {
				return err
			}
		}
		if *p.client, err = Login(ctx, h, base, p.Login, p.Password); err != nil {
			return err
		}
		o.Accounts = append(o.Accounts, p.Account)
	}
	return nil
}

// fileCard files what of a member of the staff is compared with the parties of cases: a
// number that is the login's own.
func (o *Office) fileCard(ctx context.Context, account, login string) error {
	days := 0
	for _, c := range []byte(login) {
		days += int(c)
	}
	card := workflow.RecusalCard{IDNumber: residentID(law.MustDate("1979-06-01").AddDays(days), 901)}
	_, err := o.Admin.Call(ctx, http.MethodPost, "/accounts/"+account+"/acts/file_recusal_card", office.FileRecusalCard{Card: card}, nil, idem(), Header{"If-Match", `"v1"`})
	if err != nil {
		return fmt.Errorf("sample: card of account %s: %w", account, err)
	}
	return nil
}

func (o *Office) create(ctx context.Context, path string, in any) (string, error) {
	var out struct {
		ID string `json:"id"`
	}
	_, err := o.Admin.Call(ctx, http.MethodPost, path, in, &out, idem())
	return out.ID, err
}

func (o *Office) contractAgency(ctx context.Context, from law.Date) error {
	staff := []office.StaffMember{
		{Name: "王雅琴", Background: "social_work", Years: 8, FullTime: true},
		{Name: "白玛央宗", Background: "psychology", Years: 5, FullTime: true},
		{Name: "刘𠮷祥", Background: "medicine", Years: 12, FullTime: true},
		{Name: "马晓东", Background: "social_work", Years: 3, FullTime: true},
		{Name: "索朗旺堆", Background: "other", Years: 6, FullTime: true},
	}
	var err error
	o.AgencyID, err = o.create(ctx, "/agencies", office.RegisterAgency{
		AuthorityID: o.AuthorityID,
		AgencyParticulars: office.AgencyParticulars{
			Name: o.Agency, CreditCode: creditCode("52540100MJ0987654"), LegalPerson: true, Governance: true,
			Scope: "社会工作服务；儿童福利领域社会调查和评估", ScopeCovers: true, Representative: "陈志远",
			Address: "拉萨市城关区江苏路21号", Phone: "0891-6812345",
		},
		Staff:    staff,
		Contract: &office.ContractTerms{Number: "拉城民评协〔2024〕1号", From: from, To: from.AddYears(3)},
	})
	if err != nil {
		return fmt.Errorf("sample: agency: %w", err)
	}
	return nil
}

func (o *Office) registerEvaluators(ctx context.Context, checked law.Date) error {
	for i, e := range []struct{ login, name, background, born string }{
		{"pinggu1", "王雅琴", "social_work", "1986-03-12"}, {"pinggu2", "白玛央宗", "psychology", "1990-11-02"}, {"pinggu3", "刘𠮷祥", "medicine", "1979-07-25"},
	} {
		err := o.registerEvaluator(ctx, office.EvaluatorParticulars{
			AccountID: o.AccountIDs[e.login], Name: e.name, IDNumber: residentID(law.MustDate(e.born), 31+2*i), Background: e.background,
			Years: 5 + i, FullTime: true, Certificate: fmt.Sprintf("藏评字2023%03d", i+1), CertifiedTo: checked.AddYears(3),
		}, checked)
		if err != nil {
			return err
		}
	}
	return nil
}

// registerEvaluator enters one evaluator of the agency, checked on a day.
func (o *Office) registerEvaluator(ctx context.Context, e office.EvaluatorParticulars, checked law.Date) error {
	id, err := o.create(ctx, "/evaluators", office.RegisterEvaluator{AgencyID: o.AgencyID, EvaluatorParticulars: e})
	if err != nil {
		return fmt.Errorf("sample: evaluator %s: %w", e.Name, err)
	}
	o.EvaluatorIDs = append(o.EvaluatorIDs, id)
	return o.checkEvaluator(ctx, id, checked, 1)
}

// checkEvaluator enters the yearly inquiry for records of harm.
func (o *Office) checkEvaluator(ctx context.Context, id string, on law.Date, version int64) error {
	_, err := o.Admin.Call(ctx, http.MethodPost, "/evaluators/"+id+"/acts/check_evaluator",
		office.CheckEvaluator{CheckedOn: on, Clear: true, Reference: "公安机关查询结果〔" + on.String() + "〕"}, nil,
		idem(), Header{"If-Match", fmt.Sprintf(`"v%d"`, version)})
	if err != nil {
		return fmt.Errorf("sample: check of evaluator: %w", err)
	}
	return nil
}

// white is the paper of a scan.
const white = 255

// scan is a small picture that stands for a scanned paper.
func scan(shade uint8) ([]byte, error) {
	img := image.NewGray(image.Rect(0, 0, 64, 90))
	for i := range img.Pix {
		img.Pix[i] = white
	}
	for y := 4; y < 90; y += 9 { // lines of writing
		for x := 7; x < 58; x++ {
			img.Pix[img.PixOffset(x, y)] = shade
		}
	}
	var b bytes.Buffer
	err := png.Encode(&b, img)
	return b.Bytes(), err
}
