package sample

import (
	"context"
	"fmt"
	"net/http"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
)

// OpenChengdu sets up a second office, in a province of legal order B (pack cn-51),
// with its own people and agency. A sandbox has one tree of authorities: the
// office stands under the first one for want of a ministry.
func OpenChengdu(ctx context.Context, h *http.Client, base string, admin *Client, parentID string, contractFrom law.Date) (*Office, error) {
	o := &Office{Name: "成都市武侯区民政局", Admin: admin, AccountIDs: map[string]string{}, Agency: "成都市芙蓉社会工作服务中心"}
	o.Place = Place{"成都市儿童福利院", "蒋丽", "武侯区浆洗街街道居民委员会", "唐勇", "邓佳"}
	var err error
	if o.AuthorityID, err = o.create(ctx, "/authorities", office.CreateAuthority{
		ParentID: parentID,
		AuthorityParticulars: office.AuthorityParticulars{
			Name: o.Name, ShortName: "成武民收", CertificateMark: "川武侯", Division: "510107", Address: "成都市武侯区武侯祠大街264号",
			Phone: "028-85550000", Superior: "成都市武侯区人民政府", Court: "成都市武侯区人民法院", Pack: "cn-51",
		},
	}); err != nil {
		return nil, fmt.Errorf("sample: authority of Chengdu: %w", err)
	}
	if o.AgencyID, err = o.create(ctx, "/agencies", chengduAgency(o, contractFrom)); err != nil {
		return nil, fmt.Errorf("sample: agency of Chengdu: %w", err)
	}
	if err := o.open(ctx, h, base, chengdu(o)); err != nil {
		return nil, err
	}
	for i, e := range []struct{ base, name, background, born string }{
		{"pinggu1", "罗敏", "social_work", "1987-05-02"}, {"pinggu2", "谢文静", "psychology", "1991-09-17"},
	} {
		err := o.registerEvaluator(ctx, office.EvaluatorParticulars{
			AccountID: o.AccountIDs[e.base], Name: e.name, IDNumber: residentID(law.MustDate(e.born), 81+2*i), Background: e.background,
			Years: 6, FullTime: true, Certificate: fmt.Sprintf("川评字2023%03d", i+1), CertifiedTo: contractFrom.AddYears(3),
		}, contractFrom)
		if err != nil {
			return nil, err
		}
	}
	return o, o.receiveBlanks(ctx, office.ReceiveBlanks{
		BlankRun: office.BlankRun{First: "51240001", Last: "51240020"}, DeliveryNote: "成民证发〔2024〕7号", From: "成都市民政局",
	}, "51240005")
}

// chengdu are the people of the second office.
func chengdu(o *Office) []member {
	return []member{
		{"dengji1", Account{"cddengji1", Password, "杨帆", workflow.RoleOfficer}, false, &o.Officer},
		{"shenpi1", Account{"cdshenpi1", Password, "曾庆华", workflow.RoleSupervisor}, false, &o.Supervisor},
		{"jigou1", Account{"cdjigou1", Password, "彭立", workflow.RoleManager}, true, &o.Manager},
		{"pinggu1", Account{"cdpinggu1", Password, "罗敏", workflow.RoleEvaluator}, true, &o.Eval1},
		{"pinggu2", Account{"cdpinggu2", Password, "谢文静", workflow.RoleEvaluator}, true, &o.Eval2},
	}
}

func chengduAgency(o *Office, from law.Date) office.RegisterAgency {
	return office.RegisterAgency{
		AuthorityID: o.AuthorityID,
		AgencyParticulars: office.AgencyParticulars{
			Name: o.Agency, CreditCode: creditCode("52510107MJ0123456"), LegalPerson: true, Governance: true,
			Scope: "社会工作服务；收养能力和融合情况评估", ScopeCovers: true, Representative: "彭立",
			Address: "成都市武侯区一环路南三段12号", Phone: "028-85551234",
		},
		Staff: []office.StaffMember{
			{Name: "罗敏", Background: "social_work", Years: 6, FullTime: true},
			{Name: "谢文静", Background: "psychology", Years: 6, FullTime: true},
			{Name: "龚雪", Background: "medicine", Years: 9, FullTime: true},
			{Name: "叶欣", Background: "social_work", Years: 3, FullTime: true},
			{Name: "雷鸣", Background: "other", Years: 5, FullTime: true},
		},
		Contract: &office.ContractTerms{Number: "成武民评协〔2024〕1号", From: from, To: from.AddYears(3)},
	}
}
