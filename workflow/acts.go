package workflow

// ActName is the name of a legal act: an event of the table, a path of the API,
// a word of the record. One act is one file of workflow/casework.
type ActName string

// The acts of a registration case, in the order of its life.
const (
	ActSubmit                 ActName = "submit"                   // 提交申请
	ActRequestSupplement      ActName = "request_supplement"       // 补正告知
	ActSupplySupplement       ActName = "supply_supplement"        // 补正
	ActLapseSupplement        ActName = "lapse_supplement"         // 逾期未补正
	ActDeclineAcceptance      ActName = "decline_acceptance"       // 不予受理
	ActAccept                 ActName = "accept"                   // 受理
	ActRecordMaterial         ActName = "record_material"          // 核验材料
	ActRecordConsent          ActName = "record_consent"           // 记录同意
	ActRecordQuestioning      ActName = "record_questioning"       // 询问
	ActRecordInvestigation    ActName = "record_investigation"     // 调查
	ActRecordChildOpinion     ActName = "record_child_opinion"     // 听取被收养人意见
	ActCheckEligibility       ActName = "check_eligibility"        // 初审（条件审查）
	ActIssueNotice            ActName = "issue_notice"             // 书面告知
	ActGiveConsent            ActName = "give_consent"             // 同意评估
	ActRefuseConsent          ActName = "refuse_consent"           // 不同意评估
	ActRecordNoAnswer         ActName = "record_no_answer"         // 逾期未答复
	ActNameBody               ActName = "name_body"                // 另行确定评估主体
	ActAcceptCommission       ActName = "accept_commission"        // 接受委托
	ActDeclineCommission      ActName = "decline_commission"       // 谢绝委托
	ActAssignEvaluators       ActName = "assign_evaluators"        // 指派评估员
	ActDeclareRecusal         ActName = "declare_recusal"          // 回避声明和保密承诺
	ActReplaceEvaluator       ActName = "replace_evaluator"        // 更换评估员
	ActBeginAssessment        ActName = "begin_assessment"         // 开始评估
	ActMakeAppointment        ActName = "make_appointment"         // 约定走访
	ActCancelAppointment      ActName = "cancel_appointment"       // 取消约定
	ActRecordVisit            ActName = "record_visit"             // 家访
	ActRecordInterview        ActName = "record_interview"         // 谈话
	ActRecordInquiry          ActName = "record_inquiry"           // 走访调查
	ActSubmitSheet            ActName = "submit_sheet"             // 提交评分表
	ActNameAdjudicator        ActName = "name_adjudicator"         // 指定裁定人
	ActRuleItems              ActName = "rule_items"               // 裁定评分差异
	ActRateJointly            ActName = "rate_jointly"             // 提出共同评定
	ActAgreeRating            ActName = "agree_rating"             // 同意共同评定
	ActReopenSheet            ActName = "reopen_sheet"             // 退回评分表
	ActRenewEvidence          ActName = "renew_evidence"           // 补交证明材料
	ActStateOutcome           ActName = "state_outcome"            // 认定评分结果
	ActReportCircumstance     ActName = "report_circumstance"      // 报告应当报告的情形
	ActDecideCircumstance     ActName = "decide_circumstance"      // 对报告情形作出决定
	ActFindUnfit              ActName = "find_unfit"               // 认定不具备收养能力
	ActFinishCapacity         ActName = "finish_capacity"          // 能力评估完毕 (order B)
	ActBeginIntegration       ActName = "begin_integration"        // 开始融合
	ActRecordIntegrationVisit ActName = "record_integration_visit" // 融合期走访
	ActFinishIntegration      ActName = "finish_integration"       // 融合期满
	ActFailIntegration        ActName = "fail_integration"         // 融合失败
	ActWriteReport            ActName = "write_report"             // 撰写评估报告
	ActSignReport             ActName = "sign_report"              // 签署评估报告
	ActSealForAgency          ActName = "seal_for_agency"          // 派员机构盖章
	ActSealReport             ActName = "seal_report"              // 报告盖章
	ActReturnReport           ActName = "return_report"            // 退回评估报告
	ActCheckReport            ActName = "check_report"             // 审核评估报告
	ActConfirmConclusion      ActName = "confirm_conclusion"       // 确认评估结论
	ActRecordReply            ActName = "record_reply"             // 记录申请人意见
	ActEnterSelection         ActName = "enter_selection"          // 进入择优 (order B)
	ActProposeChoice          ActName = "propose_choice"           // 提出择优意见 (order B)
	ActReturnChoice           ActName = "return_choice"            // 退回择优意见 (order B)
	ActApproveChoice          ActName = "approve_choice"           // 批准择优意见 (order B)
	ActCloseNotSelected       ActName = "close_not_selected"       // 未被选定办结 (order B)
	ActProposeRegistration    ActName = "propose_registration"     // 拟准予登记
	ActProposeRefusal         ActName = "propose_refusal"          // 拟不予登记
	ActReturnProposal         ActName = "return_proposal"          // 退回拟办意见
	ActReturnChild            ActName = "return_child"             // 返还儿童
	ActGiveGuidance           ActName = "give_guidance"            // 家庭教育指导
	ActApproveRegistration    ActName = "approve_registration"     // 准予登记
	ActApproveRefusal         ActName = "approve_refusal"          // 不予登记
	ActHandCertificate        ActName = "hand_certificate"         // 颁发收养登记证
	ActPlanFollowUp           ActName = "plan_follow_up"           // 制定回访计划
	ActAssignFollowUp         ActName = "assign_follow_up"         // 指派回访
	ActRecordFollowUp         ActName = "record_follow_up"         // 回访
	ActMissFollowUp           ActName = "miss_follow_up"           // 回访未能进行
	ActReplanFollowUp         ActName = "replan_follow_up"         // 调整回访
	ActSettleFlag             ActName = "settle_flag"              // 处置回访异常
	ActEndFollowUp            ActName = "end_follow_up"            // 回访终结
	ActPermitFoundling        ActName = "permit_foundling"         // 同意继续办理
	ActClose                  ActName = "close"                    // 归档
	ActRaiseEmergency         ActName = "raise_emergency"          // 紧急处置
	ActRecordPoliceReport     ActName = "record_police_report"     // 报警
	ActRemoveChild            ActName = "remove_child"             // 将儿童带离
	ActLiftEmergency          ActName = "lift_emergency"           // 解除紧急处置
	ActTerminateAssessment    ActName = "terminate_assessment"     // 终止评估
	ActWithdraw               ActName = "withdraw"                 // 撤回申请
	ActTerminate              ActName = "terminate"                // 终止办理
	ActServePaper             ActName = "serve_paper"              // 送达
	ActAttachScan             ActName = "attach_scan"              // 归入扫描件
	ActVoidPaper              ActName = "void_paper"               // 文书作废
)

// Acts on the child's own record; each puts an entry into the authority's chain
// and into every open case of the child.
const (
	ActRegisterChild ActName = "register_child" // 登记被收养人
	ActPublishNotice ActName = "publish_notice" // 公告
	ActClearNotice   ActName = "clear_notice"   // 公告期满
)

// ActPaperRendered is the system's own entry: a paper was set and its hash written down.
const ActPaperRendered ActName = "paper_rendered"

// ActPaperSealed is the system's own entry: a paper got its electronic signatures (电子签章), and the hash of the signed
// file was written down.
const ActPaperSealed ActName = "paper_sealed"
