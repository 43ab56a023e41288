// Package eligibility answers whether a set of facts meets the statutory conditions of adoption (收养条件审查):
// Civil Code arts. 1093-1108 and the registration measures, one rule in one file, each cited and dated. It also
// checks identity numbers and credit codes, says which authority is competent for what is out of scope, and lists
// the papers that a category of adoption demands.
//
// A fact that is not given is unknown, never no: it leads to an unknown outcome that names what is missing.
//
// The package is pure. Of this module it may import only assessment/law. It reads no clock, file or database and
// does not know what a case is; whoever has one maps it to Facts.
package eligibility
