// Package instrument holds a scoring table (评估指标表) as data: the YAML format, the loader that refuses what cannot
// be scored lawfully, the compiled and immutable table, and its arithmetic (caps, sums, gates) over exact numbers.
// The tables that are shipped are illustrative and belong to the sandbox overlay; an office keys in its own.
//
// The package is pure. It must not know sheets, people or cases, read the clock, or touch a file that is not
// embedded; of this module it imports assessment/law alone. No float may stand on the way of a score.
//
// # Format anjia-instrument/1
//
// One YAML document: format, code, version, phase, title, citation, status, pack, division, valid {from, to},
// aggregation {method, total, cap}, nodes, gates. Codes are quoted strings. Every node has code, type and title,
// and may have guidance, citation and status, which it hands down to the nodes below it. By type it has besides:
//
//	section  nodes, max (declared sum, checked)
//	bonus    nodes, max, cap; outermost only
//	veto     evidence, per_applicant
//	option   max, options [{code, title, points | from, to}], step, evidence, per_applicant
//	points   min, max, step, evidence, per_applicant
//	rating   min, max, weight, grades [{rating, title}], evidence, per_applicant; with method: weighted
//	boolean  points (for yes), evidence, per_applicant
//	text     optional, max_length, evidence, per_applicant
//	dual     min, max, grades, mitigation_from, evidence, per_applicant; with method: none
//
// evidence is {demand: none|note|file, kind, when: always|if_true|if_false|if_points|if_differ, valid: {days | months,
// expires}}. per_applicant is mean, lower or higher where points come of the item, each where none do. A gate is {code,
// when, outcome: pass|fail|human, conclusion, citation}; when has exactly one of veto_found, total_at_least,
// total_below, section_below {code, mark}, answered {codes, value}, final_at_least {mark, codes}, otherwise. Gates are
// tried in order; a veto comes first and otherwise last.
//
// Another type of node or condition is an addition: a constant of Kind or Test, its keys in the loader, its checks,
// and its case in Tally. Until then the loader refuses it; nothing is scored in part.
package instrument
