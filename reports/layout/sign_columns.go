package layout

import (
	"fmt"
	"slices"

	"github.com/anjia-project/anjia/reports"
)

// signColumns is one column where fingerprints or long labels need the width,
// else two: the lines to sign on then stand at one height.
func (s *setter) signColumns(b reports.Signatures, path string) (int, error) {
	prints := slices.ContainsFunc(b.Signers, func(s reports.Signer) bool { return s.Fingerprint })
	seals := slices.ContainsFunc(b.Signers, func(s reports.Signer) bool { return s.Seal })
	switch {
	case b.Columns == 1, b.Columns == 0 && (prints || len(b.Signers) < 2):
		return 1, nil
	case seals || b.Columns > 2:
		return max(2, b.Columns), nil
	}
	for i, sg := range b.Signers {
		gs, err := s.shape.inline(reports.Join(sg.Label(), reports.Text("：")), s.style.body, false, fmt.Sprintf("%s/signers/%d/role", path, i))
		if err != nil {
			return 0, err
		}
		if width(gs)+1*mm > (measure-slotGap)/2-minSignLine {
			return 1, nil
		}
	}
	return 2, nil
}
