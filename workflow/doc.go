// Package workflow is the life of an adoption case (收养登记案件), pure: the case
// and its parties, the table of legal acts (lifecycle.go) that looplab/fsm runs,
// guards, holds, roles, and the orders of papers and clocks that an act gives.
//
// It does no I/O and knows no clock and no randomness: dates, instants and ids
// come in as arguments. The table says whether an act may be done; what an act
// changes stands in workflow/casework, one file an act.
package workflow
