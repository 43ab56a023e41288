package office

import "github.com/anjia-project/anjia/workflow"

// ActName is the name of an act without a case: a path of the API, a word of the record.
type ActName string

// The acts without a case.
const (
	ActFoundInstallation    ActName = "found_installation"     // 启用系统: the first authority
	ActCreateAuthority      ActName = "create_authority"       // 设立登记机关
	ActChangeAuthority      ActName = "change_authority"       // 变更登记机关信息
	ActRegisterAgency       ActName = "register_agency"        // 登记评估机构
	ActChangeAgency         ActName = "change_agency"          // 变更评估机构信息
	ActChangeAgencyStaff    ActName = "change_agency_staff"    // 变更机构工作人员
	ActChangeAgencyContract ActName = "change_agency_contract" // 签订、续签委托协议
	ActTerminateContract    ActName = "terminate_contract"     // 解除委托协议
	ActCloseAgency          ActName = "close_agency"           // 停止承接评估
	ActRegisterEvaluator    ActName = "register_evaluator"     // 登记评估员
	ActChangeEvaluator      ActName = "change_evaluator"       // 变更评估员信息
	ActCheckEvaluator       ActName = "check_evaluator"        // 违法犯罪记录查询
	ActSuspendEvaluator     ActName = "suspend_evaluator"      // 停止评估工作
	ActResumeEvaluator      ActName = "resume_evaluator"       // 恢复评估工作
	ActCreateAccount        ActName = "create_account"         // 开立账户
	ActChangeAccount        ActName = "change_account"         // 变更账户
	ActDisableAccount       ActName = "disable_account"        // 停用账户
	ActEnableAccount        ActName = "enable_account"         // 恢复账户
	ActResetPassword        ActName = "reset_password"         // 重置口令
	ActChangeOwnPassword    ActName = "change_own_password"    // 修改本人口令
	ActFileRecusalCard      ActName = "file_recusal_card"      // 填报回避核查信息
	ActAdvanceClock         ActName = "advance_clock"          // 推进演练时钟
	ActSaveDraft            ActName = "save_draft"             // 起草规则文件
	ActChangeDraft          ActName = "change_draft"           // 修改草稿
	ActWithdrawDraft        ActName = "withdraw_draft"         // 撤回草稿
	ActProposePublication   ActName = "propose_publication"    // 提请发布
	ActReturnPublication    ActName = "return_publication"     // 退回提请
	ActApprovePublication   ActName = "approve_publication"    // 批准发布
	ActDraftRepeal          ActName = "draft_repeal"           // 起草废止
	ActSetCertificateShift  ActName = "set_certificate_shift"  // 设定证件打印偏移
	ActReceiveBlanks        ActName = "receive_blanks"         // 空白证件入库
	ActIssueBlanks          ActName = "issue_blanks"           // 空白证件领用
	ActHandBackBlanks       ActName = "hand_back_blanks"       // 空白证件交回
	ActSpoilBlanks          ActName = "spoil_blanks"           // 空白证件作废
	ActReportLostBlanks     ActName = "report_lost_blanks"     // 空白证件遗失
	ActReturnBlanks         ActName = "return_blanks"          // 空白证件退回、调出
	ActReissueCertificate   ActName = "reissue_certificate"    // 补发证件用号
	ActRecallCertificate    ActName = "recall_certificate"     // 证件收缴、收回
	ActProposeDestruction   ActName = "propose_destruction"    // 提请销毁空白证件
	ActRejectDestruction    ActName = "reject_destruction"     // 不同意销毁
	ActApproveDestruction   ActName = "approve_destruction"    // 监销
)

// Subject says what an act without a case is about.
type Subject string

// The subjects of acts.
const (
	SubjectAuthority Subject = "authority"
	SubjectAgency    Subject = "agency"
	SubjectEvaluator Subject = "evaluator"
	SubjectAccount   Subject = "account"
	SubjectClock     Subject = "clock"
	// SubjectPublication is a pack, a calendar or a scoring table on its way into force.
	SubjectPublication Subject = "publication"
	// SubjectBlankSlip is one line of the register of the ministry's blanks.
	SubjectBlankSlip Subject = "blank_slip"
)

// Row is one line of the table of acts without a case: who may do what to which
// subject. Scope (division subtree, own agency) is checked beside it.
type Row struct {
	Act     ActName
	Name    string // Chinese term of art
	Subject Subject
	Creates bool // the subject does not exist yet
	Roles   []workflow.Role
}

var (
	admin        = []workflow.Role{workflow.RoleAdmin}
	adminManager = []workflow.Role{workflow.RoleAdmin, workflow.RoleManager}
	filers       = []workflow.Role{workflow.RoleAdmin, workflow.RoleOfficer, workflow.RoleSupervisor, workflow.RoleManager, workflow.RoleEvaluator}
	publishers   = []workflow.Role{workflow.RoleAdmin, workflow.RoleSupervisor}
	registrars   = []workflow.Role{workflow.RoleOfficer, workflow.RoleSupervisor}
	overseers    = []workflow.Role{workflow.RoleSupervisor}
)

// Table lists every act that a person does through the Service. The first act of
// an installation, found_installation, is not among them: see Found.
func Table() []Row {
	return []Row{
		{ActCreateAuthority, "设立登记机关", SubjectAuthority, true, admin},
		{ActChangeAuthority, "变更登记机关信息", SubjectAuthority, false, admin},
		{ActRegisterAgency, "登记评估机构", SubjectAgency, true, admin},
		{ActChangeAgency, "变更评估机构信息", SubjectAgency, false, admin},
		{ActChangeAgencyStaff, "变更机构工作人员", SubjectAgency, false, admin},
		{ActChangeAgencyContract, "签订、续签委托协议", SubjectAgency, false, admin},
		{ActTerminateContract, "解除委托协议", SubjectAgency, false, admin},
		{ActCloseAgency, "停止承接评估", SubjectAgency, false, admin},
		{ActRegisterEvaluator, "登记评估员", SubjectEvaluator, true, adminManager},
		{ActChangeEvaluator, "变更评估员信息", SubjectEvaluator, false, adminManager},
		{ActCheckEvaluator, "违法犯罪记录查询", SubjectEvaluator, false, adminManager},
		{ActSuspendEvaluator, "停止评估工作", SubjectEvaluator, false, adminManager},
		{ActResumeEvaluator, "恢复评估工作", SubjectEvaluator, false, admin},
		{ActCreateAccount, "开立账户", SubjectAccount, true, admin},
		{ActChangeAccount, "变更账户", SubjectAccount, false, admin},
		{ActDisableAccount, "停用账户", SubjectAccount, false, admin},
		{ActEnableAccount, "恢复账户", SubjectAccount, false, admin},
		{ActResetPassword, "重置口令", SubjectAccount, false, admin},
		{ActChangeOwnPassword, "修改本人口令", SubjectAccount, false, workflow.Roles()},
		{ActFileRecusalCard, "填报回避核查信息", SubjectAccount, false, filers},
		{ActAdvanceClock, "推进演练时钟", SubjectClock, false, admin},
		{ActSaveDraft, "起草规则文件", SubjectPublication, true, publishers},
		{ActChangeDraft, "修改草稿", SubjectPublication, false, publishers},
		{ActWithdrawDraft, "撤回草稿", SubjectPublication, false, publishers},
		{ActProposePublication, "提请发布", SubjectPublication, false, publishers},
		{ActReturnPublication, "退回提请", SubjectPublication, false, publishers},
		{ActApprovePublication, "批准发布", SubjectPublication, false, publishers},
		{ActDraftRepeal, "起草废止", SubjectPublication, true, publishers},
		{ActSetCertificateShift, "设定证件打印偏移", SubjectAuthority, false, admin},
		{ActReceiveBlanks, "空白证件入库", SubjectBlankSlip, true, registrars},
		{ActIssueBlanks, "空白证件领用", SubjectBlankSlip, true, registrars},
		{ActHandBackBlanks, "空白证件交回", SubjectBlankSlip, true, registrars},
		{ActSpoilBlanks, "空白证件作废", SubjectBlankSlip, true, registrars},
		{ActReportLostBlanks, "空白证件遗失", SubjectBlankSlip, true, registrars},
		{ActReturnBlanks, "空白证件退回、调出", SubjectBlankSlip, true, registrars},
		{ActReissueCertificate, "补发证件用号", SubjectBlankSlip, true, registrars},
		{ActRecallCertificate, "证件收缴、收回", SubjectBlankSlip, true, registrars},
		{ActProposeDestruction, "提请销毁空白证件", SubjectBlankSlip, true, registrars},
		{ActRejectDestruction, "不同意销毁", SubjectBlankSlip, false, overseers},
		{ActApproveDestruction, "监销", SubjectBlankSlip, false, overseers},
	}
}

// rowOf finds the line of an act; false when there is none.
func rowOf(act ActName) (Row, bool) {
	for _, r := range Table() {
		if r.Act == act {
			return r, true
		}
	}
	return Row{}, false
}
