package ledger

import (
	"fmt"
	"strings"
)

// ChainKind says what a chain is of.
type ChainKind string

// The two kinds of chain: one per case, and one per authority for acts without a case.
const (
	CaseChainKind      ChainKind = "case"
	AuthorityChainKind ChainKind = "authority"
)

// Chain names one chain of entries. The zero value names none.
type Chain struct {
	Kind ChainKind
	ID   string
}

// CaseChain is the chain of a case.
func CaseChain(caseID string) Chain { return Chain{Kind: CaseChainKind, ID: caseID} }

// AuthorityChain is an authority's own chain: acts without a case, and acts on a child.
func AuthorityChain(authorityID string) Chain {
	return Chain{Kind: AuthorityChainKind, ID: authorityID}
}

// String returns the form that the header holds: the kind, a colon, the id.
func (c Chain) String() string { return string(c.Kind) + ":" + c.ID }

// ParseChain reads what String writes; it refuses an unknown kind and an empty id.
func ParseChain(s string) (Chain, error) {
	kind, id, _ := strings.Cut(s, ":")
	c := Chain{Kind: ChainKind(kind), ID: id}
	if !c.valid() {
		return Chain{}, fmt.Errorf("chain %q: want case:<id> or authority:<id>", s)
	}
	return c, nil
}

func (c Chain) valid() bool {
	return c.ID != "" && (c.Kind == CaseChainKind || c.Kind == AuthorityChainKind)
}
