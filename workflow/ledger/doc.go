// Package ledger is the record (案卷记录): entries, the hash chain of a case or of
// an authority, the salted leaves of a payload, redacted copies, and their offline
// verification. docs/record.md describes the format for an auditor who writes a
// verifier of his own; a test in this package is such a second implementation.
//
// It is pure: no I/O, no clock, no randomness (the seed of the salts is passed
// in), no state. It imports nothing of the house, so that what it proves does not
// depend on what it proves it about. A format that has once been written stays
// readable for ever: a new one gets a new schema version beside the old.
package ledger
