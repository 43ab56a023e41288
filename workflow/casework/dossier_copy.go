package casework

import (
	"context"
	"errors"
	"unicode/utf8"

	"github.com/anjia-project/anjia/workflow"
)

// LockDossier makes an encrypted copy of the file of a dossier that the password
// opens. It fails with ErrDossierPassword for a password that it cannot use.
type LockDossier func(file []byte, password string) ([]byte, error)

// ErrDossierPassword says that a password cannot lock a copy. No message repeats it.
var ErrDossierPassword = errors.New("casework: the password cannot be used")

// The bounds of a password: characters at least, bytes at most (PDF 2.0).
const (
	leastDossierPassword = 12
	mostDossierPassword  = 127
)

// EncryptedDossier is a copy of a dossier for sending it (加密副本): AES-256, unsigned,
// no archival form. Neither the copy nor the password is kept; that it was taken is
// recorded as a reading. It fails as DossierFile does, and with invalid_input for a
// password that is too short or too long.
func (s *Service) EncryptedDossier(ctx context.Context, actor workflow.Actor, caseID, id, password string) (*Dossier, []byte, error) {
	if utf8.RuneCountInString(password) < leastDossierPassword || len(password) > mostDossierPassword {
		return nil, nil, refusedPassword()
	}
	d, err := s.readableDossier(ctx, actor, caseID, id, "dossier_copy:"+id)
	if err != nil {
		return nil, nil, err
	}
	content, err := s.Files.Get(ctx, d.FileID)
	if err != nil {
		return nil, nil, err
	}
	locked, err := s.LockDossier(content, password)
	if errors.Is(err, ErrDossierPassword) {
		return nil, nil, refusedPassword()
	}
	return d, locked, err
}

func refusedPassword() error {
	return workflow.Invalid(workflow.Field("/password", "password_refused", "口令应当不少于12个字符、不超过127个字节，且只含可以键入的字符"))
}
