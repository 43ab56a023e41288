package casework

import (
	"context"
	"encoding/hex"

	"github.com/anjia-project/anjia/workflow/ledger"
)

// documentAfter stands for the second document of a payload: a paper's Document is
// committed to as the input of a payload without an aggregate.
const documentAfter = "{}"

// keepDocument stores what a paper says beside its PDF, and works out what the entry
// says of it.
func (s *Service) keepDocument(ctx context.Context, job *PaperJob) (*KeptDocument, error) {
	document, err := s.Renderer.Document(*job)
	if err != nil {
		return nil, err
	}
	seed, err := s.Seed()
	if err != nil {
		return nil, err
	}
	tied, err := DocumentPayload(seed, document).Commit()
	if err != nil {
		return nil, err
	}
	kept := &KeptDocument{
		FileID: s.NewID(), SHA256: hashHex(document), Size: int64(len(document)),
		Root: tied.Root, Leaves: tied.Leaves, Seed: hex.EncodeToString(seed[:]),
	}
	return kept, s.Files.Put(ctx, kept.FileID, document)
}

// DocumentPayload is the payload whose root ties a part of a paper's Document to the
// entry: the Document as input, nothing after it.
func DocumentPayload(seed ledger.Seed, document []byte) ledger.Payload {
	return ledger.Payload{Seed: seed, Input: document, After: []byte(documentAfter)}
}
