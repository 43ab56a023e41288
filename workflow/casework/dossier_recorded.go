package casework

import "github.com/anjia-project/anjia/workflow/ledger"

// recordedHashes are the hashes that stand in the record: in the input of an act or in
// the case after it. A file that no act has named is none of the record's, and nobody
// could tell whether it was exchanged.
func recordedHashes(records []ledger.Record) (map[string]bool, error) {
	known := map[string]bool{}
	for _, r := range records {
		whole, err := payloadOf(r)
		if err != nil {
			return nil, err
		}
		quotedHashes(whole.Input, known)
		quotedHashes(whole.After, known)
	}
	return known, nil
}

// quotedHashes finds the strings of JSON that are SHA-256 in lower-case hexadecimal.
func quotedHashes(raw []byte, into map[string]bool) {
	const digits = 64
	run := 0
	for i, c := range raw {
		if c >= '0' && c <= '9' || c >= 'a' && c <= 'f' {
			run++
			continue
		}
		if c == '"' && run == digits && i > digits && raw[i-digits-1] == '"' {
			into[string(raw[i-digits:i])] = true
		}
		run = 0
	}
}
