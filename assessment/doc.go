// Package assessment turns what evaluators record about a family into a result that explains itself: the sheet of one
// evaluator (评分表), its checks, the consolidation of several sheets, and the tree in which every number names its
// option, its evidence and its assessor. A result supports the decision of people and never replaces it.
//
// The package is pure. It must not know the clock, storage, accounts or the state of a case; instants are handed in. Of
// this module it imports assessment/instrument and assessment/law alone. Who may see whose sheet is for the rooms around it:
// sheets are blind to each other until all are submitted.
package assessment
