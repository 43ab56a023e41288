package store

import (
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"gorm.io/gorm"

	"github.com/anjia-project/anjia/workflow"
)

// refusal is what a named constraint of the database means to the person whose act broke it.
type refusal struct {
	kind          workflow.Kind
	code, message string
}

// refusalOf knows the constraints that an act may break although nobody made a mistake in the program. Any other is
// an internal error.
func refusalOf(constraint string) (r refusal, ok bool) {
	switch constraint {
	case "stale_version", "cases_version_forward", "cases_head_moves_by_one", "case_entries_pk", "authority_entries_pk", "authorities_head_moves_by_one":
		return refusal{workflow.KindStale, "stale_version", "案件已被他人更新，请刷新后核对再办理"}, true
	case "sheet_drafts_pk":
		return refusal{workflow.KindStale, "sheet_stale", "评分表草稿已在别处保存，请刷新后再保存"}, true
	case "idempotency_keys_in_flight", "idempotency_keys_pk":
		return refusal{workflow.KindConflict, "idempotency_in_flight", "同一请求正在办理中，请稍候用同一 Idempotency-Key 查询结果"}, true
	case "idempotency_keys_same_body":
		return refusal{workflow.KindInvalid, "idempotency_mismatch", "该 Idempotency-Key 已用于内容不同的请求，请换用新的值"}, true
	case "cases_child_registered_once":
		return refusal{workflow.KindConflict, "child_already_adopted", "该儿童已经办理收养登记，不得重复登记"}, true
	case "cases_child_fk":
		return refusal{workflow.KindConflict, "child_elsewhere", "该儿童不在本登记机关的被收养人名册中，请先在本机关登记被收养人"}, true
	case "cases_certificate_unique":
		return refusal{workflow.KindConflict, "certificate_taken", "该收养登记证字号已被使用，请核对"}, true
	case "cases_blank_number_unique":
		return refusal{workflow.KindConflict, "blank_number_taken", "该收养登记证印制号已被使用，请核对证件编号"}, true
	case "blanks_number_once":
		return refusal{workflow.KindConflict, "blanks_registered", "其中有印制号已在登记簿中（本机关或者本系统的其他登记机关）：请核对起止印制号和发放单；由其他机关调入的，应当先由该机关办理退回、调出"}, true
	case "blanks_final", "blank_slips_written_once":
		return refusal{workflow.KindConflict, "blanks_not_available", "空白证件已经他人办理，请刷新登记簿后核对"}, true
	case "cases_decided_by_another":
		return refusal{workflow.KindConflict, "same_person", "拟办人与审批人不得为同一人，请由其他审批人办理"}, true
	case "cases_end_is_final":
		return refusal{workflow.KindWrongState, "wrong_state", "案件已经办结，不能再办理此事项"}, true
	case "children_id_number_unique":
		return refusal{workflow.KindConflict, "child_registered", "该身份号码的儿童已在本机关登记为被收养人：请使用原有记录，不得重复登记"}, true
	case "children_code_unique":
		return refusal{workflow.KindConflict, "child_code_taken", "该儿童代号已被使用，请换用其他代号"}, true
	case "agencies_credit_code_unique":
		return refusal{workflow.KindConflict, "agency_exists", "该统一社会信用代码的评估机构已经登记"}, true
	case "accounts_login_unique":
		return refusal{workflow.KindConflict, "login_taken", "该登录名已被使用，请换用其他登录名"}, true
	case "evaluators_account_unique":
		return refusal{workflow.KindConflict, "account_taken", "该账号已属于另一名评估员"}, true
	case "cases_pk", "children_pk", "agencies_pk", "evaluators_pk", "accounts_pk", "uploads_pk", "authorities_pk":
		return refusal{workflow.KindConflict, "already_exists", "该记录已经存在"}, true
	case "installation_clock_forward":
		return refusal{workflow.KindConflict, "clock_backwards", "演练时钟只能向前调整"}, true
	}
	return refusal{}, false
}

// refusalByCode knows errors of the database that have no constraint.
func refusalByCode(code string) (r refusal, ok bool) {
	switch code {
	case "40001", "40P01", "55P03": // serialisation failure, deadlock, lock not available
		return refusal{workflow.KindConflict, "try_again", "他人正在办理同一案件，请稍后重试"}, true
	case "22021", "22P05": // a character that a text of the database cannot hold
		return refusal{workflow.KindInvalid, "invalid_input", "输入含有不能保存的字符（如空字符），请删除后重试"}, true
	}
	return refusal{}, false
}

// explain turns an error of the database into a *workflow.Error where a person can understand it, and wraps the rest.
func explain(err error) error {
	var known *workflow.Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	var pg *pgconn.PgError
	if !errors.As(err, &pg) {
		return fmt.Errorf("store: %w", err)
	}
	r, ok := refusalOf(pg.ConstraintName)
	if !ok {
		r, ok = refusalByCode(pg.Code)
	}
	if !ok && pg.Code == "42501" && strings.Contains(pg.Message, "row-level security policy") {
		r, ok = refusal{workflow.KindForbidden, "out_of_scope", "该记录不在您的权限范围内"}, true
	}
	if !ok {
		return fmt.Errorf("store: constraint %q: %w", pg.ConstraintName, err)
	}
	return &workflow.Error{Kind: r.kind, Code: r.code, Message: r.message, Cause: err}
}

// absent reports whether a query for one row found none.
func absent(err error) bool {
	return errors.Is(err, pgx.ErrNoRows) || errors.Is(err, gorm.ErrRecordNotFound)
}

func notFound(code, message string) error {
	return workflow.Refuse(workflow.KindNotFound, code, message)
}

func noCase() error {
	return notFound("case_not_found", "没有这一案件，或者不在您的权限范围内")
}

func noChild() error {
	return notFound("child_not_found", "没有这一被收养人，或者不在您的权限范围内")
}

func staleVersion() error {
	r, _ := refusalOf("stale_version")
	return workflow.Refuse(r.kind, r.code, r.message)
}
