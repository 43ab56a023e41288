package check

import (
	"errors"

	"github.com/anjia-project/anjia/workflow/ledger"
)

// What a view can do wrong.
var (
	errCount = errors.New("it has another number of values")
	errShown = errors.New("a value is shown that was hidden")
	errOther = errors.New("another value is shown")
)

// viewSeed takes a view apart by the same code that commits to Documents; its
// salts are not looked at.
var viewSeed = ledger.Seed{1}

// flatten lists the leaves of a Document in the order of their pointers.
func flatten(view []byte) ([]ledger.RedactedLeaf, error) {
	whole, err := ledger.Redact(ledger.Payload{Seed: viewSeed, Input: view, After: []byte("{}")}, func(string) bool { return false })
	return whole.Leaves, err
}
