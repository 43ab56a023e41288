package office

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// input is the command as the record keeps it: without a password.
func (s *Service) input(c Command) ([]byte, error) {
	if secret, ok := c.(confidential); ok {
		c = secret.Bare()
	}
	input, err := json.Marshal(c)
	if err != nil {
		return nil, fmt.Errorf("office: input of %s: %w", c.Act(), err)
	}
	return input, nil
}

// requestKey is nil without an Idempotency-Key. A password enters the identity of
// the request through argon2id, so that the stored hash is no help in guessing it.
func (s *Service) requestKey(ctx context.Context, req Request, input []byte) (*Key, error) {
	if req.Key == "" {
		return nil, nil //nolint:nilnil // no key, no identity
	}
	h := sha256.New()
	part := func(p string) { h.Write([]byte(strconv.Itoa(len(p)) + ":" + p)) }
	part(string(req.Command.Act()))
	part(req.ID)
	part(string(input))
	if c, ok := req.Command.(confidential); ok {
		salt := sha256.Sum256([]byte(req.Actor.ID + "\x00" + req.Key))
		digest, err := s.derive(ctx, c.Secret(), salt[:saltLength], s.Cost)
		if err != nil {
			return nil, err
		}
		part(string(digest))
	}
	return &Key{ActorID: req.Actor.ID, Value: req.Key, Body: [32]byte(h.Sum(nil))}, nil
}

// record extends the authority's chain by one entry.
func (s *Service) record(head ledger.Head, e ledger.Entry, input []byte, state after) (ledger.Record, ledger.Head, error) {
	after, err := json.Marshal(state)
	if err != nil {
		return ledger.Record{}, head, err
	}
	seed, err := s.Seed()
	if err != nil {
		return ledger.Record{}, head, fmt.Errorf("office: seed of salts: %w", err)
	}
	r, next, err := head.Append(e, ledger.Payload{Seed: seed, Input: input, After: after})
	return r, next, recordError(err)
}

// recordError turns what cannot be recorded exactly into a refusal.
func recordError(err error) error {
	var doc *ledger.DocumentError
	if errors.As(err, &doc) {
		return &workflow.Error{
			Kind: workflow.KindInvalid, Code: "invalid_input", Message: "输入含有不能如实记录的内容", Cause: err,
			Fields: []workflow.FieldError{workflow.Field(doc.Pointer, "not_recordable", doc.Reason)},
		}
	}
	return err
}

func ledgerActor(a workflow.Actor) ledger.Actor {
	org := a.AuthorityID
	if a.AgencyID != "" {
		org = a.AgencyID
	}
	return ledger.Actor{ID: a.ID, Name: a.Name, Role: string(a.Role), Organisation: ledger.Organisation{ID: org, Name: a.Organisation}}
}
