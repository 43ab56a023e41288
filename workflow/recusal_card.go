package workflow

import "github.com/anjia-project/anjia/assessment/law"

// RecusalCard is what of somebody who works on cases is compared with their parties
// (回避核查信息, 2020 办法 art. 12). Evaluators have it on their own card, everybody
// else beside the account. What is not filled in is unknown, never absent.
type RecusalCard struct {
	IDNumber    string `json:"id_number" minLength:"18" maxLength:"18" doc:"公民身份号码"`
	Phone       string `json:"phone,omitempty" maxLength:"40" doc:"联系电话"`
	Address     string `json:"address,omitempty" maxLength:"200" doc:"住址"`
	Employer    string `json:"employer,omitempty" maxLength:"200" doc:"本单位以外的工作单位"`
	BankAccount string `json:"bank_account,omitempty" maxLength:"40" doc:"银行账号"`
	Kin         []Kin  `json:"kin,omitempty" maxItems:"40" doc:"亲属"`
}

// Compared is what of an evaluator is compared.
func (e EvaluatorCard) Compared() RecusalCard {
	return RecusalCard{IDNumber: e.IDNumber, Phone: e.Phone, Address: e.Address, Employer: e.Employer, BankAccount: e.BankAccount, Kin: e.Kin}
}

// NoInterest is the word of somebody without a card that nothing ties him or her to the
// parties (无利害关系声明). It stands in for what cannot be compared, for one act.
type NoInterest struct {
	AccountID string   `json:"account_id"`
	Name      string   `json:"name"`
	Act       ActName  `json:"act"`
	On        law.Date `json:"on"`
}
