// Package instrument holds a scoring table (评估指标表) as data: the YAML format, the loader that refuses what cannot
// be scored lawfully, the compiled and immutable table, and its arithmetic (caps, sums, gates) over exact numbers.
// The tables that are shipped are illustrative and belong to the sandbox overlay; an office keys in its own.
//
// The package is pure. It must not know sheets, people or cases, read the clock, or touch a file that is not
// embedded; of this module it imports assessment/law alone. No float may stand on the way of a score.
package instrument
